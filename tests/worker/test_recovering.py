"""What a worker that died left half-done: the channel is asked, else a person decides; nothing is sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Accepted, Receipt, Refused, Uncertain
from frontdesk.names import MessageKind, MessageState
from frontdesk.plugins.settings import PracticeCarriers
from frontdesk.worker import play, work
from support import MONDAY, Carrier, a_contact, a_practice, an_act
from worker.sending import WELCOME, hand_over, sent_to


def test_a_worker_that_dies_while_sending_sends_nothing_twice() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    hand_over(practice)
    carrier = Carrier()
    work(practice, carrier, MONDAY + timedelta(minutes=5))
    assert practice.store.message(1).state is MessageState.SENDING, "another worker may still be sending it"
    work(practice, carrier, MONDAY + timedelta(minutes=11))
    assert practice.store.message(1).state is MessageState.UNKNOWN
    assert carrier.carried == []


def test_a_plugin_that_was_taken_away_while_sending_stops_nobody() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    hand_over(practice)
    assert work(practice, PracticeCarriers({}), MONDAY + timedelta(minutes=11)).failures == []
    assert practice.store.message(1).state is MessageState.UNKNOWN


def test_an_unknown_end_of_a_text_that_the_rules_dropped_stops_nobody() -> None:
    practice, carrier = a_practice(), Carrier(lambda outgoing: Uncertain("time-out"), look_up=lambda outgoing: None)
    contact = a_contact(practice)
    sent_to(practice, contact, carrier)
    texts = {name: text for name, text in practice.ruleset.messages.items() if name != WELCOME}
    shorter = Practice(replace(practice.ruleset, messages=texts), practice.store)
    worked = work(shorter, carrier, MONDAY + timedelta(hours=1))
    assert (worked.total, worked.failures) == (1, [])
    assert practice.store.messages(contact)[-1].state is MessageState.UNKNOWN


def test_a_channel_that_has_not_seen_a_message_yet_is_believed_only_later() -> None:
    practice = a_practice()
    seen: list[Receipt | None] = [Refused("not here", retry=True)]
    carrier = Carrier(lambda outgoing: Uncertain("time-out"), look_up=lambda outgoing: seen[-1])
    contact = a_contact(practice)
    assert sent_to(practice, contact, carrier).state is MessageState.UNKNOWN
    seen.append(Accepted("late"))
    play(practice, carrier, MONDAY + timedelta(hours=1))
    assert len(carrier.carried) == 1
    assert practice.store.messages(contact)[-1].reference == "late"
