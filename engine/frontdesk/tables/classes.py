"""Value classes: the values of a fact that no condition tells apart are one class, so that everything is finite.

Knows domains and conditions, and nothing of rows or tables.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from itertools import chain, combinations
from typing import cast

from frontdesk.tables.domains import Complement, Domain, HasAny, Interval, Listed, Members, Ordered, Scale, Union
from frontdesk.tables.values import UNKNOWN, Value, written

OTHER_TEXT = "any other text"
_MOST_MEMBERS = 10


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values that are treated alike: one of them, what people call them, and how many listed values they are."""

    sample: Value
    words: str
    count: int = 1


def classes_of(domain: Domain, asked: Sequence[Container[Value]]) -> tuple[tuple[ValueClass, int], ...]:
    """The classes of *domain* under the conditions *asked*, each with the bits of the conditions that it meets."""
    groups: dict[int, list[Value]] = {}
    for value in _samples(domain, asked):
        bits = sum(1 << number for number, accepts in enumerate(asked) if value in accepts)
        groups.setdefault(bits, []).append(value)
    if isinstance(domain, Scale):
        ends = set(_ends(asked))
        return tuple(
            (_example([one for one in values if one in ends] or values), bits) for bits, values in groups.items()
        )
    return tuple((_class(domain, values), bits) for bits, values in groups.items())


def _example(values: list[Value]) -> ValueClass:
    """A class of ordered values, which are without number: one stands for all, an end that a row names if it can."""
    known = next((value for value in values if value != UNKNOWN), values[0])
    return ValueClass(known, written(known))


def holes_of(asked: Sequence[Container[Value]]) -> Iterator[int | Decimal]:
    """The numbers that nothing asks for though the ranges beside them nearly meet: 20.5 between 0..20 and 21..80."""

    def wanted(value: Value) -> bool:
        return any(value in accepts for accepts in asked)

    ends = sorted({end for end in _ends(asked) if isinstance(end, (int, Decimal))})
    for below, end, above in zip([None, *ends], ends, [*ends[1:], None], strict=False):
        before = end - 1 if below is None else (Decimal(below) + Decimal(end)) / 2
        after = end + 1 if above is None else (Decimal(end) + Decimal(above)) / 2
        if not wanted(end):
            if wanted(before) and wanted(after):
                yield end
        elif above is not None and above - end <= 1 and wanted(above) and not wanted(after):
            yield after


def _class(domain: Domain, values: list[Value]) -> ValueClass:
    words = " or ".join(written(value) for value in values[:4]) + (" ..." if len(values) > 4 else "")
    known = next((value for value in values if value != UNKNOWN), values[0])
    return ValueClass(known, words, len(values) if isinstance(domain, Listed) else 1)


def _samples(domain: Domain, asked: Sequence[Container[Value]]) -> Iterator[Value]:
    """Values among which every class has one."""
    if isinstance(domain, Listed):
        yield from domain.every_value
    elif isinstance(domain, Members):
        yield from _subsets(domain, asked)
    elif isinstance(domain, Scale):
        yield from _between(sorted(set(_ends(asked)), key=_order))
        if domain.may_be_unknown:
            yield UNKNOWN
    else:
        named = [value for part in _parts(asked) if isinstance(part, frozenset) for value in sorted(part, key=str)]
        yield from dict.fromkeys([*named, OTHER_TEXT, UNKNOWN])


def _subsets(domain: Members, asked: Sequence[Container[Value]]) -> Iterator[frozenset[str]]:
    named = sorted({member for part in _parts(asked) if isinstance(part, HasAny) for member in part.members})
    others = [value for value in domain.values if value not in named][:1]
    few = [*named[:_MOST_MEMBERS], *others]
    return (frozenset(chosen) for size in range(len(few) + 1) for chosen in combinations(few, size))


def _parts(asked: Iterable[Container[Value]]) -> Iterator[Container[Value]]:
    for accepts in asked:
        if isinstance(accepts, Complement):
            yield from _parts([accepts.of])
        elif isinstance(accepts, Union):
            yield from _parts(accepts.of)
        else:
            yield accepts


def _ends(asked: Iterable[Container[Value]]) -> Iterator[Ordered]:
    for part in _parts(asked):
        if isinstance(part, Interval):
            yield from (end for end in (part.low, part.high) if end is not None)
        elif isinstance(part, frozenset):
            yield from (cast(Ordered, value) for value in part if not isinstance(value, (str, frozenset)))


def _order(value: Ordered) -> float:
    """A number by which the values of one scale are sorted."""
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return float(value.toordinal()) if isinstance(value, date) else float(value)


def _between(ends: list[Ordered]) -> Iterator[Value]:
    """Each end, a value below the first, between every two, and above the last, as far as there are any."""
    if not ends:
        return iter((0,))
    pairs = zip(ends, [*ends[1:], None], strict=True)
    around = [_beside(ends[0], -1), *chain.from_iterable(_gap(*pair) for pair in pairs)]
    return (value for value in around if value is not None)


def _gap(low: Ordered, high: Ordered | None) -> tuple[Value | None, Value | None]:
    """An end, and a value between it and the next end."""
    after = _beside(low, 1)
    if high is None or after is None or _order(cast(Ordered, after)) < _order(high):
        return low, after
    return low, _middle(low, high)


def _middle(low: Ordered, high: Ordered) -> Value | None:
    """A value strictly between two that are next to each other, where the scale has one."""
    if isinstance(low, (int, Decimal)) and isinstance(high, (int, Decimal)):
        return (Decimal(low) + Decimal(high)) / 2
    return None


def _beside(value: Ordered, step: int) -> Value | None:
    """The next value in one direction: a whole number, day, minute or second away."""
    if isinstance(value, timedelta):
        moved = value + timedelta(seconds=step)
        return moved if moved >= timedelta() else None
    if isinstance(value, time):
        minutes = value.hour * 60 + value.minute + step
        return time(minutes // 60, minutes % 60) if 0 <= minutes < 24 * 60 else None
    if isinstance(value, date):
        return value + timedelta(days=step)
    return value + step
