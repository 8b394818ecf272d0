"""Moments: the clock that counts, and what a contact got lately by it."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.facts import Lately, site_zone, visit_zone, zone_city, zone_of
from frontdesk.names import ContactId
from frontdesk.records import Appointment, Contact, Sent
from support import HARBOUR, MONDAY, load_ruleset

NEW_YORK = ZoneInfo("America/New_York")


def test_the_contacts_own_clock_counts_before_that_of_the_practice() -> None:
    rules = load_ruleset("physical-therapy")
    contact = Contact(ContactId(1), "", rules.initial, MONDAY)
    assert zone_of(rules, contact) == rules.zone
    away = Contact(ContactId(1), "", rules.initial, MONDAY, zone="Pacific/Honolulu")
    assert zone_of(rules, away) == ZoneInfo("Pacific/Honolulu")


def sent(ago: timedelta) -> Sent:
    return Sent(MONDAY - ago, exempt=False)


def test_today_begins_at_midnight_of_the_contact_and_a_week_is_seven_times_a_day() -> None:
    morning, night = sent(timedelta(hours=9)), sent(timedelta(hours=11))  # it is ten in New York
    week, longer = sent(timedelta(days=7, seconds=-1)), sent(timedelta(days=7))
    lately = Lately.of([morning, night, week, longer], MONDAY, NEW_YORK)
    assert list(lately.today) == [morning]
    assert list(lately.week) == [morning, night, week]


def test_who_got_nothing_got_nothing_lately() -> None:
    assert Lately.of([], MONDAY, NEW_YORK) == Lately()


def test_a_visit_is_on_the_clock_of_its_site_else_of_the_practice_and_never_of_the_contact() -> None:
    rules = load_ruleset(HARBOUR)
    assert [site_zone(rules, name).key for name in ("island", "quay", "", "gone")] == ["America/Chicago"] + 3 * [
        "Europe/Lisbon"
    ]
    visit = Appointment(1, ContactId(1), MONDAY, site="island")
    assert visit_zone(rules, visit) == site_zone(rules, "island")


@pytest.mark.parametrize(
    ("zone", "city"),
    [("America/New_York", "New York"), ("America/Indiana/Knox", "Knox"), ("Etc/UTC", "UTC"), ("UTC", "UTC")],
)
def test_a_zone_is_called_by_its_city(zone: str, city: str) -> None:
    assert zone_city(ZoneInfo(zone)) == city
