"""Files that go out: for their owner alone, whole or not there, over nobody's, and read as they were meant."""

from __future__ import annotations

import random
import resource
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from errno import EPERM
from pathlib import Path

import pytest

from frontdesk.file_words import TableForm
from frontdesk.files import FileError, open_rows
from frontdesk.files.writing import MOST_LETTERS, MOST_ROWS, new_file, write_table
from frontdesk.sheets import meant

HEADING = ("name", "cell", "note")
PIECES = (
    "'",
    "=",
    "+",
    "-",
    "@",
    '"',
    ",",
    ";",
    " ",
    "1",
    "Ana",
    "Ünal",
    "año",
    "日本",
    "👩",
    "_x0041_",
    "&<",
)
"""What a cell is put together from: what spreadsheets run, what parts cells, and letters of other languages."""


def folder(path: Path) -> list[str]:
    return sorted(one.name for one in path.iterdir())


def written(path: Path, rows: Iterable[Sequence[str]], form: TableForm, heading: Sequence[str] = HEADING) -> int:
    with new_file(path) as file:
        return write_table(file, heading, rows, form)


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """A disk on which no file may have more bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_its_owners_alone_from_the_first_byte_and_has_no_name_until_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "contacts.csv"
    with new_file(path) as file:
        file.write(b"name")
        file.flush()
        (hidden,) = tmp_path.iterdir()
        assert hidden != path
        assert stat.S_IMODE(hidden.stat().st_mode) == 0o600
    assert folder(tmp_path) == ["contacts.csv"]
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"name", 0o600)


def test_no_file_is_written_over_not_even_one_that_came_meanwhile_or_a_link_to_nowhere(tmp_path: Path) -> None:
    taken, link, meanwhile = tmp_path / "taken.csv", tmp_path / "link.csv", tmp_path / "meanwhile.csv"
    taken.write_text("mine")
    link.symlink_to(tmp_path / "nowhere")

    def rows() -> Iterator[Sequence[str]]:
        meanwhile.write_text("theirs")
        yield HEADING

    for path in (taken, link, meanwhile):
        with pytest.raises(FileError, match="is there already, and no file is written over"):
            written(path, rows(), TableForm.CSV)
    assert (taken.read_text(), meanwhile.read_text()) == ("mine", "theirs")
    assert folder(tmp_path) == ["link.csv", "meanwhile.csv", "taken.csv"]


def test_a_disk_that_knows_one_name_for_a_file_gets_it_whole_and_over_no_other_too(tmp_path: Path) -> None:
    def link(file: Path, name: Path) -> None:
        raise PermissionError(EPERM, "Operation not permitted", file, None, name)

    path, meanwhile = tmp_path / "contacts.csv", tmp_path / "meanwhile.csv"
    with new_file(path, link) as file:
        file.write(b"name")
    assert (path.read_bytes(), stat.S_IMODE(path.stat().st_mode)) == (b"name", 0o600)
    with ExitStack() as late:
        late.enter_context(new_file(meanwhile, link)).write(b"ours")
        meanwhile.write_text("theirs")
        with pytest.raises(FileError, match="is there already"):
            late.close()
    assert meanwhile.read_text() == "theirs"
    assert folder(tmp_path) == ["contacts.csv", "meanwhile.csv"]


@pytest.mark.parametrize("form", TableForm)
def test_what_fails_in_the_middle_leaves_nothing(form: TableForm, tmp_path: Path) -> None:
    def rows() -> Iterator[Sequence[str]]:
        yield HEADING
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError, match="a bug"):
        written(tmp_path / "contacts.csv", rows(), form)
    assert folder(tmp_path) == []


@pytest.mark.parametrize("form", TableForm)
def test_a_full_disk_is_told_and_leaves_nothing(form: TableForm, tmp_path: Path) -> None:
    rows = (("Ana Example", "+12025550101", "x" * 1_000) for _ in range(1_000))
    with pytest.raises(FileError, match=r"contacts cannot be written: .+; nothing of it is left"), room_for(4_096):
        written(tmp_path / "contacts", rows, form)
    assert folder(tmp_path) == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: no such file"):
        written(tmp_path / "none" / "a.csv", [], TableForm.CSV)


@pytest.mark.parametrize("form", TableForm)
@pytest.mark.parametrize("seed", range(25))
def test_every_cell_comes_back_as_it_was_and_none_begins_as_a_formula_in_a_csv_file(
    form: TableForm, seed: int, tmp_path: Path
) -> None:
    made = random.Random(seed)
    rows = [
        tuple("".join(made.choices(PIECES, k=made.randrange(6))).strip() or "-" for _ in HEADING) for _ in range(20)
    ]
    path = tmp_path / f"table.{form}"
    assert written(path, rows, form) == len(rows)
    with open_rows(path) as found:
        assert found.heading == HEADING
        read = [one.cells for one in found.rows]
    assert [tuple(map(meant, cells)) for cells in read] == rows
    if form is TableForm.CSV:
        assert not [cell for cells in read for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_number_stays_text_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    rows = [("Ana", "+12025550101", "0042"), ("=1+1", "2025550101", "https://example.com")]
    written(path, rows, TableForm.XLSX)
    with open_rows(path) as found:
        assert [one.cells for one in found.rows] == rows


def test_what_a_workbook_cannot_hold_is_refused_and_never_cut_off(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    with pytest.raises(FileError, match="'note' in row 2 has 32,768 letters"):
        written(path, [("Ana", "", "x" * (MOST_LETTERS + 1))], TableForm.XLSX)
    with pytest.raises(FileError, match="a sheet holds 1,048,575 rows"):
        written(path, (("",) for _ in range(MOST_ROWS)), TableForm.XLSX, ("name",))
    assert folder(tmp_path) == []
