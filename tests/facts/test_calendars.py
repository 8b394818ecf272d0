"""What is true by the practice's calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest

from frontdesk.facts import appointment_facts
from frontdesk.facts.calendars import is_line_open, is_line_open_today
from frontdesk.model.calendars import Calendar, Calendars
from frontdesk.names import ContactId
from frontdesk.records import Appointment, Contact
from frontdesk.tables import UNKNOWN
from frontdesk.tables.opening import Span
from support import HARBOUR, MONDAY, load_ruleset

RULES = load_ruleset(HARBOUR)
ANA = Contact(ContactId(1), "Ana Example", RULES.initial, MONDAY)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=RULES.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "today", "at_once", "island", "crane"),
    [
        ("2026-03-03 09:00", "yes", "yes", "yes", "yes"),
        ("2026-03-03 13:30", "yes", "no", "yes", "yes"),
        ("2026-03-08 10:00", "no", "no", "no", "yes"),
        ("2026-06-10 10:00", "no", "no", "no", "yes"),
        ("2026-01-05 10:00", "yes", "no", "no", "yes"),
        ("2026-12-24 11:00", "yes", "yes", "no", "yes"),
        ("2026-08-04 10:00", "yes", "yes", "yes", "no"),
    ],
)
def test_each_calendar_says_whether_it_is_open(now: str, today: str, at_once: str, island: str, crane: str) -> None:
    facts = appointment_facts(RULES, ANA, None, at(now))
    asked = ("open_today", "open_now", "open_today_island", "open_today_crane")
    assert tuple(facts[name] for name in asked) == (today, at_once, island, crane)


def test_now_is_the_instant_on_the_clock_of_the_calendar() -> None:
    assert appointment_facts(RULES, ANA, None, at("2026-03-03 15:59"))["open_now_island"] == "no"  # 09:59 in Chicago
    assert appointment_facts(RULES, ANA, None, at("2026-03-03 16:00"))["open_now_island"] == "yes"


@pytest.mark.parametrize(
    ("day", "site", "practitioner", "is_open"),
    [
        ("2026-03-02", "", "", "yes"),
        ("2026-03-08", "", "", "no"),
        ("2026-03-02", "island", "", "no"),
        ("2026-03-03", "island", "Dr. Crane", "yes"),
        ("2026-08-04", "", "Dr. Crane", "no"),
        ("2026-08-04", "", "Dr. Lee", "yes"),
    ],
)
def test_a_visit_wants_its_site_and_who_sees_them_open_on_its_day(
    day: str, site: str, practitioner: str, is_open: str
) -> None:
    visit = Appointment(1, ContactId(1), at(f"{day} 20:00"), practitioner=practitioner, site=site)
    assert appointment_facts(RULES, ANA, visit, MONDAY)["open_on_the_visit_day"] == is_open


def test_without_a_visit_nobody_can_tell() -> None:
    assert appointment_facts(RULES, ANA, None, MONDAY)["open_on_the_visit_day"] == UNKNOWN


@pytest.mark.parametrize(
    ("now", "line", "is_open", "is_open_today"),
    [
        ("2026-03-03 13:30", "surgery", "no", "yes"),
        ("2026-03-03 10:00", "surgery", "yes", "yes"),
        ("2026-03-08 10:00", "surgery", "no", "no"),
        ("2026-03-08 10:00", "desk", "yes", "yes"),
        ("2026-03-03 10:00", "desk", "no", "no"),
        ("2026-03-03 10:00", None, "yes", "yes"),
        ("2026-03-03 10:00", "gone", "yes", "yes"),
    ],
)
def test_a_line_is_open_by_its_own_calendar_and_else_with_the_practice(
    now: str, line: str | None, is_open: str, is_open_today: str
) -> None:
    calendars = RULES.part(Calendars)
    sunday = {"sunday": (Span(time(9), time(12)),)}
    of_desk = Calendar("desk", "Desk", RULES.zone, sunday, line="desk")
    rules = replace(RULES, parts={**RULES.parts, Calendars: Calendars({**calendars.calendars, "desk": of_desk})})
    assert is_line_open(rules, line, at(now)) == is_open
    assert is_line_open_today(rules, line, at(now)) == is_open_today


def test_without_any_calendar_nobody_can_tell_whether_a_line_is_open() -> None:
    rules = replace(RULES, parts={**RULES.parts, Calendars: Calendars()})
    assert is_line_open(rules, "desk", MONDAY) == is_line_open_today(rules, "desk", MONDAY) == UNKNOWN
