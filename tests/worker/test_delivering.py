"""Messages leave at most once, and every one of them ends somewhere that people can see."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Extras, Practice
from frontdesk.effects import Effect, SetStatus
from frontdesk.hookspecs import Accepted, AddressFact, Outgoing, Receipt, Refused, Uncertain, Unreachable
from frontdesk.names import (
    ChannelId,
    Consent,
    ContactId,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    MessageState,
    PhoneKind,
    State,
)
from frontdesk.plugins import PluginError, Plugins
from frontdesk.plugins.settings import PracticeCarriers, carriers_of
from frontdesk.records import Due, DueKind, Message
from frontdesk.tables import Condition, Row
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, load_ruleset

WELCOME = MessageId("visit_booked")
REMINDER = MessageId("visit_reminder")


def sent_to(practice: Practice, contact: ContactId, carrier: Carrier, *, later: timedelta = timedelta()) -> Message:
    """Send one message to *contact* and let the worker run; returns what became of it."""
    answer = desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    work(practice, carrier, MONDAY + later)
    assert answer.number is not None
    return practice.store.messages(contact)[-1]


def test_an_accepted_message_is_sent_with_its_fields_filled_in() -> None:
    practice, carrier = a_practice(), Carrier()
    message = sent_to(practice, a_contact(practice), carrier)
    assert (message.state, message.channel, message.reference) == (
        MessageState.SENT,
        "text",
        carrier.carried[0].message_id,
    )
    assert carrier.carried[0].body.startswith("Riverside Physical Therapy: your visit is booked, Ana.")
    assert carrier.carried[0].to == "5550101"


def test_a_message_that_left_never_leaves_again() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    sent_to(practice, contact, carrier)
    play(practice, carrier, MONDAY + timedelta(days=30))
    assert len(carrier.carried) == 1


def test_the_channel_is_decided_at_the_moment_of_sending() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    desk.set_consent(an_act(practice), contact, Consent.OPTED_OUT)
    work(practice, carrier, MONDAY)
    assert [one.channel for one in carrier.carried] == ["email"]


def test_a_skipped_message_names_the_row_and_is_never_tried_again() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.set_preferences(an_act(practice), contact, do_not_contact=True)
    message = sent_to(practice, contact, carrier)
    assert message.state is MessageState.SKIPPED
    assert message.reason == "Do Not Contact stops every automation."
    assert message.place.startswith("rulesets/default/delivery.yaml:")
    desk.set_preferences(an_act(practice), contact, do_not_contact=False)
    play(practice, carrier, MONDAY + timedelta(days=5))
    assert carrier.carried == []


def test_a_text_that_names_an_appointment_is_not_sent_with_a_hole_in_it() -> None:
    practice, carrier = a_practice("aesthetics"), Carrier()
    contact = a_contact(practice, "lead/contacted")
    desk.send(an_act(practice), contact, REMINDER, MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    message = practice.store.messages(contact)[-1]
    assert (message.state, message.reason) == (
        MessageState.SKIPPED,
        "the text names an appointment, and there is none",
    )
    assert carrier.carried == []


def test_a_text_sent_by_hand_is_about_the_next_appointment() -> None:
    practice, carrier = a_practice("aesthetics"), Carrier()
    contact = a_contact(practice, "lead/contacted")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=10))
    desk.send(an_act(practice), contact, REMINDER, MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    assert [one.body.partition(",")[0] for one in carrier.carried] == [f"{practice.ruleset.label}: see you on Thursday"]


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
    assert practice.store.consent("5550101", LineId("main")) is Consent.OPTED_OUT


def test_an_opt_out_that_the_provider_knows_is_recorded_however_late_it_comes() -> None:
    practice = a_practice()
    contact = a_contact(practice, email="")
    carrier = Carrier(lambda outgoing: Unreachable("stopped", "opted_out"))
    message = sent_to(practice, contact, carrier, later=timedelta(days=1, hours=1))
    assert message.state is MessageState.FAILED
    assert practice.store.consent("5550101", LineId("main")) is Consent.OPTED_OUT


def test_an_opt_out_that_the_provider_knows_stands_when_a_rule_that_follows_fails() -> None:
    practice = a_practice()
    contact = a_contact(practice, email="")
    endless = setting_each_other_off(practice, "failed")
    message = sent_to(endless, contact, Carrier(lambda outgoing: Unreachable("stopped", "opted_out")))
    assert message.state is MessageState.FAILED
    assert practice.store.consent("5550101", LineId("main")) is Consent.OPTED_OUT
    assert [notice.text[:40] for notice in practice.store.notices()] == ["what follows on message 1 could not be d"]


def test_an_end_that_nobody_knows_is_asked_for_again_also_when_a_rule_that_follows_fails() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    carrier = Carrier(lambda outgoing: Uncertain("time-out"), look_up=lambda outgoing: None)
    sent_to(setting_each_other_off(practice, "unknown"), contact, carrier)
    assert [due.number for due in practice.store.scheduled(contact) if due.kind is DueKind.RECONCILE] == [1]
    assert any("may or may not have left" in notice.text for notice in practice.store.notices())


def test_an_uncertain_end_is_looked_up_where_the_channel_can() -> None:
    practice = a_practice()
    carrier = Carrier(lambda outgoing: Uncertain("time-out"), look_up=lambda outgoing: Accepted("found"))
    message = sent_to(practice, a_contact(practice), carrier)
    assert (message.state, message.reference) == (MessageState.SENT, "found")


def test_an_uncertain_end_is_shown_to_staff_and_never_sent_again() -> None:
    practice = a_practice()
    carrier = Carrier(lambda outgoing: Uncertain("time-out"))
    contact = a_contact(practice)
    assert sent_to(practice, contact, carrier).state is MessageState.UNKNOWN
    play(practice, carrier, MONDAY + timedelta(days=5))
    assert len(carrier.carried) == 1
    assert any("may or may not have left" in notice.text for notice in practice.store.notices())


def claim(practice: Practice) -> bool:
    """A worker marks message 1 as being sent."""
    with practice.store.transaction():
        return practice.store.claim_message(1, ChannelId("text"), "5550101", MONDAY)


def test_a_worker_that_dies_while_sending_sends_nothing_twice() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    claimed = claim(practice)
    assert claimed
    carrier = Carrier()
    work(practice, carrier, MONDAY + timedelta(minutes=5))
    assert practice.store.message(1).state is MessageState.SENDING, "another worker may still be sending it"
    work(practice, carrier, MONDAY + timedelta(minutes=11))
    assert practice.store.message(1).state is MessageState.UNKNOWN
    assert carrier.carried == []


def test_two_workers_claim_a_message_once() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    assert claim(practice)
    assert not claim(practice)


def test_a_plugin_that_is_not_installed_stops_the_worker_and_costs_nobody_a_message() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    with pytest.raises(PluginError, match="no plugin offers a channel called 'outbox'"):
        carriers_of(practice.ruleset.channels.values(), Plugins(()), Path(), {})
    work(practice, carrier, MONDAY)
    (message,) = practice.store.messages(contact)
    assert message.state is MessageState.SENT


def test_a_plugin_that_was_taken_away_while_sending_stops_nobody() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    assert claim(practice)
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


def test_nobody_waits_while_a_provider_is_asked(tmp_path: Path) -> None:
    file = tmp_path / "practice.db"
    practice = a_practice(file=file)

    def write_meanwhile(outgoing: Outgoing) -> Receipt:
        with closing(sqlite3.connect(file, timeout=0.1)) as other, other:
            other.execute("INSERT INTO setting VALUES ('written', 'meanwhile')")
        return Accepted("found")

    carrier = Carrier(lambda outgoing: Uncertain("time-out"), look_up=write_meanwhile)
    assert sent_to(practice, a_contact(practice), carrier).reference == "found"
    with closing(sqlite3.connect(file)) as other:
        (written,) = other.execute("SELECT value FROM setting WHERE name = 'written'").fetchone()
    assert written == "meanwhile"


def test_who_refuses_e_mail_gets_none_any_more() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/waiting", cell="")
    carrier = Carrier(lambda outgoing: Unreachable("unsubscribed", "opted_out"))
    desk.send(an_act(practice), contact, MessageId("thanks"), MessageKind.MANUAL)
    work(practice, carrier, MONDAY)
    assert len(carrier.carried) == 1
    assert not practice.store.contact(contact).email_valid


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


def test_rules_that_follow_a_delivery_without_end_do_not_forget_that_it_left() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    work(setting_each_other_off(practice, "sent"), Carrier(), MONDAY)
    assert practice.store.messages(contact)[-1].state is MessageState.SENT
    assert any("what follows on message" in notice.text for notice in practice.store.notices())


def test_a_message_outside_the_hours_waits_and_the_journal_says_why() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.send(an_act(practice, timedelta(hours=12)), contact, WELCOME, MessageKind.AUTOMATION)
    work(practice, carrier, MONDAY + timedelta(hours=12))
    assert carrier.carried == []
    (moved,) = [entry for entry in practice.store.journal(contact=contact) if entry.kind == "message moved"]
    assert "windows.yaml" in str(moved.data["place"])
    play(practice, carrier, MONDAY + timedelta(hours=24))
    assert len(carrier.carried) == 1


def test_a_message_that_a_campaign_has_waiting_is_withdrawn_with_it() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.set_status(an_act(practice), contact, State("free_screen/no_show"))
    play(practice, carrier, MONDAY + timedelta(hours=24))
    desk.set_status(an_act(practice, timedelta(hours=25)), contact, State("free_screen/pending"))
    play(practice, carrier, MONDAY + timedelta(days=20))
    assert all(one.state is not MessageState.WAITING for one in practice.store.messages(contact))
    assert [one.body[:40] for one in carrier.carried][1:] == []


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


def test_a_reminder_that_comes_after_the_appointment_is_not_sent() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=2))
    work(practice, carrier, MONDAY + timedelta(days=2, minutes=1))
    left_out = [entry.data["step"] for entry in practice.store.journal(contact=ana) if entry.kind == "step left out"]
    assert (left_out, carrier.carried) == (["before"], [])


def test_a_reminder_held_back_until_after_the_appointment_is_skipped() -> None:
    practice = a_practice(HARBOUR)
    carrier = Carrier(lambda outgoing: Refused("busy", retry=True))
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(hours=41))
    play(practice, carrier, MONDAY + timedelta(hours=40))
    work(practice, carrier, MONDAY + timedelta(hours=42))
    (reminder,) = practice.store.messages(ana)
    assert len(carrier.carried) > 1
    assert (reminder.state, reminder.reason) == (
        MessageState.SKIPPED,
        "it was for before the appointment, and that time has passed",
    )


def test_nothing_happens_by_itself_while_a_choice_can_be_corrected() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "enquiry/waiting")
    with practice.store.transaction():
        practice.store.schedule(Due(MONDAY + timedelta(minutes=1), DueKind.TIMER, ana, "long_wait"))
    desk.set_status(an_act(practice), ana, State("enquiry/wrong"), Extras(note="No such number"))
    work(practice, carrier, MONDAY + timedelta(minutes=2))
    assert practice.store.contact(ana).settled == "enquiry/waiting"
    work(practice, carrier, MONDAY + timedelta(minutes=6))
    assert practice.store.contact(ana).settled == "enquiry/wrong"


def test_rules_judge_by_what_has_settled_while_a_choice_can_be_corrected() -> None:
    practice = a_practice("aesthetics")
    ana = a_contact(practice, "lead/dead")
    desk.set_status(an_act(practice), ana, State("lead/contacted"))
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=10))
    assert practice.store.enrolments(ana) == []
    desk.undo(an_act(practice), ana)
    assert practice.store.contact(ana).state == "lead/dead"
