"""What every form of file is read into: rows of text with their places, and what was found out on the way.

Values only; knows no form of file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from frontdesk.problems import FrontdeskError, counted


class FileError(FrontdeskError):
    """A file that cannot be read at all: says the file, the cause and what to do."""


class FileRow(NamedTuple):
    """One row: the line (of a text) or row (of a sheet) on which it begins, counted from 1, and its cells as text.

    A row that cannot be parted into cells has a ``fault`` in words; its only cell is then the line as it stands. What
    was read in spite of its fault (a cell of a sheet that holds ``#REF!``) keeps its cells.
    """

    # A tuple, where everything else here is a frozen dataclass: a file has a million of them, and they cost a third.
    line: int
    cells: tuple[str, ...]
    fault: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in any cell."""
        return not (self.fault or "".join(self.cells).strip())


@dataclass(frozen=True, slots=True)
class FileRows:
    """A file that is open: its heading and where that stands, the rows below it, and what was found out of its form.

    ``heading`` has a text for each column, empty where the column has none; columns at the right end whose heading is
    blank are left off, there and in each row whose cells there are blank too. Otherwise the cells of a row are as many
    as the file has: too many, or too few, are for whoever knows what they mean. ``said`` is what somebody should know
    who wonders whether the file was understood: "separated by semicolons", "line 1, above the heading, is passed over".
    ``leftover`` fills while the rows are read: rows that are no rows, such as a total, each with its line and why.
    """

    heading: tuple[str, ...]
    line: int
    rows: Iterator[FileRow]
    said: tuple[str, ...]
    leftover: list[FileRow]


def no_more_than(most: int | None, rows: Iterable[FileRow], file: str, what: str) -> Iterator[FileRow]:
    """*rows* of a *file*, which may have so many at most; *what* says who wants it so. Raises FileError at one more."""
    for number, row in enumerate(rows, start=1):
        if most is not None and number > most:
            rows_at_most = counted(most, "row")
            cause = f"{file} has more than {rows_at_most}, and {what} takes no more in one file"
            raise FileError(f"{cause}; nothing of it was taken in. Split it into files of at most {rows_at_most}")
        yield row
