"""Rows of an import: columns by their names, each cell as its column says, every cause of a bad row at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.files import GOOD, a_file
from frontdesk.desk import ImportRefusedError, import_contacts
from support import a_practice, amount, an_act


def test_the_columns_of_the_lead_source_are_understood(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "First Name,Last Name,Email,Phone (mobile),Notes\n"
    row = "Bo,Sample,bo@example.com,555-0102,From the fair\n"
    import_contacts(an_act(practice), a_file(tmp_path, row, heading=heading))
    (contact,) = practice.store.all_contacts()
    assert contact.state == practice.ruleset.initial
    assert [note.text for note in practice.store.notes(contact.id)] == ["From the fair"]


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (GOOD.replace("scheduled", "schedulled"), "did you mean"),
        (GOOD.replace("ana@example.com", "ana at example"), "e-mail"),
        (GOOD.replace("America/Chicago", "Chicago"), "zone"),
        (GOOD.replace("text_enabled", "mobile"), "text_enabled"),
        (GOOD.replace("(202) 555-0101", "call me"), "number"),
        ("Ana,Example\n", "2 values for 8 columns"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_nothing_is_imported(row: str, cause: str, tmp_path: Path) -> None:
    practice = a_practice()
    with pytest.raises(ImportRefusedError, match="nothing was imported") as refused:
        import_contacts(an_act(practice), a_file(tmp_path, GOOD, row))
    (bad,) = refused.value.imported.bad
    assert bad.line == 3
    assert cause in "; ".join(bad.causes)
    assert amount(practice) == amount(a_practice())


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
