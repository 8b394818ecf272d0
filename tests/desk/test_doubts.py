"""What is seldom meant is asked about before it is done, whatever it is the hour of; whoever means it says so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Act, ContactLog, DoubtfulError, Extras
from frontdesk.desk.doubts import FAR, ask_about_hour
from frontdesk.names import ContactId, OutcomeId, State
from support import HARBOUR, MONDAY, a_contact, a_practice, amount, an_act

DAY = timedelta(days=1)
PAST, FAR_AWAY = "would be in the past", "would be more than two years away"
SAID: dict[str, Callable[[Act, ContactId, datetime], object]] = {
    "a visit that is booked": desk.book,
    "a visit that is moved": lambda act, ana, at: desk.reschedule(act, ana, at, 1),
    "a visit with a status": lambda act, ana, at: desk.book_and_choose(act, ana, at, State("client/visiting")),
    "the follow-up of a status": lambda act, ana, at: desk.set_status(
        act, ana, State("client/visiting"), Extras(follow_up_at=at)
    ),
    "the follow-up of a call": lambda act, ana, at: desk.log_contact(act, ana, ContactLog(OutcomeId("reached"), at)),
}
"""Everything of which a person says an hour."""


@pytest.mark.parametrize("what", SAID)
@pytest.mark.parametrize(("ago", "doubt"), [(-DAY, PAST), (-timedelta(seconds=1), PAST), (FAR + DAY, FAR_AWAY)])
def test_an_hour_that_is_past_or_years_away_is_asked_about_and_nothing_is_done(
    what: str, ago: timedelta, doubt: str
) -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + DAY)
    before, act = amount(practice), an_act(practice)
    with pytest.raises(DoubtfulError, match=f"{doubt}; nothing was done. If it is meant, say so with --anyway"):
        SAID[what](act, ana, MONDAY + ago)
    assert amount(practice) == before
    SAID[what](replace(act, anyway=True), ana, MONDAY + ago)
    assert amount(practice) != before


@pytest.mark.parametrize("what", SAID)
def test_an_hour_within_two_years_is_not_asked_about(what: str) -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + DAY)
    before = amount(practice)
    SAID[what](an_act(practice), ana, MONDAY + FAR)
    assert amount(practice) != before


def test_a_doubt_tells_the_hour_on_the_clock_of_the_practice() -> None:
    with pytest.raises(DoubtfulError, match="a follow-up at 2026-03-01 10:00 would be in the past"):
        ask_about_hour(an_act(a_practice()), MONDAY - DAY, "a follow-up")
