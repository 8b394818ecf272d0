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
