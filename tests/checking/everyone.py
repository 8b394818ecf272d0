"""Whether two tables give everybody the same, by trying everybody, without the engine's diagrams.

Every combination of the values that rows can tell apart is counted; people whom the same rows of both tables still fit
are one kind from there on. Status, phase and kind of status go together; all other facts are taken as free, so more
people are tried than there are.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any, cast

from frontdesk.facts import state_facts
from frontdesk.model import Ruleset
from frontdesk.tables import Complement, HasAny, HitPolicy, Interval, Listed, Members, Row, Scale, Table, Union, Value

MOST = 1_000_000
"""More kinds of people than this are not tried."""
_BY_STATE = ("state", "phase", "status", "status_kind")
_STEP: Mapping[type, Any] = {int: 1, Decimal: Decimal(1), timedelta: timedelta(seconds=1)}


@dataclass(frozen=True, slots=True)
class Tried:
    """How many people were tried, and the first for whom the two differ."""

    people: int
    differs: Mapping[str, Value] | None


class TooManyError(Exception):
    """There are too many kinds of people to try."""


def try_everybody(before: Ruleset, after: Ruleset, old: Table[Any], new: Table[Any]) -> Tried:
    """Decide everybody by both tables. Raises TooManyError."""
    if before.states != after.states:
        return Tried(0, {"state": "not the same"})
    groups = [_told_apart(group, old, new) for group in _groups(before, old, new)]
    alike: dict[tuple[int, int], tuple[int, dict[str, Value]]] = {(_all_rows(old), _all_rows(new)): (1, {})}
    for group in groups:
        fitting = [(_fitting(old, one), _fitting(new, one), one) for one in group]
        longer: dict[tuple[int, int], tuple[int, dict[str, Value]]] = {}
        for (old_alive, new_alive), (people, known) in alike.items():
            for old_fits, new_fits, one in fitting:
                key = (old_alive & old_fits, new_alive & new_fits)
                others, told = longer.get(key, (0, {**known, **one}))
                longer[key] = (others + people, told)
        if len(longer) > MOST:
            raise TooManyError(f"{len(longer):,} kinds of people")
        alike = longer
    differs = (told for (was, now), (_, told) in alike.items() if _answer(old, was) != _answer(new, now))
    return Tried(sum(people for people, _ in alike.values()), next(differs, None))


def _all_rows(table: Table[Any]) -> int:
    return (1 << len(table.rows)) - 1


def _groups(ruleset: Ruleset, *tables: Table[Any]) -> Iterator[list[dict[str, Value]]]:
    """The facts that the tables read, each with its values; those that the state decides are one group."""
    inputs = {name: domain for table in tables for name, domain in table.inputs.items()}
    if any(name in inputs for name in _BY_STATE):
        yield [state_facts(ruleset, state) for state in ruleset.states]
    for name, domain in inputs.items():
        if name not in _BY_STATE:
            tests = [test.accepts for table in tables for row in table.rows for test in row.when if test.fact == name]
            yield [{name: value} for value in dict.fromkeys(_values(domain, tests))]


def _told_apart(group: list[dict[str, Value]], *tables: Table[Any]) -> list[dict[str, Value]]:
    """One of each lot that no row of any table tells apart."""
    return list({tuple(_fitting(table, one) for table in tables): one for one in reversed(group)}.values())


def _values(domain: object, asked: Sequence[Container[Value]]) -> Iterable[Value]:
    if isinstance(domain, Listed):
        return domain.every_value
    named = [value for accepts in asked for value in _named(accepts)]
    if isinstance(domain, Scale):
        around = [near for value in named for near in _around(value)]
        return [*around, *(["unknown"] if domain.may_be_unknown else [])]
    members = sorted({member for accepts in asked for member in _members(accepts)})
    if isinstance(domain, Members):
        sets = [frozenset(some) for size in range(len(members) + 1) for some in combinations(members, size)]
        return [*sets, *(["unknown"] if domain.may_be_unknown else [])]
    return [*named, "any other", "unknown"]


def _named(accepts: object) -> Iterator[Value]:
    """The values that a condition names, and the ends of its ranges."""
    if isinstance(accepts, Interval):
        yield from (cast(Value, end) for end in (accepts.low, accepts.high) if end is not None)
    elif isinstance(accepts, frozenset):
        yield from (value for value in accepts if value != "unknown")
    elif isinstance(accepts, Complement):
        yield from _named(accepts.of)
    elif isinstance(accepts, Union):
        yield from (value for part in accepts.of for value in _named(part))


def _members(accepts: object) -> Iterator[str]:
    if isinstance(accepts, HasAny):
        yield from accepts.members
    elif isinstance(accepts, Complement):
        yield from _members(accepts.of)
    elif isinstance(accepts, Union):
        yield from (member for part in accepts.of for member in _members(part))


def _around(value: Value) -> Iterator[Value]:
    """A value, and its neighbours on both sides."""
    yield value
    if isinstance(value, time):
        moment = datetime.combine(date(2026, 3, 2), value)
        yield from ((moment + step).time() for step in (timedelta(minutes=-1), timedelta(minutes=1)))
    elif isinstance(value, date):
        yield from (value - timedelta(days=1), value + timedelta(days=1))
    else:
        step = _STEP[type(value)]
        yield from (cast(Any, value) - step, cast(Any, value) + step)


def _fitting(table: Table[Any], person: Mapping[str, Value]) -> int:
    """The rows that ask nothing of *person* that is not so, as bits."""
    bits = 0
    for number, row in enumerate(table.rows):
        if all(person[test.fact] in test.accepts for test in row.when if test.fact in person):
            bits |= 1 << number
    return bits


def _answer(table: Table[Any], alive: int) -> object:
    fitting: list[Row[Any]] = [row for number, row in enumerate(table.rows) if alive >> number & 1]
    if table.hit is HitPolicy.EVERY:
        given = {str(one) for row in fitting for one in row.then}
        return frozenset(given)
    if not fitting:
        return str(table.otherwise.then) if table.otherwise else None
    return str(fitting[0].then)
