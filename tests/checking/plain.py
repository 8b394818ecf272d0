"""Decision tables read a second time, as plainly as can be: rows tried one by one, for everybody.

The facts, their values and what a condition means stand here once more, from the language page alone. Shares nothing
with the engine, so that what its checks say can be held against it. ``checking.dice`` makes tables for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import combinations, product
from typing import Any

UNKNOWN = "unknown"
OPEN, CLASH = "no row fits", "two rows fit that may not"
"""To have no answer, and to have two, where an answer was meant."""


def _clock(text: str) -> int:
    hours, minutes, *seconds = map(int, text.split(":"))
    return (hours * 60 + minutes) * 60 + sum(seconds)


def _length(text: str) -> int:
    counts = re.findall(r"(\d+) (second|minute|hour|day|week)", text)
    return sum(
        int(count) * {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}[unit]
        for count, unit in counts
    )


@dataclass(frozen=True, slots=True)
class Kind:
    """What a fact may be: all values that matter, as they are written, and how those with an order are read.

    ``near`` is how far apart two ranges may lie that were meant to meet; with ``steps`` one value lies between them.
    """

    values: tuple[str, ...]
    asked: tuple[str, ...] = ()
    read: Callable[[str], Any] | None = None
    near: Any = None
    steps: bool = False
    is_set: bool = False
    is_counted: bool = False
    """Whether each value counts as a combination of its own, as those of a list do."""

    @property
    def may_be_unknown(self) -> bool:
        return UNKNOWN in self.values


def listed(*words: str) -> Kind:
    """A fact with a list of values."""
    return Kind(words, words, is_counted=True)


def _range(first: float, last: float, step: float) -> tuple[str, ...]:
    many = int((last - first) / step) + 1
    return tuple(f"{first + number * step:g}" for number in range(many))


NUMBERS = Kind(_range(-2, 12, 0.5), tuple("0134567"), Fraction, 1)
FACTS: Mapping[str, Kind] = {
    "colour": listed("red", "green", "blue"),
    "size": listed("small", "large", UNKNOWN),
    "ready": listed("yes", "no"),
    "asked_for": listed("yes", "no", UNKNOWN),
    "weight": NUMBERS,
    "height": Kind((*NUMBERS.values, UNKNOWN), (*NUMBERS.asked, UNKNOWN), Fraction, 1),
    "attempts": Kind(_range(0, 9, 1), tuple("1234567"), Fraction, 1, steps=True),
    "due": Kind(
        (*(f"2026-03-{day:02}" for day in range(1, 13)), UNKNOWN),
        ("2026-03-03", "2026-03-04", "2026-03-05", "2026-03-07", "2026-03-09", UNKNOWN),
        lambda text: date.fromisoformat(text).toordinal(),
        1,
        steps=True,
    ),
    "feeding": Kind(
        (
            *("00:00", "07:59", "08:00", "08:00:30", "08:01", "08:02", "11:00", "12:00", "12:01"),
            *("20:00", "20:30", "21:00", "23:59"),
        ),
        ("08:00", "08:01", "12:00", "20:00", "21:00"),
        _clock,
        60,
    ),
    "stay": Kind(
        (*("0 minutes", "59 minutes", "1 hour", "90 minutes", "2 hours", "7201 seconds"), "1 day", "2 days", UNKNOWN),
        ("1 hour", "2 hours", "1 day", UNKNOWN),
        _length,
        60,
    ),
    "said": Kind(("stop", "start", "hello", UNKNOWN), ("stop", "start", UNKNOWN)),
    "likes": Kind(
        (*(", ".join(some) for many in range(3) for some in combinations(("cats", "dogs"), many)), UNKNOWN),
        ("cats", "dogs", UNKNOWN),
        is_set=True,
    ),
}
STATES: tuple[Mapping[str, str], ...] = tuple(
    {"state": f"{phase}/{status}", "phase": phase, "status": status}
    for phase, status in (("lead", "new"), ("lead", "waiting"), ("client", "waiting"), ("client", "done"))
)
"""Facts that go together."""
BY_STATE: Mapping[str, Kind] = {
    name: listed(*dict.fromkeys(one[name] for one in STATES)) for name in ("phase", "status")
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row asks of a fact: any of the values and ranges written, or none of them."""

    texts: tuple[str, ...]
    excludes: bool = False


Outcome = str | tuple[str, ...]
"""One value, or one for each part of the outcome."""


@dataclass(frozen=True, slots=True)
class PlainRow:
    """A row as it is written."""

    id: str
    when: Mapping[str, Asked]
    then: Outcome
    priority: int = 0


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table as it is written, and the tables whose answers its rows may ask for.

    ``words`` are what it answers, or ``parts`` the words of each part; without either it answers a number.
    """

    name: str
    rows: tuple[PlainRow, ...]
    hit: str = "first"
    total: str = "list"
    words: tuple[str, ...] = ()
    parts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    otherwise: Outcome | None = None
    below: tuple[PlainTable, ...] = ()

    @property
    def leaves_open(self) -> bool:
        """Whether it has no answer where no row fits."""
        return self.otherwise is None and not (self.hit == "every" and self.total in ("list", "sum", "count"))

    @property
    def facts(self) -> tuple[str, ...]:
        """The names under which its answer is read."""
        return tuple(f"{self.name}.{part}" for part, _ in self.parts) or (self.name,)

    def answers(self, fact: str) -> Kind:
        """What its answer may be, or a part of it, for tables that read it."""
        at = self.facts.index(fact)
        words = self.parts[at][1] if self.parts else self.words
        said = [values_of(then)[at] for then in (*(row.then for row in self.rows), self.otherwise) if then is not None]
        unknown = (UNKNOWN,) if self.leaves_open or UNKNOWN in said else ()
        if not words:
            counts = self.hit == "every" and self.total == "count"
            return Kind((), (*(() if counts else ("0",)), "1", "2", "4", *unknown), Fraction, 1, steps=counts)
        return listed(*words, *unknown)

    @property
    def chain(self) -> tuple[PlainTable, ...]:
        """The tables that its rows read, those that these read, and itself last."""
        read = [below for below in self.below if any(fact in row.when for row in self.rows for fact in below.facts)]
        return (*dict.fromkeys(one for below in read for one in below.chain), self)

    def kind(self, fact: str) -> Kind:
        """What *fact* may be."""
        own = next((below for below in self.below if fact in below.facts), None)
        return own.answers(fact) if own else FACTS[fact] if fact in FACTS else BY_STATE[fact]

    def __hash__(self) -> int:
        return hash(self.name)


def values_of(then: Outcome) -> tuple[str, ...]:
    """The value of each part."""
    return then if isinstance(then, tuple) else (then,)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One person: what is true, which rows of each table fit, by their number, and what it answers."""

    facts: Mapping[str, str]
    fits: dict[str, tuple[int, ...]] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def is_known(self) -> bool:
        return UNKNOWN not in self.facts.values()


@cache
def one_fits(kind: Kind, text: str, value: str) -> bool:
    """Whether a value or range as a row writes it is met by *value*."""
    if kind.is_set:
        return value == text if UNKNOWN in (text, value) else text in value.split(", ")
    if UNKNOWN in (text, value) or kind.read is None:
        return value == text
    low, low_in, high, high_in = ends(kind, text)
    there = kind.read(value)
    return (low is None or there > low or (low_in and there == low)) and (
        high is None or there < high or (high_in and there == high)
    )


@cache
def ends(kind: Kind, text: str) -> tuple[Any, bool, Any, bool]:
    """Where a range begins and ends, and whether it takes these in; a single value begins and ends with itself."""
    assert kind.read is not None
    if compared := re.fullmatch(r"([<>])(=?) (.+)", text):
        sign, closed, end = compared.groups()
        return (
            (kind.read(end), bool(closed), None, False) if sign == ">" else (None, False, kind.read(end), bool(closed))
        )
    if between := re.fullmatch(r"([\[(]?)(.+?)\.\.(.+?)([\])]?)", text):
        before, low, high, after = between.groups()
        return kind.read(low), before != "(", kind.read(high), after != ")"
    return kind.read(text), True, kind.read(text), True


def is_range(kind: Kind, text: str) -> bool:
    """Whether *text* is written as a range."""
    return kind.read is not None and (text[0] in "<>" or ".." in text)


@cache
def fits(kind: Kind, asked: Asked, value: str) -> bool:
    """Whether a condition is met."""
    return any(one_fits(kind, text, value) for text in asked.texts) != asked.excludes


def answer(table: PlainTable, rows: Sequence[PlainRow]) -> Any:
    """What the table answers where *rows* fit."""
    if not rows and table.leaves_open:
        return OPEN
    if table.hit == "every":
        return _total(table, [row.then for row in rows])
    if not rows:
        return table.otherwise
    if table.hit == "first":
        return rows[0].then
    rows = _highest(table, rows)
    clash = len(rows) > 1 if table.hit == "unique" else len({row.then for row in rows}) > 1
    return CLASH if clash else rows[0].then


def _highest(table: PlainTable, rows: Sequence[PlainRow]) -> Sequence[PlainRow]:
    if table.hit != "priority":
        return rows
    return [row for row in rows if row.priority == max(one.priority for one in rows)]


def _total(table: PlainTable, given: Sequence[Any]) -> Any:
    if not given and table.otherwise is not None:
        return (table.otherwise,) if table.total == "list" else Fraction(str(table.otherwise))
    if table.total == "list":
        return tuple(given)
    if table.total == "count":
        return Fraction(len(given))
    numbers = [Fraction(one) for one in given]
    return {"sum": sum, "min": min, "max": max}[table.total](numbers)  # type: ignore[operator]


def deciding(table: PlainTable, fitting: Sequence[int]) -> tuple[int, ...]:
    """Those of the rows that fit which make the answer."""
    if table.hit == "first":
        return tuple(fitting[:1])
    if table.hit == "priority" and fitting:
        highest = max(table.rows[at].priority for at in fitting)
        return tuple(at for at in fitting if table.rows[at].priority == highest)
    return tuple(fitting)


def as_facts(table: PlainTable, given: Any, fitting: Sequence[int]) -> dict[str, str]:
    """An answer as tables above read it; of rows that contradict each other, which is told, the first."""
    if given == OPEN:
        return dict.fromkeys(table.facts, UNKNOWN)
    if given == CLASH:
        given = table.rows[deciding(table, fitting)[0]].then
    return dict(zip(table.facts, map(str, values_of(given)), strict=False))  # a list is no fact


def everybody(table: PlainTable, fixed: Mapping[str, str] | None = None) -> Iterator[Somebody]:
    """Everybody whom the tables can tell apart, each decided by all of them; of *fixed* facts only these values.

    Of values that no row tells apart there is one, but that ``unknown`` is always by itself and what a list holds is
    always tried value by value.
    """
    for facts in _people(table, fixed or {}):
        one = Somebody(facts)
        read = dict(facts)
        for each in table.chain:
            fitting = tuple(at for at, row in enumerate(each.rows) if _row_fits(each, row, read))
            given = answer(each, [each.rows[at] for at in fitting])
            one.fits[each.name], one.answers[each.name] = fitting, given
            read |= as_facts(each, given, fitting)
        yield one


def _row_fits(table: PlainTable, row: PlainRow, facts: Mapping[str, str]) -> bool:
    return all(fits(table.kind(fact), asked, facts[fact]) for fact, asked in row.when.items())


def _people(table: PlainTable, fixed: Mapping[str, str]) -> Iterator[dict[str, str]]:
    for parts in product(*groups(table, fixed)):
        yield {name: value for part in parts for name, value in part.items()}


def raw_facts(table: PlainTable) -> list[str]:
    """The facts that the tables read and that no table answers."""
    names = {fact for one in table.chain for fact in one.facts}
    return list(
        dict.fromkeys(fact for one in table.chain for row in one.rows for fact in row.when if fact not in names)
    )


def groups(table: PlainTable, fixed: Mapping[str, str]) -> Iterator[list[Mapping[str, str]]]:
    """What may be, fact by fact; the facts that a state brings are one group."""
    read = raw_facts(table)
    if any(name in BY_STATE for name in read):
        yield [one for one in STATES if all(fixed.get(name, value) == value for name, value in one.items())]
    for name in read:
        if name not in BY_STATE:
            values = (fixed[name],) if name in fixed else FACTS[name].values
            yield [{name: value} for value in told_apart(table, name, values)]


def told_apart(table: PlainTable, fact: str, values: Sequence[str]) -> list[str]:
    """*values* without those that all rows treat like an earlier one."""
    kind = FACTS[fact]
    asked = {row.when[fact] for one in table.chain for row in one.rows if fact in row.when}
    kept: dict[object, str] = {}
    for value in values:
        alike = tuple(fits(kind, one, value) for one in asked)
        kept.setdefault(value if kind.is_counted or value == UNKNOWN else alike, value)
    return list(kept.values())
