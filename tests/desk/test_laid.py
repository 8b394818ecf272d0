"""A mapping laid over a file: the rows of a file of rows set aside are what they were in the file that had them."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.desk.laid import Laid
from frontdesk.desk.set_aside import RowsSetAside
from frontdesk.files import open_rows
from support import a_practice, an_act

HEADING = ("name", "cell", "note")
ODD = ("Ana Example", "=202-555-0101", "\x1b]0;evil\x07\x1b[2J")


def laid(file: Path) -> tuple[tuple[str, ...], str, str]:
    """The cells of the only row of a file, what its note says, and who somebody answered that it is of."""
    with open_rows(file) as rows:
        found = Laid.over(an_act(a_practice()), rows, None)
        (row,) = rows.rows
        file_row, said, answer = found.row(row)
    return file_row.cells, said.said["note"], answer


def set_aside(folder: Path, cells: tuple[str, ...] = ODD) -> Path:
    aside = RowsSetAside(folder / "list.csv", HEADING)
    aside.write(cells, ["why"])
    return aside.finish() or folder


def test_a_row_that_was_set_aside_is_read_as_it_stood(tmp_path: Path) -> None:
    cells, note, answer = laid(set_aside(tmp_path))
    assert (cells[:3], note, answer) == (ODD, ODD[2], "")


def test_a_row_that_was_mended_and_answered_says_what_stands_there_now(tmp_path: Path) -> None:
    file = set_aside(tmp_path)
    text = file.read_text(encoding="utf-8-sig").replace("<U+001B>]0;evil<U+0007><U+001B>[2J,", "calm,#1")
    file.write_text(text, encoding="utf-8")
    assert laid(file)[1:] == ("calm", "#1")


def test_a_card_that_was_set_aside_whole_is_one_row_and_what_was_wrong_with_it_still_is(tmp_path: Path) -> None:
    aside = RowsSetAside(tmp_path / "list.vcf", HEADING)
    aside.write(["BEGIN:VCARD\nnothing\n"], ["no card, and nobody"], parted=False)
    with open_rows(aside.finish() or tmp_path) as rows:
        found = Laid.over(an_act(a_practice()), rows, None)
        ((row, said, answer),) = map(found.row, rows.rows)
    assert (row.line, row.fault, said.said, answer) == (2, "no card, and nobody", {}, "")


@pytest.mark.parametrize(("line", "told"), [("Ana", "there is 1 value"), ("Ana,1", "there are 2 values")])
def test_a_row_that_lost_its_cells_is_asked_about(line: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "list.rejected.csv"
    file.write_text(f"name,cell,note,contact,cause\n{line}\n", encoding="utf-8")
    with open_rows(file) as rows:
        found = Laid.over(an_act(a_practice()), rows, None)
        ((_, said, _),) = map(found.row, rows.rows)
    assert said.faults == (f"{told} for 5 columns; was it mended cell by cell?",)


@pytest.mark.parametrize("note", ["<U+001B>", "'=1 too"])
def test_what_only_looks_like_the_number_of_a_character_stays_in_any_other_file(note: str, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text(f"name,cell,note\nAna Example,202-555-0101,{note}\n", encoding="utf-8")
    assert laid(file)[1] == note.removeprefix("'")
