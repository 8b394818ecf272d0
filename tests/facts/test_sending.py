"""What is true of a message at the instant at which it might leave: the clock of whoever gets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from frontdesk.facts.moments import Lately, MessageMoment, SendingMoment
from frontdesk.facts.sending import clock_facts
from frontdesk.names import ChannelId, ContactId, MessageKind, Timing
from frontdesk.records import Contact
from frontdesk.tables import Value
from support import HARBOUR, MONDAY, load_ruleset

RULES = replace(load_ruleset(HARBOUR), holidays={date(2026, 3, 3): "Founders"})
ANA = Contact(ContactId(1), "Ana Example", RULES.initial, MONDAY)
ABOUT = MessageMoment(
    ruleset=RULES,
    now=MONDAY,
    contact=ANA,
    message=next(iter(RULES.messages.values())),
    kind=MessageKind.AUTOMATION,
    timing=Timing.INSTANT,
)


def known_at(local: datetime, *wanted: str) -> dict[str, Value]:
    return clock_facts(SendingMoment(about=ABOUT, channel=ChannelId("text"), local=local, lately=Lately()), wanted)


def test_the_hour_and_the_day_are_those_of_the_contact() -> None:
    night = datetime(2026, 3, 2, 23, 30, 40, tzinfo=ZoneInfo("Pacific/Honolulu"))
    assert known_at(night, "local_time", "weekday") == {"local_time": time(23, 30), "weekday": "monday"}


def test_a_holiday_of_the_practice_is_one_on_that_day() -> None:
    zone = ZoneInfo("America/New_York")
    assert known_at(datetime(2026, 3, 3, 9, tzinfo=zone), "holiday") == {"holiday": "yes"}
    assert known_at(datetime(2026, 3, 2, 9, tzinfo=zone), "holiday") == {"holiday": "no"}


def test_only_what_is_wanted_is_computed() -> None:
    assert known_at(datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("America/New_York"))) == {}
