"""Strict quotes: what is wrong with a row costs that row and no other, and nobody is swallowed.

The second half makes tables of people, damages each once, and looks for everybody who was in it.
"""

from __future__ import annotations

import csv
import io
import random
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from files.opened import Read, read, read_text

PEOPLE = "name,mobile,note\n"
NEVER_CLOSED = "a quote opens a cell on this line and is not closed"
IN_THE_MIDDLE = "a quote stands in the middle of a cell"


def test_a_quote_in_the_middle_of_a_cell_is_a_fault_of_its_line(tmp_path: Path) -> None:
    found = read_text(
        tmp_path, 'name,mobile\nJim "Jimbo" Nun,202-555-0110\n"Jo "Joey" Nun",202-555-0111\nAda,202-555-0112\n'
    )
    assert found.faults.keys() == {2, 3}
    assert all(fault.startswith(IN_THE_MIDDLE) and '"Jim ""Jimbo"" Nun"' in fault for fault in found.faults.values())
    assert found.rows == {4: ("Ada", "202-555-0112")}


@pytest.mark.parametrize(
    "line",
    ['Ada "A" Fern,1,x', 'Ada,"1"0,x', 'Ada,1, "x"', '"Ada" ,1,x', "Ada,1,5'11\"", '"Ada""" Fern",1,x', 'Ada"",1,x'],
)
def test_a_line_whose_quotes_open_and_close_no_cell_keeps_its_text(line: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{PEOPLE}{line}\nBob,202-555-0102,\n")
    assert [row.cells for row in found.all] == [(line,), ("Bob", "202-555-0102", "")]
    assert found.faults.keys() == {2}


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ('"Fern, Ada",1,"says ""hi"""', ("Fern, Ada", "1", 'says "hi"')),
        ('"",1,""""', ("", "1", '"')),
        ("\"Ada\",1,'x'", ("Ada", "1", "'x'")),
        ("“Ada”,1,x", ("“Ada”", "1", "x")),
    ],
)
def test_quotes_that_open_and_close_a_cell_are_no_part_of_it(line: str, cells: tuple[str, ...], tmp_path: Path) -> None:
    assert read_text(tmp_path, f"{PEOPLE}{line}\n").rows == {2: cells}


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('"Ada\nFern",202-555-0101,new\nBob,1,\n', {2: ("Ada\nFern", "202-555-0101", "new"), 4: ("Bob", "1", "")}),
        ('Ada,"202-555\n0101",new\nBob,1,\n', {2: ("Ada", "202-555\n0101", "new"), 4: ("Bob", "1", "")}),
        ('Ada,1,"a line\nand another"\nBob,1,\n', {2: ("Ada", "1", "a line\nand another"), 4: ("Bob", "1", "")}),
        ('Ada,1,"a\n\n""b""\n"\nBob,1,\n', {2: ("Ada", "1", 'a\n\n"b"\n'), 6: ("Bob", "1", "")}),
        ('"Ada\nFern","1\n2","a\nb"\n', {2: ("Ada\nFern", "1\n2", "a\nb")}),
        ('Ada,202-555-0101,"Called, no answer.\nWill call, later, again"\n',
         {2: ("Ada", "202-555-0101", "Called, no answer.\nWill call, later, again")}),
        ('Ada,202-555-0101,"a,\nb,"\nBob,,\n', {2: ("Ada", "202-555-0101", "a,\nb,"), 4: ("Bob", "", "")}),
    ],
)  # fmt: skip
def test_a_cell_may_have_several_lines_in_any_column(
    text: str, rows: Mapping[int, tuple[str, ...]], tmp_path: Path
) -> None:
    found = read_text(tmp_path, PEOPLE + text)
    assert (found.rows, found.faults) == (rows, {})


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('Ada,"202-555-0101,x\nBob,202-555-0102,\nCarl,202-555-0103,\n', "before the file ends"),
        ('Ada,"202-555-0101,x\nBob,202-555-0102,\nCarl,202-555-0103,"hi"\n', "before the quote on line 4"),
        (
            'Ada,202-555-0101,"x\nBob,202-555-0102,\nCarl,202-555-0103,hi"\n',
            "where it should be: line 3 looks like a row",
        ),
        ('Ada,"202-555-0101,x\nBob,202-555-0102,\nCarl,202-555-0103,hi"\n', "it makes 2 cells, and the heading has 3"),
        ('Ada,202-555-0101,"x\nBob,202-555-0102,"\nhi"\n', "the quote that ends line 3 opens a cell of its own"),
        ('Ada,202-555-0101,"x\nBob\0,202-555-0102,\n"\n', "before the quote on line 3"),
    ],
)
def test_a_quote_that_is_not_closed_swallows_nobody(text: str, why: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, PEOPLE + text)
    assert found.faults[2].startswith(NEVER_CLOSED)
    assert why in found.faults[2]
    assert {row.line for row in found.all} >= {2, 3}
    if "\0" not in text and "hi" not in text:
        assert found.rows[3] == ("Bob", "202-555-0102", "")


def test_a_cell_has_so_many_lines_and_letters_at_most(tmp_path: Path) -> None:
    found = read_text(tmp_path, PEOPLE + 'Ada,1,"' + "x\n" * 1_001 + '"\nBob,1,\n')
    assert "within 1,000 lines and 100,000 letters" in found.faults[2]
    assert found.rows[1004] == ("Bob", "1", "")
    found = read_text(tmp_path, f'{PEOPLE}Ada,1,"{"x" * 60_000}\n{"y" * 60_000}"\nBob,1,{"z" * 100_000}\nCarl,1,\n')
    assert "within 1,000 lines and 100,000 letters" in found.faults[2]
    assert found.faults[4] == "has more than 100,000 letters"
    assert found.rows[5] == ("Carl", "1", "")


def test_a_zero_byte_and_a_mark_between_two_files_are_faults_of_their_lines(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name,mobile\nJo\0,202-555-0110\n\ufeffname,mobile\nAda,202-555-0111\n")
    assert found.faults[2].startswith("holds a character without meaning (NUL)")
    assert found.faults[3].startswith("holds a byte order mark, as at the place where two files were put together")
    assert found.rows == {4: ("Ada", "202-555-0111")}


def test_blank_lines_are_no_rows_and_lines_are_counted_all_the_same(tmp_path: Path) -> None:
    found = read_text(tmp_path, 'name,mobile\n\nAda,1\n , \n"",""\n,,,\n"\n",\nBob,2\n')
    assert (found.rows, found.faults) == ({3: ("Ada", "1"), 9: ("Bob", "2")}, {})


NOTES = (
    *("", "called", "first line\nsecond line", "likes tea, milk, and cake", 'says "hi"', '"quoted"', "a\n\nb", "end\n"),
    *("\nstart", 'x, "y"\nz, w, v', "ends with a comma,", "Dr. Doe, MD"),
)
FORMS = [
    (delimiter, quoting, end)
    for delimiter in (",", ";", "\t")
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)
    for end in ("\n", "\r\n", "\r")
]
COLUMNS = ("name", "mobile", "email", "born", "note", "city")
Row = tuple[str, ...]


def table(chance: random.Random) -> tuple[list[str], list[Row]]:
    """A heading in any order, and people, each known by a word of their own name."""
    columns = chance.sample(COLUMNS, len(COLUMNS))
    rows = []
    for number in range(chance.randint(3, 25)):
        key = f"Fern{number:03}Q"
        told = {
            "name": chance.choice([f"Ada {key}", f"Ada {key}", f"{key}, Ada", f"Ada\n{key}"]),
            "mobile": chance.choice([f"202-555-01{number:02}", f"(202) 555-01{number:02}", ""]),
            "email": f"ada{number}@example.com",
            "born": f"199{number % 10}-03-05",
            "note": chance.choice(NOTES),
            "city": chance.choice(["Washington", "Washington, DC"]),
        }
        rows.append(tuple(told[column] for column in columns))
    return columns, rows


def written(rows: Sequence[Sequence[str]], delimiter: str, quoting: int, end: str) -> str:
    """The table as a program writes it, which knows the rules for quotes."""
    text = io.StringIO(newline="")
    # What this writer leaves unquoted depends on the line end that it writes, so that it is changed afterwards.
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().replace("\r\n", end)


def _without(text: str, start: int, letters: str, chance: random.Random) -> str:
    places = [index for index in range(start, len(text)) if text[index] in letters]
    return text if not places else text[: (at := chance.choice(places))] + text[at + 1 :]


def _with(text: str, start: int, letter: str, chance: random.Random) -> str:
    at = chance.randrange(start, len(text))
    return text[:at] + letter + text[at:]


def _quote_at_a_cell(text: str, start: int, delimiter: str, chance: random.Random) -> str:
    at = chance.choice([index for index in range(start, len(text)) if text[index - 1] in f"{delimiter}\r\n"])
    return f'{text[:at]}"{text[at:]}'


DAMAGES: Mapping[str, Callable[[str, int, str, random.Random], str]] = {
    "a quote too many": lambda text, start, mark, chance: _with(text, start, '"', chance),
    "a quote too many at the edge of a cell": _quote_at_a_cell,
    "a quote that is missing": lambda text, start, mark, chance: _without(text, start, '"', chance),
    "a delimiter too many": _with,
    "a delimiter that is missing": _without,
    "a line break too many": lambda text, start, mark, chance: _with(text, start, "\n", chance),
    "a zero byte": lambda text, start, mark, chance: _with(text, start, "\0", chance),
    "a mark of another file": lambda text, start, mark, chance: _with(text, start, "\ufeff", chance),
}
KEY = re.compile(r"Fern\d{3}Q")


def lost(found: Read, rows: Sequence[Row], damaged: str) -> list[str]:
    """Who was in the table and can be found nowhere any more: in no row, and in no line that was told as a fault."""
    seen = "\n".join(cell for row in found.all for cell in row.cells)
    everybody = [key[0] for row in rows if (key := KEY.search("\n".join(row)))]
    return [key for key in everybody if key in damaged and key not in seen]


def glued(found: Read, width: int) -> list[Row]:
    """Rows that are taken for one person, and in which there are two."""
    return [row for row in found.rows.values() if len(row) == width and len(KEY.findall("\n".join(row))) > 1]


@pytest.mark.exhaustive
def test_a_table_as_a_program_writes_it_is_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    for seed in range(360):
        chance = random.Random(seed)
        columns, rows = table(chance)
        path.write_text(written([columns, *rows], *FORMS[seed % len(FORMS)]), newline="")
        found = read(path, headings=COLUMNS)
        end = FORMS[seed % len(FORMS)][2]
        expected = [tuple(cell.replace("\r\n", end) for cell in row) for row in rows]
        assert ([*found.rows.values()], found.faults) == (expected, {}), seed


@pytest.mark.exhaustive
@pytest.mark.parametrize("damage", DAMAGES)
def test_one_damage_costs_nobody_their_row_unseen_and_makes_two_people_one_nowhere(damage: str, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    for seed in range(250):
        chance = random.Random(f"{damage} {seed}")
        columns, rows = table(chance)
        delimiter, quoting, end = FORMS[seed % len(FORMS)]
        text = written([columns, *rows], delimiter, quoting, end)
        heading = len(written([columns], delimiter, quoting, end))
        damaged = DAMAGES[damage](text, heading, delimiter, chance)
        path.write_text(damaged, newline="")
        found = read(path, headings=COLUMNS)
        assert (lost(found, rows, damaged), glued(found, len(columns))) == ([], []), seed
        # The damage is near one row; all that are not are read as they were.
        right = set(found.rows.values())
        wrong = [row for row in rows if tuple(cell.replace("\r\n", end) for cell in row) not in right]
        assert len(wrong) <= 2, (seed, wrong)


def test_a_reader_that_trusts_quotes_would_be_found_out(tmp_path: Path) -> None:
    rows = [("Ada Fern000Q", "1"), ("Ada Fern001Q", "2"), ("Ada Fern002Q", "3")]
    damaged = 'name,note\nAda Fern000Q,"1\nAda Fern001Q,2\nAda Fern002Q,3"\n'
    trusting = list(csv.reader(io.StringIO(damaged)))[1:]
    as_read = Read((), 1, {2: tuple(trusting[0])}, {}, {}, (), ())
    assert glued(as_read, 2) == [("Ada Fern000Q", "1\nAda Fern001Q,2\nAda Fern002Q,3")]
    assert lost(as_read, rows, damaged) == ["Fern000Q", "Fern001Q", "Fern002Q"]
    (tmp_path / "people.csv").write_text(damaged)
    found = read(tmp_path / "people.csv")
    assert (lost(found, rows, damaged), glued(found, 2)) == ([], [])
