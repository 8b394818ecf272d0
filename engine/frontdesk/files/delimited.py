"""Text that is parted by a delimiter, with strict quotes: what is wrong with a row costs that row and no other.

A quote opens a cell at its beginning and closes it at its end; inside, two stand for one (RFC 4180, section 2). A quote
anywhere else, or one that is never closed, is a fault of the line on which its row begins, and reading goes on with the
very next line: nobody is swallowed. Knows nothing of encodings and headings.
"""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile

from frontdesk.files.lines import Lines
from frontdesk.files.rows import FileRow

MOST_LINES = 1_000
"""So many lines a quoted cell has at most."""
MOST_LETTERS = 100_000
"""So many letters a row has at most; the largest cell of a spreadsheet holds 32,767."""
_AT_ONCE = 256
_MARK = "\ufeff"
_REMEMBERED = 30
_TELLING = {"1", "@"}
"""The kinds of cells that words of a note are not likely to look like."""


class Records:
    """The rows of a text.

    A cell in quotes may span lines. Where such lines might as well be rows of their own, the quote is taken for a slip:
    a row that is refused with its line is seen by somebody, one that became part of another's note is seen by nobody.
    """

    def __init__(self, lines: Lines, delimiter: str) -> None:
        self._width = 0
        self._lines, self._delimiter = lines, delimiter
        self._grammar = _Grammar(delimiter)
        self._lately: deque[Sequence[str]] = deque(maxlen=_REMEMBERED)

    def below(self, heading: int, width: int) -> None:
        """Go on below the heading, which begins on that line and has so many cells."""
        while (row := self.next()) and row.line < heading:
            pass
        self._width = width
        self._lately.clear()

    def blocks(self) -> Iterator[list[FileRow]]:
        """The rows that are left, some at a time, without those in which nothing stands."""
        # What a named tuple's own constructor does costs twice as much; most rows are told by their first cell.
        new = tuple.__new__
        while lines := self._lines.block(_AT_ONCE):
            number, rows = self._lines.number, self._clean(lines)
            self._lines.advance(len(rows))
            self._lately.extend(rows[-_REMEMBERED:])
            block = [
                new(FileRow, (line, tuple(row), ""))
                for line, row in enumerate(rows, number)
                if row and ((row[0] and not row[0].isspace()) or "".join(row).strip())
            ]
            if len(rows) < len(lines) and (row := self.next()) and not row.is_blank:
                block.append(row)
            yield block

    def next(self) -> FileRow | None:
        """The next row by itself; ``None`` at the end of the text."""
        if (line := self._lines.at(0)) is None:
            return None
        number, taken = self._lines.number, 1
        cells, fault = self._simple(line)
        if not cells and not fault:
            cells, fault, taken = self._over_lines(line)
        self._lines.advance(1 if fault else taken)
        if fault:
            return FileRow(number, (line.rstrip("\r\n"),), fault)
        if len(cells) == self._width:
            self._lately.append(cells)
        return FileRow(number, tuple(cells))

    def _clean(self, lines: list[str]) -> list[list[str]]:
        """The cells of as many lines, from the first one, as are a row each and hold nothing odd."""
        text = "".join(lines)
        if "\0" in text or _MARK in text or len(text) > MOST_LETTERS:
            lines = list(takewhile(lambda line: not _odd(line), lines))
        rows: list[list[str]] = []
        reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
        with suppress(csv.Error):
            if '"' not in text:
                rows += reader
            for row in reader:
                if reader.line_num > len(rows) + 1 or '"' in "".join(row):
                    break
                rows.append(row)
        return rows

    def _simple(self, line: str) -> tuple[Sequence[str], str]:
        """The cells of a line that is a row, or its fault; neither where a quote stays open at its end."""
        if fault := _odd(line):
            return (), fault
        if '"' not in line:
            return line.rstrip("\r\n").split(self._delimiter), ""
        if self._grammar.whole.fullmatch(line):
            return self._parsed([line]), ""
        if self._grammar.opens.fullmatch(line):
            return (), ""
        return (), (
            "a quote stands in the middle of a cell, so nobody can say where the cell ends; "
            'put the cell in quotes and double those inside it ("Jim ""Jimbo"" Nun"), or leave them out'
        )

    def _over_lines(self, first: str) -> tuple[Sequence[str], str, int]:
        """The row that begins with *first*, whose last quote stays open there: cells or fault, and how many lines."""
        lines, letters, number = [first], len(first), self._lines.number
        unclosed = "a quote opens a cell on this line and is not closed {}; close it, or leave it out"
        closed = False
        while not closed:
            line = self._lines.at(len(lines))
            if line is None:
                return (), unclosed.format("before the file ends"), 1
            letters += len(line)
            if len(lines) >= MOST_LINES or letters > MOST_LETTERS:
                return (), unclosed.format(f"within {MOST_LINES:,} lines and {MOST_LETTERS:,} letters"), 1
            closed = bool(self._grammar.closes.fullmatch(line))
            goes_on = self._grammar.stays_open.fullmatch(line) or self._grammar.opens_again.fullmatch(line)
            if _odd(line) or not (closed or goes_on):
                return (), unclosed.format(f"before the quote on line {number + len(lines)}"), 1
            lines.append(line)
        cells = self._parsed(lines)
        if self._width and (why := self._swallows(lines, cells)):
            return (), unclosed.format(f"where it should be: {why}"), 1
        return cells, "", len(lines)

    def _parsed(self, lines: list[str]) -> list[str]:
        return next(csv.reader(lines, delimiter=self._delimiter, strict=True))

    def _swallows(self, lines: Sequence[str], cells: Sequence[str]) -> str:
        """Why a row of several lines is more likely several rows, as the end of a sentence; empty when it is not."""
        first, last = self._lines.number, self._lines.number + len(lines) - 1
        if len(cells) != self._width:
            return f"down to line {last} it makes {len(cells)} cells, and the heading has {self._width}"
        # A quote that closes after a delimiter, at the end of its line, looks as if it had opened a cell there.
        if lines[-1].rstrip("\r\n").endswith(f'{self._delimiter}"'):
            after = self._lines.at(len(lines))
            if after and not self._row_by_itself(after):
                return f"the quote that ends line {last} opens a cell of its own"
        if all(line.count(self._delimiter) < self._width - 1 for line in lines[1:]):
            return ""
        kinds = self._kinds(next(csv.reader([lines[0]], delimiter=self._delimiter))[:-1])
        begins_like_a_row = lines[0].count(self._delimiter) >= self._width or self._like_a_row(lines[0], kinds)
        for number, line in enumerate(lines[1:], first + 1):
            is_inside = bool(self._grammar.stays_open.fullmatch(line))
            found = self._like_a_row(line, kinds, longer=is_inside)
            # Below a line that is too short for a row, one that is like a row may be its end, or words of a note.
            if found and (begins_like_a_row or (is_inside and found & _TELLING)):
                return f"line {number} looks like a row of its own"
        return ""

    def _row_by_itself(self, line: str) -> bool:
        if self._grammar.whole.fullmatch(line):
            return line.count(self._delimiter) >= self._width - 1
        return bool(self._grammar.opens.fullmatch(line))

    def _kinds(self, cells: Sequence[str]) -> list[set[str]]:
        """What kinds of cells each column has had lately; those of *cells* count too."""
        kinds: list[set[str]] = [set() for _ in range(self._width)]
        for row in (*self._lately, cells):
            for seen, cell in zip(kinds, row, strict=False):
                seen.add(_kind(cell))
        return [seen - {""} for seen in kinds]

    def _like_a_row(self, line: str, kinds: Sequence[set[str]], *, longer: bool = False) -> set[str]:
        """The kinds of cells of a line that might be a row of the table, or a *longer* one; of any other line, none."""
        cells = [_kind(cell) for cell in line.replace('"', "").strip().split(self._delimiter)]
        found = set(cells[: self._width])
        is_longer = len(cells) > self._width
        if self._width == 1 or len(cells) < self._width or (is_longer and not (longer and found & _TELLING)):
            return set()
        fits = all(not seen or cell in {"", *seen} for cell, seen in zip(cells, kinds, strict=False))
        return found if fits else set()


class _Grammar:
    """What a line of text may be, as patterns: RFC 4180, section 2, with the delimiter of the file."""

    def __init__(self, delimiter: str) -> None:
        mark = re.escape(delimiter)
        inside, end = '(?:[^"]++|"")*+', r"[\r\n]*+"
        cell = rf'(?:"{inside}"(?=[{mark}\r\n]|\Z)|[^"{mark}\r\n]*+(?=[{mark}\r\n]|\Z))'
        before = f"(?:{cell}{mark})*+"
        self.whole = re.compile(f"{before}{cell}{end}")
        self.opens = re.compile(f'{before}"{inside}')
        self.stays_open = re.compile(inside)
        self.closes = re.compile(f'{inside}"(?:{end}|{mark}{before}{cell}{end})')
        self.opens_again = re.compile(f'{inside}"{mark}{before}"{inside}')


def _odd(line: str) -> str:
    """What a line holds that no text of a table does; empty when there is nothing."""
    if "\0" in line:
        return "holds a character without meaning (NUL): the file was damaged, or is no text; export it again"
    if _MARK in line:
        return "holds a byte order mark, as at the place where two files were put together; import them one by one"
    if len(line) > MOST_LETTERS:
        return f"has more than {MOST_LETTERS:,} letters"
    return ""


def _kind(cell: str) -> str:
    """What a cell looks like, as far as that tells one column from another."""
    if not (cell := cell.strip()):
        return ""
    if "@" in cell:
        return "@"
    has_letters = any(letter.isalpha() for letter in cell)
    return "a" if has_letters or not any(letter.isdigit() for letter in cell) else "1"
