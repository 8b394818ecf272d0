"""The smallest person of whom a proof tells, against trying everybody: nobody who names fewer facts would do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

import pytest

from frontdesk.tables import HitPolicy, Table
from frontdesk.tables import Value as Fact
from frontdesk.tables.diagrams import Diagram, TooLargeError
from frontdesk.tables.smallest import Person, smallest_person
from tables.trying import a_wide_table, by_policy, counted, deciding, everybody, tables

pytestmark = pytest.mark.exhaustive


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_person_is_one_however_the_other_facts_are(seed: int) -> None:
    for table in tables(3000 + seed, 150, HitPolicy.FIRST, HitPolicy.UNIQUE):
        for rows in counted(table):
            person = smallest(table, rows)
            assert person is not None
            named = {name: one.sample for name, one in person.facts.items()}
            assert set(decisions(table, named)) == {rows}, (table, named)


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_person_names_no_fact_that_could_be_left_out(seed: int) -> None:
    for table in tables(3500 + seed, 150, HitPolicy.FIRST, HitPolicy.UNIQUE):
        for rows in counted(table):
            person = smallest(table, rows)
            assert person is not None
            for name in person.facts:
                others = {other: one.sample for other, one in person.facts.items() if other != name}
                assert any(one != rows for one in decisions(table, others)), (table, person.words, name)


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
    return smallest_person(Diagram((table,)), lambda alive: by_policy(table, alive[0]) == rows)


def decisions(table: Table[str], named: Mapping[str, Fact]) -> Iterator[frozenset[int]]:
    """The rows that decide for each of all who are like the person named."""
    return (deciding(table, facts) for facts in everybody(table) if _alike(table, facts, named))


def _alike(table: Table[str], facts: Mapping[str, Fact], named: Mapping[str, Fact]) -> bool:
    """Whether somebody is like the person named, as far as the rows of *table* can tell."""
    tests = [test for row in table.rows for test in row.when if test.fact in named]
    return all((facts[test.fact] in test.accepts) == (named[test.fact] in test.accepts) for test in tests)


def test_nobody_is_found_where_there_is_nobody() -> None:
    for table in tables(4000, 200):
        diagram = Diagram((table,))
        assert smallest_person(diagram, lambda alive: alive[0] >= 1 << len(table.rows)) is None  # noqa: B023 - called at once


def test_a_proof_that_was_given_up_stays_given_up() -> None:
    diagram = Diagram((a_wide_table(14, 60),), budget=1000)
    for _ in range(2):
        with pytest.raises(TooLargeError):
            smallest_person(diagram, lambda _: True)
