"""A text by its lines, however long it is: some hundred in memory at a time, and some ahead of the one that is read.

Knows line ends of every kind, also mixed; knows nothing of what a line says.
"""

from __future__ import annotations

import io
from typing import TextIO

from frontdesk.files.rows import FileError

LETTERS_AT_ONCE = 1 << 14
MOST_IN_A_LINE = 1 << 20
"""A text with so many letters and no line end among them is no table, whatever it is."""


class Lines:
    """The lines of a text that was opened with ``newline=""``, each with its line end. Raises FileError."""

    number: int
    """The number of the next line, counted from 1."""

    def __init__(self, name: str, file: TextIO) -> None:
        self._name, self._file = name, file
        self._ahead: list[str] = []
        self._next = 0
        self._begun = ""
        self._ended = False
        self.number = 1

    def at(self, offset: int) -> str | None:
        """The line that stands so many lines below the next one; ``None`` when the text ends before."""
        while self._next + offset >= len(self._ahead):
            if not (more := self._read()):
                return None
            self._ahead = self._ahead[self._next :] + more
            self._next = 0
        return self._ahead[self._next + offset]

    def advance(self, lines: int) -> None:
        """Go on by so many lines, all of which were looked at."""
        self._next += lines
        self.number += lines

    def block(self, most: int) -> list[str]:
        """The next lines, at least one and at most so many as are in memory; none at the end of the text."""
        self.at(0)
        return self._ahead[self._next : self._next + most]

    def _read(self) -> list[str]:
        """The next whole lines of the file; none at its end."""
        while not self._ended:
            read = self._file.read(LETTERS_AT_ONCE)
            self._ended = not read
            text = self._begun + read
            # A carriage return at the very end may be the first half of a line end.
            whole = len(text) if self._ended else max(text.rfind("\n"), text.rfind("\r", 0, -1)) + 1
            self._begun = text[whole:]
            if len(self._begun) > MOST_IN_A_LINE:
                raise FileError(f"{self._name} has more than {MOST_IN_A_LINE:,} letters without a line end: no table")
            if whole:
                return io.StringIO(text[:whole], newline="").readlines()
        return []
