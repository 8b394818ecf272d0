"""Counts: what is counted, by which stretch of time, and the instants at which time alone changes the number."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.events import AppointmentKept, AppointmentRescheduled, EventKind, MessageReceived, OutcomeLogged
from frontdesk.facts import Happening, History, changes, number
from frontdesk.model.counts import Count, Counts
from frontdesk.names import (
    AppointmentState,
    ChannelId,
    ContactId,
    Counted,
    Lifecycle,
    MessageId,
    MessageKind,
    OutcomeId,
    Period,
    Progress,
    TaskId,
)
from frontdesk.records import Appointment, Sent, Task
from frontdesk.tables import Condition
from support import LAKESIDE, MONDAY, load_ruleset

NEW_YORK = ZoneInfo("America/New_York")
DAY = timedelta(days=1)
RULES = load_ruleset(LAKESIDE)
COUNTS = RULES.part(Counts).counts


def at(days: float) -> datetime:
    return MONDAY + timedelta(days=days)


def found(count: Count, history: History, now: datetime = MONDAY, zone: ZoneInfo = NEW_YORK) -> int:
    return number(count, history, RULES, now, zone)


def sent(days: float, message: str = "news", kind: MessageKind = MessageKind.BULK) -> Sent:
    return Sent(at(days), False, MessageId(message), kind, None, ChannelId("email"))


def visit(days: float, state: str) -> Appointment:
    return Appointment(1, ContactId(1), at(days), AppointmentState(state))


def logged(days: float, outcome: str) -> Happening:
    return Happening(at(days), OutcomeLogged(OutcomeId(outcome)))


def asks(fact: str, *values: str) -> Condition:
    return Condition(fact, frozenset(values), ", ".join(values))


def test_only_what_all_conditions_fit_is_counted() -> None:
    history = History(messages=[sent(-3), sent(-2, "how_are_you"), sent(-1), sent(-1, kind=MessageKind.MANUAL)])
    assert found(COUNTS["news_this_week"], history) == 3
    only = (asks("message", "news"), asks("kind", "bulk"))
    assert found(Count("c", Counted.MESSAGES, only), history) == 2
    assert found(Count("c", Counted.MESSAGES), history) == 4


def test_a_message_that_the_rules_do_not_have_any_more_has_no_purpose_and_is_counted_where_none_is_asked() -> None:
    history = History(messages=[sent(-1, "gone")])
    assert found(COUNTS["news_this_week"], history) == 0
    assert found(Count("c", Counted.MESSAGES, (asks("purpose", "unknown"),)), history) == 1


def test_a_span_ends_at_the_very_instant() -> None:
    history = History(messages=[sent(-7)])
    assert found(COUNTS["news_this_week"], history, MONDAY - timedelta(microseconds=1)) == 1
    assert found(COUNTS["news_this_week"], history, MONDAY) == 0


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        (Period.TODAY, "2026-03-04 00:00", "2026-03-04 23:59"),
        (Period.WEEK, "2026-03-02 00:00", "2026-03-08 23:59"),
        (Period.MONTH, "2026-03-01 00:00", "2026-03-31 23:59"),
        (Period.YEAR, "2026-01-01 00:00", "2026-12-31 23:59"),
    ],
)
def test_a_period_of_the_calendar_begins_and_ends_at_a_midnight_of_the_contact(
    period: Period, first: str, last: str
) -> None:
    def local(written: str) -> datetime:
        return datetime.fromisoformat(written).replace(tzinfo=NEW_YORK).astimezone(UTC)

    wednesday, count = local("2026-03-04 12:00"), Count("c", Counted.MESSAGES, within=period)
    minute = timedelta(minutes=1)
    for sent_at, wanted in ((local(first) - minute, 0), (local(first), 1), (local(last), 1), (local(last) + minute, 0)):
        assert found(count, History(messages=[Sent(sent_at, False)]), wednesday) == wanted
    assert list(changes(count, History(messages=[Sent(wednesday, False)]), RULES, wednesday, NEW_YORK)) == [
        local(last) + minute
    ]


def test_a_row_ends_at_the_newest_for_which_something_else_is_so() -> None:
    history = History(visits=[visit(-9, "missed"), visit(-5, "kept"), visit(-4, "missed"), visit(-2, "missed")])
    assert found(COUNTS["missed_in_a_row"], history) == 2
    kept = replace(history, visits=[*history.visits, visit(-1, "kept")])
    assert found(COUNTS["missed_in_a_row"], kept) == 0


@pytest.mark.parametrize("state", ["booked", "confirmed"])
def test_a_visit_of_which_nobody_has_said_what_became_of_it_breaks_no_row(state: str) -> None:
    history = History(visits=[visit(-2, "missed"), visit(-1, state), visit(3, state)])
    assert found(COUNTS["missed_in_a_row"], history) == 1


def test_visits_are_counted_by_their_time_however_late_they_were_said() -> None:
    history = History(visits=[visit(-2, "kept"), visit(-3, "missed"), visit(-1, "missed")])
    assert found(COUNTS["missed_in_a_row"], history) == 1


def test_a_visit_ahead_is_within_any_length_of_time() -> None:
    count = Count("c", Counted.VISITS, (asks("state", "booked"),), within=DAY)
    assert found(count, History(visits=[visit(400, "booked"), visit(-2, "booked")])) == 1


def test_what_came_before_the_event_that_begins_anew_is_not_counted() -> None:
    reply = Happening(at(-2), MessageReceived())
    history = History(messages=[sent(-3), sent(-2), sent(-1)], events=[Happening(at(-5), MessageReceived()), reply])
    assert found(COUNTS["unanswered"], history) == 2  # what left at that very instant is since then
    assert found(COUNTS["unanswered"], replace(history, events=[])) == 3


def test_of_events_at_one_instant_the_later_one_is_since_the_earlier() -> None:
    moved = [
        Happening(at(-1), one) for one in (AppointmentRescheduled(1), AppointmentKept(1), AppointmentRescheduled(2))
    ]
    assert found(COUNTS["moved"], History(events=moved)) == 1


def test_outcomes_in_a_row_are_those_since_somebody_was_reached() -> None:
    outcomes = ("no_answer", "did_not_schedule", "left_message", "no_answer")
    events = [logged(days - 9, outcome) for days, outcome in enumerate(outcomes)]
    assert found(COUNTS["not_reached_in_a_row"], History(events=events)) == 2


def test_attempts_are_the_outcomes_that_the_practice_counts() -> None:
    events = [logged(-0.1, "no_answer"), logged(-0.05, "did_not_schedule"), logged(-0.01, "left_message")]
    assert found(COUNTS["tries_this_month"], History(events=events)) == 2
    assert found(Count("c", Counted.OUTCOMES), History(events=events)) == 3


def test_tasks_are_counted_by_when_they_were_opened() -> None:
    done = Task(1, ContactId(1), TaskId("missed_again"), at(-3), lifecycle=Lifecycle.CLOSED, progress=Progress.DONE)
    history = History(tasks=[done, replace(done, progress=Progress.NOT_STARTED), replace(done, task=TaskId("other"))])
    assert found(COUNTS["visits_called_about"], history) == 1
    assert found(Count("c", Counted.TASKS, within=2 * DAY), history) == 0


def test_a_count_without_a_span_is_changed_by_no_time() -> None:
    history = History(visits=[visit(-1, "missed"), visit(5, "booked")])
    assert list(changes(COUNTS["missed_in_a_row"], history, RULES, MONDAY, NEW_YORK)) == []


@pytest.mark.parametrize("seed", range(40))
def test_between_two_of_the_instants_that_are_told_no_count_changes(seed: int) -> None:
    dice = random.Random(seed)
    days = [dice.uniform(-40, 40) for _ in range(8)]
    history = History(
        messages=[sent(-abs(day)) for day in days],
        visits=sorted((visit(day, dice.choice(("missed", "kept", "booked"))) for day in days), key=lambda one: one.at),
        events=[Happening(at(-5), MessageReceived()), *(logged(-4 + number / 9, "no_answer") for number in range(5))],
    )
    count = Count(
        "c",
        dice.choice([Counted.MESSAGES, Counted.VISITS, Counted.OUTCOMES]),
        within=dice.choice([*Period, 3 * DAY, timedelta(hours=5), 30 * DAY]),
        in_a_row=dice.random() < 0.3,
        since=(asks("event", EventKind.MESSAGE_RECEIVED),) if dice.random() < 0.3 else (),
    )
    zone = ZoneInfo(dice.choice(("America/New_York", "Pacific/Honolulu", "Asia/Kolkata")))
    told = sorted(set(changes(count, history, RULES, MONDAY, zone)))
    assert all(one > MONDAY for one in told)
    ends, moment = [*told, MONDAY + 400 * DAY], MONDAY
    for end in ends:
        inside = [moment + (end - moment) * share for share in (0.25, 0.5, 0.99)]
        last = end - timedelta(microseconds=1)
        assert {found(count, history, one, zone) for one in (moment, *inside, last)} == {
            found(count, history, moment, zone)
        }
        moment = end
