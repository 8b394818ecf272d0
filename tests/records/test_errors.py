"""What is asked for and not there is told by its number."""

from __future__ import annotations

from frontdesk.records import NoSuchContactError, NoSuchRecordError


def test_what_is_not_there_is_named_with_its_number() -> None:
    assert str(NoSuchRecordError("task", 9)) == "there is no task number 9"
    assert (NoSuchRecordError("task", 9).what, NoSuchRecordError("task", 9).number) == ("task", 9)


def test_who_is_not_there_is_told_with_where_to_look() -> None:
    assert str(NoSuchContactError(4)) == "no contact has the number 4; see 'frontdesk contact list'"
