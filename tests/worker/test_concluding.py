"""What becomes of a message: what a provider answers is written down, and every message ends where people see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.effects import Effect, SetStatus
from frontdesk.hookspecs import Accepted, AddressFact, Outgoing, Receipt, Refused, Uncertain, Unreachable
from frontdesk.names import (
    ChannelId,
    Consent,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    MessageState,
    PhoneKind,
    State,
)
from frontdesk.records import DueKind
from frontdesk.store.sqlite import SqliteStore
from frontdesk.tables import Condition, Row
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, consent_of, load_ruleset
from worker.sending import WELCOME, sent_to


def setting_each_other_off(practice: Practice, report: str) -> Practice:
    """The practice by rules that set each other off without end after this report of a message."""
    told = Condition("report", frozenset({report}), report)
    other = {"free_screen/no_show": "free_screen/canceled", "free_screen/canceled": "free_screen/no_show"}
    rows: list[Row[tuple[Effect, ...]]] = [Row("begin", (told,), (SetStatus(State("free_screen/no_show")),))]
    rows += [
        Row(here, (Condition("event_state", frozenset({here}), here),), (SetStatus(State(there)),))
        for here, there in other.items()
    ]
    table = practice.ruleset.consequences
    looping = replace(table, rows=tuple(rows), inputs={name: table.inputs[name] for name in ("report", "event_state")})
    return Practice(replace(practice.ruleset, consequences=looping), practice.store)


def test_a_message_refused_for_now_is_tried_later_and_given_up_after_a_day() -> None:
    practice = a_practice()
    carrier = Carrier(lambda outgoing: Refused("busy", retry=True))
    contact = a_contact(practice)
    message = sent_to(practice, contact, carrier)
    assert message.state is MessageState.WAITING
    play(practice, carrier, MONDAY + timedelta(days=3))
    assert practice.store.messages(contact)[-1].state is MessageState.FAILED
    assert len(carrier.carried) > 2


def test_a_definite_refusal_is_a_failure_and_staff_hear_of_it() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    message = sent_to(practice, contact, Carrier(lambda outgoing: Refused("not allowed")))
    assert (message.state, message.reason) == (MessageState.FAILED, "not allowed")
    assert any("did not arrive" in notice.text for notice in practice.store.notices())


@pytest.mark.parametrize(
    ("fact", "line_type"), [("landline", LineType.LANDLINE), ("invalid", LineType.INVALID)], ids=["landline", "invalid"]
)
def test_what_a_provider_says_of_a_number_counts_from_then_on(fact: AddressFact, line_type: LineType) -> None:
    practice = a_practice()
    contact = a_contact(practice)
    sent_to(practice, contact, Carrier(lambda outgoing: Unreachable("no", fact)))
    assert practice.store.contact(contact).phones[PhoneKind.CELL].line_type is line_type


@pytest.mark.parametrize("fact", ["landline", "invalid", "opted_out"])
def test_what_a_number_cannot_take_goes_another_way_once(fact: AddressFact) -> None:
    practice = a_practice()
    contact = a_contact(practice)
    carrier = Carrier(lambda outgoing: Unreachable("no", fact) if outgoing.channel == "text" else Accepted("by mail"))
    message = sent_to(practice, contact, carrier)
    assert [outgoing.channel for outgoing in carrier.carried] == ["text", "email"]
    assert (message.state, message.channel, message.reference) == (MessageState.SENT, "email", "by mail")
    told = [entry.data for entry in practice.store.journal() if entry.kind == "message refused for now"]
    assert [(one["channel"], one["reason"], one["now"]) for one in told] == [("text", "no", "email")]
    assert not practice.store.notices()


def test_where_no_way_is_left_the_message_has_failed_and_staff_hear_of_it_once() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    carrier = Carrier(lambda outgoing: Unreachable(f"no {outgoing.channel}", "invalid"))
    message = sent_to(practice, contact, carrier)
    assert [outgoing.channel for outgoing in carrier.carried] == ["text", "email"]
    assert (message.state, message.reason) == (MessageState.FAILED, "no email")
    assert [notice.text for notice in practice.store.notices()] == ["A message to Ana Example did not arrive."]


def test_a_provider_that_says_the_same_for_ever_is_not_asked_for_ever() -> None:
    rules = load_ruleset("physical-therapy")
    table = rules.tables["delivery"]
    always = Row("always", (), "text")
    stubborn = replace(rules, tables={**rules.tables, "delivery": replace(table, rows=(always,), inputs={})})
    practice = a_practice(stubborn)
    carrier = Carrier(lambda outgoing: Unreachable("no", "landline"))
    assert sent_to(practice, a_contact(practice), carrier).state is MessageState.FAILED
    assert len(carrier.carried) == 1


def test_what_a_provider_says_of_a_number_counts_for_everybody_who_has_it() -> None:
    practice = a_practice()
    one, other = a_contact(practice), a_contact(practice)
    sent_to(practice, one, Carrier(lambda outgoing: Unreachable("no", "landline")))
    assert practice.store.contact(other).phones[PhoneKind.CELL].line_type is LineType.LANDLINE


def test_an_opt_out_that_the_provider_knows_is_recorded() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    sent_to(practice, contact, Carrier(lambda outgoing: Unreachable("stopped", "opted_out")))
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_OUT


def test_whoever_unsubscribed_at_the_provider_refuses_e_mails_and_the_address_still_works() -> None:
    practice = a_practice()
    contact, other = (a_contact(practice, cell="", email=one) for one in ("ana@example.com", "Ana@Example.com"))
    message = sent_to(practice, contact, Carrier(lambda outgoing: Unreachable("unsubscribed", "opted_out")))
    assert message.state is MessageState.FAILED
    assert consent_of(practice, "ana@example.com", LineId("main"), "email") is Consent.OPTED_OUT
    assert practice.store.contact(contact).email_valid
    for one in (contact, other):
        carrier = Carrier()
        assert sent_to(practice, one, carrier).state is MessageState.SKIPPED
        assert carrier.carried == []


def test_an_address_that_does_not_work_is_no_refusal() -> None:
    practice = a_practice()
    contact = a_contact(practice, cell="")
    sent_to(practice, contact, Carrier(lambda outgoing: Unreachable("bounced", "invalid")))
    assert not practice.store.contact(contact).email_valid
    assert practice.store.consents("ana@example.com") == []


@pytest.mark.parametrize("keeps", [True, False])
def test_an_opt_out_of_a_channel_that_keeps_no_consent_stops_what_it_can(keeps: bool) -> None:
    rules = load_ruleset(HARBOUR)
    email = replace(rules.channels[ChannelId("email")], consent=keeps)
    practice = a_practice(replace(rules, channels={**rules.channels, ChannelId("email"): email}))
    contact = a_contact(practice, "client/waiting", cell="")
    desk.send(an_act(practice), contact, MessageId("hello"), MessageKind.MANUAL)
    work(practice, Carrier(lambda outgoing: Unreachable("unsubscribed", "opted_out")), MONDAY)
    assert practice.store.contact(contact).email_valid is keeps
    assert bool(practice.store.consents("ana@example.com")) is keeps


def test_an_opt_out_that_the_provider_knows_counts_on_every_line_where_the_practice_says_so() -> None:
    harbour = load_ruleset(HARBOUR)
    practice = a_practice(replace(harbour, consent=replace(harbour.consent, practice_wide=True)))
    contact = a_contact(practice, "client/waiting", email="")
    carrier = Carrier(lambda outgoing: Unreachable("stopped", "opted_out"))
    desk.send(an_act(practice), contact, MessageId("hello"), MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    kept = [consent_of(practice, "5550101", line) for line in harbour.lines]
    assert kept == [Consent.OPTED_OUT, Consent.OPTED_OUT]


def test_an_opt_out_that_the_provider_knows_is_recorded_for_the_line_that_the_message_left_from() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/waiting", email="")
    desk.send(an_act(practice), contact, MessageId("hello"), MessageKind.MANUAL)
    with practice.store.transaction():
        practice.store.save_message(replace(practice.store.message(1), line=LineId("gone")))
    work(practice, Carrier(lambda outgoing: Unreachable("stopped", "opted_out")), MONDAY)
    kept = [(one.line, one.value) for one in practice.store.consents("5550101")]
    assert kept == [(LineId("desk"), Consent.OPTED_OUT)]


def test_an_opt_out_that_the_provider_knows_is_recorded_however_late_it_comes() -> None:
    practice = a_practice()
    contact = a_contact(practice, email="")
    carrier = Carrier(lambda outgoing: Unreachable("stopped", "opted_out"))
    message = sent_to(practice, contact, carrier, later=timedelta(days=1, hours=1))
    assert message.state is MessageState.FAILED
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_OUT


def test_an_opt_out_that_the_provider_knows_stands_when_a_rule_that_follows_fails() -> None:
    practice = a_practice()
    contact = a_contact(practice, email="")
    endless = setting_each_other_off(practice, "failed")
    message = sent_to(endless, contact, Carrier(lambda outgoing: Unreachable("stopped", "opted_out")))
    assert message.state is MessageState.FAILED
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_OUT
    assert [notice.text[:40] for notice in practice.store.notices()] == ["what follows on message 1 could not be d"]


def test_an_end_that_nobody_knows_is_asked_for_again_also_when_a_rule_that_follows_fails() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    carrier = Carrier(lambda outgoing: Uncertain("time-out"), look_up=lambda outgoing: None)
    sent_to(setting_each_other_off(practice, "unknown"), contact, carrier)
    assert [due.number for due in practice.store.scheduled(contact) if due.kind is DueKind.RECONCILE] == [1]
    assert any("may or may not have left" in notice.text for notice in practice.store.notices())


def test_an_uncertain_end_is_shown_to_staff_and_never_sent_again() -> None:
    practice = a_practice()
    carrier = Carrier(lambda outgoing: Uncertain("time-out"))
    contact = a_contact(practice)
    assert sent_to(practice, contact, carrier).state is MessageState.UNKNOWN
    play(practice, carrier, MONDAY + timedelta(days=5))
    assert len(carrier.carried) == 1
    assert any("may or may not have left" in notice.text for notice in practice.store.notices())


def test_a_provider_that_says_how_long_to_wait_is_left_alone_so_long() -> None:
    practice = a_practice()
    carrier = Carrier(lambda outgoing: Refused("busy", retry=True, after=timedelta(seconds=90)))
    message = sent_to(practice, a_contact(practice), carrier)
    assert message.state is MessageState.WAITING
    play(practice, carrier, MONDAY + timedelta(seconds=89))
    assert len(carrier.carried) == 1
    play(practice, carrier, MONDAY + timedelta(seconds=90))
    assert len(carrier.carried) == 2


def test_the_answer_to_a_stop_is_tried_again_the_way_it_came() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    carrier = Carrier(lambda outgoing: Refused("busy", retry=True))
    desk.receive(an_act(practice), "5550101", "STOP")
    work(practice, carrier, MONDAY)
    carrier.answer = lambda outgoing: Accepted(outgoing.message_id)
    play(practice, carrier, MONDAY + timedelta(hours=1))
    assert [one.to for one in carrier.carried] == ["5550101", "5550101"]
    assert practice.store.messages(contact)[-1].state is MessageState.SENT


def test_who_refuses_e_mail_gets_none_any_more() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/waiting", cell="")
    carrier = Carrier(lambda outgoing: Unreachable("unsubscribed", "opted_out"))
    desk.send(an_act(practice), contact, MessageId("thanks"), MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    assert len(carrier.carried) == 1
    assert not practice.store.contact(contact).email_valid


def test_rules_that_follow_a_delivery_without_end_do_not_forget_that_it_left() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    work(setting_each_other_off(practice, "sent"), Carrier(), MONDAY)
    assert practice.store.messages(contact)[-1].state is MessageState.SENT
    assert any("what follows on message" in notice.text for notice in practice.store.notices())


def test_the_receipt_of_a_worker_that_was_taken_for_dead_still_counts(tmp_path: Path) -> None:
    file = tmp_path / "practice.db"
    practice = a_practice(file=file)
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, MessageId("visit_booked"))

    def slow(outgoing: Outgoing) -> Receipt:
        store = SqliteStore.open(file)
        work(Practice(practice.ruleset, store), Carrier(), MONDAY + timedelta(minutes=11))
        assert store.messages(contact)[0].state is MessageState.UNKNOWN
        store.close()
        return Accepted("after all")

    work(practice, Carrier(slow), MONDAY)
    (message,) = practice.store.messages(contact)
    assert (message.state, message.reference) == (MessageState.SENT, "after all")
