"""Problems as people read them: the place, the line with a caret, the cause, what to do; or as data."""

from __future__ import annotations

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


def problems_text(
    problems: Sequence[Problem], sources: Mapping[str, Sequence[str]], colours: Style | None = None
) -> str:
    """Write problems one under the other, in order of place, at most 20 a file; *colours* style code and caret."""
    shown: dict[str, int] = {}
    parts = []
    for problem in problems:
        count = shown[problem.where.file] = shown.get(problem.where.file, 0) + 1
        if count <= _MOST_PER_FILE:
            parts.append(problem_text(problem, sources, colours))
    for file, count in shown.items():
        if count > _MOST_PER_FILE:
            parts.append(f"{file}: and {count - _MOST_PER_FILE} more problems in this file")
    return "\n\n".join(parts)


def problem_text(problem: Problem, sources: Mapping[str, Sequence[str]], colours: Style | None = None) -> str:
    """Write one problem."""
    style: Style = colours or _plain
    place = f"{problem.where}: " if problem.where.file else ""
    mark = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    colour = _COLOURS[problem.severity]
    code = style(problem.code, fg=colour, bold=True)
    lines = [f"{place}{code}: {mark}{problem.cause}", *_quoted(problem.where, sources, style, colour)]
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
    text, column = lines[where.line - 1].rstrip(), where.column - 1
    start = max(0, column - 60) if len(text) > 110 else 0
    cut = "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text[start : start + 110]
    )
    number = str(where.line)
    caret = "^" * max(1, min(where.length, len(cut) - (column - start)))
    return [
        f"  {number} | {cut}",
        f"  {' ' * len(number)} | {' ' * (column - start)}{style(caret, fg=colour, bold=False)}",
    ]
