"""What is true of the appointment at hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk.facts import appointment_facts
from frontdesk.model import Scope
from frontdesk.names import ContactId
from frontdesk.records import Appointment, Contact
from frontdesk.tables import UNKNOWN
from support import HARBOUR, MONDAY, load_ruleset

RULES = load_ruleset(HARBOUR)
ANA = Contact(ContactId(1), "Ana Example", RULES.initial, MONDAY)


@pytest.mark.parametrize(("zone", "days"), [("", 1), ("Pacific/Auckland", 2)])
def test_the_days_until_a_visit_are_counted_on_the_contacts_calendar(zone: str, days: int) -> None:
    visit = Appointment(1, ContactId(1), MONDAY + timedelta(hours=24))
    at = MONDAY if not zone else MONDAY - timedelta(hours=5)  # Monday still there, and Tuesday when it begins
    known = appointment_facts(RULES, replace(ANA, zone=zone), visit, at)
    assert known["days_to_visit"] == days


def test_without_an_appointment_nothing_is_known_of_one() -> None:
    known = appointment_facts(RULES, ANA, None, MONDAY)
    assert known["days_to_visit"] == UNKNOWN
    assert set(known) <= set(RULES.scopes[Scope.APPOINTMENT])


@pytest.mark.parametrize(
    ("ahead", "hours"),
    [
        (timedelta(hours=24), 24),
        (timedelta(hours=24) - timedelta(minutes=1), 23),
        (timedelta(minutes=59), 0),
        (timedelta(), 0),
        (-timedelta(minutes=1), -1),
        (-timedelta(hours=2), -2),
    ],
)
def test_the_hours_to_a_visit_are_whole_ones_and_negative_once_it_has_begun(ahead: timedelta, hours: int) -> None:
    visit = Appointment(1, ContactId(1), MONDAY + ahead)
    assert appointment_facts(RULES, ANA, visit, MONDAY)["hours_to_visit"] == hours
