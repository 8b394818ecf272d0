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
from frontdesk.tables import Condition, Row, Value
from frontdesk.tables.partial import holds, possible


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
