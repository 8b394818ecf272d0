"""Messages leave at most once, by the way that is decided at the moment of sending."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Accepted, Outgoing, Receipt, Uncertain
from frontdesk.names import Consent, LineId, MessageId, MessageKind, MessageState
from frontdesk.plugins import PluginError, Plugins
from frontdesk.plugins.settings import carriers_of
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, staff_record
from worker.sending import WELCOME, claim, sent_to

STOPPED, HELLO = MessageId("stopped"), MessageId("hello")


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
    staff_record(an_act(practice), contact, Consent.OPTED_OUT)
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


def test_an_uncertain_end_is_looked_up_where_the_channel_can() -> None:
    practice = a_practice()
    carrier = Carrier(lambda outgoing: Uncertain("time-out"), look_up=lambda outgoing: Accepted("found"))
    message = sent_to(practice, a_contact(practice), carrier)
    assert (message.state, message.reference) == (MessageState.SENT, "found")


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


def test_an_answer_whose_text_the_rules_lost_is_skipped_and_the_worker_goes_on() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    contact = a_contact(practice, "client/waiting")
    desk.receive(an_act(practice), "5550101", "STOP")
    text = practice.ruleset.messages[STOPPED]
    for left in ({}, {STOPPED: replace(text, content={})}):
        others = {name: one for name, one in practice.ruleset.messages.items() if name != STOPPED}
        fewer = Practice(replace(practice.ruleset, messages={**others, **left}), practice.store)
        assert work(fewer, carrier, MONDAY).failures == []
    (message,) = [one for one in practice.store.messages(contact) if one.message == STOPPED]
    assert (message.state, message.reason) == (MessageState.SKIPPED, "the message has no content for Text")


def test_consent_is_asked_for_the_line_that_the_message_really_leaves_from() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    contact = a_contact(practice, "client/waiting")
    desk.send(an_act(practice), contact, HELLO, MessageKind.MANUAL)
    desk.receive(an_act(practice), "5550101", "STOP", LineId("desk"))
    moved = replace(practice.ruleset.messages[HELLO], line=LineId("surgery"))
    rules = replace(practice.ruleset, messages={**practice.ruleset.messages, HELLO: moved})
    work(Practice(rules, practice.store), carrier, MONDAY)
    assert [one.sender for one in carrier.carried if one.channel == "text" and one.message_id.endswith("-1")] == []


def test_whoever_runs_the_worker_hears_that_nobody_knows_whether_a_message_left() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    worked = work(practice, Carrier(lambda outgoing: Uncertain("time-out")), MONDAY)
    assert worked.failures == ["whether message 1 left is not known: time-out"]
