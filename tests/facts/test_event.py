"""What is true of an event: what it has, and of the rest that nobody knows."""

from __future__ import annotations

from dataclasses import fields

import pytest

from frontdesk.events import EVENTS, AttemptsReached, Event, EventKind, StatusEntered, traits_of
from frontdesk.facts import EVENT_FACTS, event_facts
from frontdesk.model import Scope
from frontdesk.tables import UNKNOWN
from happenings import NEW, SAMPLES
from support import HARBOUR, load_ruleset

_OF_THE_CONTACT = ("attempts", "previous_state", "hours_to_visit")
"""Facts of the contact and the visit, which an event knows as they were when it happened."""


def test_every_fact_of_events_reads_a_field_that_some_event_has() -> None:
    has = {"kind", *(field.name for one in EVENTS.values() for field in fields(one))}
    assert [fact.name for fact in EVENT_FACTS if fact.field not in has] == []


def test_what_names_an_event_is_a_fact_that_rows_can_ask_for() -> None:
    facts = load_ruleset(HARBOUR).scopes[Scope.EVENT]
    assert {traits_of(kind).by for kind in EventKind} - {""} <= set(facts)


@pytest.mark.parametrize("event", SAMPLES, ids=str)
def test_an_event_says_what_it_has_and_nothing_else_is_known(event: Event) -> None:
    facts = event_facts(event)
    said = {fact.name: getattr(event, fact.field) for fact in EVENT_FACTS if getattr(event, fact.field, "") != ""}
    said = {name: {True: "yes", False: "no"}.get(value, value) for name, value in said.items()}
    assert {name: value for name, value in facts.items() if value != UNKNOWN and name not in _OF_THE_CONTACT} == {
        name: value for name, value in said.items() if value is not None
    }
    assert facts.get("previous_state") == (NEW if isinstance(event, StatusEntered) else None)
    assert facts.get("attempts") == (2 if isinstance(event, AttemptsReached) else None)
