"""The one door for files: whatever the format, and whatever its name says of it."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from files.opened import Read, read, read_text
from frontdesk.files import FileError, open_rows
from frontdesk.model.mappings import FileForm

CARD = "BEGIN:VCARD\nVERSION:3.0\nN:Fern;Ada\nTEL;TYPE=CELL:202-555-0101\nEND:VCARD\n"
EVENT = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:A-1\nDTSTART:20260305T143000\nSUMMARY:Ada Fern\nEND:VEVENT\nEND:VCALENDAR\n"


def said(found: Read) -> dict[str, str]:
    """What the only row of a file says, by its headings, without what it does not say."""
    (row,) = found.rows.values()
    return {heading: cell for heading, cell in zip(found.heading, row, strict=True) if cell}


def test_each_form_of_file_is_known_by_its_content_whatever_it_is_called(tmp_path: Path) -> None:
    with Workbook(str(tmp_path / "people.csv")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["last name", "cell"])
        sheet.write_row(1, 0, ["Fern", "202-555-0101"])
    assert said(read(tmp_path / "people.csv")) == {"last name": "Fern", "cell": "202-555-0101"}
    assert said(read_text(tmp_path, "last name,cell\nFern,202-555-0101\n", name="people.xlsx")) == {
        "last name": "Fern",
        "cell": "202-555-0101",
    }
    assert said(read_text(tmp_path, CARD, name="people.txt")) == {
        "first name": "Ada",
        "last name": "Fern",
        "cell": "202-555-0101",
    }
    assert said(read_text(tmp_path, EVENT, name="visits")) == {
        "reference": "A-1",
        "at": "2026-03-05 14:30",
        "name": "Ada Fern",
    }


def test_a_fault_far_below_is_told_while_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(b"name,cell\n" + b"Ada,1\n" * 100_000 + "José,1\n".encode("cp1252"))
    with pytest.raises(FileError, match="line 100002"), open_rows(path) as file:
        assert sum(1 for _ in file.rows) < 100_002


@pytest.mark.exhaustive
@pytest.mark.parametrize(
    "whole",
    [
        CARD.encode() * 2,
        EVENT.encode().replace(b"DTSTART:", b"DTSTART;TZID=Riverside:"),
        "sep=;\nname;cell\nJosé;1\nZoë;2\n".encode("utf-16"),
        'name,cell\n"José, Jr.",1\n"Zoë\nFern",2\n'.encode("cp1252"),
    ],
    ids=["cards", "calendar", "UTF-16", "Windows-1252"],
)
def test_whatever_is_changed_in_a_file_it_is_read_or_refused_in_words(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "people"
    for seed in range(300):
        chance, content = random.Random(seed), bytearray(whole)
        for _ in range(chance.randint(1, 5)):
            at, long = chance.randrange(len(content)), chance.randint(0, 9)
            content[at : at + long] = bytes(chance.choice(b'";,=\\\r\n\0\xff\xfe\xef:ABEG 0') for _ in range(long // 2))
        path.write_bytes(content)
        for form in (FileForm(), FileForm("windows-1252"), FileForm("utf-16", "|", "Patients", 2)):
            with suppress(FileError):
                read(path, form)
