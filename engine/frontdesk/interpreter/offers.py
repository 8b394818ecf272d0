"""Which statuses may be chosen next: the drop-down of the front desk.

The phase and status decide the list (domain.md 1.4); conditions of a row can narrow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.facts import state_facts
from frontdesk.model import Ruleset
from frontdesk.names import State, phase_of
from frontdesk.tables import Condition, HitPolicy, Row, Table, Value


@dataclass(frozen=True, slots=True)
class Offer:
    """A state that may be chosen, and the row that offers it."""

    state: State
    row: Row[Any]


def offered(ruleset: Ruleset, facts: Mapping[str, Value]) -> tuple[Offer, ...]:
    """Return what is offered for *facts* (scope ``contact``), in the order of the rows, each state once."""
    offers: dict[State, Offer] = {}
    here = State(str(facts["state"]))
    for row in ruleset.offers.fitting(facts):
        for written in row.then:
            state = in_phase(here, written)
            if state not in offers and state in ruleset.states:
                offers[state] = Offer(state, row)
    return tuple(offers.values())


def in_phase(state: State, written: str) -> State:
    """The state that a row offers to somebody in *state*: ``./status`` means the own phase."""
    return State(phase_of(state) + written[1:]) if written.startswith("./") else State(written)


def offering(ruleset: Ruleset, state: State) -> list[tuple[Row[tuple[str, ...]], tuple[Condition, ...]]]:
    """The rows that can offer something in *state*, and what each still asks."""
    known = state_facts(ruleset, state)
    derived = {fact: answers for table in ruleset.offers.upstream for fact, answers in possible(table, known).items()}
    found = []
    for row in ruleset.offers.rows:
        verdicts = [(test, holds(test, known, derived)) for test in row.when]
        if all(verdict is not False for _, verdict in verdicts):
            found.append((row, tuple(test for test, verdict in verdicts if verdict is None)))
    return found


def possible(table: Table[Any], known: Mapping[str, Value]) -> dict[str, set[Value]]:
    """What *table* can answer when only the facts *known* are certain: by its name, or by name and part.

    Nothing is said of a table of which every row counts: its answer is made of several.
    """
    if table.hit is HitPolicy.EVERY:
        return {}
    rows, certain = _candidates(table, known)
    if not certain:
        rows += [table.otherwise] if table.otherwise else []
    answers: dict[str, set[Value]] = {}
    for row in rows:
        parts = row.then if isinstance(row.then, Mapping) else {"": row.then}
        for part, value in parts.items():
            answers.setdefault(f"{table.name}.{part}" if part else table.name, set()).add(value)
    return answers


def _candidates(table: Table[Any], known: Mapping[str, Value]) -> tuple[list[Row[Any]], bool]:
    """The rows that can decide, and whether one of them surely fits: what it outranks cannot."""
    rows: list[Row[Any]] = []
    highest: int | None = None
    for row in table.rows:
        verdicts = [holds(test, known, {}) for test in row.when]
        if False in verdicts:
            continue
        rows.append(row)
        if None not in verdicts:
            highest = max(row.priority, row.priority if highest is None else highest)
            if table.hit is not HitPolicy.PRIORITY:
                break
    if table.hit is HitPolicy.PRIORITY and highest is not None:
        rows = [row for row in rows if row.priority >= highest]
    return rows, highest is not None


def holds(test: Condition, known: Mapping[str, Value], derived: Mapping[str, set[Value]]) -> bool | None:
    """Whether a condition holds, or ``None`` when what is known does not tell; *derived* are answers of own tables."""
    if test.fact in known:
        return known[test.fact] in test.accepts
    answers = {outcome in test.accepts for outcome in derived.get(test.fact, set())}
    return answers.pop() if len(answers) == 1 else None
