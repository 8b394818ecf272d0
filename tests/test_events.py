"""Events: each word of ``on:`` has a class, words, a reader and a place in the schema; each field has a fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, get_args

import pytest

from frontdesk.checking.machine import events_of
from frontdesk.checking.paths import happening
from frontdesk.events import (
    EVENTS,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentKept,
    AppointmentMissed,
    AppointmentRescheduled,
    AttemptsReached,
    CampaignFinished,
    DateReached,
    DeliveryReported,
    Event,
    EventKind,
    FollowUpOverdue,
    MessageReceived,
    Origin,
    OutcomeLogged,
    PreferencesChanged,
    StatusEntered,
    TaskExpired,
    TimeInStatus,
    appointment_of,
    traits_of,
)
from frontdesk.facts import EVENT_FACTS, event_facts
from frontdesk.model import Scope
from frontdesk.names import CampaignId, DeliveryReport, Keyword, OutcomeId, State, TaskId
from frontdesk.rendering.words import event_words
from frontdesk.tables import UNKNOWN
from frontdesk.wire import codec_of, data_of
from support import HARBOUR, ROOT, load_ruleset

NEW, WAITING = State("enquiry/new"), State("client/waiting")
NOT_ASKED_FOR = {"appointment", "line"}
"""Fields that no row can ask for: the appointment has facts of its own, the line is where an answer leaves from."""
SAMPLES: tuple[Event, ...] = (
    StatusEntered(WAITING, NEW),
    OutcomeLogged(OutcomeId("reached"), TaskId("ring")),
    OutcomeLogged(OutcomeId("reached")),
    AttemptsReached(2),
    TimeInStatus(WAITING, "long_wait"),
    DateReached(WAITING, "overdue"),
    AppointmentBooked(7),
    AppointmentConfirmed(7),
    AppointmentRescheduled(7),
    AppointmentCancelled(7),
    AppointmentKept(7),
    AppointmentMissed(7),
    MessageReceived("stop", Keyword.OUT, "desk"),
    MessageReceived("", Keyword.OTHER),
    DeliveryReported(DeliveryReport.SKIPPED, "quiet", "hello", 7),
    DeliveryReported(DeliveryReport.SENT, message="hello"),
    PreferencesChanged(),
    CampaignFinished(CampaignId("visit"), 7),
    CampaignFinished(CampaignId("visit")),
    FollowUpOverdue(TaskId("ring")),
    TaskExpired(TaskId("ring")),
)


def forgotten(classes: Iterable[Any]) -> Iterator[str]:
    """What is missing or wrong where events are declared, if these are the classes that there are."""
    found = [one.kind for one in classes]
    yield from (f"{kind} has no class" for kind in EventKind if kind not in found)
    yield from (f"{kind} has two classes" for kind in EventKind if found.count(kind) > 1)
    read = {"attempts", *(fact.field for fact in EVENT_FACTS), *NOT_ASKED_FOR}
    for one in classes:
        yield from (f"no fact reads {one.__name__}.{field.name}" for field in fields(one) if field.name not in read)
        if bool(one.traits.named) != bool(one.traits.by):
            yield f"{one.__name__} is named without a fact, or by a fact without words"
        if not one.traits.bare and not one.traits.by:
            yield f"nothing can be written after {one.kind}, and it may not stand alone"


def test_every_kind_of_event_has_one_class_with_its_words_and_every_field_has_a_fact() -> None:
    assert list(forgotten(get_args(Event))) == []
    assert all(traits_of(kind).plain for kind in EventKind)
    assert {one.kind for one in SAMPLES} == set(EventKind)


def test_a_forgotten_class_and_a_field_that_no_fact_reads_would_be_noticed() -> None:
    @dataclass(frozen=True, slots=True)
    class Misheard:
        kind = EventKind.TASK_EXPIRED
        traits = traits_of(EventKind.PREFERENCES_CHANGED)
        loudness: int

    others = [one for one in get_args(Event) if one is not FollowUpOverdue]
    assert list(forgotten([*others, Misheard])) == [
        "follow_up_overdue has no class",
        "task_expired has two classes",
        "no fact reads Misheard.loudness",
    ]


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
    assert {name: value for name, value in facts.items() if value != UNKNOWN and name != "attempts"} == {
        name: value for name, value in said.items() if value is not None
    }
    assert facts.get("attempts") == (2 if isinstance(event, AttemptsReached) else None)


@pytest.mark.parametrize("event", SAMPLES, ids=str)
def test_an_event_comes_back_from_the_journal_as_it_went_in(event: Event) -> None:
    assert codec_of(Event).read(json.loads(json.dumps(data_of(event)))) == event


def test_the_journal_keeps_of_an_event_what_is_set() -> None:
    skipped = DeliveryReported(DeliveryReport.SKIPPED, message="hello", appointment=7)
    kept = {"kind": "delivery_reported", "report": "skipped", "message": "hello", "appointment": 7}
    assert data_of(skipped) == kept
    assert data_of(MessageReceived("", Keyword.OTHER)) == {"kind": "message_received", "keyword": "other"}


def test_only_events_about_an_appointment_have_one() -> None:
    about = {event.kind for event in SAMPLES if appointment_of(event) == 7}
    assert about == {
        *(kind for kind in EventKind if kind.startswith("appointment_")),
        EventKind.DELIVERY_REPORTED,
        EventKind.CAMPAIGN_FINISHED,
    }


def test_what_a_person_does_has_no_origin() -> None:
    by_people = {kind for kind in EventKind if not traits_of(kind).by_itself}
    assert by_people == {
        EventKind.OUTCOME_LOGGED,
        EventKind.ATTEMPTS_REACHED,
        EventKind.MESSAGE_RECEIVED,
        EventKind.PREFERENCES_CHANGED,
        *(kind for kind in EventKind if kind.startswith("appointment_")),
    }
    assert traits_of(EventKind.TASK_EXPIRED).origin is Origin.TASK


def test_the_schema_takes_every_word_of_on_and_those_alone_that_may_stand_alone() -> None:
    schema = json.loads((ROOT / "schemas" / "common.schema.json").read_text(encoding="utf-8"))["definitions"]["events"]
    alone, with_more = set(schema["then"]["enum"]), set(schema["properties"])
    assert alone | with_more == set(EventKind)
    assert alone == {kind for kind in EventKind if traits_of(kind).bare}
    assert with_more == {kind for kind in EventKind if traits_of(kind).by}
    properties = schema["properties"]
    assert properties["message_received"]["items"]["enum"] == [*Keyword, "any"]
    assert properties["delivery_reported"]["items"]["enum"] == [*DeliveryReport, "any"]


TOLD = {
    "welcome.start.asked": ("enquiry/new is entered, if open_house: no", "on entering enquiry/new"),
    "ring.closes.spoke": ("outcome logged: reached, refused", "reached, refused is logged"),
    "tired": ("attempts reached, if attempts: 1", "at attempt 1"),
    "long_wait": ("30 days in Client - On leave, Enquiry - Waiting, if phase: enquiry", "after 30 days"),
    "overdue": ("1 week after 'Vaccination due'", "1 week after vaccination due"),
    "visit.start.booked": ("appointment booked", "an appointment is booked"),
    "confirmed": ("appointment confirmed", "an appointment is confirmed"),
    "rescheduled": ("appointment rescheduled", "an appointment is rescheduled"),
    "cancelled": ("appointment cancelled", "an appointment is cancelled"),
    "kept": ("appointment kept", "an appointment is kept"),
    "missed": ("appointment missed", "an appointment is missed"),
    "stop_sent": ("message received: out", "a reply comes in"),
    "welcome.end.answered": ("message received", "a reply comes in"),
    "failed": ("delivery reported: failed, undelivered", "a message is reported failed, undelivered"),
    "changed": ("preferences changed", "preferences change"),
    "done": ("campaign finished: welcome", "the campaign welcome is over"),
    "late": ("follow up overdue", "a follow-up is overdue"),
    "expired": ("task expired: ring", "the task ring expires"),
}
"""Rows of the practice harbour, which uses every word: what heads the rule, and what happens on a way."""


@pytest.mark.parametrize("id", TOLD)
def test_an_event_is_told_as_the_heading_of_a_rule_and_in_a_sentence(id: str) -> None:
    ruleset = load_ruleset(HARBOUR)
    row = next(row for row in ruleset.consequences.rows if row.id == id)
    (kind,) = events_of(row)
    assert (event_words(ruleset, row), happening(ruleset, row, kind)) == TOLD[id]


def unraised(source: str) -> set[str]:
    """The classes of events that *source* never mentions, so that no such event ever happens."""
    return {one.__name__ for one in EVENTS.values() if not re.search(rf"\b{one.__name__}\b", source)}


def test_every_kind_of_event_is_raised_by_somebody() -> None:
    engine = ROOT / "engine" / "frontdesk"
    modules = [module for floor in ("interpreter", "desk", "worker") for module in (engine / floor).rglob("*.py")]
    assert unraised("\n".join(module.read_text(encoding="utf-8") for module in modules)) == set()


def test_an_event_that_nobody_raises_would_be_noticed() -> None:
    source = " ".join(one.__name__ for one in EVENTS.values() if one is not TaskExpired)
    assert unraised(source) == {"TaskExpired"}


def test_every_word_of_on_is_read_and_told() -> None:
    rows = [row for row in load_ruleset(HARBOUR).consequences.rows if row.id in TOLD]
    assert {kind for row in rows for kind in events_of(row)} == set(EventKind)
