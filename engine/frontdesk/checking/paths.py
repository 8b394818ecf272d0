"""Paths through the status machine in plain words: a status after the other, and what happens in between.

Only words; what leads where is found in ``machine``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from frontdesk.events import EventKind, traits_of
from frontdesk.model import Ruleset, Timer
from frontdesk.tables import Row, written_length
from frontdesk.tables.lengths import is_before, unsigned

CHOSEN = "chosen"
"""Staff pick the status."""


def happening(ruleset: Ruleset, row: Row[Any], kind: EventKind) -> str:
    """Say what happens when *row* of ``consequences`` follows an event of *kind*: "after 30 days"."""
    traits = traits_of(kind)
    asked = next((test.written for test in row.when if test.fact == traits.by), "")
    if not asked:
        return traits.plain
    return traits.named.format(_timed(ruleset.timers[asked]) if traits.timed else asked.removeprefix(">= "))


def told(begin: str, steps: Iterable[tuple[str, str]]) -> str:
    """A way in one line: where it begins, then each place and, in brackets, what leads there."""
    return " -> ".join([begin, *(f"{place} ({happens})" if happens else place for place, happens in steps)])


def _timed(timer: Timer) -> str:
    length = written_length(unsigned(timer.offset))
    if timer.tasks:
        return f"after {length} without work on a task"
    if timer.of_a_visit:
        return visit_words(timer)
    if not timer.date_fact:
        return f"after {length}"
    day = timer.date_fact.replace("_", " ")
    falls = f"{length} {'before' if is_before(timer.offset) else 'after'} {day}" if timer.offset else f"on {day}"
    return f"{falls}, every year" if timer.yearly else falls


def visit_words(timer: Timer) -> str:
    """When a rule on the time of a visit fires: "2 days before a visit"."""
    length = written_length(unsigned(timer.offset))
    return f"{length} {'before' if is_before(timer.offset) else 'after'} a visit" if timer.offset else "at a visit"
