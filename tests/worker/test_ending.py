"""How a message ends or waits again, and its parts with it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.desk import Act
from frontdesk.journal import MessageEnded, MessageRefused
from frontdesk.names import ChannelId, ContactId, MessageId, MessageKind, MessageState, Timing
from frontdesk.records import DueKind, Message
from frontdesk.worker.ending import end, wait_again
from support import MONDAY, a_contact, a_practice, an_act

TEXT, HELLO = ChannelId("text"), MessageId("visit_reminder")


@pytest.fixture
def act() -> Act:
    """Two messages to two people are being sent, the second as a part of the first."""
    practice = a_practice("health-system")
    act = an_act(practice)
    people = [a_contact(practice, "lead/new", name=name) for name in ("Ana Example", "Ben Example")]
    with act.store.transaction():
        for person in people:
            sent = Message(0, person, HELLO, "run", MessageKind.AUTOMATION, Timing.SCHEDULED, MONDAY)
            act.store.claim_message(act.store.add_message(sent) or 0, TEXT, "+12025550101", MONDAY)
        act.store.save_message(replace(act.store.message(2), part_of=1))
    return act


@pytest.mark.parametrize("state", [MessageState.SENT, MessageState.UNKNOWN, MessageState.FAILED])
def test_a_part_ends_as_its_whole_does_and_rules_hear_of_it(act: Act, state: MessageState) -> None:
    with act.deciding():
        end(act, replace(act.store.message(1), state=state, reason="so"))
    part = act.store.message(2)
    assert (part.state, part.reason, part.channel, part.address) == (state, "so", TEXT, "+12025550101")
    (entry,) = [one for one in act.store.journal(contact=ContactId(2)) if isinstance(one.said, MessageEnded)]
    assert [(due.kind, due.number) for due in act.store.due(MONDAY)] == [(DueKind.REACT, entry.seq)]


def test_a_part_goes_by_itself_once_its_whole_is_withdrawn(act: Act) -> None:
    with act.deciding():
        end(act, replace(act.store.message(1), state=MessageState.WITHDRAWN, reason="the appointment was cancelled"))
    assert act.store.message(2).state is MessageState.WAITING
    assert [(due.kind, due.number) for due in act.store.due(MONDAY)] == [(DueKind.SEND, 2)]


def test_a_part_that_was_taken_back_ends_withdrawn_where_its_whole_waits_again(act: Act) -> None:
    with act.deciding():
        act.store.save_message(replace(act.store.message(2), taken_back="the appointment was cancelled"))
        wait_again(act, act.store.message(1), MONDAY, MessageRefused(1, HELLO, "busy"))
    assert [act.store.message(id).state for id in (1, 2)] == [MessageState.WAITING, MessageState.WITHDRAWN]


def test_a_part_that_was_taken_back_was_told_all_the_same_where_its_whole_left(act: Act) -> None:
    with act.deciding():
        act.store.save_message(replace(act.store.message(2), taken_back="the appointment was cancelled"))
        end(act, replace(act.store.message(1), state=MessageState.SENT))
    assert act.store.message(2).state is MessageState.SENT
