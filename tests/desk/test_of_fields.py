"""Sentences on a field, which a file may call otherwise."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk.desk import add_contact, import_file
from frontdesk.desk.of_fields import OfField, with_headings
from frontdesk.file_words import FileOf
from frontdesk.model.mappings import FileMapping, MappedColumn
from support import a_practice, an_act

CAUSE = OfField("cell", "'1' is no number")


def test_it_is_said_with_our_word_where_nobody_knows_the_file() -> None:
    assert CAUSE == "cell '1' is no number"
    assert OfField("born", "lies ahead", ": ") == "born: lies ahead"
    assert OfField("last_seen", "is not known here", shown="last seen") == "last seen is not known here"


def test_it_is_said_with_the_heading_of_the_file_and_whatever_is_of_no_field_stays() -> None:
    told = with_headings((CAUSE, "the name is missing", OfField("born", "lies ahead", ": ")), {"cell": "Mobil"})
    assert told == ("Mobil '1' is no number", "the name is missing", "born: lies ahead")


@pytest.mark.parametrize(
    ("of", "columns", "row", "told"),
    [
        (FileOf.CONTACTS, {"Wer": "name", "Mobil": "cell"}, "Ana Example,1", "Mobil '1' is one digit over and over"),
        (FileOf.CONTACTS, {"Wer": "name", "Mobil": "cell"}, "null,", "Wer 'null' stands where a name is missing"),
        (
            FileOf.CONTACTS,
            {"Wer": "name", "Geburtstag": "born"},
            "Ana Example,2090-01-01",
            "Geburtstag: 2090-01-01 lies",
        ),
        (FileOf.CONTACTS, {"Wer": "name", "Cell": "cell"}, "Ana Example,1", "cell '1' is one digit over and over"),
        (
            FileOf.VISITS,
            {"Pat": "patient", "Wann": "at"},
            "P-1,2030-01-01 10:00",
            "Wann: 2030-01-01 10:00 is more than",
        ),
        (
            FileOf.VISITS,
            {"Wer": "name", "Mobil": "cell", "Wann": "at"},
            "Ana Example,1,2026-03-05 10:00",
            "Mobil '1' is",
        ),
        (FileOf.CONSENTS, {"Pat": "patient", "Erlaubt": "consent"}, "P-1,", "Erlaubt is empty"),
        (FileOf.PREFERENCES, {"Pat": "patient", "Wie": "preferred_method"}, ",text", "Pat is empty"),
    ],
)
def test_a_row_is_told_with_the_headings_of_its_file(
    of: FileOf, columns: dict[str, str], row: str, told: str, tmp_path: Path
) -> None:
    practice = a_practice()
    add_contact(an_act(practice), {"name": "Ana Example", "reference": "P-1"})
    mapping = FileMapping("theirs", "Theirs", of, tuple(MappedColumn(one, (field,)) for one, field in columns.items()))
    file = a_file(tmp_path, f"{row}\n", heading=f"{','.join(columns)}\n")
    (one,) = import_file(an_act(practice), file, mapping).rows
    assert one.said[0].startswith(told)
    with (tmp_path / "contacts.rejected.csv").open(encoding="utf-8-sig", newline="") as aside:
        assert next(csv.DictReader(aside))["cause"] == "; ".join(one.said)
