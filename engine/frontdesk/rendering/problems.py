"""Problems as people read them: the place, the line with a caret, the cause, what to do; or as data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Protocol

from frontdesk.problems import Location, Problem, Severity


class Style(Protocol):
    """How a terminal colours text; ``click.style`` is one."""

    def __call__(self, text: str, *, fg: str, bold: bool) -> str:
        """Return *text* in a colour."""


_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
_MOST_PER_FILE = 20
"""After so many problems of one file, only their number is told."""
_LONG_QUOTE = re.compile(r"'([^']{80})[^']{20,}'")
_WIDEST, _BEFORE, _CUT = 110, 60, "\N{HORIZONTAL ELLIPSIS}"
"""How much of a line is shown, how much of it before the caret, and what stands where a line was cut."""


def problems_text(
    problems: Sequence[Problem], sources: Mapping[str, Sequence[str]], colours: Style | None = None
) -> str:
    """Write problems one under the other, in order of place, at most 20 a file; *colours* style code and caret."""
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.where.file, []).append(problem)
    parts = []
    for file, found in by_file.items():
        parts += [problem_text(problem, sources, colours) for problem in found[:_MOST_PER_FILE]]
        if len(found) > _MOST_PER_FILE:
            parts.append(f"{file}: and {len(found) - _MOST_PER_FILE} more in this file")
    return "\n\n".join(parts)


def problem_text(problem: Problem, sources: Mapping[str, Sequence[str]], colours: Style | None = None) -> str:
    """Write one problem."""
    style: Style = colours or _plain
    place = f"{problem.where}: " if problem.where.file else ""
    mark = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    colour = _COLOURS[problem.severity]
    code = style(problem.code, fg=colour, bold=True)
    lines = [f"{place}{code}: {mark}{_one_line(problem.cause)}", *_quoted(problem.where, sources, style, colour)]
    for where, words in problem.related:
        lines += [f"  {words}: {where.short}", *_quoted(where, sources, style, "blue")]
    if problem.hint:
        lines.append(f"  help: {problem.hint}")
    return "\n".join(lines)


def problems_data(problems: Sequence[Problem]) -> list[dict[str, object]]:
    """Problems as plain data for JSON."""
    return [
        {
            "code": problem.code,
            "severity": str(problem.severity),
            "file": problem.where.file,
            "line": problem.where.line,
            "column": problem.where.column,
            "length": problem.where.length,
            "cause": problem.cause,
            "hint": problem.hint,
            "related": [{"file": at.file, "line": at.line, "words": words} for at, words in problem.related],
        }
        for problem in problems
    ]


def _plain(text: str, *, fg: str = "", bold: bool = False) -> str:
    return text


def _quoted(where: Location, sources: Mapping[str, Sequence[str]], style: Style, colour: str) -> list[str]:
    """The line at a place and a caret below it, kept short around the caret."""
    lines = sources.get(where.file, ())
    if not 1 <= where.line <= len(lines) or not lines[where.line - 1].strip():
        return []
    text, column = lines[where.line - 1].rstrip(" "), where.column - 1
    start = max(0, column - _BEFORE) if len(text) > _WIDEST else 0
    before, marked = text[start:column], text[column : start + _WIDEST][: max(1, where.length)]
    after = text[column + len(marked) : start + _WIDEST]
    head, tail = _CUT if start else "", _CUT if len(text) > start + _WIDEST else ""
    number, caret = str(where.line), "^" * max(1, _width(marked))
    return [
        f"  {number} | {head}{_visible(before + marked + after)}{tail}",
        f"  {' ' * len(number)} | {' ' * (len(head) + _width(before))}{style(caret, fg=colour, bold=False)}",
    ]


def _one_line(cause: str) -> str:
    """A cause as one line; of a long text that it quotes, the beginning."""
    return _LONG_QUOTE.sub(rf"'\1{_CUT}'", _visible(" ".join(cause.split("\n"))))


def _visible(text: str) -> str:
    """*text* with a sign for every character that a terminal would not show."""
    return "".join(letter if letter.isprintable() else _sign(letter) for letter in text)


def _sign(letter: str) -> str:
    if letter == "\t":
        return "\N{RIGHTWARDS ARROW}"
    return "\N{OPEN BOX}" if unicodedata.category(letter) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def _width(text: str) -> int:
    """How many columns of a terminal *text* fills; a caret must stand below its letter beside Chinese and emoji too."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return len(text) + wide - sum(unicodedata.combining(letter) > 0 for letter in text)
