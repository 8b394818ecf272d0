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
from frontdesk.journal import MessageMoved
from frontdesk.names import Consent, ContactId, LineId, MessageId, MessageKind, MessageState
from frontdesk.plugins import PluginError, Plugins
from frontdesk.plugins.settings import carriers_of
from frontdesk.rendering.journal import entry_text
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


def test_nobody_is_woken_where_the_state_is_known_and_the_zone_is_not() -> None:
    practice, carrier = a_practice(), Carrier()
    cells = {"name": "Ana", "cell": "310-555-0101", "cell_type": "text_enabled", "region": "California"}
    ana = desk.add_contact(an_act(practice), {**cells, "email": "ana@example.com"}).contact
    assert ana is not None
    message = sent_to(practice, ContactId(ana), carrier)  # 10:00 in New York is 07:00 in California
    assert (message.state, carrier.carried) == (MessageState.WAITING, [])
    play(practice, carrier, MONDAY + timedelta(hours=1))
    assert [(one.to, one.at) for one in carrier.carried] == [("+13105550101", MONDAY + timedelta(hours=1))]


def test_where_several_clocks_may_be_theirs_the_journal_says_which_one_held_the_message() -> None:
    practice, carrier = a_practice(), Carrier()
    message = sent_to(practice, a_contact(practice, cell="+18085550101"), carrier)
    *_, moved = practice.store.journal()
    assert isinstance(moved.said, MessageMoved)
    assert (message.state, moved.said.clock) == (MessageState.WAITING, "Pacific/Honolulu")
    assert "on the clock of Pacific/Honolulu, which may be theirs" in entry_text(practice.ruleset, moved)


def test_a_line_is_handed_over_in_the_form_that_providers_take() -> None:
    for written, sender in (("(202) 555-0100", "+12025550100"), ("24365", "24365"), ("5550100", "5550100")):
        practice, carrier = a_practice(), Carrier()
        lines = {name: replace(line, number=written) for name, line in practice.ruleset.lines.items()}
        practice = Practice(replace(practice.ruleset, lines=lines), practice.store)
        sent_to(practice, a_contact(practice), carrier)
        assert [one.sender for one in carrier.carried] == [sender]


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


LINES = ("desk", "surgery", "gone", None)


@pytest.mark.parametrize("kind", MessageKind)
@pytest.mark.parametrize("queued", LINES)
@pytest.mark.parametrize("text", ["desk", "surgery", None])
@pytest.mark.parametrize("refused", ["desk", "surgery"])
def test_no_text_of_any_kind_leaves_from_a_line_on_which_they_opted_out(
    kind: MessageKind, queued: str | None, text: str | None, refused: str
) -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    contact = a_contact(practice, "client/waiting", email="")
    desk.send(an_act(practice), contact, HELLO, kind)
    with practice.store.transaction():
        practice.store.save_message(replace(practice.store.message(1), line=LineId(queued) if queued else None))
    staff_record(an_act(practice), contact, Consent.OPTED_OUT, LineId(refused))
    moved = replace(practice.ruleset.messages[HELLO], line=LineId(text) if text else None)
    rules = replace(practice.ruleset, messages={**practice.ruleset.messages, HELLO: moved})
    work(Practice(rules, practice.store), carrier, MONDAY)
    leaves_from = queued if queued in ("desk", "surgery") else text or "desk"
    senders = [one.sender for one in carrier.carried if one.channel == "text"]
    assert senders == ([] if leaves_from == refused else [rules.lines[LineId(leaves_from)].number])


def test_whoever_runs_the_worker_hears_that_nobody_knows_whether_a_message_left() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, WELCOME, MessageKind.AUTOMATION)
    worked = work(practice, Carrier(lambda outgoing: Uncertain("time-out")), MONDAY)
    assert worked.failures == ["whether message 1 left is not known: time-out"]
