"""Random tables, and trying every combination one by one: shares nothing with the prover that it is held against."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations, product

from frontdesk.tables import UNKNOWN, Condition, Domain, HitPolicy, Listed, Members, Row, Scale, ScaleKind, Table, Text
from frontdesk.tables import Value as Fact

_HOUR = timedelta(hours=1)
DOMAINS: Mapping[str, Domain] = {
    "colour": Listed(("red", "green", "blue")),
    "ready": Listed(("yes", "no"), may_be_unknown=True),
    "been": Members(("lead", "patient")),
    "likes": Members(("dogs", "cats"), may_be_unknown=True),
    "age": Scale(ScaleKind.NUMBER),
    "due": Scale(ScaleKind.DATE, may_be_unknown=True),
    "clock": Scale(ScaleKind.TIME),
    "arrived": Scale(ScaleKind.MOMENT, may_be_unknown=True),
    "waited": Scale(ScaleKind.DURATION),
    "said": Text(),
}


WRITTEN: Mapping[str, Sequence[str]] = {
    "likes": ("dogs", "cats", "unknown"),
    "age": (">= 3", "< 3", "[3..5)", "3", "5", "(3..9]"),
    "due": (">= 2026-03-02", "< 2026-03-02", "[2026-03-02..2026-03-04]", "unknown"),
    "clock": ("[08:00..21:00)", ">= 21:00", "08:00", "[08:00:30..08:00:31]", "> 08:00:31"),
    "arrived": (">= 2026-03-02 14:30", "[2026-03-02 09:00..2026-03-02 14:30]", "unknown"),
    "waited": (">= 1 hour", "< 2 hours", "[1 hour..2 hours)"),
    "said": ("stop", "start"),
}
"""What rows may ask of the facts that have no list of values."""


TRIED: Mapping[str, Sequence[Fact]] = {
    "colour": ("red", "green", "blue"),
    "ready": ("yes", "no", UNKNOWN),
    "been": tuple(frozenset(some) for size in range(3) for some in combinations(("lead", "patient"), size)),
    "likes": (UNKNOWN, *(frozenset(some) for size in range(3) for some in combinations(("dogs", "cats"), size))),
    "age": (2, 3, 4, 5, 6, 9, 10),
    "due": (date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), date(2026, 3, 5), UNKNOWN),
    "clock": (time(7), time(8), time(8, 0, 29), time(8, 0, 30), time(8, 0, 31), time(12), time(21), time(22)),
    "arrived": (*(datetime(2026, 3, 2, hour, 30) for hour in (8, 9, 14, 15)), UNKNOWN),
    "waited": (timedelta(), _HOUR, 1.5 * _HOUR, 2 * _HOUR, 3 * _HOUR),
    "said": ("stop", "start", "hello", UNKNOWN),
}
"""Values among which every way of meeting the conditions above has one."""


EXACT = ("colour", "ready", "been")
"""The facts of which a combination counts each value; of the others it counts what rows tell apart."""


def a_table(dice: random.Random, hit: HitPolicy, facts: Sequence[str]) -> Table[str]:
    """A random table over *facts*."""
    rows = tuple(
        Row(
            f"row{number}",
            tuple(a_condition(dice, fact) for fact in facts if dice.random() < 0.55),
            dice.choice("pqr"),
            priority=dice.randint(1, 3),
        )
        for number in range(dice.randint(1, 6))
    )
    return Table("t", {name: DOMAINS[name] for name in facts}, rows, hit=hit)


def a_condition(dice: random.Random, fact: str) -> Condition:
    domain = DOMAINS[fact]
    if isinstance(domain, Listed):
        words: Sequence[str] = domain.every_value
    else:
        words = WRITTEN[fact] if fact in WRITTEN else domain.values if isinstance(domain, Members) else ()
    asked = dice.sample(list(words), dice.randint(1, min(2, len(words))))
    return Condition(fact, domain.condition(asked), "/".join(asked))


def tables(seed: int, many: int, *policies: HitPolicy) -> Iterator[Table[str]]:
    """Random tables, each over a few of the facts."""
    dice = random.Random(seed)
    for _ in range(many):
        facts = dice.sample(sorted(DOMAINS), dice.randint(1, 4))
        yield a_table(dice, dice.choice(policies or tuple(HitPolicy)), facts)


def deciding(table: Table[str], facts: Mapping[str, Fact]) -> frozenset[int]:
    """The rows that decide for *facts* by the hit policy, found by reading row after row."""
    fitting = [
        number for number, row in enumerate(table.rows) if all(facts[test.fact] in test.accepts for test in row.when)
    ]
    if table.hit is HitPolicy.FIRST:
        return frozenset(fitting[:1])
    if table.hit is HitPolicy.PRIORITY and fitting:
        highest = max(table.rows[number].priority for number in fitting)
        return frozenset(number for number in fitting if table.rows[number].priority == highest)
    return frozenset(fitting)


def everybody(table: Table[str], given: Sequence[Condition] = ()) -> Iterator[dict[str, Fact]]:
    """Everybody whom the table and *given* tell apart: each value that counts, and one of those that are alike."""
    tests = [test for row in table.rows for test in row.when] + list(given)
    tried: list[list[Fact]] = []
    for name in table.inputs:
        kept: dict[object, Fact] = {}
        for value in TRIED[name]:
            alike = tuple(value in test.accepts for test in tests if test.fact == name)
            kept.setdefault(value if name in EXACT and name != "been" else alike, value)
        tried.append(list(kept.values()))
    for values in product(*tried):
        facts = dict(zip(table.inputs, values, strict=True))
        if all(facts[test.fact] in test.accepts for test in given):
            yield facts


def counted(table: Table[str], given: Sequence[Condition] = ()) -> Counter[frozenset[int]]:
    """How many combinations each set of rows decides, counted one by one."""
    return Counter(deciding(table, facts) for facts in everybody(table, given))


def by_policy(table: Table[str], alive: int) -> frozenset[int]:
    """The deciding rows of a leaf; of a first-hit table those behind the first one do not decide."""
    numbers = [number for number in range(len(table.rows)) if alive >> number & 1]
    if table.hit is HitPolicy.FIRST:
        return frozenset(numbers[:1])
    if table.hit is HitPolicy.PRIORITY and numbers:
        highest = max(table.rows[number].priority for number in numbers)
        return frozenset(number for number in numbers if table.rows[number].priority == highest)
    return frozenset(numbers)


def a_wide_table(facts: int, rows: int) -> Table[str]:
    """A table whose rows share nothing, so that hardly two combinations are alike."""
    dice = random.Random(7)
    inputs: dict[str, Domain] = {f"fact{number}": Listed(tuple("abcd")) for number in range(facts)}
    asked = [
        tuple(Condition(name, frozenset(dice.sample("abcd", 2)), "") for name in dice.sample(sorted(inputs), 4))
        for _ in range(rows)
    ]
    return Table("wide", inputs, tuple(Row(f"row{number}", when, "p") for number, when in enumerate(asked)))
