"""A table as plain text, from its first letter to its last row."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from files.opened import read_text
from frontdesk.files import open_rows
from frontdesk.model.mappings import FileForm

PEOPLE = (
    "First Name,Last Name,Mobile,E-mail\n"
    "José,Núñez,202-555-0110,jose@example.com\nZoë,O’Brien,202-555-0111,zoe@example.com\n"
)
ROWS = {
    2: ("José", "Núñez", "202-555-0110", "jose@example.com"),
    3: ("Zoë", "O’Brien", "202-555-0111", "zoe@example.com"),
}


@pytest.mark.parametrize(
    ("saved", "said"),
    [
        (PEOPLE.encode(), ()),
        (PEOPLE.encode("utf-8-sig"), ()),
        (PEOPLE.replace(",", "\t").encode("utf-16"), ("written in UTF-16", "parted by tabs")),
        (PEOPLE.encode("utf-16-le"), ("written in UTF-16",)),
        (PEOPLE.encode("utf-16-be"), ("written in UTF-16",)),
        (PEOPLE.encode("utf-32"), ("written in UTF-32",)),
        (PEOPLE.replace(",", ";").encode(), ("parted by semicolons",)),
        (PEOPLE.replace(",", "\t").encode(), ("parted by tabs",)),
        (PEOPLE.replace("\n", "\r").encode(), ()),
        (PEOPLE.replace("\n", "\r\n").encode(), ()),
        (PEOPLE.replace("\n", "\r\n", 1).encode(), ()),
        (PEOPLE.removesuffix("\n").encode(), ()),
    ],
)
def test_a_file_as_others_save_it_reads_as_the_same_rows(saved: bytes, said: tuple[str, ...], tmp_path: Path) -> None:
    found = read_text(tmp_path, saved)
    assert (found.heading, found.rows) == (("First Name", "Last Name", "Mobile", "E-mail"), ROWS)
    assert (found.faults, found.leftover, found.said) == ({}, {}, said)


@pytest.mark.parametrize("encoding", ["windows-1252", "cp1252"])
def test_an_older_encoding_is_read_where_somebody_says_it(encoding: str, tmp_path: Path) -> None:
    assert read_text(tmp_path, PEOPLE.encode("cp1252"), FileForm(encoding=encoding)).rows == ROWS


def test_what_is_written_in_a_cell_stays_as_it_stands(tmp_path: Path) -> None:
    found = read_text(tmp_path, 'name,note\n Ada ,"a, ""b""\r\nc"\n')
    assert found.rows == {2: (" Ada ", 'a, "b"\r\nc')}


def test_any_letter_may_part_the_cells_where_somebody_says_so(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name^cell\nAda^202-555-0101\n", FileForm(delimiter="^"))
    assert (found.rows, found.said) == ({2: ("Ada", "202-555-0101")}, ("parted by '^'",))


def test_too_many_cells_and_too_few_stay_as_they_are_for_whoever_knows_the_columns(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name,cell,note\nAda\nBob,1,2,3\nCarl,1,2\n")
    assert found.rows == {2: ("Ada",), 3: ("Bob", "1", "2", "3"), 4: ("Carl", "1", "2")}


def test_a_long_file_takes_no_more_memory_than_a_short_one(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("w") as file:
        file.write("name,cell\n")
        file.writelines(f"Ada Fern,202-555-01{index % 100:02}\n" for index in range(100_000))
    tracemalloc.start()
    with open_rows(path) as found:
        count = sum(1 for _ in found.rows)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (count, peak < 1_000_000) == (100_000, True), peak
