"""Which statuses may be chosen next: the drop-down of the front desk.

The phase and status decide the list (domain.md 1.4); conditions of a row can narrow it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.model import Ruleset
from frontdesk.names import State, phase_of
from frontdesk.tables import Row, Value


@dataclass(frozen=True, slots=True)
class Offer:
    """A state that may be chosen, and the row that offers it."""

    state: State
    row: Row[Any]


def offered(ruleset: Ruleset, facts: Mapping[str, Value]) -> tuple[Offer, ...]:
    """Return what is offered for *facts* (scope ``contact``), in the order of the rows, each state once."""
    own_phase = phase_of(State(str(facts["state"])))
    offers: dict[State, Offer] = {}
    for row in ruleset.offers.fitting(facts):
        for written in row.then:
            state = State(f"{own_phase}{written[1:]}" if written.startswith("./") else written)
            if state in ruleset.states:
                offers.setdefault(state, Offer(state, row))
    return tuple(offers.values())
