"""Comparisons: which of two facts comes first, or is more, as a fact of its own.

A cell asks one fact, so that tables stay finite and are proved; what two of them are to each other has three answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from frontdesk.model import Fact, OverTime, Ruleset, Scope
from frontdesk.problems import FactError, Location
from frontdesk.tables import UNKNOWN, Listed, Scale, ScaleKind, Value, written

_IN_TIME = ("before", "same", "after")
_IN_SIZE = ("less", "equal", "more")
_SIZES = (ScaleKind.NUMBER, ScaleKind.DURATION)


def can_be_compared(one: Fact, other: Fact) -> bool:
    """Whether both have values with one order; what a table answers is not known before it is asked."""
    if not (isinstance(one.domain, Scale) and isinstance(other.domain, Scale)):
        return False
    known = all(fact.compute is not None and not fact.decided for fact in (one, other))
    return known and one.domain.kind is other.domain.kind


@dataclass(frozen=True, slots=True)
class _Comparison:
    """How a comparison is computed: what the first is to the second."""

    one: Fact
    other: Fact

    def __call__(self, at: Any) -> Value:
        first, second = (fact.compute(at) if fact.compute else UNKNOWN for fact in (self.one, self.other))
        return self.of(first, second)

    @property
    def words(self) -> tuple[str, str, str]:
        """What the first can be."""
        return _IN_SIZE if cast(Scale, self.one.domain).kind in _SIZES else _IN_TIME

    def of(self, first: Value, second: Value) -> Value:
        """What *first* is to *second*; unknown where one of them is."""
        if UNKNOWN in (first, second):
            return UNKNOWN
        low, high = cast(int, first), cast(int, second)
        return self.words[(low > high) - (low < high) + 1]


def compared(name: str, of: Scope, pair: tuple[Fact, Fact], label: str, means: str, where: Location) -> Fact:
    """Declare what the first of *pair* is to the second: before, same or after.

    Of numbers and durations: less, equal or more. It is unknown where one of them is. Both exist in the scope *of*,
    and ``can_be_compared``.
    """
    one, other = pair
    compute = _Comparison(one, other)
    domain = Listed(compute.words, any(fact.domain.may_be_unknown for fact in pair))
    told = means or f"what '{one.label}' is to '{other.label}'"
    over_time = _ways(one.over_time, other.over_time)
    names = (one.name, other.name)
    return Fact(name, of, domain, label, told, where=where, compute=compute, over_time=over_time, compares=names)


def _ways(one: OverTime, other: OverTime) -> OverTime:
    """Which way the answer goes, in the order of its words: a day that stays falls behind today and never returns."""
    if one is other or OverTime.RETURNS in (one, other):
        return OverTime.STAYS if one is other is OverTime.STAYS else OverTime.RETURNS
    return OverTime.GROWS if one is OverTime.GROWS or other is OverTime.FALLS else OverTime.FALLS


def with_comparisons(ruleset: Ruleset, scope: str, given: Mapping[str, Value]) -> dict[str, Value]:
    """The facts *given*, and each comparison of *scope* whose two facts are given, or have a default.

    Raises FactError where a comparison is given that its two facts contradict: nobody is like that.
    """
    facts = dict(given)
    for fact in ruleset.facts.values():
        compute = fact.compute
        if not isinstance(compute, _Comparison) or fact.name not in ruleset.scopes[Scope(scope)]:
            continue
        pair = (compute.one, compute.other)
        first, second = (given.get(one.name, one.default) for one in pair)
        if first is None or second is None or not any(one.name in given for one in pair):
            continue
        answer = compute.of(first, second)
        if given.get(fact.name, answer) != answer:
            said = f"'{compute.one.name}' {written(first)} and '{compute.other.name}' {written(second)}"
            raise FactError(f"'{fact.name}' cannot be '{written(given[fact.name])}': with {said} it is '{answer}'")
        facts[fact.name] = answer
    return facts
