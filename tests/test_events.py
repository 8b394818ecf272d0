"""Events: each word of ``on:`` has a class, words, a reader and a place in the schema; each field has a fact."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, get_args

from frontdesk.checking.machine import events_of
from frontdesk.event_traits import Origin
from frontdesk.events import (
    EVENTS,
    Event,
    EventKind,
    FollowUpOverdue,
    TaskExpired,
    appointment_of,
    is_about_a_visit,
    traits_of,
)
from frontdesk.facts import EVENT_FACTS
from frontdesk.names import ContactSource, DeliveryReport, Keyword
from happenings import SAMPLES, TOLD, TOLD_OF_STAYS
from support import HARBOUR, ROOT, STAYS, load_ruleset

NOT_ASKED_FOR = {"appointment", "entry", "number", "previous", "until"}
"""Fields that no row asks of the event: of the appointment and the state before the contact has facts, the number is
where an answer goes, the entry keeps what it answers, and until when a status lasts is told to people."""


def forgotten(classes: Iterable[Any]) -> Iterator[str]:
    """What is missing or wrong where events are declared, if these are the classes that there are."""
    found = [one.kind for one in classes]
    yield from (f"{kind} has no class" for kind in EventKind if kind not in found)
    yield from (f"{kind} has two classes" for kind in EventKind if found.count(kind) > 1)
    read = {"attempts", "hours_to_visit", *(fact.field for fact in EVENT_FACTS), *NOT_ASKED_FOR}
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


def test_only_events_about_an_appointment_have_one() -> None:
    about = {event.kind for event in SAMPLES if appointment_of(event) == 7}
    assert about == {
        *(kind for kind in EventKind if kind.startswith("appointment_")),
        EventKind.DELIVERY_REPORTED,
        EventKind.CAMPAIGN_FINISHED,
    }


def test_only_what_is_said_of_an_appointment_is_always_about_one() -> None:
    always = {kind for kind in EventKind if is_about_a_visit(kind)}
    assert always == {kind for kind in EventKind if kind.startswith("appointment_")}


def test_what_a_person_does_has_no_origin() -> None:
    by_people = {kind for kind in EventKind if not traits_of(kind).by_itself}
    assert by_people == {
        EventKind.CONTACT_ADDED,
        EventKind.OUTCOME_LOGGED,
        EventKind.ATTEMPTS_REACHED,
        EventKind.MESSAGE_RECEIVED,
        EventKind.PREFERENCES_CHANGED,
        EventKind.STATUS_CHOSEN_AGAIN,
        *(kind for kind in EventKind if kind.startswith("appointment_")),
    } - {EventKind.APPOINTMENT_REACHED}
    assert traits_of(EventKind.TASK_EXPIRED).origin is Origin.TASK


def test_the_schema_takes_every_word_of_on_and_those_alone_that_may_stand_alone() -> None:
    schema = json.loads((ROOT / "schemas" / "common.schema.json").read_text(encoding="utf-8"))["definitions"]["events"]
    alone, with_more = set(schema["then"]["enum"]), set(schema["properties"])
    assert alone | with_more == set(EventKind)
    assert alone == {kind for kind in EventKind if traits_of(kind).bare}
    assert with_more == {kind for kind in EventKind if traits_of(kind).by}
    properties = schema["properties"]
    assert properties["contact_added"]["items"]["enum"] == [*ContactSource, "any"]
    assert properties["message_received"]["items"]["enum"] == [*Keyword, "any"]
    assert properties["delivery_reported"]["items"]["enum"] == [*DeliveryReport, "any"]


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
    rows = [
        row
        for folder, told in ((HARBOUR, TOLD), (STAYS, TOLD_OF_STAYS))
        for row in load_ruleset(folder).consequences.rows
        if row.id in told
    ]
    assert {kind for row in rows for kind in events_of(row)} == set(EventKind)
