"""Where a table begins and ends in a file: its heading below titles and blank lines, its last row above a total.

What is passed over is said. Where it is not clear which row names the columns, that is asked. Knows no form of file,
and not what a column means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from operator import attrgetter

from frontdesk.files.rows import FileError, FileRow
from frontdesk.strangers import on_one_line, says_how_many

MOST_ABOVE = 30
"""So many rows are looked at for the one that names the columns."""
_CELLS = attrgetter("cells")
_MOST_BELOW = 5
_SHOWN = 60
_BELOW = re.compile(
    r"""
    (?:grand\ |sub-?)?totals?\b[\w\ ]{0,30}[:=]?[\s\d.,$€£%-]*    # Total; Total balance: 412.50
    | page\ \d+(?:\ of\ \d+)?
    | (?:report\ |list\ )?(?:generated|printed|created|exported|run)\b.*\d.*       # Report generated 03/02/2026
    | (?:end\ of\ (?:report|list|file|export)|-{3,}|={3,}|\*{3,})
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What stands below a table besides how many rows it has."""
_BESIDE_A_NUMBER = re.compile(r"(?:count|sum|number of [\w ]+|rows|records)\s*[:=]?", re.IGNORECASE)
"""What names the number in another cell, and somebody where there is none: ``Sum`` is a name as well."""
_AMOUNT = re.compile(
    r"[$€£]?\s*-?(?:(?:\d{1,6}|\d{1,3}(?:,\d{3})+)(?:[.,]\d{1,2})?|\d{1,3}(?:\.\d{3})+,\d{1,2})\s*[%$€£]?"
)
"""A number beside a total: one of seven digits or more would be somebody's phone number, unless it has commas."""


class Frame:
    """The heading of a table and the rows around it."""

    heading: tuple[str, ...]
    line: int
    said: tuple[str, ...]
    width: int
    """How many cells the heading has, with those at its right end that are blank."""

    def __init__(self, name: str, head: Sequence[FileRow], headings: Collection[str], given: int, unit: str) -> None:
        """Find the heading among the rows of *head*, the first of the file. Raises FileError.

        *headings* are names, in small letters, that it may have; *given* is the number of its row where somebody says
        it; *unit* is what the file calls a row.
        """
        self._unit = unit
        at = _given(name, head, given, unit) if given else _found(name, head, headings, unit)
        if fault := head[at].fault:
            raise FileError(f"{name}, {unit} {head[at].line}, which names the columns: {fault}")
        cells = tuple(" ".join(cell.split()) for cell in head[at].cells)
        self.width, self.line = len(cells), head[at].line
        self.heading = cells[: max(index for index, cell in enumerate(cells, 1) if cell)]
        self.said = tuple(
            f"{unit} {row.line}, above the heading, is passed over: {_shown(row)}"
            for row in head[:at]
            if not row.is_blank
        )

    def inside(self, blocks: Iterable[list[FileRow]], leftover: list[FileRow]) -> Iterator[FileRow]:
        """The rows of the table; what is no row of it goes into *leftover*. The blocks have no blank rows."""
        held: list[FileRow] = []
        for block in blocks:
            held += self._rows(block, leftover)
            if len(held) > _MOST_BELOW:
                yield from held[:-_MOST_BELOW]
                del held[:-_MOST_BELOW]
        below: list[FileRow] = []
        while held and (why := _no_row(held[-1])):
            below.append(held.pop()._replace(fault=why))
        yield from held
        leftover += reversed(below)

    def _rows(self, block: list[FileRow], leftover: list[FileRow]) -> list[FileRow]:
        rows = block if self.width == len(self.heading) else [self._trimmed(row) for row in block]
        if self.heading in map(_CELLS, rows):
            leftover += (row._replace(fault="it is the heading once more") for row in rows if row.cells == self.heading)
            rows = [row for row in rows if row.cells != self.heading]
        return rows

    def _trimmed(self, row: FileRow) -> FileRow:
        """The row without the cells below the columns at the right end that have neither heading nor value."""
        named = len(self.heading)
        if row.fault:
            return row
        if len(row.cells) == self.width:
            return row if "".join(row.cells[named:]).strip() else row._replace(cells=row.cells[:named])
        # As many cells as the heading names, and fewer than it has: one may be missing anywhere.
        lacks = f"has {len(row.cells)} cells, and the heading has {self.width}, with blank ones at its end"
        return row._replace(fault=lacks) if len(row.cells) == named else row


def _given(name: str, head: Sequence[FileRow], given: int, unit: str) -> int:
    for index, row in enumerate(head):
        if row.line == given and not row.is_blank:
            return index
    raise FileError(f"{name}: no heading stands on {unit} {given}")


def _found(name: str, head: Sequence[FileRow], headings: Collection[str], unit: str) -> int:
    """Which of the first rows names the columns. Raises FileError where nobody could say."""
    filled = [_filled(row) for row in head]
    if not any(filled):
        raise FileError(f"{name} is empty: its first {unit} must name the columns")
    first = next(index for index, count in enumerate(filled) if count > 1 or (count and max(filled) == 1))
    known = [sum(cell.strip().casefold() in headings for cell in row.cells) for row in head]
    best = max(range(len(head)), key=known.__getitem__)
    if known[best] > max(1, known[first]) and all(count < filled[best] for count in filled[:best]):
        return best
    if known[first] < 2 and (later := _wider(filled, first)) is not None:
        lines = f"{unit} {head[first].line} or {unit} {head[later].line}"
        raise FileError(
            f"{name}: {lines} may name the columns; say which: '--heading {head[later].line}', "
            f"or 'file: {{heading: {head[later].line}}}' in its mapping"
        )
    return first


def _wider(filled: Sequence[int], first: int) -> int | None:
    """The first row that is more than twice as wide as the one at *first*, where most rows are as wide."""
    wide = [index for index, count in enumerate(filled) if count > 2 * filled[first]]
    return wide[0] if len(wide) * 2 > len(filled) - first else None


def _filled(row: FileRow) -> int:
    """How many cells of a row say something; of a row that cannot be parted, how many there may be."""
    if row.fault:
        return 1 + len(re.findall(r"[,;\t|]", row.cells[0]))
    return sum(not (not cell or cell.isspace()) for cell in row.cells)


def _no_row(row: FileRow) -> str:
    """Why a row at the very end is none: it says but "Total", how many there are, and numbers; empty for any other."""
    cells = [cell.strip() for cell in row.cells if cell.strip()]
    words = [cell for cell in cells if not _AMOUNT.fullmatch(cell)]
    if row.fault or not words:
        return ""
    if _BESIDE_A_NUMBER.fullmatch(words[0]) and len(cells) > 1:
        words = words[1:]
    return "it stands below the table, and is nobody's row" if all(map(_stands_below, words)) else ""


def _stands_below(cell: str) -> bool:
    return says_how_many(cell) or _BELOW.fullmatch(cell) is not None


def _shown(row: FileRow) -> str:
    text = on_one_line(", ".join(cell.strip() for cell in row.cells if cell.strip()))
    return f"'{text}'" if len(text) <= _SHOWN else f"'{text[:_SHOWN]}...'"
