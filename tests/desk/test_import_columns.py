"""The heading of an import: columns by their names and by those that others give them, in any order, each once."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk.desk import ImportRefusedError, import_contacts
from frontdesk.desk.import_columns import HeadingError, columns_of
from support import HARBOUR, a_practice, an_act


def test_the_columns_of_the_lead_source_are_understood(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "First Name,Last Name,Email,Phone (mobile),Notes\n"
    row = "Bo,Sample,bo@example.com,202-555-0102,From the fair\n"
    import_contacts(an_act(practice), a_file(tmp_path, row, heading=heading))
    (contact,) = practice.store.all_contacts()
    assert contact.state == practice.ruleset.initial
    assert [note.text for note in practice.store.notes(contact.id)] == ["From the fair"]


def test_a_column_stands_where_its_heading_does_however_it_is_written() -> None:
    places = columns_of(a_practice(HARBOUR).ruleset, ["E-Mail", " family  NAME", "Vaccination_Due", "cause"])
    assert places == {"email": 0, "last name": 1, "vaccination_due": 2, "cause": 3}


def test_the_columns_of_the_practice_itself_are_told_first() -> None:
    with pytest.raises(HeadingError, match=r"called 'xyz'; columns are 'species', 'postal_address', .*'name'"):
        columns_of(a_practice(HARBOUR).ruleset, ["name", "xyz"])


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("name,celll\n", "did you mean 'cell'"),
        ("cell\n", "name"),
        ("name,name\n", "twice"),
    ],
)
def test_a_heading_that_is_not_understood_is_refused_before_any_row(heading: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        import_contacts(an_act(a_practice()), a_file(tmp_path, "x,y\n", heading=heading))
