"""The file of rows set aside: its columns, what stays of a row, and where it is."""

from __future__ import annotations

import csv
import os
import stat
from pathlib import Path

import pytest

from frontdesk.desk.set_aside import RowsSetAside, added_columns, as_it_stood
from frontdesk.files import FileError


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_nothing_is_written_where_nothing_is_left_out(tmp_path: Path) -> None:
    assert RowsSetAside(tmp_path / "a.csv", ["name"]).finish() is None
    assert os.listdir(tmp_path) == []


def test_a_row_stays_as_it_stood_with_room_for_an_answer_and_its_causes(tmp_path: Path) -> None:
    left = RowsSetAside(tmp_path / "a.csv", ["name", "cell"])
    left.write(["=1", "x"], ["one", "two"])
    path = left.finish()
    assert path == tmp_path / "a.rejected.csv"
    assert read(path) == [["name", "cell", "contact", "cause"], ["'=1", "x", "", "one; two"]]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_a_terminal_would_obey_is_written_by_its_number_and_is_still_there_to_be_mended(tmp_path: Path) -> None:
    cells = ["\x1b[2J", "a\u202eb\x9b", "one\ntwo\tthree\rfour", "\ud800"]
    left = RowsSetAside(tmp_path / "a.csv", ["name\x07", "cell", "note", "home"])
    left.write(cells, ["why"])
    heading, row = read(left.finish() or Path())
    assert heading[0] == "name<U+0007>"
    assert row[:4] == ["<U+001B>[2J", "a<U+202E>b<U+009B>", "one\ntwo\tthree<U+000D>four", "<U+D800>"]
    assert [*map(as_it_stood, row[:4])] == cells


def test_rows_that_were_left_out_before_keep_their_answer_and_get_new_causes(tmp_path: Path) -> None:
    left = RowsSetAside(tmp_path / "a.rejected.csv", ["name", "cell", "contact", "cause"])
    left.write(["Ana", "x", "#1", "an old cause"], ["a new one"])
    assert read(left.finish() or Path()) == [["name", "cell", "contact", "cause"], ["Ana", "x", "#1", "a new one"]]


@pytest.mark.parametrize("cells", [["a"], ["a", "b", "c"], ["a", "b", "c", "d"], ["a", "b", "c", "d", "e"]])
def test_a_row_of_another_width_never_looks_like_one_that_was_mended(cells: list[str], tmp_path: Path) -> None:
    left = RowsSetAside(tmp_path / "a.csv", ["name", "cell"])
    left.write(cells, ["why"])
    (_, row) = read(left.finish() or Path())
    assert len(row) != 4
    assert [one for one in row if one] == [*cells, "why"]


def test_a_column_of_the_file_is_not_taken_for_an_added_one(tmp_path: Path) -> None:
    left = RowsSetAside(tmp_path / "a.csv", ["Contact", "cause"])
    left.write(["Ana", "x"], ["why"])
    heading, row = read(left.finish() or Path())
    assert heading == ["Contact", "cause", "frontdesk contact", "frontdesk cause"]
    assert added_columns(heading) == {"contact": 2, "cause": 3}
    assert row == ["Ana", "x", "", "why"]


@pytest.mark.parametrize("heading", [["name", "cause"], ["contact", "cause"], ["name", "cause", "contact"], ["name"]])
def test_another_file_has_no_added_columns(heading: list[str]) -> None:
    assert added_columns(heading) == {}


def test_the_next_free_name_is_taken_and_no_file_is_written_over(tmp_path: Path) -> None:
    for name in ("a.rejected.csv", "a.rejected-2.csv"):
        (tmp_path / name).write_text("half mended", encoding="utf-8")
    for beside in ("a.csv", "a.rejected.csv"):
        left = RowsSetAside(tmp_path / beside, ["name"])
        left.write(["Ana"], ["why"])
        left.finish()
    assert (tmp_path / "a.rejected.csv").read_text(encoding="utf-8") == "half mended"
    assert {*os.listdir(tmp_path)} == {
        *("a.rejected.csv", "a.rejected-2.csv", "a.rejected-3.csv", "a.rejected-4.csv"),
    }


def test_what_got_its_name_meanwhile_keeps_it(tmp_path: Path) -> None:
    left = RowsSetAside(tmp_path / "a.csv", ["name"])
    left.write(["Ana"], ["why"])
    (tmp_path / "a.rejected.csv").write_text("somebody else's", encoding="utf-8")
    with pytest.raises(FileError):
        left.finish()
    left.discard()
    assert (tmp_path / "a.rejected.csv").read_text(encoding="utf-8") == "somebody else's"
    assert os.listdir(tmp_path) == ["a.rejected.csv"]


@pytest.mark.parametrize("finished", [True, False])
def test_what_is_discarded_leaves_nothing(finished: bool, tmp_path: Path) -> None:
    left = RowsSetAside(tmp_path / "a.csv", ["name"])
    left.write(["Ana"], ["why"])
    if finished:
        left.finish()
    left.discard()
    assert os.listdir(tmp_path) == []
