"""Whose answer counts: a message may be tried several times, and what is heard of one try says nothing of a newer one.

A second worker, the front desk or other rules come while a message is with its channel, that is, in a carrier's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Act, Practice, adopt, messages
from frontdesk.hookspecs import Accepted, Outgoing, Receipt, Refused, Uncertain, Unreachable
from frontdesk.journal import MessageLeftAfterAll
from frontdesk.names import (
    AppointmentState,
    ChannelId,
    Consent,
    ContactId,
    Handover,
    LineId,
    MessageId,
    MessageKind,
    MessageState,
    OutcomeId,
    Timing,
)
from frontdesk.records import Due, DueKind, Message
from frontdesk.testing import Memory, MemoryStore
from frontdesk.testing.watching import watched
from frontdesk.worker import play, work
from frontdesk.worker.concluding import conclude
from support import HARBOUR, MONDAY, Carrier, a_contact, load_ruleset, staff_record

ANA = ContactId(1)
VISIT = 1
SOON, LATER, MUCH_LATER = timedelta(minutes=1), timedelta(minutes=11), timedelta(days=4)
_BUSY, _LANDLINE = Refused("busy", retry=True), Unreachable("no texts", "landline")
NOT_LEFT: dict[str, Receipt] = {"refused for now": _BUSY, "unreachable": _LANDLINE, "refused": Refused("no")}


@dataclass(slots=True)
class House:
    """One memory, with as many workers and front desks as come."""

    memory: Memory = field(default_factory=Memory)

    def practice(self, **changes: object) -> Practice:
        """One more handle, under the rules of Harbour."""
        return Practice(replace(load_ruleset(HARBOUR), **changes), MemoryStore(self.memory))  # type: ignore[arg-type]

    def act(self, at: datetime) -> Act:
        """Somebody at the front desk, or one more worker."""
        return Act(self.practice(), at)

    @property
    def message(self) -> Message:
        """The first message there was."""
        return self.practice().store.message(1)


@pytest.fixture
def house() -> House:
    """A practice with one patient."""
    house = House()
    adopt(house.act(MONDAY))
    a_contact(house.practice(), "client/moved")
    return house


def a_hello(house: House) -> datetime:
    """Staff send a text, which is due at once."""
    desk.send(house.act(MONDAY), ANA, MessageId("hello"), MessageKind.AUTOMATION)
    return MONDAY


def a_reminder(house: House) -> datetime:
    """A campaign reminds of a visit, and has no more to say before it."""
    desk.book(house.act(MONDAY), ANA, MONDAY + timedelta(days=3))
    due = house.practice().store.next_due()
    assert due is not None
    return due.at


def a_rule_about_the_visit(house: House) -> datetime:
    """A rule sends something about a visit, outside of any campaign."""
    desk.book(house.act(MONDAY), ANA, MONDAY + timedelta(days=3))
    practice = house.practice()
    with practice.store.transaction():
        hello = Message(0, ANA, MessageId("hello"), "rule", MessageKind.AUTOMATION, Timing.INSTANT, MONDAY)
        messages.queue(Act(practice, MONDAY), replace(hello, appointment=VISIT))
    return MONDAY


def it_is_cancelled(house: House, at: datetime) -> None:
    desk.become(house.act(at), ANA, AppointmentState.CANCELLED, VISIT)


def it_is_moved(house: House, at: datetime) -> None:
    desk.reschedule(house.act(at), ANA, MONDAY + timedelta(days=9), VISIT)


def they_say_no(house: House, at: datetime) -> None:
    desk.log_contact(house.act(at), ANA, desk.ContactLog(OutcomeId("refused"), close=True, note="No."))


def they_text_stop(house: House, at: datetime) -> None:
    desk.receive(house.act(at), "5550101", "STOP", LineId("desk"))


def they_tell_the_staff(house: House, at: datetime) -> None:
    staff_record(house.act(at), ANA, Consent.OPTED_OUT)


def a_stop(house: House) -> datetime:
    """Somebody opts out in their own words, which is to be confirmed."""
    desk.receive(house.act(MONDAY), "5550101", "STOP", LineId("desk"))
    return MONDAY


def they_text_start(house: House, at: datetime) -> None:
    desk.receive(house.act(at), "5550101", "START", LineId("desk"))


Sent = Callable[[House], datetime]
Over = Callable[[House, datetime], None]
OVER: dict[str, tuple[Sent, Over, str]] = {
    "its visit is cancelled": (a_reminder, it_is_cancelled, "the appointment was cancelled"),
    "its visit is moved": (a_reminder, it_is_moved, "the appointment was moved"),
    "its run ends": (a_reminder, they_say_no, f"campaigns.ended_by.said_no ({HARBOUR / 'campaigns.yaml'}:5)"),
    "a visit that a rule wrote of is cancelled": (
        a_rule_about_the_visit,
        it_is_cancelled,
        "the appointment was cancelled",
    ),
    "they text STOP": (a_hello, they_text_stop, "they opted out while it was being sent"),
    "the opposite keyword comes": (a_stop, they_text_start, "another reply came in since"),
    "the staff opt them out": (a_hello, they_tell_the_staff, "they opted out while it was being sent"),
}
"""What ends a message while it is with its channel: how it came there, what happens meanwhile, and how it ends."""


def answers_to(carrier: Carrier, message: Message) -> int:
    """How often the channel was given this message."""
    return sum(one.message_id.endswith(f"-{message.id}") for one in carrier.carried)


@pytest.mark.parametrize("answer", NOT_LEFT.values(), ids=NOT_LEFT)
@pytest.mark.parametrize(("sent", "over", "because"), OVER.values(), ids=OVER)
def test_a_message_that_is_over_while_it_is_with_its_channel_ends_there_and_is_never_tried_again(
    house: House, sent: Sent, over: Over, because: str, answer: Receipt
) -> None:
    due = sent(house)

    def meanwhile(outgoing: Outgoing) -> Receipt:
        if answers_to(carrier, house.message) == 1:
            over(house, due)
        return answer

    carrier = Carrier(meanwhile)
    work(house.practice(), carrier, due)
    ended = house.message
    assert (ended.state, ended.reason) == (MessageState.WITHDRAWN, because)
    assert DueKind.SEND not in [one.kind for one in house.practice().store.scheduled(ANA) if one.ref == ended.id]
    play(house.practice(), carrier, due + timedelta(days=1, hours=6))
    assert (house.message, answers_to(carrier, ended)) == (ended, 1)
    assert "message withdrawn" in [entry.kind for entry in house.practice().store.journal(contact=ANA)]


@pytest.mark.parametrize(("sent", "over", "because"), OVER.values(), ids=OVER)
def test_the_same_holds_when_the_worker_died_and_the_channel_is_asked(
    house: House, sent: Sent, over: Over, because: str
) -> None:
    due = sent(house)
    left_by_a_worker(house, due)
    over(house, due)
    carrier = Carrier(look_up=lambda outgoing: _LANDLINE)
    work(house.practice(), carrier, due + LATER)
    assert (house.message.state, house.message.reason) == (MessageState.WITHDRAWN, because)
    play(house.practice(), carrier, due + MUCH_LATER)
    assert answers_to(carrier, house.message) == 0


@pytest.mark.parametrize(("sent", "over", "because"), OVER.values(), ids=OVER)
def test_the_same_holds_when_the_rules_change_meanwhile(house: House, sent: Sent, over: Over, because: str) -> None:
    due = sent(house)

    def meanwhile(outgoing: Outgoing) -> Receipt:
        over(house, due)
        adopt(Act(house.practice(hash="newer"), due))
        return _BUSY

    work(house.practice(), Carrier(meanwhile), due)
    assert (house.message.state, house.message.reason) == (MessageState.WITHDRAWN, because)


@pytest.mark.parametrize(("sent", "over", "because"), OVER.values(), ids=OVER)
def test_nobody_calls_back_what_left(house: House, sent: Sent, over: Over, because: str) -> None:
    due = sent(house)

    def meanwhile(outgoing: Outgoing) -> Receipt:
        if answers_to(carrier, house.message) == 1:
            over(house, due)
        return Accepted("it left")

    carrier = Carrier(meanwhile)
    work(house.practice(), carrier, due)
    assert (house.message.state, house.message.reference) == (MessageState.SENT, "it left")


@pytest.mark.parametrize("when", ["while it is with its channel", "while nobody knows"])
def test_of_what_is_over_nobody_knows_whether_it_left_until_the_channel_does(house: House, when: str) -> None:
    due = a_reminder(house)

    def meanwhile(outgoing: Outgoing) -> Receipt:
        if when == "while it is with its channel":
            it_is_cancelled(house, due)
        return Uncertain("time-out")

    said: list[Receipt | None] = [None]
    carrier = Carrier(meanwhile, look_up=lambda outgoing: said[-1])
    work(house.practice(), carrier, due)
    assert house.message.state is MessageState.UNKNOWN
    if when == "while nobody knows":
        it_is_cancelled(house, due)
    said.append(Refused("it never came", retry=True))
    play(house.practice(), carrier, due + MUCH_LATER)
    assert (house.message.state, house.message.reason) == (MessageState.WITHDRAWN, "the appointment was cancelled")
    assert answers_to(carrier, house.message) == 1


def test_what_is_over_before_it_was_handed_over_never_leaves(house: House) -> None:
    due, carrier = a_reminder(house), Carrier()
    work(asleep(house, lambda: it_is_cancelled(house, due)), carrier, due)
    assert (house.message.state, house.message.reason) == (MessageState.WITHDRAWN, "the appointment was cancelled")
    assert carrier.carried == []


def asleep(house: House, meanwhile: Callable[[], object]) -> Practice:
    """A worker's practice, whose machine sleeps after it claimed message 1 and before it hands it over."""
    store, woken = MemoryStore(house.memory), list[bool]()

    def sleep(name: str) -> None:
        there = house.memory.kept.messages.get(1)
        if name == "transaction" and not woken and there and there.state is MessageState.SENDING:
            woken.append(True)
            meanwhile()

    return Practice(load_ruleset(HARBOUR), watched(store, sleep))


def left_by_a_worker(house: House, at: datetime) -> Message:
    """A worker claims message 1, hands it over, and is heard of no more; the message as it knows it."""
    practice = house.practice()
    if practice.store.next_due() and not practice.store.messages():
        work(practice, Carrier(), at, most=1)  # the campaign's step that makes the message
    with practice.store.transaction():
        for due in practice.store.scheduled(ANA):
            if due.kind is DueKind.SEND:
                practice.store.take_due(due)
        assert practice.store.claim_message(1, ChannelId("text"), "5550101", at)
        handed = replace(practice.store.message(1), handover=Handover.BEGUN)
        practice.store.save_message(handed)
    return handed


def test_a_worker_that_slept_before_it_handed_a_message_over_finds_that_another_did(house: House) -> None:
    due, carrier = a_hello(house), Carrier()
    work(asleep(house, lambda: work(house.practice(), carrier, due + LATER)), carrier, due)
    assert [one.at for one in carrier.carried] == [due + LATER]
    assert (house.message.state, house.message.tries) == (MessageState.SENT, 2)


def test_a_worker_that_slept_for_a_while_and_was_not_missed_hands_its_message_over(house: House) -> None:
    due, carrier = a_hello(house), Carrier()
    work(asleep(house, lambda: work(house.practice(), carrier, due + SOON)), carrier, due)
    assert (len(carrier.carried), house.message.state, house.message.tries) == (1, MessageState.SENT, 1)


@pytest.mark.parametrize(("slept", "hours"), [(9, [0]), (10, [10]), (3 * 60, [3 * 60]), (12 * 60, [])])
def test_whoever_sleeps_alone_decides_anew_when_it_wakes_up(house: House, slept: int, hours: list[int]) -> None:
    due, carrier = a_hello(house), Carrier()
    clock = [due]
    practice = asleep(house, lambda: clock.append(due + timedelta(minutes=slept)))
    work(practice, carrier, due, clock=lambda: clock[-1])
    assert [one.at for one in carrier.carried] == [due + timedelta(minutes=after) for after in hours]
    state = MessageState.SENT if hours else MessageState.WAITING
    assert house.message.state is state, "at night it waits for the morning"


def test_a_worker_that_slept_while_the_rules_changed_leaves_its_message_to_the_new_ones(house: House) -> None:
    due, carrier = a_hello(house), Carrier()
    newer = house.practice(hash="newer")
    worked = work(asleep(house, lambda: adopt(Act(newer, due))), carrier, due)
    assert (worked.stopped, carrier.carried, house.message.state) == (True, [], MessageState.WAITING)
    work(newer, carrier, due)
    assert (len(carrier.carried), house.message.state) == (1, MessageState.SENT)


def test_a_worker_that_sleeps_while_it_hands_a_message_over_is_not_taken_for_dead(house: House) -> None:
    due = a_hello(house)

    def never_seen(outgoing: Outgoing) -> Receipt:
        return Refused("the provider has never seen it", retry=True)

    def sleeps(outgoing: Outgoing) -> Receipt:
        other = Carrier(look_up=never_seen)
        for later in (LATER, 3 * LATER, MUCH_LATER):
            play(house.practice(), other, due + later)
            work(house.practice(), other, due + later)
            assert (other.carried, house.message.state) == ([], MessageState.UNKNOWN)
        return Accepted("after all")

    carrier = Carrier(sleeps, look_up=never_seen)
    work(house.practice(), carrier, due)
    assert (len(carrier.carried), house.message.state, house.message.tries) == (1, MessageState.SENT, 1)
    assert any("may or may not have left" in one.text for one in house.practice().store.notices())


def test_a_channel_that_never_saw_a_message_is_believed_when_whoever_handed_it_over_came_back(house: House) -> None:
    due = a_hello(house)
    answers: list[Receipt] = [Accepted("again"), Uncertain("time-out")]
    carrier = Carrier(lambda outgoing: answers.pop(), look_up=lambda outgoing: Refused("never seen", retry=True))
    play(house.practice(), carrier, due + timedelta(hours=1))
    assert (len(carrier.carried), house.message.state, house.message.tries) == (2, MessageState.SENT, 2)
    assert len({one.message_id for one in carrier.carried}) == 1, "the key is the message's, not the try's"


@pytest.mark.parametrize("late", [*NOT_LEFT.values(), Uncertain("time-out")], ids=[*NOT_LEFT, "uncertain"])
@pytest.mark.parametrize("when", ["while the newer is under way", "after it left"])
def test_what_is_heard_late_of_an_older_try_says_nothing_of_a_newer_one(house: House, late: Receipt, when: str) -> None:
    older = left_by_a_worker(house, a_hello(house))

    def answer(outgoing: Outgoing) -> Receipt:
        if when == "while the newer is under way":
            conclude(house.act(MONDAY + LATER), older, late, None)
        return Accepted("by mail")

    carrier = Carrier(answer, look_up=lambda outgoing: _LANDLINE)
    work(house.practice(), carrier, MONDAY + LATER)
    if when == "after it left":
        conclude(house.act(MONDAY + LATER), older, late, None)
    kept = house.message
    assert (kept.state, kept.channel, kept.reference, kept.tries) == (MessageState.SENT, "email", "by mail", 2)
    assert [one.text for one in house.practice().store.notices()] == []
    play(house.practice(), carrier, MONDAY + MUCH_LATER)
    assert (house.message, len(carrier.carried)) == (kept, 1)


def told(house: House) -> tuple[list[str], list[int]]:
    """What the staff read of a message that left after all, and which try the journal says that it was."""
    store = house.practice().store
    texts = [one.text for one in store.notices() if "left after all" in one.text]
    return texts, [one.said.tried for one in store.journal() if isinstance(one.said, MessageLeftAfterAll)]


def test_an_older_try_that_left_after_all_is_told_where_a_newer_one_left_too(house: House) -> None:
    older = left_by_a_worker(house, a_hello(house))
    work(house.practice(), Carrier(look_up=lambda outgoing: _LANDLINE), MONDAY + LATER)
    before = house.message
    assert (before.state, before.channel) == (MessageState.SENT, "email")
    conclude(house.act(MONDAY + LATER), older, Accepted("late"), None)
    assert house.message == before
    twice = "message 1 left after all, by text; it was sent again since, by email, so it may have arrived twice"
    assert told(house) == ([twice], [1])


def test_a_newer_try_is_the_last_when_an_older_one_left_after_all(house: House) -> None:
    older = left_by_a_worker(house, a_hello(house))

    def answer(outgoing: Outgoing) -> Receipt:
        conclude(house.act(MONDAY + LATER), older, Accepted("late"), None)
        return _BUSY

    carrier = Carrier(answer, look_up=lambda outgoing: _LANDLINE)
    work(house.practice(), carrier, MONDAY + LATER)
    play(house.practice(), carrier, MONDAY + MUCH_LATER)
    assert (house.message.state, house.message.reason) == (MessageState.WITHDRAWN, "an earlier try left after all")
    assert (len(carrier.carried), told(house)[1]) == (1, [1])


@pytest.mark.parametrize("state", [MessageState.WAITING, MessageState.FAILED, MessageState.SKIPPED])
@pytest.mark.parametrize("tries", [1, 2], ids=["the newest try", "an older try"])
def test_a_message_that_left_after_all_is_sent_whatever_was_thought_of_it(
    house: House, state: MessageState, tries: int
) -> None:
    older = left_by_a_worker(house, a_hello(house))
    practice = house.practice()
    with practice.store.transaction():
        practice.store.save_message(replace(older, state=state, tries=tries, channel=None, address="", reason="no"))
        if state is MessageState.WAITING:
            practice.store.schedule(Due(MONDAY + LATER, DueKind.SEND, ANA, 1))
    conclude(house.act(MONDAY + SOON), older, Accepted("late"), None)
    assert DueKind.SEND not in [one.kind for one in practice.store.scheduled(ANA)]
    kept = house.message
    assert (kept.state, kept.channel, kept.address, kept.reference) == (MessageState.SENT, "text", "5550101", "late")
    carrier = Carrier()
    play(house.practice(), carrier, MONDAY + MUCH_LATER)
    assert carrier.carried == []
    expected = state is not MessageState.WAITING or tries == 2
    assert told(house) == ((["message 1 left after all, by text"], [1]) if expected else ([], []))


def test_what_left_is_sent_once_however_often_it_is_said(house: House) -> None:
    due, carrier = a_hello(house), Carrier()
    work(house.practice(), carrier, due)
    before, entries = house.message, len(list(house.practice().store.journal()))
    conclude(house.act(due + SOON), before, Accepted("again"), None)
    assert (house.message, len(list(house.practice().store.journal()))) == (before, entries)
