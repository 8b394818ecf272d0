"""Harbour with rules of its own on what follows, for tests of replies and of what they bring about."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.desk import Practice
from frontdesk.effects import Effect
from frontdesk.names import LineId, State
from frontdesk.tables import Condition, Row
from support import HARBOUR, a_practice

DESK = LineId("desk")
THERE, BACK = State("client/waiting"), State("client/visiting")


def reacting(*rows: Row[tuple[Effect, ...]]) -> Practice:
    """Harbour, with these rules and no others on what follows."""
    practice = a_practice(HARBOUR)
    table = replace(practice.ruleset.consequences, rows=rows)
    return Practice(replace(practice.ruleset, consequences=table), practice.store)


def on(fact: str, value: str, *then: Effect) -> Row[tuple[Effect, ...]]:
    return Row(f"{fact} {value}", (Condition(fact, frozenset({value}), value),), then)
