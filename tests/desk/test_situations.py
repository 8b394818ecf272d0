"""What is true now, gathered from the store: the visit at hand, the line, and who shares a number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import situations
from frontdesk.interpreter.delivery import Situation
from frontdesk.names import AppointmentState, Consent, MessageId, MessageKind, Timing
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act, staff_record


def test_the_visit_at_hand_is_the_one_that_is_named_and_else_the_next() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/waiting")
    late = desk.book(an_act(practice), ana, MONDAY + timedelta(days=9)).number
    soon = desk.book(an_act(practice), ana, MONDAY + timedelta(days=2)).number
    for named, expected in ((None, soon), (late, late)):
        visit = situations.at_hand(an_act(practice), ana, named)
        assert visit is not None
        assert visit.id == expected


def test_an_appointment_lies_ahead_until_it_is_over_or_off() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/waiting")
    assert not situations.has_appointment(an_act(practice), ana)
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=2))
    assert situations.has_appointment(an_act(practice), ana)
    assert not situations.has_appointment(an_act(practice, timedelta(days=3)), ana)
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED)
    assert not situations.has_appointment(an_act(practice), ana)


def test_a_message_leaves_from_the_first_line_unless_it_names_one() -> None:
    practice = a_practice("health-system")
    first, second = list(practice.ruleset.lines)[:2]
    text = next(iter(practice.ruleset.messages.values()))
    assert situations.line_of(an_act(practice), replace(text, line=None)) == first
    assert situations.line_of(an_act(practice), replace(text, line=second)) == second


def test_consent_and_a_shared_number_are_part_of_what_is_decided_on() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    staff_record(an_act(practice), ana, Consent.OPTED_IN)
    text = practice.ruleset.messages[MessageId("visit_booked")]

    def now() -> Situation:
        contact = practice.store.contact(ana)
        return situations.situation(an_act(practice), contact, text, MessageKind.MANUAL, Timing.INSTANT, None, "")

    assert [(one.address, one.line, one.channel, one.value) for one in now().consents] == [
        ("5550101", "main", "text", Consent.OPTED_IN)
    ]
    assert (now().line, now().shared_phone) == ("main", False)
    a_contact(practice, name="Ben Example")
    assert now().shared_phone
