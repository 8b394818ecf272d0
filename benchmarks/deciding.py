"""One delivery decision through the public API, beside the same table written by hand as if and elif."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import product
from math import prod
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.by_hand import by_hand_default, by_hand_health_system
from benchmarks.measuring import Area, Line, ratios
from frontdesk import Ruleset, load_ruleset
from frontdesk.interpreter.delivery import Situation, message_facts
from frontdesk.model import MessageText
from frontdesk.names import ContactId, LineType, MessageId, MessageKind, PhoneKind, Purpose, Timing
from frontdesk.records import Contact, Phone
from frontdesk.tables import Domain, Listed, Table, Value
from frontdesk.tables.classes import classes_of

ByHand = Callable[[Mapping[str, Any]], str]
_MOST = 6.0
"""The goal: at most so many times the hand-written table."""
_COMPARED = 2_000_000
"""So many combinations of facts are compared in a whole run; a table with more of them is asked at random."""
_NOON = datetime(2026, 3, 2, 17, 0, tzinfo=UTC)


def measure(quick: bool, folder: Path) -> Area:
    """Measure both delivery tables, after proving that what was written by hand answers the same."""
    rounds, people = (1, 200) if quick else (21, 2000)
    lines: list[Line] = []
    notes: list[str] = []
    for name, by_hand in (("default", by_hand_default), ("health-system", by_hand_health_system)):
        ruleset = load_ruleset(name)
        table = ruleset.table("delivery")
        checked = _agree(table, by_hand, 2_000 if quick else _COMPARED)
        notes.append(f"{name}: the hand-written table gave the same answer for {checked:,} combinations of facts.")
        lines += _lines(ruleset, table, by_hand, rounds, people)
    return Area(
        "One delivery decision",
        'How many times as long `load_ruleset(...).table("delivery").decide(facts)` takes as if and elif over the same '
        "plain dict.",
        tuple(lines),
        (*notes, "A table that is new has met no value yet; one in use remembers which rows each value lets live."),
    )


def _lines(ruleset: Ruleset, table: Table[Any], by_hand: ByHand, rounds: int, people: int) -> Iterator[Line]:
    asked = list(anybody(table, people, seed=77))
    known = message_facts(ruleset, _somebody(ruleset))
    whole: list[dict[str, Value]] = [{**known, **facts} for facts in asked]
    cases: tuple[tuple[str, Sequence[Mapping[str, Value]], bool], ...] = (
        (f"the {len(table.inputs)} facts that its rows read, a table in use", asked, False),
        (f"the {len(table.inputs)} facts that its rows read, a new table", asked, True),
        (f"all {len(whole[0])} facts of a message, a table in use", whole, False),
    )
    for words, facts, new in cases:

        def ours(facts: Sequence[Mapping[str, Value]] = facts, new: bool = new) -> None:
            decide = (replace(table) if new else table).decide
            for one in facts:
                decide(one)

        def theirs(facts: Sequence[Mapping[str, Value]] = facts) -> None:
            for one in facts:
                by_hand(one)

        ours()
        ratio, took = ratios(ours, theirs, rounds)
        micros = took.middle / len(facts) * 1e6
        measured = f"{ratio:.1f} x, {micros:.1f} microseconds"
        yield Line(f"{ruleset.name}: {words}", measured, f"under {_MOST:.0f} x", ratio.middle < _MOST)


def anybody(table: Table[Any], number: int, seed: int) -> Iterator[dict[str, Value]]:
    """So many random people, by the facts that *table* reads."""
    random, listed = Random(seed), _listed(table)
    for _ in range(number):
        yield {name: random.choice(values) for name, values in listed.items()}


def everybody(table: Table[Any]) -> Iterator[dict[str, Value]]:
    """Everybody there is, by the facts that *table* reads; what only a table above it asks has one value."""
    lists = [values if name in _asked(table) else values[:1] for name, values in _listed(table).items()]
    return (dict(zip(table.inputs, one, strict=True)) for one in product(*lists))


def _agree(table: Table[Any], by_hand: ByHand, most: int) -> int:
    """Hold the two tables against each other: on every combination there is, or on *most* random people."""
    there_are = prod(len(values) for name, values in _listed(table).items() if name in _asked(table))
    checked = 0
    for facts in everybody(table) if there_are <= most else anybody(table, most, seed=133):
        if table.decide(facts).outcome != by_hand(facts):
            raise AssertionError(f"the hand-written table answers differently for {facts}")
        checked += 1
    return checked


def _asked(table: Table[Any]) -> frozenset[str]:
    """The facts that a row of its own asks: those of a table above it are read where its answer is not given."""
    return frozenset(test.fact for row in table.every_row for test in row.when)


def _listed(table: Table[Any]) -> dict[str, tuple[Value, ...]]:
    """What each fact may be: the values of a list, and of a number one for each side that a row takes."""
    return {name: _values(table, name, domain) for name, domain in table.inputs.items()}


def _values(table: Table[Any], name: str, domain: Domain) -> tuple[Value, ...]:
    if isinstance(domain, Listed):
        return domain.every_value
    asked = [test.accepts for row in table.every_row for test in row.when if test.fact == name]
    return tuple(one.sample for one, _ in classes_of(domain, asked))


def _somebody(ruleset: Ruleset) -> Situation:
    phones = {PhoneKind.CELL: Phone("+15550100", LineType.TEXT_ENABLED)}
    contact = Contact(ContactId(1), "Ana Example", ruleset.initial, _NOON, phones=phones, email="ana@example.com")
    text = MessageText(MessageId(""), Purpose.TREATMENT, {})
    return Situation(contact, text, MessageKind.AUTOMATION, Timing.INSTANT, _NOON)
