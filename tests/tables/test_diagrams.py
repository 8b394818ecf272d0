"""The prover against a second implementation that shares nothing with it: trying every combination, one by one.

Random tables over facts of every kind. Each value of a fact stands for itself; of numbers, dates and times, every end
that a row names, a value below, above and between.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest

from frontdesk.tables import Condition, HitPolicy, Row, Table
from frontdesk.tables import Value as Fact
from frontdesk.tables.classes import classes_of
from frontdesk.tables.diagrams import Diagram, Telling, TooLargeError
from frontdesk.tables.domains import Interval
from tables.trying import DOMAINS, a_condition, a_table, a_wide_table, by_policy, counted, deciding, everybody, tables

pytestmark = pytest.mark.exhaustive


def drawn(table: Table[str], given: Sequence[Condition] = (), telling: Telling = classes_of) -> Counter[frozenset[int]]:
    """The same from the diagram."""
    found: Counter[frozenset[int]] = Counter()
    for (alive,), count in Diagram((table,), tuple(given), telling=telling).outcomes().items():
        found[by_policy(table, alive)] += count
    return found


@pytest.mark.parametrize("seed", range(20))
def test_the_diagram_counts_what_trying_everything_counts(seed: int) -> None:
    for table in tables(seed, 450):
        assert drawn(table) == counted(table), table


@pytest.mark.parametrize("seed", range(4))
def test_conditions_that_are_given_leave_out_everybody_else(seed: int) -> None:
    dice = random.Random(1000 + seed)
    for table in tables(1000 + seed, 250):
        given = [a_condition(dice, name) for name in table.inputs if dice.random() < 0.5]
        assert drawn(table, given) == counted(table, given), (table, given)


@pytest.mark.parametrize("seed", range(4))
def test_rows_that_never_decide_are_those_that_decide_for_nobody(seed: int) -> None:
    for table in tables(2000 + seed, 250, HitPolicy.FIRST, HitPolicy.PRIORITY):
        found = {number for rows in drawn(table) for number in rows}
        assert found == {number for rows in counted(table) for number in rows}


def test_two_tables_are_decided_for_the_same_person() -> None:
    dice = random.Random(5000)
    for _ in range(300):
        facts = dice.sample(sorted(DOMAINS), 3)
        one, other = (a_table(dice, HitPolicy.FIRST, facts) for _ in range(2))
        both = Table("both", one.inputs, (*one.rows, *other.rows))
        exact = Counter((deciding(one, person), deciding(other, person)) for person in everybody(both))
        found: Counter[tuple[frozenset[int], frozenset[int]]] = Counter()
        for (first, second), count in Diagram((one, other)).outcomes().items():
            found[by_policy(one, first), by_policy(other, second)] += count
        assert found == exact


def _wrong(seed: int, telling: Telling) -> int:
    """How many tables are counted wrongly when values are told apart so."""
    return sum(drawn(table, telling=telling) != counted(table) for table in tables(seed, 150))


def test_a_class_that_is_forgotten_is_caught() -> None:
    assert _wrong(6000, classes_of) == 0
    assert _wrong(6000, lambda domain, asked: classes_of(domain, asked)[:-1] or classes_of(domain, asked)) > 50


def _opened(asked: Container[Fact]) -> Container[Fact]:
    """An interval without its ends."""
    return replace(asked, low_closed=False, high_closed=False) if isinstance(asked, Interval) else asked


def test_an_end_that_is_taken_for_open_is_caught() -> None:
    assert _wrong(6001, lambda domain, asked: classes_of(domain, [_opened(one) for one in asked])) > 20


def test_a_row_that_hides_only_what_one_row_hides_is_caught() -> None:
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


def test_beyond_the_budget_nothing_is_claimed() -> None:
    with pytest.raises(TooLargeError, match="more than 1000 cases to tell apart"):
        Diagram((a_wide_table(14, 60),), budget=1000).outcomes()
