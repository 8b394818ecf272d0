"""Value classes: the values of a fact that no condition tells apart are one class, so that everything is finite.

Knows domains and conditions, and nothing of rows or tables.
"""

# Conditions cut a domain into the sets of values that meet the same ones (the atoms of the algebra that the conditions
# generate); a decision cannot tell two values of one such set apart, so trying one of each is trying all. The cut is
# never computed from the conditions. Instead ``_samples`` gives values among which every set that is not empty has one,
# and each is asked of every condition. So the code that decides and the code that proves read a condition in one way
# (``in``): a sample too many costs a moment, and only one too few could make a proof wrong. That every set has a sample
# is argued beside each kind of domain, and tests/tables/test_diagrams.py holds it against values chosen by hand.
#
# The other way, cutting intervals and sets against each other, is a second reading of every kind of condition, with
# open and closed ends of its own to get wrong.

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from math import ceil, floor
from typing import cast

from frontdesk.tables.domains import (
    Complement,
    Domain,
    HasAny,
    Interval,
    Listed,
    Members,
    Ordered,
    Scale,
    ScaleKind,
    Union,
)
from frontdesk.tables.values import UNKNOWN, Value, written

OTHER_TEXT = "any other text"
MOST_SETS = 16_384


class TooLargeError(Exception):
    """There is more to tell apart than can be looked at, so nothing is proved."""


@dataclass(frozen=True, slots=True)
class ValueClass:
    """Values that are treated alike: one of them, what people call them, and how many listed values they are.

    A class of facts that go together has ``parts``: each of those that tell it from the others, by name.
    """

    sample: Value
    words: str
    count: int = 1
    parts: tuple[tuple[str, ValueClass], ...] = ()


def classes_of(domain: Domain, asked: Sequence[Container[Value]]) -> tuple[tuple[ValueClass, int], ...]:
    """The classes of *domain* under the conditions *asked*, each with the bits of the conditions that it meets.

    Raises TooLargeError when the conditions tell too many sets apart.
    """
    groups: dict[int, list[Value]] = {}
    for value in _samples(domain, asked):
        bits = sum(1 << number for number, accepts in enumerate(asked) if value in accepts)
        groups.setdefault(bits, []).append(value)
    if isinstance(domain, Listed):
        return tuple((_listed(values), bits) for bits, values in groups.items())
    # Only listed values can be counted; any other class counts once, however many values it has.
    ends = set(_ends(asked)) if isinstance(domain, Scale) else set()
    return tuple((_example([one for one in values if one in ends] or values), bits) for bits, values in groups.items())


def _listed(values: list[Value]) -> ValueClass:
    words = " or ".join(written(value) for value in values[:4]) + (" ..." if len(values) > 4 else "")
    return ValueClass(_known(values), words, len(values))


def _example(values: list[Value]) -> ValueClass:
    """A class of values that are without number: one stands for all, of ordered ones an end that a row names."""
    known = _known(values)
    return ValueClass(known, f"({OTHER_TEXT})" if known == OTHER_TEXT else written(known))


def _known(values: list[Value]) -> Value:
    # Where "unknown" is treated like others, a person of whom something is known is the plainer example.
    return next((value for value in values if value != UNKNOWN), values[0])


_NEARLY: dict[ScaleKind, Ordered] = {
    ScaleKind.NUMBER: 1,
    ScaleKind.DATE: timedelta(days=1),
    ScaleKind.MOMENT: timedelta(minutes=1),
    ScaleKind.TIME: timedelta(minutes=1),
    ScaleKind.DURATION: timedelta(minutes=1),
}
"""How far apart ranges are at most that were meant to meet; of days and whole numbers exactly one is left out."""
_ANY: dict[ScaleKind, Ordered] = {
    ScaleKind.NUMBER: 0,
    ScaleKind.DATE: date(2026, 3, 2),
    ScaleKind.MOMENT: datetime(2026, 3, 2, 8),
    ScaleKind.TIME: time(8),
    ScaleKind.DURATION: timedelta(days=2),
}
"""A value that stands for all of a scale, where no condition tells any apart."""


@dataclass(frozen=True, slots=True)
class Hole:
    """Values that nothing asks for, between two ranges that nearly meet: those between 0..20 and 21..80.

    ``value`` is one of them. The conditions that ask for the range ``below`` and for the one ``above`` are told by
    their numbers, ``asks_below`` and ``asks_above``. ``meeting`` is the range below as it is when it meets the other.
    """

    value: Ordered
    below: Interval
    above: Interval
    asks_below: int
    asks_above: int

    @property
    def meeting(self) -> Interval:
        """The range below, gone on to where the one above begins."""
        return replace(self.below, high=self.above.low, high_closed=not self.above.low_closed)


def holes_of(domain: Scale, asked: Sequence[Container[Value]]) -> Iterator[Hole]:
    """Every hole between the ranges that the conditions *asked* name, the lowest first."""
    ranges = [(part, at) for at, accepts in enumerate(asked) for part in _ranges(accepts)]
    ends = sorted(set(_ends(asked)), key=_exact)
    found: dict[Interval, Hole] = {}
    for below, asks_below in ranges:
        for above, asks_above in ranges:
            if _nearly_meet(domain, below, above):
                left_out = Interval(below.high, above.low, not below.high_closed, not above.low_closed)
                value = _left_out(domain, left_out)
                tried = [one for one in (value, *_on_scale(domain, ends)) if one in left_out]
                inside = [one for one in tried if one in domain]
                if inside and not any(one in accepts for one in inside for accepts in asked):
                    found.setdefault(left_out, Hole(value, below, above, asks_below, asks_above))
    yield from sorted(found.values(), key=lambda hole: _exact(hole.value))


def _ranges(accepts: Container[Value]) -> Iterator[Interval]:
    """The ranges that a condition names; what is ``not`` a range is meant to be left out."""
    for part in accepts.of if isinstance(accepts, Union) else (accepts,):
        if isinstance(part, Interval):
            yield part


def _nearly_meet(domain: Scale, below: Interval, above: Interval) -> bool:
    """Whether so little lies between two ranges that they were meant to meet."""
    end, start = below.high, above.low
    if end is None or start is None or _exact(end) > _exact(start):
        return False
    out = (not below.high_closed) + (not above.low_closed)  # how many of the two ends are left out
    if end == start:
        return out == 2
    if domain.whole or domain.kind is ScaleKind.DATE:
        return _apart(end, start) == (2 - out) * _exact(_NEARLY[domain.kind])
    return out < 2 and _apart(end, start) <= _exact(_NEARLY[domain.kind])


def _left_out(domain: Scale, left_out: Interval) -> Ordered:
    """A value of the range *left_out*: one that a row names, if there is any."""
    low, high = cast(Ordered, left_out.low), cast(Ordered, left_out.high)
    if left_out.low_closed or left_out.high_closed:
        return low if left_out.low_closed else high
    if isinstance(low, (int, Decimal)) and not domain.whole:
        return (Decimal(low) + Decimal(cast(int, high))) / 2
    after = _minute_beside(low, 1) if isinstance(low, time) and domain.whole else _beside(low, 1)
    return cast(Ordered, after)  # there is one, as another value comes after


def _apart(low: Ordered, high: Ordered) -> int:
    """How far apart two values of one scale are: a number or a length of time."""
    if isinstance(low, time) and isinstance(high, time):
        day = date.min
        return cast(int, datetime.combine(day, high) - datetime.combine(day, low))
    return _exact(high) - _exact(low)


def sets_of(asked: Iterable[Container[Value]]) -> list[frozenset[str]]:
    """Sets among which there is one for every way of meeting conditions that ask for members; the smaller come first.

    Raises TooLargeError beyond ``MOST_SETS``.
    """
    # A condition asks whether a set holds any of some members, so what a set meets is what its members meet together:
    # one "or" of bits. That makes it a walk over the members with the sets found so far, one for every result, instead
    # of over the 2 ** members sets. ``found`` holds a smallest set for each result made of the members seen so far:
    # leaving the new member out or adding it to a smallest one are the only ways to the next. Members that nobody names
    # change no result, and are in none. The snapshot (``list``) keeps a member from being added twice.
    parts = list(dict.fromkeys(part for part in _parts(asked) if isinstance(part, HasAny)))
    named = sorted({member for part in parts for member in part.members})
    found: dict[int, frozenset[str]] = {0: frozenset()}
    for member in named:
        meets = sum(1 << number for number, part in enumerate(parts) if member in part.members)
        for bits, members in list(found.items()):
            larger = members | {member}
            if len(larger) < len(found.setdefault(bits | meets, larger)):
                found[bits | meets] = larger
        if len(found) > MOST_SETS:
            raise TooLargeError(f"more than {MOST_SETS} sets to tell apart")
    return sorted(found.values(), key=lambda one: (len(one), sorted(one)))


def _samples(domain: Domain, asked: Sequence[Container[Value]]) -> Iterator[Value]:
    """Values among which every class has one."""
    if isinstance(domain, Listed):
        yield from domain.every_value
    elif isinstance(domain, Members):
        yield from sets_of(asked)
        if domain.may_be_unknown:
            yield UNKNOWN
    elif isinstance(domain, Scale):
        yield from _on_scale(domain, sorted(set(_ends(asked)), key=_exact))
        if domain.may_be_unknown:
            yield UNKNOWN
    else:
        # Text: each text that is named, and one that stands for all others, whatever they are.
        named = [value for part in _parts(asked) if isinstance(part, frozenset) for value in sorted(part, key=str)]
        unknown = [UNKNOWN] if domain.may_be_unknown else []
        yield from dict.fromkeys([*(one for one in named if one != UNKNOWN), OTHER_TEXT, *unknown])


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


def _exact(value: Ordered) -> int:
    """The value itself, to sort by: those of one scale compare with each other."""
    return cast(int, value)


def _on_scale(domain: Scale, ends: list[Ordered]) -> Iterable[Value]:
    # Along a scale an answer can change only at the ends of the intervals that are asked for. Between two neighbouring
    # ends all values are alike, so one of each gap will do; an end is taken by itself, since it may be open or closed.
    # A clock and a length step by what the language can write, a second: between two ends that are one step apart lies
    # no value. A clock of whole minutes (``local_time`` is cut to them) steps by these, as its ends do.
    if not ends:
        found: Iterable[Value] = (_ANY[domain.kind],)
    elif domain.kind is ScaleKind.TIME:
        near = _minutes(cast(list[time], ends)) if domain.whole else _between(ends)
        found = (value for value in near if value != time.max)  # the end of a day is no time of its own
    elif domain.whole:
        found = sorted({number for end in cast(list[int], ends) for number in _whole(end)})
    else:
        found = _between(ends)
    return dict.fromkeys(_within(domain, cast(Ordered, value)) for value in found)


def _within(domain: Scale, value: Ordered) -> Ordered:
    """The value, or the end of the scale that it lies beyond: whatever a stretch beyond it meets, that end meets."""
    low, high = domain.least, domain.most
    if low is not None and _exact(value) < _exact(low):
        return low
    return high if high is not None and _exact(value) > _exact(high) else value


def _minutes(ends: list[time]) -> list[time]:
    """The whole minutes at and beside each end, as far as there are."""
    near = [one for end in ends for one in (_minute_beside(end, -1), end, _minute_beside(end, 1)) if one is not None]
    return sorted(set(near))


def _minute_beside(value: time, step: int) -> time | None:
    """The minute before or after that of *value*; ``None`` where the day ends."""
    minutes = value.hour * 60 + value.minute + step + (value == time.max and step < 0)
    return time(minutes // 60, minutes % 60) if 0 <= minutes < 24 * 60 else None


def _whole(end: int | Decimal) -> Iterator[int]:
    """The whole numbers at and beside an end."""
    # An end may be a fraction (">= 2.5"), so floor and ceil are what lies beside it; for a whole end they are itself.
    yield from (floor(end) - 1, floor(end), ceil(end), ceil(end) + 1)


def _between(ends: list[Ordered]) -> Iterator[Value]:
    """Each end (there is one), a value below the first, between every two, and above the last, as far as there are."""
    pairs = zip(ends, [*ends[1:], None], strict=True)
    around = [_beside(ends[0], -1), *chain.from_iterable(_gap(*pair) for pair in pairs)]
    return (value for value in around if value is not None)


def _gap(low: Ordered, high: Ordered | None) -> tuple[Value | None, Value | None]:
    """An end, and a value between it and the next end."""
    after = _beside(low, 1)
    if high is None or after is None or _exact(after) < _exact(high):
        return low, after
    return low, _middle(low, high)


def _middle(low: Ordered, high: Ordered) -> Value | None:
    """A value strictly between two that are next to each other, where the scale has one."""
    if isinstance(low, (int, Decimal)) and isinstance(high, (int, Decimal)):
        return (Decimal(low) + Decimal(high)) / 2
    return None


def _beside(value: Ordered, step: int) -> Ordered | None:
    """The next value in one direction: a whole number, day or second away; ``None`` where the scale ends."""
    if isinstance(value, timedelta):
        moved = value + timedelta(seconds=step)
        return moved if moved >= timedelta() else None
    if isinstance(value, time):
        seconds = (value.hour * 60 + value.minute) * 60 + value.second + step + (value == time.max and step < 0)
        return time(seconds // 3_600, seconds // 60 % 60, seconds % 60) if 0 <= seconds < 86_400 else None
    if isinstance(value, datetime):
        return value + timedelta(seconds=step)  # the language's years are far from where the calendar ends
    if isinstance(value, date):
        return date.fromordinal(value.toordinal() + step) if value != (date.min if step < 0 else date.max) else None
    return value + step
