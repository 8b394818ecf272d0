"""What the visits of a contact say: when the next is, and whether one that was lost is booked again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from frontdesk.facts import UnderWay, contact_facts
from frontdesk.names import AppointmentState, ContactId
from frontdesk.records import Appointment, Contact
from frontdesk.tables import Value
from support import MONDAY, load_ruleset

RULES = load_ruleset("default")
ADA = Contact(ContactId(1), "Ada Fern", RULES.initial, MONDAY)


def a_visit(days: float, state: AppointmentState = AppointmentState.BOOKED, type: str = "") -> Appointment:
    return Appointment(1, ADA.id, MONDAY + timedelta(days=days), state, type=type)


def of_visits(name: str, *visits: Appointment, lost: Appointment | None = None, now: datetime = MONDAY) -> Value:
    return contact_facts(RULES, ADA, now, under_way=UnderWay(visits=visits, lost=lost))[name]


@pytest.mark.parametrize(
    ("visits", "days"),
    [
        ([], "unknown"),
        ([a_visit(9), a_visit(30)], 9),
        ([a_visit(9, AppointmentState.CANCELLED), a_visit(30, AppointmentState.CONFIRMED)], 30),
        ([a_visit(-1), a_visit(-2, AppointmentState.KEPT)], "unknown"),
        ([a_visit(0), a_visit(3)], 0),
        ([a_visit(0, AppointmentState.KEPT), a_visit(3)], 3),
    ],
)
def test_the_next_visit_is_so_many_days_away(visits: list[Appointment], days: object) -> None:
    assert of_visits("days_until_next_visit", *visits) == days


def test_a_visit_is_today_all_day_and_gone_at_midnight() -> None:
    visit = a_visit(0)
    for minutes, days in ((0, 0), (1, 0), (14 * 60 - 1, 0), (24 * 60, "unknown")):
        assert of_visits("days_until_next_visit", visit, now=MONDAY + timedelta(minutes=minutes)) == days


@pytest.mark.parametrize(
    ("lost", "booked", "answer"),
    [
        (None, [a_visit(9, type="Crown")], "unknown"),
        ("", [a_visit(9, type="Crown")], "unknown"),
        ("Crown", [], "no"),
        ("Crown", [a_visit(9, type="Cleaning")], "no"),
        ("Crown", [a_visit(9)], "no"),
        ("Crown", [a_visit(9, type="Cleaning"), a_visit(12, type="crown ")], "yes"),
        ("Crown", [a_visit(9, AppointmentState.CANCELLED, "Crown")], "no"),
        ("Crown", [a_visit(-9, type="Crown")], "no"),
    ],
)
def test_a_lost_visit_is_booked_again_by_one_of_its_type(
    lost: str | None, booked: list[Appointment], answer: str
) -> None:
    gone = None if lost is None else a_visit(-1, AppointmentState.MISSED, lost)
    assert of_visits("lost_visit_rebooked", *booked, lost=gone) == answer
