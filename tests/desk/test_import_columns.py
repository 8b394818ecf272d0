"""The columns of a contact by their names and by those that others give them, in any order, each once."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk.import_columns import HeadingError, columns_of
from support import HARBOUR, a_practice, an_act


def test_a_column_is_understood_by_what_others_call_it() -> None:
    practice = a_practice()
    cells = {"First Name": "Bo", "Last Name": "Sample", "Phone (mobile)": "202-555-0102", "Notes": "From the fair"}
    desk.add_contact(an_act(practice), cells)
    (contact,) = practice.store.all_contacts()
    assert contact.numbers == ("+12025550102",)
    assert [note.text for note in practice.store.notes(contact.id)] == ["From the fair"]


def test_a_column_stands_where_its_heading_does_however_it_is_written() -> None:
    places = columns_of(a_practice(HARBOUR).ruleset, ["E-Mail", " family  NAME", "Vaccination_Due", "cause"])
    assert places == {"email": 0, "last name": 1, "vaccination_due": 2, "cause": 3}


def test_the_columns_of_the_practice_itself_are_told_first() -> None:
    with pytest.raises(HeadingError, match=r"called 'xyz'; columns are 'species', 'postal_address', .*'name'"):
        columns_of(a_practice(HARBOUR).ruleset, ["name", "xyz"])


@pytest.mark.parametrize(
    ("heading", "words"),
    [(["name", "celll"], "did you mean 'cell'"), (["cell"], "name"), (["name", "name"], "twice")],
)
def test_what_is_not_understood_is_refused(heading: list[str], words: str) -> None:
    with pytest.raises(HeadingError, match=words):
        columns_of(a_practice().ruleset, heading)


def test_a_state_is_where_somebody_lives_or_what_they_are_and_so_neither() -> None:
    with pytest.raises(HeadingError, match="nothing reads a column called 'State'"):
        columns_of(a_practice().ruleset, ["name", "State"])


def test_what_others_call_a_column_is_understood_where_it_means_one_thing() -> None:
    heading = ["Surname", "Given Name", "DOB", "Phone", "Home Phone", "Patient ID", "Time Zone", "Lost Reason"]
    assert [*columns_of(a_practice().ruleset, heading)] == [
        *("last name", "first name", "born", "cell", "home", "reference", "zone", "reason"),
    ]


def test_consent_is_said_by_somebody_in_words_and_no_column_by_hand() -> None:
    with pytest.raises(HeadingError):
        columns_of(a_practice().ruleset, ["name", "text_consent"])
