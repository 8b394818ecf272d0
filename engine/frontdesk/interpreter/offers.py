"""Which statuses may be chosen next: the drop-down of the front desk.

The phase and status decide the list (domain.md 1.4); conditions of a row can narrow it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.facts import BY_STATE, state_facts
from frontdesk.model import ASKS_NOTHING, Asked, OfferLabels, OfferRequires, Ruleset
from frontdesk.names import State, phase_of, status_of
from frontdesk.problems import choices
from frontdesk.tables import Condition, Row, Value, written
from frontdesk.tables.partial import holds, possible


@dataclass(frozen=True, slots=True)
class Offer:
    """A state that may be chosen, the row that offers it, and what the offer asks for besides what the status does.

    Where several rows offer it, whoever chooses it is asked for what any of them asks.
    """

    state: State
    row: Row[Any]
    asks: Asked = ASKS_NOTHING


def offer_label(ruleset: Ruleset, state: State, row: Row[Any]) -> str:
    """What staff read of an offer: its own label, else the status that it offers."""
    return ruleset.part(OfferLabels).offer_labels.get(row.id) or ruleset.status_label(state)


def offered(ruleset: Ruleset, facts: Mapping[str, Value]) -> tuple[Offer, ...]:
    """Return what is offered for *facts* (scope ``contact``), in the order of the rows, each state once."""
    offers: dict[State, Offer] = {}
    here, asked = State(str(facts["state"])), ruleset.part(OfferRequires).offer_requires
    for row in ruleset.offers.fitting(facts):
        asks = asked.get(row.id, ASKS_NOTHING)
        for target in row.then:
            state = in_phase(here, target)
            if state in offers:
                offers[state] = replace(offers[state], asks=offers[state].asks | asks)
            elif state in ruleset.states:
                offers[state] = Offer(state, row, asks)
    return tuple(offers.values())


def why_not(ruleset: Ruleset, facts: Mapping[str, Value], wanted: State) -> str:
    """Say what stands between somebody, of whom *facts* hold, and *wanted*, which is not offered to them.

    That is what an offer of it asks besides where they are; else, that it is offered only elsewhere.
    """
    here = State(str(facts["state"]))
    if ruleset.statuses[status_of(here)].final:
        return f"'{ruleset.status_label(here)}' is final, so nothing follows it"
    known = ruleset.offers.explain(facts)
    missed = [
        f"the offer '{step.row.id}' asks for {asked(ruleset, step.lacks)}, and {told(ruleset, known.facts, step.lacks)}"
        for step in known.steps
        if wanted in {in_phase(here, target) for target in step.row.then}
        and not any(test.fact in BY_STATE for test in step.lacks)
    ]
    if missed:
        return "; ".join(missed)
    before = [
        state
        for state in ruleset.states
        if any(in_phase(state, target) == wanted for row, _ in offering(ruleset, state) for target in row.then)
    ]
    return f"it is offered after {choices(before, most=20)}" if before else "nothing offers it"


def asked(ruleset: Ruleset, tests: Iterable[Condition]) -> str:
    """What *tests* ask for, each fact by the words that staff read of it."""
    return "; ".join(f"{_called(ruleset, test.fact)}: {test.written}" for test in tests)


def told(ruleset: Ruleset, facts: Mapping[str, Value], tests: Iterable[Condition]) -> str:
    """What is so, of all that *tests* ask about."""
    return " and ".join(f"{_called(ruleset, test.fact)} is {written(facts[test.fact])}" for test in tests)


def _called(ruleset: Ruleset, name: str) -> str:
    """The label of a fact where it has one of its own, else its name as words."""
    label = ruleset.facts[name].label if name in ruleset.facts else ""
    return f"'{label}'" if label not in ("", name) else name.replace("_", " ")


def in_phase(state: State, target: str) -> State:
    """The state that a row offers to somebody in *state*: ``./status`` means the own phase."""
    return State(phase_of(state) + target[1:]) if target.startswith("./") else State(target)


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
