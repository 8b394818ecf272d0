"""What a provider posts is taken in once, each record on its own, and found by the provider's own reference."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Accepted, Replied, Reported
from frontdesk.model import PracticeChannel
from frontdesk.names import ChannelId, Consent, LineId, MessageId
from frontdesk.records import StoreError
from frontdesk.testing.watching import watched
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, consent_of

TO = "+351 555 010 099"


def channel(practice: Practice) -> PracticeChannel:
    return practice.ruleset.channel("text")


def test_a_reply_comes_in_on_the_line_that_it_was_sent_to_however_that_is_written() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/waiting", cell="+12025550101")
    taken = desk.take_in(an_act(practice), channel(practice), [Replied("e1", "+1 (202) 555-0101", "stop", TO)])
    assert [answer.contact for answer in taken.answers] == [contact]
    assert consent_of(practice, "+12025550101", LineId("desk")) is Consent.OPTED_OUT
    assert consent_of(practice, "+12025550101", LineId("surgery")) is Consent.UNKNOWN
    assert {entry.by for entry in practice.store.journal(contact=contact)} == {"outbox"}


def test_the_same_event_a_second_time_does_nothing_twice() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/waiting")
    for _ in range(2):
        desk.take_in(an_act(practice), channel(practice), [Replied("e1", "5550101", "stop", TO)])
    assert len(practice.store.notes(contact)) == 1


def test_a_report_is_of_the_message_that_the_provider_calls_so() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/waiting")
    for number in range(2):
        desk.send(an_act(practice, request=f"r{number}"), contact, MessageId("hello"))
    work(practice, Carrier(lambda outgoing: Accepted(f"ref {outgoing.message_id[-1]}")), MONDAY)
    first, second = practice.store.messages(contact)
    report = Reported("e1", second.reference, "delivered")
    assert [one.number for one in desk.take_in(an_act(practice), channel(practice), [report]).answers] == [second.id]
    assert [one.reported for one in practice.store.messages(contact)] == ["", "delivered"]
    assert practice.store.message_with_reference(first.reference, [ChannelId("nowhere")]) is None


def test_a_record_that_cannot_be_taken_in_is_told_and_costs_the_others_nothing() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/waiting")
    records: list[Replied | Reported] = [
        Reported("e1", "never sent", "delivered"),
        Replied("e2", "FRONTDESK", "who is this?", TO),
        Replied("e3", "5550101", "stop", TO),
    ]
    taken = desk.take_in(an_act(practice), channel(practice), records)
    assert len(taken.answers) == 1
    assert taken.refused == (
        "event 'e1': no message is known by the reference 'never sent'; the report was not kept",
        "event 'e2': 'FRONTDESK' is no number that a text can come from; nothing was kept. "
        "Give the number that it came from, such as 202-555-0101",
    )
    assert consent_of(practice, "5550101", LineId("desk")) is Consent.OPTED_OUT


def test_what_could_not_be_kept_is_not_acknowledged() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/waiting")

    def full(name: str) -> None:
        if name == "record_consent":
            raise StoreError("no room is left on the disk")

    broken = Practice(practice.ruleset, watched(practice.store, full))
    with pytest.raises(StoreError):
        desk.take_in(an_act(broken), channel(practice), [Replied("e1", "5550101", "stop", TO)])
    desk.take_in(an_act(practice), channel(practice), [Replied("e1", "5550101", "stop", TO)])
    assert consent_of(practice, "5550101", LineId("desk")) is Consent.OPTED_OUT
