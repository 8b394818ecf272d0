"""The prover against a second implementation that shares nothing with it: trying every combination, one by one.

Random tables over facts of every kind. Each value of a fact stands for itself; of numbers, dates and times, every end
that a row names, a value below, above and between.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from itertools import combinations, product
from typing import Any

import pytest

from frontdesk.tables import (
    UNKNOWN,
    Condition,
    Domain,
    HitPolicy,
    Listed,
    Members,
    Row,
    Scale,
    ScaleKind,
    Table,
    Text,
    classes,
    diagrams,
)
from frontdesk.tables import Value as Fact
from frontdesk.tables.diagrams import Diagram, TooLargeError
from frontdesk.tables.smallest import Person, smallest_person

pytestmark = pytest.mark.exhaustive

_HOUR = timedelta(hours=1)
DOMAINS: Mapping[str, Domain] = {
    "colour": Listed(("red", "green", "blue")),
    "ready": Listed(("yes", "no"), may_be_unknown=True),
    "been": Members(("lead", "patient")),
    "likes": Members(("dogs", "cats"), may_be_unknown=True),
    "age": Scale(ScaleKind.NUMBER),
    "due": Scale(ScaleKind.DATE, may_be_unknown=True),
    "clock": Scale(ScaleKind.TIME),
    "waited": Scale(ScaleKind.DURATION),
    "said": Text(),
}
WRITTEN: Mapping[str, Sequence[str]] = {
    "likes": ("dogs", "cats", "unknown"),
    "age": (">= 3", "< 3", "[3..5)", "3", "5", "(3..9]"),
    "due": (">= 2026-03-02", "< 2026-03-02", "[2026-03-02..2026-03-04]", "unknown"),
    "clock": ("[08:00..21:00)", ">= 21:00", "08:00"),
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
    "clock": (time(7), time(8), time(12), time(21), time(22)),
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
            tuple(_condition(dice, fact) for fact in facts if dice.random() < 0.55),
            dice.choice("pqr"),
            priority=dice.randint(1, 3),
        )
        for number in range(dice.randint(1, 6))
    )
    return Table("t", {name: DOMAINS[name] for name in facts}, rows, hit=hit)


def _condition(dice: random.Random, fact: str) -> Condition:
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


def drawn(table: Table[str], given: Sequence[Condition] = ()) -> Counter[frozenset[int]]:
    """The same from the diagram."""
    found: Counter[frozenset[int]] = Counter()
    for (alive,), count in Diagram((table,), tuple(given)).outcomes().items():
        found[_by_policy(table, alive)] += count
    return found


def _by_policy(table: Table[str], alive: int) -> frozenset[int]:
    """The deciding rows of a leaf; of a first-hit table those behind the first one do not decide."""
    numbers = [number for number in range(len(table.rows)) if alive >> number & 1]
    if table.hit is HitPolicy.FIRST:
        return frozenset(numbers[:1])
    if table.hit is HitPolicy.PRIORITY and numbers:
        highest = max(table.rows[number].priority for number in numbers)
        return frozenset(number for number in numbers if table.rows[number].priority == highest)
    return frozenset(numbers)


@pytest.mark.parametrize("seed", range(20))
def test_the_diagram_counts_what_trying_everything_counts(seed: int) -> None:
    for table in tables(seed, 450):
        assert drawn(table) == counted(table), table


@pytest.mark.parametrize("seed", range(4))
def test_conditions_that_are_given_leave_out_everybody_else(seed: int) -> None:
    dice = random.Random(1000 + seed)
    for table in tables(1000 + seed, 250):
        given = [_condition(dice, name) for name in table.inputs if dice.random() < 0.5]
        assert drawn(table, given) == counted(table, given), (table, given)


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_never_decide_are_those_that_decide_for_nobody(seed: int) -> None:
    for table in tables(2000 + seed, 250, HitPolicy.FIRST, HitPolicy.PRIORITY):
        found = {number for rows in drawn(table) for number in rows}
        assert found == {number for rows in counted(table) for number in rows}


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_person_is_one_however_the_other_facts_are(seed: int) -> None:
    for table in tables(3000 + seed, 150, HitPolicy.FIRST, HitPolicy.UNIQUE):
        for rows in counted(table):
            person = smallest(table, rows)
            assert person is not None
            named = {name: one.sample for name, one in person.facts.items()}
            assert decisions(table, named) == {rows}, (table, named)


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_person_names_no_fact_that_could_be_left_out(seed: int) -> None:
    for table in tables(3500 + seed, 150, HitPolicy.FIRST, HitPolicy.UNIQUE):
        for rows in counted(table):
            person = smallest(table, rows)
            assert person is not None
            for name in person.facts:
                others = {other: one.sample for other, one in person.facts.items() if other != name}
                assert decisions(table, others) != {rows}, (table, person.words, name)


@pytest.mark.parametrize("seed", range(3))
def test_nobody_who_names_fewer_facts_would_do(seed: int) -> None:
    for table in tables(3700 + seed, 25, HitPolicy.FIRST, HitPolicy.UNIQUE):
        decided = [(facts, deciding(table, facts)) for facts in everybody(table)]
        for rows in counted(table):
            person = smallest(table, rows)
            assert person is not None
            for size in range(len(person.facts)):
                for names in combinations(table.inputs, size):
                    ends: dict[tuple[Fact, ...], set[frozenset[int]]] = {}
                    for facts, end in decided:
                        ends.setdefault(tuple(facts[name] for name in names), set()).add(end)
                    assert {rows} not in ends.values(), (table, person.words, names)


def smallest(table: Table[str], rows: frozenset[int]) -> Person | None:
    """The smallest person whom these rows decide."""
    return smallest_person(Diagram((table,)), lambda alive: _by_policy(table, alive[0]) == rows)


def decisions(table: Table[str], named: Mapping[str, Fact]) -> set[frozenset[int]]:
    """The rows that decide for anybody who is like the person named."""
    return {deciding(table, facts) for facts in everybody(table) if _alike(table, facts, named)}


def _alike(table: Table[str], facts: Mapping[str, Fact], named: Mapping[str, Fact]) -> bool:
    """Whether somebody is like the person named, as far as the rows of *table* can tell."""
    tests = [test for row in table.rows for test in row.when if test.fact in named]
    return all((facts[test.fact] in test.accepts) == (named[test.fact] in test.accepts) for test in tests)


def test_nobody_is_found_where_there_is_nobody() -> None:
    for table in tables(4000, 200):
        diagram = Diagram((table,))
        assert smallest_person(diagram, lambda alive: alive[0] >= 1 << len(table.rows)) is None  # noqa: B023 - called at once


def test_two_tables_are_decided_for_the_same_person() -> None:
    dice = random.Random(5000)
    for _ in range(300):
        facts = dice.sample(sorted(DOMAINS), 3)
        one, other = (a_table(dice, HitPolicy.FIRST, facts) for _ in range(2))
        both = Table("both", one.inputs, (*one.rows, *other.rows))
        exact = Counter((deciding(one, person), deciding(other, person)) for person in everybody(both))
        found: Counter[tuple[frozenset[int], frozenset[int]]] = Counter()
        for (first, second), count in Diagram((one, other)).outcomes().items():
            found[_by_policy(one, first), _by_policy(other, second)] += count
        assert found == exact


def _wrong(seed: int) -> int:
    return sum(drawn(table) != counted(table) for table in tables(seed, 150))


def test_a_class_that_is_forgotten_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = classes.classes_of
    monkeypatch.setattr(diagrams, "classes_of", lambda domain, asked: whole(domain, asked)[:-1] or whole(domain, asked))
    assert _wrong(6000) > 50


def test_an_end_that_is_taken_for_open_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classes, "_between", lambda ends: iter(end for end in ends[:-1] or ends))
    assert _wrong(6001) > 20


def test_a_row_that_hides_only_what_one_row_hides_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Masking is by all earlier rows together: one that looks at pairs would keep rows that decide for nobody."""

    def by_pairs(table: Table[Any]) -> set[int]:
        rows = [(set(_met(table, row)), number) for number, row in enumerate(table.rows)]
        return {number for people, number in rows if not any(people <= earlier for earlier, at in rows if at < number)}

    differs = 0
    for table in tables(6002, 300, HitPolicy.FIRST):
        exact = {number for rows in counted(table) for number in rows}
        assert exact == {number for rows in drawn(table) for number in rows}
        differs += by_pairs(table) != exact
    assert differs > 3


def _met(table: Table[Any], row: Row[Any]) -> Iterator[tuple[Fact, ...]]:
    for facts in everybody(table):
        if all(facts[test.fact] in test.accepts for test in row.when):
            yield tuple(facts.values())


def a_wide_table(facts: int, rows: int) -> Table[str]:
    """A table whose rows share nothing, so that hardly two combinations are alike."""
    dice = random.Random(7)
    inputs: dict[str, Domain] = {f"fact{number}": Listed(tuple("abcd")) for number in range(facts)}
    asked = [
        tuple(Condition(name, frozenset(dice.sample("abcd", 2)), "") for name in dice.sample(sorted(inputs), 4))
        for _ in range(rows)
    ]
    return Table("wide", inputs, tuple(Row(f"row{number}", when, "p") for number, when in enumerate(asked)))


def test_beyond_the_budget_nothing_is_claimed() -> None:
    with pytest.raises(TooLargeError, match="more than 1000 cases to tell apart"):
        Diagram((a_wide_table(14, 60),), budget=1000).outcomes()


def test_a_proof_that_was_given_up_stays_given_up() -> None:
    diagram = Diagram((a_wide_table(14, 60),), budget=1000)
    for _ in range(2):
        with pytest.raises(TooLargeError):
            smallest_person(diagram, lambda _: True)
