"""The answer to a keyword: one, on the line that it came in on, in place of what still waits."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk
from frontdesk.hookspecs import Refused
from frontdesk.worker import play, work
from support import MONDAY, Carrier, a_contact, a_practice, an_act


def test_a_keyword_is_answered_from_the_line_that_it_came_in_on() -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    contact = a_contact(practice, "patient/active")
    other = list(practice.ruleset.lines)[-1]
    assert len(practice.ruleset.lines) > 1
    desk.receive(an_act(practice), "5550101", "STOP", other)
    work(practice, carrier, MONDAY)
    assert [one.sender for one in carrier.carried] == [practice.ruleset.lines[other].number]
    assert practice.store.messages(contact)[-1].line == other


def test_a_stop_takes_back_the_answer_to_a_start_that_waits() -> None:
    practice, carrier = a_practice(), Carrier(lambda outgoing: Refused("busy", retry=True))
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", "START")
    work(practice, carrier, MONDAY)
    desk.receive(an_act(practice), "5550101", "STOP")
    play(practice, carrier, MONDAY + timedelta(hours=1))
    start, *stops = carrier.carried
    assert "START" not in start.body
    assert {one.body for one in stops} == {stops[0].body} != {start.body}
