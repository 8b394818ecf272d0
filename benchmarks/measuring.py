"""How everything is measured and told: in pairs, one work right after the other, so that a busy machine disturbs both.

Knows nothing of what is measured. A figure is the median of several rounds, with the smallest and the largest too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from textwrap import fill
from time import perf_counter

_WIDTH = 110
Work = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """Several measurements of one thing: their median, smallest and largest."""

    middle: float
    low: float
    high: float

    def __format__(self, form: str) -> str:
        return f"{self.middle:{form}} ({self.low:{form}} .. {self.high:{form}})"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an area's table: what was measured, the figure in words, the goal in words, and whether it is met."""

    what: str
    measured: str
    goal: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """What was measured in one area, and what the ratios mean."""

    title: str
    means: str
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()

    def text(self, *, judged: bool) -> str:
        """The area as a table in plain text; *judged* says whether each goal is met."""
        rows = [("", "measured", "goal"), *((line.what, line.measured, _goal(line, judged)) for line in self.lines)]
        wide = [max(len(row[column]) for row in rows) for column in range(3)]
        table = [
            "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
            for row in (rows[0], tuple("-" * width for width in wide), *rows[1:])
        ]
        notes = [fill(note, _WIDTH, initial_indent="* ", subsequent_indent="  ") for note in self.notes]
        return "\n".join([self.title, "=" * len(self.title), fill(self.means, _WIDTH), "", *table, *notes])


def seconds(work: Work) -> float:
    """How long *work* takes, once."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def figure(values: Sequence[float]) -> Figure:
    """The figure of several measurements."""
    return Figure(median(values), min(values), max(values))


def ratios(ours: Work, theirs: Work, rounds: int) -> tuple[Figure, Figure]:
    """How many times longer *ours* takes than *theirs*, and how many seconds it takes; each goes first in turn."""
    pairs = list(_pairs(ours, theirs, rounds))
    return figure([one / other for one, other in pairs]), figure([one for one, _ in pairs])


def _pairs(ours: Work, theirs: Work, rounds: int) -> Iterator[tuple[float, float]]:
    for number in range(rounds):
        if number % 2:
            other = seconds(theirs)
            yield seconds(ours), other
        else:
            yield seconds(ours), seconds(theirs)


def _goal(line: Line, judged: bool) -> str:
    return f"{line.goal}: {'met' if line.met else 'MISSED'}" if judged and line.met is not None else line.goal
