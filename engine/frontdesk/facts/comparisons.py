"""Comparisons: which of two facts comes first, or is more, as a fact of its own.

A cell asks one fact, so that tables stay finite and are proved; what two of them are to each other has three answers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from frontdesk.model import Fact, OverTime, Scope
from frontdesk.problems import Location
from frontdesk.tables import UNKNOWN, Listed, Scale, ScaleKind, Value

_IN_TIME = ("before", "same", "after")
_IN_SIZE = ("less", "equal", "more")
_SIZES = (ScaleKind.NUMBER, ScaleKind.DURATION)


def can_be_compared(one: Fact, other: Fact) -> bool:
    """Whether both have values with one order; what a table answers is not known before it is asked."""
    if not (isinstance(one.domain, Scale) and isinstance(other.domain, Scale)):
        return False
    known = all(fact.compute is not None and not fact.decided for fact in (one, other))
    return known and one.domain.kind is other.domain.kind


def compared(name: str, of: Scope, pair: tuple[Fact, Fact], label: str, means: str, where: Location) -> Fact:
    """Declare what the first of *pair* is to the second: before, same or after.

    Of numbers and durations: less, equal or more. It is unknown where one of them is. Both exist in the scope *of*,
    and ``can_be_compared``.
    """
    one, other = pair
    words = _IN_SIZE if cast(Scale, one.domain).kind in _SIZES else _IN_TIME
    unknown = any(fact.domain.may_be_unknown for fact in pair)
    moves = any(fact.over_time is not OverTime.STAYS for fact in pair)

    def compute(at: Any) -> Value:
        first, second = (fact.compute(at) if fact.compute else UNKNOWN for fact in pair)
        if UNKNOWN in (first, second):
            return UNKNOWN
        low, high = cast(int, first), cast(int, second)
        return words[(low > high) - (low < high) + 1]

    told = means or f"what '{one.label}' is to '{other.label}'"
    over_time = OverTime.RETURNS if moves else OverTime.STAYS
    fact = Fact(name, of, Listed(words, unknown), label, told, where=where, compute=compute, over_time=over_time)
    return replace(fact, compares=(one.name, other.name))
