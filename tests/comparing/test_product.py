"""Two versions of a table side by side: counted exactly as trying every combination counts them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from frontdesk.comparing.product import IncomparableError, Product
from frontdesk.tables import Condition, Decision, HitPolicy, Listed, Row, Scale, ScaleKind, Table, Value
from frontdesk.tables.linked import standing_on
from support import HARBOUR, load_ruleset

DOMAINS = {"a": Listed(("1", "2", "3")), "b": Listed(("x", "y"), may_be_unknown=True), "c": Listed(("yes", "no"))}
OUTCOMES = ("p", "q", "r")


def a_table(
    dice: random.Random, name: str, facts: tuple[str, ...], upstream: tuple[Table[Any], ...] = ()
) -> Table[Any]:
    """A random table over *facts*, and over the answer of *upstream*."""
    domains = {name: DOMAINS[name] for name in facts} | {one.name: Listed(OUTCOMES) for one in upstream}
    hit = (
        dice.choice([HitPolicy.FIRST, HitPolicy.PRIORITY, HitPolicy.EVERY])
        if not name.startswith("own")
        else HitPolicy.FIRST
    )
    rows = tuple(
        Row(
            f"row{number}",
            tuple(_condition(dice, fact, domain) for fact, domain in domains.items() if dice.random() < 0.6),
            dice.choice(OUTCOMES),
            priority=number,
        )
        for number in range(dice.randint(0, 4))
    )
    read = {test.fact for row in rows for test in row.when}
    inputs: dict[str, Any] = {name: domain for name, domain in domains.items() if name in read}
    return Table(name, inputs, rows, Row("otherwise", (), "p"), hit, upstream=upstream)


def _condition(dice: random.Random, fact: str, domain: Listed) -> Condition:
    values = dice.sample(domain.every_value, dice.randint(1, len(domain.every_value)))
    return Condition(fact, frozenset(values), "")


def everybody(tables: tuple[Table[Any], ...]) -> Iterator[dict[str, Value]]:
    """Every combination of the plain facts that any of the tables reads."""
    read = sorted({fact for table in tables for one in standing_on(table) for fact in one.inputs} & DOMAINS.keys())
    for values in product(*(DOMAINS[fact].every_value for fact in read)):
        yield dict(zip(read, values, strict=True))


def answer(table: Table[Any], facts: dict[str, Value]) -> object:
    """What a table answers, decided row by row with nothing of the diagram."""
    known: dict[str, Any] = dict(facts)
    for upstream in [one for one in table.upstream if one.name in table.inputs]:
        known[upstream.name] = answer(upstream, facts)
    fitting = [row for row in table.rows if all(known[test.fact] in test.accepts for test in row.when)]
    if table.hit is HitPolicy.EVERY:
        return tuple(row.then for row in fitting) or ("p",)
    if table.hit is HitPolicy.PRIORITY:
        fitting.sort(key=lambda row: -row.priority)
    return fitting[0].then if fitting else "p"


def counted(tables: tuple[Table[Any], Table[Any]]) -> Counter[tuple[object, object]]:
    """How often each pair of answers is given, combination by combination."""
    return Counter((answer(tables[0], facts), answer(tables[1], facts)) for facts in everybody(tables))


def drawn(tables: tuple[Table[Any], Table[Any]]) -> Counter[tuple[object, object]]:
    """The same from the diagram."""
    found: Counter[tuple[object, object]] = Counter()
    rules = load_ruleset(HARBOUR)
    for was, now, count in Product.of((rules, rules), tables).leaves():
        found[was.outcome, now.outcome] += count
    return found


def pairs(seed: int, many: int) -> Iterator[tuple[Table[Any], Table[Any]]]:
    """Random pairs of versions, some of which read the answer of another table that also changes."""
    dice = random.Random(seed)
    for _ in range(many):
        own = [(a_table(dice, "own", ("a", "b")),) if dice.random() < 0.5 else () for _ in range(2)]
        own[1] = own[1] if bool(own[0]) == bool(own[1]) else own[0]
        yield a_table(dice, "t", ("a", "b", "c"), own[0]), a_table(dice, "t", ("a", "b", "c"), own[1])


@pytest.mark.parametrize("seed", range(8))
def test_counts_are_those_of_trying_every_combination(seed: int) -> None:
    for tables in pairs(seed, 250):
        exact, found = counted(tables), drawn(tables)
        scale = sum(found.values()) // sum(exact.values())
        assert {pair: count * scale for pair, count in exact.items()} == dict(found)


def forgetting(table: Table[Any]) -> Table[Any]:
    """The table as a prover would take it that does not hold rows against what the table below answers."""
    rows = tuple(replace(row, when=tuple(test for test in row.when if test.fact != "own")) for row in table.rows)
    return replace(table, rows=rows, inputs={name: one for name, one in table.inputs.items() if name != "own"})


def test_a_derived_fact_that_is_forgotten_is_caught() -> None:
    two = ((one, other, forgetting(one), forgetting(other)) for one, other in pairs(0, 100))
    wrong = sum(set(counted((one, other))) != set(drawn((less, lesser))) for one, other, less, lesser in two)
    assert wrong > 5


def answering(before: object, after: object) -> Callable[[Decision[Any], Decision[Any]], bool]:
    """What is wanted of a person whom the two tables answer like this."""
    return lambda was, now: (was.outcome, now.outcome) == (before, after)


@pytest.mark.parametrize("seed", range(4))
def test_the_smallest_person_is_really_decided_so(seed: int) -> None:
    rules = load_ruleset(HARBOUR)
    for tables in pairs(100 + seed, 100):
        laid = Product.of((rules, rules), tables)
        for before, after in {(was.outcome, now.outcome) for was, now, _ in laid.leaves()}:
            person = laid.smallest(answering(before, after))
            assert person is not None
            known = {name: one.sample for name, one in person.facts.items()}
            for facts in everybody(tables):
                if all(facts[name] == value for name, value in known.items()):
                    assert (answer(tables[0], facts), answer(tables[1], facts)) == (before, after)


def test_values_of_one_version_only_are_not_compared() -> None:
    one = Table("t", {"a": Listed(("1", "2"))}, (Row("one", (Condition("a", frozenset({"1"}), ""),), "q"),))
    other = replace(one, inputs={"a": Listed(("2", "3"))})
    rules = load_ruleset(HARBOUR)
    assert Product.of((rules, rules), (one, other)).size == 1


@pytest.mark.parametrize("domain", [Listed(("4",)), Scale(ScaleKind.NUMBER)])
def test_a_fact_that_means_something_else_cannot_be_compared(domain: Any) -> None:
    one = Table("t", {"a": DOMAINS["a"]}, (Row("one", (Condition("a", frozenset({"1"}), ""),), "q"),))
    rules = load_ruleset(HARBOUR)
    with pytest.raises(IncomparableError, match="the fact 'a' means something else"):
        Product.of((rules, rules), (one, replace(one, inputs={"a": domain})))
