"""Where messages go is what the practice's tables decide, and the same that the worker does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from frontdesk import desk, views
from frontdesk.desk import Practice
from frontdesk.names import ContactId, LineType, MessageId, MessageKind, PhoneKind, Recipient
from frontdesk.records import Companion, Phone, Preference
from frontdesk.rendering.contact import contact_text
from frontdesk.views.ways import WayView
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, load_ruleset

BY_DAY = timedelta(hours=3)
"""What is left of the night where this practice is."""
LANDLINE = Phone("+12025550399", LineType.LANDLINE)
MESSAGE = MessageId("visit_missed")
"""One with content for texts, calls and e-mails."""


def a_synced_practice() -> Practice:
    rules = load_ruleset("health-system")
    synced = replace(rules.facts["preferences_synced"], default="yes")
    return a_practice(replace(rules, facts={**rules.facts, "preferences_synced": synced}))


def somebody(practice: Practice, **changes: Any) -> ContactId:
    contact = a_contact(practice, "patient/active", cell="+12025550101")
    changed = replace(practice.store.contact(contact), **changes)
    with practice.store.transaction():
        practice.store.save_contact(changed)
        practice.store.save_phones(changed)
    return contact


def seen(practice: Practice, contact: ContactId) -> tuple[WayView, ...]:
    return views.contact(an_act(practice), contact).goes_to


def lines(practice: Practice, contact: ContactId) -> list[str]:
    text = contact_text(practice.ruleset, views.contact(an_act(practice), contact))
    return [line.strip() for line in text.splitlines() if line.startswith("  goes to ")]


BOTH = {PhoneKind.CELL: Phone("+12025550101", LineType.TEXT_ENABLED), PhoneKind.HOME: LANDLINE}
GUARDED = {Recipient.GUARDIAN: Companion("Mia", {PhoneKind.HOME: LANDLINE})}
WAYS = [
    ({"phones": BOTH}, "goes to     cell +1 202-555-0101 (TEXT)"),
    ({"phones": BOTH, "facesheet": Preference("home")}, "goes to     home +1 202-555-0399 (CALL)"),
    ({"phones": {PhoneKind.HOME: LANDLINE}}, "goes to     home +1 202-555-0399 (CALL)"),
    ({"phones": {}}, "goes to     e-mail ana@example.com (EMAIL)"),
    (
        {"companions": {Recipient.GUARDIAN: Companion("Mia", {PhoneKind.HOME: LANDLINE})}},
        "goes to     guardian, home +1 202-555-0399 (CALL)",
    ),
    (
        {"facesheet": Preference(do_not_contact=True)},
        "goes to     nobody: Stated: Do Not Contact stops every automation, and only automations (A1, A6).",
    ),
]


@pytest.mark.parametrize(("changes", "line"), WAYS)
def test_the_facesheet_says_which_number_messages_go_to_and_whether_as_a_text_or_a_call(
    changes: dict[str, Any], line: str
) -> None:
    practice = a_practice("health-system")
    assert lines(practice, somebody(practice, **changes)) == [line]


@pytest.mark.parametrize("changes", [one for one, _ in WAYS])
def test_it_is_where_the_worker_sends_an_automation(changes: dict[str, Any]) -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    contact = somebody(practice, **changes)
    (way,) = seen(practice, contact)
    desk.send(an_act(practice, BY_DAY), contact, MESSAGE, MessageKind.AUTOMATION)
    play(practice, carrier, MONDAY + BY_DAY)
    digits = [(one.channel, one.to.replace("-", "").replace(" ", "")) for one in carrier.carried]
    assert digits == ([(way.channel, way.address.replace("-", "").replace(" ", ""))] if way.channel else [])


def test_a_visit_with_a_preference_of_its_own_stands_beside_it() -> None:
    practice = a_synced_practice()
    contact = somebody(practice, phones=BOTH)
    for days, preference in ((3, Preference("home")), (4, Preference("cell"))):
        desk.book(an_act(practice), contact, MONDAY + timedelta(days=days))
        visit = practice.store.appointments(contact)[-1]
        with practice.store.transaction():
            practice.store.save_appointment(replace(visit, preference=preference))
    assert lines(practice, contact) == [
        "goes to     cell +1 202-555-0101 (TEXT)",
        "goes to     home +1 202-555-0399 (CALL); about visit 1",
    ]


def test_an_address_of_the_practice_s_own_is_called_as_its_fact_is() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new", cell="", email="")
    with practice.store.transaction():
        practice.store.save_contact(replace(practice.store.contact(contact), facts={"postal_address": "1 Quay Street"}))
    assert lines(practice, contact) == ["goes to     postal address 1 Quay Street (POSTCARD)"]


def test_nobody_is_said_to_be_called_where_no_message_of_the_rules_has_words_for_a_call() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/created", cell="+12025550101", email="")
    assert lines(practice, contact) == ["goes to     cell +1 202-555-0101 (TEXT)"]
    desk.receive(an_act(practice), "202-555-0101", "STOP")
    (line,) = lines(practice, contact)
    assert line.startswith("goes to     nobody: ")
