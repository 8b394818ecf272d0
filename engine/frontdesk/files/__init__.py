"""Files that other people made, as rows of text: whatever their format, with the place of each row.

What cannot be read for certain is a fault of its row, and costs no other row; what is no such file at all is refused
with its cause and what to do. Knows nothing of what a column means, of rules and of the store.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from frontdesk.model.mappings import FileForm
from frontdesk.problems import FrontdeskError


class FileError(FrontdeskError):
    """A file that cannot be read at all: says the file, the cause and what to do."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row: the line (of a text) or row (of a sheet) on which it begins, counted from 1, and its cells as text.

    A row that cannot be parted into cells has a ``fault`` in words; its only cell is then the line as it stands.
    """

    line: int
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FileRows:
    """A file that is open: its heading and where that stands, the rows below it, and what was found out of its form.

    ``heading`` has a text for each column, empty where the column has none. ``said`` is what somebody should know who
    wonders whether the file was understood: "separated by semicolons", "2 lines above the heading". ``leftover`` fills
    while the rows are read: rows that are no rows, such as a total, each with its line and why.
    """

    heading: tuple[str, ...]
    line: int
    rows: Iterator[FileRow]
    said: tuple[str, ...]
    leftover: list[FileRow]


@contextmanager
def open_rows(path: Path, form: FileForm = FileForm(), headings: Collection[str] = ()) -> Iterator[FileRows]:  # noqa: B008
    """Open the file at *path* and read it row by row, in little memory however long it is.

    *form* is what somebody says of it; *headings* are names of columns that its heading may hold, by which it is found
    below a title. Raises FileError, also while rows are read.
    """
    with path.open(encoding=form.encoding or "utf-8-sig", newline="") as file:
        rows = csv.reader(file, strict=True)
        heading = next(rows, None)
        if heading is None:
            raise FileError(f"{path.name} is empty: its first line must name the columns")
        yield FileRows(tuple(heading), 1, (FileRow(rows.line_num, tuple(row)) for row in rows), (), [])
