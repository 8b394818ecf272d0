"""What follows an event: effects in order, the events that they bring about, and an end to both."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from checking.small import built, overlay, rows
from frontdesk import desk
from frontdesk.desk import Extras, Practice
from frontdesk.effects import Effect, SetStatus
from frontdesk.events import EventKind
from frontdesk.interpreter.consequences import ReactionLoopError
from frontdesk.names import AppointmentState, State
from frontdesk.rendering.journal import entry_line
from frontdesk.tables import Condition, Row
from frontdesk.views.timeline import timeline
from frontdesk.worker import work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, amount, an_act


def test_a_rule_that_outruns_a_choice_leaves_its_note_and_a_line_in_the_journal() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + timedelta(hours=1))
    waiting = State("enquiry/waiting")
    extras = Extras(note="Call me", follow_up_at=MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice), ana, waiting, extras)
    said = desk.become(an_act(practice, timedelta(minutes=1)), ana, AppointmentState.KEPT).said
    assert practice.store.contact(ana).settled == "client/waiting"
    assert [note.text for note in practice.store.notes(ana)] == ["Call me"]
    (undone,) = [entry for entry in practice.store.journal(contact=ana) if entry.kind == "status undone"]
    assert undone.data == {"state": waiting, "back to": "client/waiting"}
    (notice,) = [one.text for one in practice.store.notices() if "does not hold" in one.text]
    assert notice.startswith("'Enquiry - Waiting', chosen by staff, does not hold: the rule kept (")
    assert notice.endswith(" says 'Client - On leave'; choose again if it is wrong")
    assert notice in said, "whoever asked reads it at once"


def test_the_journal_says_who_gets_what_a_rule_gives_to_a_field(tmp_path: Path) -> None:
    to = '"{handed_to|Front desk}"'
    facts = "facts:\n  handed_to: {of: contact, kind: text}\n"
    do = f"do: [{{open_task: {{task: ring, to: {to}}}}}, {{notify_staff: {{text: Hello, to: {to}}}}}]"
    rule = f"reactions: [{{id: handed, last: yes, on: {{status_entered: enquiry/waiting}}, {do}, because: Ours.}}]\n"
    practice = a_practice(built(overlay(tmp_path, facts=facts, reactions=rule)))
    ana, ben = (a_contact(practice, "enquiry/new", cell=cell) for cell in ("5550101", "5550102"))
    desk.note_facts(an_act(practice), ana, {"handed_to": "Lena"})
    for who in (ana, ben):
        extras = Extras(follow_up_at=MONDAY + timedelta(days=2))
        desk.set_status(an_act(practice), who, State("enquiry/waiting"), extras)
    work(practice, Carrier(), MONDAY + timedelta(hours=1))
    for who, to in ((ana, "Lena"), (ben, "Front desk")):
        told = [entry_line(practice.ruleset, one) for one in timeline(an_act(practice), who)]
        assert any(f"open task ring for {to} (" in line and f"tell staff (to {to}) (" in line for line in told)


def test_rules_that_set_each_other_off_are_stopped_and_nothing_is_kept() -> None:
    practice = a_practice(HARBOUR)
    there, back = State("client/waiting"), State("client/visiting")
    kept = replace(_always(there, back, "kept"), when=(Condition("event", frozenset({"appointment_kept"}), "kept"),))
    looped = (kept, _always(there, back, "there"), _always(back, there, "back"))
    looping = replace(practice.ruleset.consequences, rows=looped)
    practice = Practice(replace(practice.ruleset, consequences=looping), practice.store)
    contact = a_contact(practice, "client/visiting")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=1))
    before = amount(practice)
    with pytest.raises(ReactionLoopError, match=r"'back'.*'there'.*nothing was done"):
        desk.become(an_act(practice), contact, AppointmentState.KEPT)
    assert amount(practice) == before
    assert practice.store.contact(contact).settled == "client/visiting"


def _always(wanted: State, when: State, name: str) -> Row[tuple[Effect, ...]]:
    event = Condition("event", frozenset({EventKind.STATUS_ENTERED}), "status_entered")
    state = Condition("event_state", frozenset({when}), when)
    return Row(name, (event, state), (SetStatus(wanted),))


@pytest.mark.parametrize(("noted", "whose"), [("Kim", "Kim"), ("", "Front desk")])
def test_a_task_and_a_notice_go_to_whom_a_fact_of_the_contact_names(tmp_path: Path, noted: str, whose: str) -> None:
    to = "to: '{postal_address|Front desk}'"
    does = f"[{{open_task: {{task: follow_up, {to}}}}}, {{notify_staff: {{text: Look, {to}}}}}]"
    written = rows("reactions", f"on: {{status_entered: enquiry/wrong}}, do: {does}")
    practice = a_practice(built(overlay(tmp_path, reactions=written)))
    ana = a_contact(practice, "enquiry/new")
    act = an_act(practice)
    if noted:
        desk.note_facts(act, ana, {"postal_address": noted})
    desk.set_status(act, ana, State("enquiry/wrong"), Extras(note="A fax"))
    work(practice, Carrier(), MONDAY + timedelta(minutes=6))
    assert [one.assigned_to for one in practice.store.tasks(ana)] == [whose]
    assert [one.addressee for one in practice.store.notices() if one.text == "Look"] == [whose]
