"""How deep the brackets of a file are nested, found out by looking at its lines: no parser is needed, none can fall.

Brackets in quotes, in comments and in the middle of text do not count. A rough look is enough: what it overlooks, the
reader's own count of levels finds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TOKEN = re.compile(r"""["'#\[\]{}]""")
_OPENS_BLOCK = re.compile(r"(?:^|[:?-]\s)\s*[|>][-+\d]*\s*(?:\s#.*)?$")
_MARGIN = re.compile(r"[ ]*(?:-[ ]+)*")


def first_too_deep(lines: Sequence[str], most: int) -> tuple[int, int] | None:
    """Return line and column of the first bracket below *most* others; ``None`` when there is none."""
    brackets = _Brackets(most)
    for number, line in enumerate(lines, start=1):
        column = brackets.read(line) if line else None
        if column is not None:
            return number, column + 1
    return None


class _Brackets:
    """What is open at the end of the lines read so far."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.depth = 0
        self.quote = ""
        self.block: int | None = None
        """The margin of the key whose indented text (after ``|`` or ``>``) is being passed over."""

    def read(self, line: str) -> int | None:
        """Read one line; the index of the bracket that is too deep, if it holds it."""
        if self.block is not None:
            if not line.strip() or len(line) - len(line.lstrip(" ")) > self.block:
                return None
            self.block = None
        at = 0
        while match := _TOKEN.search(line, at):
            at = match.end()
            if self.quote:
                at = self._in_quote(line, match)
            elif match[0] == "#":
                if match.start() == 0 or line[match.start() - 1] in " \t":
                    break
            elif self._opens(line, match.start()) and self.depth > self.most:
                return match.start()
        if not self.depth and not self.quote and _OPENS_BLOCK.search(line) and (margin := _MARGIN.match(line)):
            self.block = margin.end()
        return None

    def _in_quote(self, line: str, match: re.Match[str]) -> int:
        """Pass over a letter inside quotes; return where to look on."""
        if match[0] != self.quote:
            return match.end()
        if self.quote == "'" and line.startswith("'", match.end()):
            return match.end() + 1
        if self.quote == "'" or _run_before(line, match.start(), "\\") % 2 == 0:
            self.quote = ""
        return match.end()

    def _opens(self, line: str, at: int) -> bool:
        """Take a quote or bracket outside quotes; return whether a bracket opened."""
        token = line[at]
        if token in "]}":
            self.depth = max(self.depth - 1, 0)
        elif not self._starts(line, at):
            return False
        elif token in "\"'":
            self.quote = token
        else:
            self.depth += 1
            return True
        return False

    def _starts(self, line: str, at: int) -> bool:
        """Whether a value can start here; in brackets every further bracket is one."""
        if self.depth and line[at] in "[{":
            return True
        spaces = _run_before(line, at, " \t")
        before = line[at - spaces - 1] if spaces < at else ""
        if self.depth:
            return before in "[{,:"
        return not before or (before in ":?-" and spaces > 0)


def _run_before(line: str, at: int, letters: str) -> int:
    """How many of *letters* stand in a row before *at*."""
    start = at
    while start and line[start - 1] in letters:
        start -= 1
    return at - start
