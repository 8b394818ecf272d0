"""Tables that go out as files: for this user alone from the first byte, whole or not there, and over no other file.

Every cell is text, and none is run by the spreadsheet that opens it (``sheets``). Knows nothing of what a column means.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from frontdesk.file_words import TableForm
from frontdesk.files import FileError
from frontdesk.sheets import harmless, meant

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS = 1_048_576
"""So many rows a sheet has, the heading among them (Excel specifications and limits)."""
MOST_LETTERS = 32_767
"""So many letters a cell of a sheet holds (the same)."""

Rows: TypeAlias = Iterable[Sequence[str]]


@contextmanager
def new_file(path: Path, link: Callable[[Path, Path], None] = os.link) -> Iterator[BinaryIO]:
    """A file that is called *path* once the block has ended well; before that, and where it raises, there is none.

    Only its owner may read it. What is written is on the disk before it gets its name, and a file that has the name
    already keeps it. *link* gives a file a second name, which not every disk can. Raises FileError.
    """
    if os.path.lexists(path):
        raise _taken(path)
    with _told(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with _told(path), os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(handle)
        with _told(path):
            _name(Path(name), path, link)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)


def write_table(file: BinaryIO, heading: Sequence[str], rows: Rows, form: TableForm) -> int:
    """Write a table, a row at a time, and return how many rows it has below its heading. Raises FileError."""
    return _WRITERS[form](file, heading, rows)


def _name(written: Path, path: Path, link: Callable[[Path, Path], None]) -> None:
    """Give what is *written* its name, unless another file has got it meanwhile."""
    try:
        link(written, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # such as of a stick that came with a camera: the name is taken first, by an empty file
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        except FileExistsError:
            raise _taken(path) from None
        os.replace(written, path)


def _taken(path: Path) -> FileError:
    return FileError(f"{path} is there already, and no file is written over; name another one, or put it away first")


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Whatever the disk cannot do, in words."""
    try:
        yield
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise FileError(f"{path} cannot be written: {cause}; nothing of it is left") from None


def _write_csv(file: BinaryIO, heading: Sequence[str], rows: Rows) -> int:
    """Commas, quotes where they are needed (RFC 4180), UTF-8 with the mark by which a spreadsheet knows it."""
    count = 0
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=False)
    writer = csv.writer(text)
    writer.writerow(heading)
    for row in rows:
        writer.writerow(map(harmless, row))
        count += 1
    text.detach()  # what it held is written; the file stays open, and is its owner's to close
    return count


def _write_xlsx(file: BinaryIO, heading: Sequence[str], rows: Rows) -> int:
    """One sheet in which every cell is text, a row in memory at a time."""
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError:
        install = "install frontdesk[files]: python3 -m pip install 'frontdesk[files]'"
        raise FileError(f"to write workbooks, {install}; '--format csv' needs nothing more") from None
    with tempfile.TemporaryDirectory() as aside:
        book = Workbook(file, {"constant_memory": True, "tmpdir": aside, **_AS_TEXT})
        book.use_zip64()
        sheet = book.add_worksheet()
        try:
            count = _fill(book, sheet, heading, rows)
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None
        finally:
            with suppress(OSError):
                sheet._opt_close()  # its own temporary file, which XlsxWriter leaves open unless all goes well
    return count


def _fill(book: Workbook, sheet: Worksheet, heading: Sequence[str], rows: Rows) -> int:
    """Put every row into the sheet, below a heading that stays in sight, and return how many there are."""
    plain, bold = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
    sheet.set_column(0, len(heading) - 1, 18, plain)
    sheet.freeze_panes(1, 0)
    for column, title in enumerate(heading):
        sheet.write_string(0, column, title, bold)
    count = 0
    for count, row in enumerate(rows, 1):
        if count >= MOST_ROWS:
            raise FileError(f"a sheet holds {MOST_ROWS - 1:,} rows, and there are more; '--format csv' has no end")
        for column, cell in enumerate(row):
            if cell:
                sheet.write_string(count, column, _in_a_sheet(cell, heading[column], count + 1), plain)
    return count


def _in_a_sheet(cell: str, title: str, row: int) -> str:
    """A cell of text runs nothing, and needs its apostrophe only where reading would take one away."""
    if len(cell) > MOST_LETTERS:
        cause = f"'{title}' in row {row} has {len(cell):,} letters, and a cell of a workbook holds {MOST_LETTERS:,}"
        raise FileError(f"{cause}; '--format csv' has no limit")
    return cell if meant(cell) == cell else harmless(cell)


_AS_TEXT: Mapping[str, bool] = dict.fromkeys(("strings_to_numbers", "strings_to_formulas", "strings_to_urls"), False)
_WRITERS: Mapping[TableForm, Callable[[BinaryIO, Sequence[str], Rows], int]] = {
    TableForm.CSV: _write_csv,
    TableForm.XLSX: _write_xlsx,
}
