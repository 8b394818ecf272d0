"""Messages about visits of one day leave as one text, and what becomes of that becomes of each of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Act, Practice, adopt, campaigns
from frontdesk.hookspecs import Accepted, Outgoing, Receipt, Refused, Uncertain
from frontdesk.journal import MessageMerged
from frontdesk.names import AppointmentState, ChannelId, ContactId, Handover, MessageId, MessageState
from frontdesk.records import Message
from frontdesk.rendering.outbox import outbox_text, reason_text
from frontdesk.testing import Memory, MemoryStore
from frontdesk.views import outbox, reason
from frontdesk.worker import merging, play, work
from support import MONDAY, Carrier, a_contact, an_act, load_ruleset

REMINDER = MessageId("visit_reminder")
THURSDAY = MONDAY + timedelta(days=3)
LEAVES = THURSDAY - timedelta(days=2)
TEN = THURSDAY.replace(hour=18)
"""Ten in the morning where the practice is."""


class Desk:
    """The health system: two visits of one day, and a worker that comes when the reminders are due."""

    def __init__(self) -> None:
        self.practice = Practice(load_ruleset("health-system"), MemoryStore(Memory()))  # carriers ask it from elsewhere
        adopt(an_act(self.practice))
        self.carrier = Carrier()

    def person(self, name: str = "Ana Fern", phone: str = "5550101") -> ContactId:
        return a_contact(self.practice, "lead/new", name=name, cell=phone)

    def visit(self, person: ContactId, at: datetime) -> int:
        return desk.book(an_act(self.practice), person, at).number or 0

    def play(self, until: datetime = LEAVES + timedelta(hours=12)) -> list[str]:
        return play(self.practice, self.carrier, until).failures

    @property
    def reminders(self) -> list[Message]:
        return [one for one in self.practice.store.messages() if one.message == REMINDER]

    @property
    def told(self) -> list[str]:
        return [one.body for one in self.carrier.carried if "confirm" in one.body]


@pytest.fixture
def house() -> Desk:
    return Desk()


def two_visits(house: Desk) -> tuple[ContactId, int, int]:
    ana = house.person()
    return ana, house.visit(ana, TEN), house.visit(ana, TEN + timedelta(hours=4))


def test_one_text_tells_both_visits_by_time_with_their_numbers(house: Desk) -> None:
    two_visits(house)
    house.play()
    (told,) = house.told
    assert "Thursday, March 5 at 10:00 (no. 1) and at 14:00 (no. 2): reply YES and the number" in told
    first, second = house.reminders
    assert (first.state, second.state) == (MessageState.SENT, MessageState.SENT)
    assert (first.part_of, second.part_of) == (None, first.id)
    merged = [one.said for one in house.practice.store.journal() if isinstance(one.said, MessageMerged)]
    assert merged == [MessageMerged(second.id, REMINDER, first.id)]


def test_one_visit_alone_keeps_its_own_text(house: Desk) -> None:
    house.visit(house.person(), TEN)
    house.play()
    (told,) = house.told
    assert "your visit on Thursday, March 5 at 10:00: reply YES 1" in told


def test_visits_of_two_days_have_a_text_each(house: Desk) -> None:
    ana = house.person()
    house.visit(ana, TEN)
    house.visit(ana, TEN + timedelta(days=1))
    house.play(LEAVES + timedelta(days=1, hours=12))
    assert len(house.told) == len(house.reminders) > 1
    assert {one.part_of for one in house.reminders} == {None}


def test_people_who_share_a_phone_are_told_in_one_text_that_names_each(house: Desk) -> None:
    house.visit(house.person("Ana Fern"), TEN)
    house.visit(house.person("Ben Fern"), TEN + timedelta(minutes=30))
    house.play()
    (told,) = house.told
    assert "confirm Ana Thursday, March 5 at 10:00 (no. 1) and Ben at 10:30 (no. 2)" in told


def test_a_person_with_another_phone_is_told_there(house: Desk) -> None:
    house.visit(house.person("Ana Fern"), TEN)
    house.visit(house.person("Ben Fern", "5550102"), TEN + timedelta(minutes=30))
    house.play()
    assert len(house.told) == 2


@pytest.mark.parametrize(
    ("receipt", "state"),
    [
        (Accepted("one"), MessageState.SENT),
        (Refused("no"), MessageState.FAILED),
        (Uncertain("?"), MessageState.UNKNOWN),
    ],
)
def test_what_becomes_of_the_one_text_becomes_of_each(house: Desk, receipt: Receipt, state: MessageState) -> None:
    two_visits(house)
    house.carrier.answer = lambda outgoing: receipt
    house.play()
    assert [one.state for one in house.reminders] == [state, state]
    assert len(house.told) == 1


def test_a_text_that_did_not_leave_for_now_tells_both_when_it_is_tried_again(house: Desk) -> None:
    two_visits(house)
    answers = iter([Refused("busy", retry=True)])
    later = Accepted("later")
    house.carrier.answer = lambda outgoing: next(answers, later) if "confirm" in outgoing.body else later
    house.play()
    assert len(house.told) == 2
    assert house.told[0] == house.told[1]
    assert [one.state for one in house.reminders] == [MessageState.SENT, MessageState.SENT]


@pytest.mark.parametrize("cancelled", [0, 1])
def test_a_visit_that_is_cancelled_while_the_text_is_not_yet_with_its_channel_is_not_told(
    house: Desk, cancelled: int
) -> None:
    ana, *visits = two_visits(house)

    def refuse_once(outgoing: Outgoing) -> Receipt:
        if "confirm" not in outgoing.body or len(house.told) > 1:
            return Accepted(outgoing.message_id)
        desk.become(an_act(house.practice, LEAVES - MONDAY), ana, AppointmentState.CANCELLED, visits[cancelled])
        return Refused("busy", retry=True)

    house.carrier.answer = refuse_once
    house.play()
    assert len(house.told) == 2
    states = [one.state for one in house.reminders]
    assert states[cancelled] is MessageState.WITHDRAWN
    assert states[1 - cancelled] is MessageState.SENT
    assert f"your visit on Thursday, March 5 at {('14:00', '10:00')[cancelled]}" in house.told[1]


def claimed(house: Desk) -> Act:
    """A worker has claimed the one text for both visits, and goes no further."""
    two_visits(house)
    act = an_act(house.practice, TEN - timedelta(days=2) - MONDAY)
    house.play(act.now - timedelta(minutes=1))
    due = next(iter(act.store.due(act.now)))
    with act.deciding():
        campaigns.take_step(act, act.store.enrolment(due.number), due.at)
        first = house.reminders[0]
        act.store.claim_message(first.id, ChannelId("text"), "5550101", act.now)
        merging.join(act, act.store.message(first.id))
    assert [one.state for one in house.reminders] == [MessageState.SENDING, MessageState.SENDING]
    return act


def test_a_worker_that_died_while_sending_leaves_nobody_knowing_of_either(house: Desk) -> None:
    act = claimed(house)
    with act.store.transaction():
        act.store.save_message(replace(house.reminders[0], handover=Handover.BEGUN))
    work(house.practice, house.carrier, act.now + timedelta(minutes=11))
    assert [one.state for one in house.reminders] == [MessageState.UNKNOWN, MessageState.UNKNOWN]
    assert house.told == []


def test_a_worker_that_died_before_it_handed_the_text_over_leaves_both_to_the_next(house: Desk) -> None:
    act = claimed(house)
    work(house.practice, house.carrier, act.now + timedelta(minutes=11))
    assert [one.state for one in house.reminders] == [MessageState.SENT, MessageState.SENT]
    assert len(house.told) == 1


def test_staff_read_in_which_message_a_visit_was_told(house: Desk) -> None:
    two_visits(house)
    house.play()
    act = an_act(house.practice)
    first, second = house.reminders
    assert [one.told_in for one in outbox(act) if one.message == REMINDER] == [None, first.id]
    assert reason(act, second.id).because == f"it is told in message {first.id}, with other visits of the day"
    assert reason(act, first.id).tells == (second.id,)
    assert f"also message {second.id}, about other visits" in reason_text(house.practice.ruleset, reason(act, first.id))
    assert f"told in message {first.id}" in outbox_text(outbox(act), house.practice.ruleset.zone)
