"""What parts the cells of a text: found out from its first lines where they leave no doubt, asked where they do.

Knows nothing of rows further down, and of what a column means.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from statistics import mode

from frontdesk.files.rows import FileError

NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_QUOTED = re.compile(r'"(?:[^"]++|"")*+"')
_SEP = re.compile(r'"?sep=(.|\\t)?"?[\r\n]*', re.IGNORECASE)


def told_by(line: str) -> str | None:
    """The delimiter that Excel wrote on a first line of its own (``sep=;``); ``None`` for any other line."""
    found = _SEP.fullmatch(line)
    return None if not found else "\t" if found[1] == "\\t" else found[1] or ","


def checked(given: str) -> str:
    r"""The delimiter that somebody gave: one letter, or ``\t`` for a tab. Raises FileError."""
    mark = "\t" if given == "\\t" else given
    if len(mark) != 1 or mark in '"\r\n':
        raise FileError(f"'{given}' parts no cells: the delimiter is one letter, such as ';', or \\t for a tab")
    return mark


def delimiter_of(name: str, lines: Sequence[str], headings: Collection[str]) -> str:
    """What parts the cells of *lines*, the first of a file; *headings* are names, in small letters, it may well have.

    A text of one column has none, and is read as if it had commas. Raises FileError where two fit equally well.
    """
    told = [line for line in lines if line.strip("\r\n\t ,;|") and line.count('"') % 2 == 0]
    fits = {mark: _fit(mark, told, headings) for mark in NAMES}
    best = max(fits.values(), default=(0, 0.0, 0))
    likely = [mark for mark, fit in fits.items() if fit == best]
    if not best[2]:
        return ","
    if len(likely) > 1:
        first, second, *_ = (f"{NAMES[mark]} ({_written(mark)})" for mark in likely)
        mark = _written(likely[0])
        raise FileError(
            f"{name}: its cells may be parted by {first} or by {second}; say which: "
            f"'--delimiter \"{mark}\"', or 'file: {{delimiter: \"{mark}\"}}' in its mapping"
        )
    return likely[0]


def _fit(mark: str, lines: Sequence[str], headings: Collection[str]) -> tuple[int, float, int]:
    """How well a delimiter fits: headings that are known, the share of lines with as many as most, and how many."""
    counts = [_QUOTED.sub("", line).count(mark) for line in lines]
    most = mode([count for count in counts if count] or [0])
    if not most:
        return 0, 0.0, 0
    known = max(sum(cell.strip(' "\r\n').casefold() in headings for cell in line.split(mark)) for line in lines)
    return known if known > 1 else 0, round(counts.count(most) / len(lines), 1), most


def _written(mark: str) -> str:
    return "\\t" if mark == "\t" else mark
