"""Merged cells of a sheet: what a spreadsheet shows once for several rows is said of each of them.

A workbook keeps the value in the first of the cells alone. Of cells that are merged over several columns nobody can say
for which of them it is meant. Knows no workbook.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from frontdesk.files.rows import FileRow


class Merged(NamedTuple):
    """A range of cells that are one: its first and last row, and its first and last column, counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


_TOP = attrgetter("top")


def spread(rows: Iterable[FileRow], ranges: Iterable[Merged], first_column: int, heading: int) -> Iterator[FileRow]:
    """The rows with what each range says in all of its rows, or with a fault where it is merged over columns.

    *first_column* is that of a row's first cell. Only ranges that begin below the row of the *heading* are data.
    """
    waiting = deque(sorted((one for one in ranges if one.top > heading), key=_TOP))
    if not waiting:
        yield from rows
        return
    # By its first column, since cells are merged but once: so there are never more than a row has cells.
    begun: dict[int, tuple[Merged, str]] = {}
    for row in rows:
        while waiting and waiting[0].top <= row.line:
            one = waiting.popleft()
            place = one.left - first_column
            if one.top == row.line and 0 <= place < len(row.cells) and row.cells[place].strip():
                begun[one.left] = one, row.cells[place]
        if begun:
            begun = {left: (one, text) for left, (one, text) in begun.items() if one.bottom >= row.line}
            yield _said_of(row, begun.values(), first_column)
        else:
            yield row


def _said_of(row: FileRow, begun: Iterable[tuple[Merged, str]], first_column: int) -> FileRow:
    cells, fault = list(row.cells), row.fault
    for one, text in begun:
        first, last = one.left - first_column, min(one.right - first_column, len(cells) - 1)
        if first > last:
            continue
        cells[first] = text
        if first < last:
            fault = fault or f"holds '{text}' in cells that are merged over several columns; part them in the workbook"
    return FileRow(row.line, tuple(cells), fault)
