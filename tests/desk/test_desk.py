"""What the front desk does, and what follows: calls, appointments, preferences, consent, replies, syncing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import (
    Act,
    AppointmentError,
    ContactLog,
    Extras,
    NotOneContactError,
    Practice,
    RequestReusedError,
    redecide,
)
from frontdesk.effects import Effect, SetStatus
from frontdesk.events import EventKind
from frontdesk.hookspecs import (
    AppointmentChange,
    Changes,
    PatientChange,
    PreferenceChange,
    PreferenceSource,
    Refused,
)
from frontdesk.interpreter.consequences import ReactionLoopError
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.model import UnknownNameError
from frontdesk.names import AppointmentState, Consent, LineId, MessageId, MessageKind, OutcomeId, State, status_of
from frontdesk.tables import Condition, Row
from frontdesk.views import options
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, amount, an_act, load_ruleset


def test_a_stop_opts_out_everybody_on_the_number_for_that_line_only() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new", cell="5550101")
    ben = a_contact(practice, "lead/new", name="Ben Example", cell="5550101")
    first, second = list(practice.ruleset.lines)[:2]
    answer = desk.receive(an_act(practice), "5550101", " Stop. ", first)
    assert answer.number == 2
    assert practice.store.consent("5550101", first) is Consent.OPTED_OUT
    assert practice.store.consent("5550101", second) is Consent.UNKNOWN
    told = {entry.contact for entry in practice.store.journal() if entry.kind == "event"}
    assert told == {ana, ben}


@pytest.mark.parametrize(
    ("text", "value"),
    [("STOP", Consent.OPTED_OUT), ("stop!", Consent.OPTED_OUT), ("opt  out", Consent.OPTED_OUT), ("please stop", None)],
)
def test_a_keyword_counts_only_as_the_whole_message(text: str, value: Consent | None) -> None:
    practice = a_practice()
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", text)
    assert practice.store.consent("5550101", LineId("main")) is (value or Consent.UNKNOWN)


def test_a_reply_from_nobody_is_refused() -> None:
    with pytest.raises(desk.NobodyThereError, match="nobody has the number"):
        desk.receive(an_act(a_practice()), "5550199", "When do you open?")


def test_a_stop_from_a_number_that_nobody_has_counts_for_whoever_gets_it() -> None:
    practice = a_practice()
    answer = desk.receive(an_act(practice), "+12025550199", "STOP")
    assert answer.said == "nobody has the number +12025550199; 'stop' is kept for whoever gets it"
    contact = a_contact(practice, cell="2025550199", email="")
    desk.send(an_act(practice), contact, MessageId("visit_booked"), MessageKind.AUTOMATION)
    carrier = Carrier()
    work(practice, carrier, MONDAY)
    assert carrier.carried == []


@pytest.mark.parametrize("written", ["2025550101", "12025550101", "+12025550101"])
@pytest.mark.parametrize("kept", ["2025550101", "12025550101", "+12025550101"])
def test_a_stop_counts_however_the_number_is_written(written: str, kept: str) -> None:
    practice = a_practice()
    contact = a_contact(practice, cell=kept)
    assert desk.receive(an_act(practice), written, "STOP").contact == contact
    assert practice.store.consent(kept, LineId("main")) is Consent.OPTED_OUT


def test_numbers_of_other_countries_have_one_form() -> None:
    practice = a_practice()
    a_contact(practice, cell="+351555010101")
    with pytest.raises(desk.NobodyThereError):
        desk.receive(an_act(practice), "555010101", "Hello")


def test_a_keyword_is_answered_from_the_line_that_it_came_in_on() -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    contact = a_contact(practice, "patient/active")
    other = list(practice.ruleset.lines)[-1]
    assert len(practice.ruleset.lines) > 1
    desk.receive(an_act(practice), "5550101", "STOP", other)
    work(practice, carrier, MONDAY)
    assert [one.sender for one in carrier.carried] == [practice.ruleset.lines[other].number]
    assert practice.store.messages(contact)[-1].line == other


def test_a_stop_takes_back_the_answer_to_a_start_that_waits() -> None:
    practice, carrier = a_practice(), Carrier(lambda outgoing: Refused("busy", retry=True))
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", "START")
    work(practice, carrier, MONDAY)
    desk.receive(an_act(practice), "5550101", "STOP")
    play(practice, carrier, MONDAY + timedelta(hours=1))
    start, *stops = carrier.carried
    assert "START" not in start.body
    assert {one.body for one in stops} == {stops[0].body} != {start.body}


def test_a_report_that_says_nothing_new_has_no_consequence() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, MessageId("visit_booked"), MessageKind.AUTOMATION)
    work(practice, Carrier(), MONDAY)
    for said in ("sent", "undelivered", "undelivered", "failed"):
        desk.report(an_act(practice), 1, said)
    assert len(practice.store.notices()) == 1
    desk.report(an_act(practice), 1, "delivered")
    answer = desk.report(an_act(practice), 1, "undelivered")
    assert answer.said == "nothing new of message 1: it is delivered"
    assert practice.store.message(1).reported == "delivered"
    assert len(practice.store.notices()) == 1
    with pytest.raises(UnknownNameError, match="report"):
        desk.report(an_act(practice), 1, "read")


def test_a_call_that_is_an_attempt_counts_and_the_third_suggests() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/created")
    for number in range(3):
        assert options(an_act(practice), contact).suggested is None
        desk.log_contact(an_act(practice, timedelta(days=number)), contact, ContactLog(OutcomeId("no_answer"), MONDAY))
    suggested = options(an_act(practice, timedelta(days=3)), contact).suggested
    assert suggested is not None
    assert suggested.state == "lead/dead"
    assert practice.store.contact(contact).settled == "lead/created"


def test_the_limit_can_move_the_contact_by_itself() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    for number in range(2):
        log = ContactLog(OutcomeId("not_reached"))
        desk.log_contact(an_act(practice, timedelta(hours=number)), contact, log)
    moved = practice.store.contact(contact)
    assert (moved.settled, moved.lost_reason) == ("enquiry/moved", "silent")


def test_an_outcome_without_a_date_or_a_close_is_refused_with_the_rule() -> None:
    practice = a_practice("dental")
    contact = a_contact(practice, "patient/active")
    with pytest.raises(LogRefusedError, match=r"set a follow-up date.*tasks.yaml"):
        desk.log_contact(an_act(practice), contact, ContactLog(OutcomeId("no_answer")))
    assert practice.store.tasks() == []


def test_reminders_move_with_the_appointment_and_vanish_with_it() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/scheduled")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=5))
    (before,) = [due for due in practice.store.scheduled(contact) if due.kind == "step"]
    desk.reschedule(an_act(practice, timedelta(hours=1)), contact, MONDAY + timedelta(days=6))
    (after,) = [due for due in practice.store.scheduled(contact) if due.kind == "step"]
    assert after.at - before.at == timedelta(days=1)
    desk.become(an_act(practice, timedelta(hours=2)), contact, AppointmentState.CANCELLED)
    assert practice.store.scheduled(contact) == []


def test_nothing_can_be_said_of_an_appointment_that_is_not_there() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/scheduled")
    with pytest.raises(desk.AppointmentError, match="book one first"):
        desk.become(an_act(practice), contact, AppointmentState.KEPT)


def test_preferences_are_kept_and_rules_hear_of_it() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_preferences(an_act(practice), contact, number="home", do_not_contact=True)
    sheet = practice.store.contact(contact).facesheet
    assert (sheet.number, sheet.method, sheet.do_not_contact) == ("home", "not_sent", True)
    assert [entry.kind for entry in practice.store.journal()] == ["preferences set", "event"]
    with pytest.raises(UnknownNameError, match="did you mean 'postcard'"):
        desk.set_preferences(an_act(practice), contact, method="postcards")


def test_finding_somebody_needs_enough_of_the_name() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    ben = a_contact(practice, name="Ben Example")
    assert desk.find(an_act(practice), "ana ex").id == ana
    assert desk.find(an_act(practice), str(ana)).id == ana
    with pytest.raises(NotOneContactError, match=f"'{ana} Ana Example' or '{ben} Ben Example'; write the number"):
        desk.find(an_act(practice), "example")


def test_the_reference_of_one_is_not_a_part_of_anothers() -> None:
    practice = a_practice()
    one, other = a_contact(practice, reference="R1"), a_contact(practice, reference="R10")
    assert desk.find(an_act(practice), "R1").id == one
    assert desk.find(an_act(practice), "r10").id == other


@pytest.mark.parametrize("text", ["%", "_na", "Ana!"])
def test_what_is_looked_for_is_text_and_no_pattern(text: str) -> None:
    practice = a_practice()
    a_contact(practice)
    with pytest.raises(NotOneContactError, match=f"'{text}' is in nobody's name, number, e-mail or reference"):
        desk.find(an_act(practice), text)


def test_a_number_is_found_however_it_is_written() -> None:
    practice = a_practice()
    ana = a_contact(practice, cell="5550101")
    a_contact(practice, name="Ben Example", cell="5550102")
    assert desk.find(an_act(practice), "555-0101").id == ana
    with pytest.raises(NotOneContactError):
        desk.find(an_act(practice), "\N{SUPERSCRIPT TWO}")


def test_the_task_of_somebody_else_is_not_logged() -> None:
    practice = a_practice()
    ana, ben = a_contact(practice), a_contact(practice, name="Ben Example", cell="5550102")
    theirs = desk.log_contact(an_act(practice), ben, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    with pytest.raises(LogRefusedError, match=f"task {theirs.number} is of contact {ben}"):
        desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), close=True, task=theirs.number))


def test_a_task_that_is_closed_is_not_logged_again() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    first = desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("did_not_schedule"), close=True, task=first.number))
    with pytest.raises(LogRefusedError, match="is closed"):
        desk.log_contact(
            an_act(practice), ana, ContactLog(OutcomeId("did_not_schedule"), close=True, task=first.number)
        )


def test_a_rule_that_outruns_a_choice_leaves_its_note_and_a_line_in_the_journal() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + timedelta(hours=1))
    waiting = State("enquiry/waiting")
    extras = Extras(note="Call me", follow_up_at=MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice), ana, waiting, extras)
    desk.become(an_act(practice, timedelta(minutes=1)), ana, AppointmentState.KEPT)
    assert practice.store.contact(ana).settled == "client/waiting"
    assert [note.text for note in practice.store.notes(ana)] == ["Call me"]
    (undone,) = [entry for entry in practice.store.journal(contact=ana) if entry.kind == "status undone"]
    assert undone.data == {"state": waiting, "back to": "client/waiting"}


def test_what_a_late_worker_does_counts_from_when_it_fell_due() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    extras = Extras(follow_up_at=MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice), ana, State("enquiry/waiting"), extras)
    work(practice, Carrier(), MONDAY + timedelta(hours=1))
    work(practice, Carrier(), MONDAY + timedelta(days=33))
    contact = practice.store.contact(ana)
    assert (contact.settled, contact.settled_at) == ("enquiry/moved", MONDAY + timedelta(days=30))


def test_a_visit_that_is_moved_is_reminded_of_again() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    play(practice, carrier, MONDAY + timedelta(days=2, hours=12))
    assert len(carrier.carried) == 1
    desk.reschedule(an_act(practice, timedelta(days=2, hours=13)), ana, MONDAY + timedelta(days=10))
    play(practice, carrier, MONDAY + timedelta(days=9, hours=12))
    assert len(carrier.carried) == 2
    assert "March 12" in carrier.carried[1].body


def test_an_appointment_that_is_over_stays_so() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    visit = desk.book(an_act(practice), ana, MONDAY + timedelta(hours=1)).number
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED, visit)
    with pytest.raises(AppointmentError, match="is cancelled already"):
        desk.become(an_act(practice), ana, AppointmentState.KEPT, visit)
    with pytest.raises(AppointmentError, match="does not become booked"):
        desk.become(an_act(practice), ana, AppointmentState.BOOKED)


def test_a_request_id_that_was_used_for_something_else_is_refused() -> None:
    practice = a_practice()
    ana, ben = a_contact(practice), a_contact(practice, name="Ben Example", cell="5550102")
    desk.set_preferences(an_act(practice, request="r-1"), ana, method="text")
    again = desk.set_preferences(an_act(practice, request="r-1"), ana, method="text")
    assert again.contact == ana
    with pytest.raises(RequestReusedError, match="'r-1' was used before"):
        desk.set_preferences(an_act(practice, request="r-1"), ben, method="text")
    with pytest.raises(RequestReusedError):
        desk.set_preferences(an_act(practice, request="r-1"), ana, method="call")
    assert practice.store.contact(ben).facesheet.method == "not_sent"


def test_a_usual_follow_up_is_told_where_none_is_set() -> None:
    practice = a_practice()
    ana, paused = a_contact(practice), State("free_screen/pending")
    assert practice.ruleset.statuses[status_of(paused)].suggests_follow_up == timedelta(weeks=1)
    extras = Extras(follow_up_at=MONDAY + timedelta(days=9))
    assert desk.set_status(an_act(practice), ana, paused).said.endswith("; a follow-up in 1 week is usual")
    desk.undo(an_act(practice), ana)
    assert "usual" not in desk.set_status(an_act(practice), ana, paused, extras).said


def test_no_command_outruns_a_choice_whose_window_has_passed() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.set_status(an_act(practice), ana, State("free_screen/no_show"))
    desk.set_preferences(an_act(practice, timedelta(hours=2)), ana, method="text")
    assert practice.store.contact(ana).settled == "free_screen/no_show"


def test_finding_somebody_before_anybody_is_there_says_so() -> None:
    with pytest.raises(NotOneContactError, match=r"there is no contact yet.*frontdesk import FILE"):
        desk.find(an_act(a_practice()), "ana")


def test_rules_that_set_each_other_off_are_stopped_and_nothing_is_kept() -> None:
    practice = a_practice(HARBOUR)
    there, back = State("client/waiting"), State("client/visiting")
    kept = replace(_always(there, back, "kept"), when=(Condition("event", frozenset({"appointment_kept"}), "kept"),))
    rows = (kept, _always(there, back, "there"), _always(back, there, "back"))
    looping = replace(practice.ruleset.consequences, rows=rows)
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


def a_source(*changes: PreferenceChange, cursor: str = "1") -> PreferenceSource:
    return PreferenceSource("emr_csv", lambda settings, since: Changes(changes, cursor))


def test_a_sync_reads_the_emrs_words_and_names_those_that_it_does_not_know() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    synced = desk.sync_preferences(
        an_act(practice),
        a_source(
            PreferenceChange("P-1", number="HOME", method="voice", consent="opted_out"),
            PreferenceChange("P-2", number="CELL"),
            PreferenceChange("P-1", method="PIGEON"),
        ),
        {"file": "x.csv"},
    )
    assert synced.changed == 2
    assert [words.split(":")[0] for words in synced.not_understood] == ["patient P-2", "patient P-1"]
    assert "PIGEON" in synced.not_understood[1]
    assert practice.store.contact(contact).emr.method == "not_sent"
    assert practice.store.consent("5550101", LineId("main")) is Consent.OPTED_OUT


def test_a_sync_says_what_of_an_emr_it_does_not_take_over() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    changes = (
        PatientChange("P-1", name="Ana Changed"),
        AppointmentChange("A-1", "P-1", at="2026-03-05 10:00"),
        PreferenceChange("P-1", method="DNC"),
    )
    source = PreferenceSource("acme", lambda settings, since: Changes(changes, "1"))
    synced = desk.sync_preferences(an_act(practice), source)
    assert synced.changed == 1
    assert synced.not_understood == ("2 changes of patients or appointments: this version takes over preferences only",)
    assert practice.store.contact(contact).name == "Ana Example"


def test_a_preference_for_one_appointment_stays_with_it() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    number = desk.book(an_act(practice), contact, MONDAY + timedelta(days=3)).number
    at = (MONDAY + timedelta(days=3)).isoformat()
    desk.sync_preferences(an_act(practice), a_source(PreferenceChange("P-1", at=at, method="DNC")), {"file": "x"})
    assert number is not None
    assert practice.store.appointment(number).preference.do_not_contact
    assert not practice.store.contact(contact).emr.do_not_contact


def test_deciding_again_from_the_journal_gives_the_same_effects(tmp_path: Path) -> None:
    practice = a_practice(HARBOUR, tmp_path / "p.db")
    contact = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice), contact, State("client/visiting"))
    desk.log_contact(an_act(practice), contact, ContactLog(OutcomeId("reached"), close=True, note="Well"))
    desk.receive(an_act(practice), "5550101", "PARAR")
    play(practice, Carrier(), MONDAY + timedelta(days=5))
    again = redecide(Act(practice, MONDAY))
    assert again.differences == ()
    assert again.events >= 6


def test_what_earlier_rules_decided_is_decided_again_by_those() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_preferences(an_act(practice), contact, number="home")
    other = Practice(load_ruleset("dental"), practice.store)
    again = redecide(Act(other, MONDAY))
    assert (again.events, again.rules_not_kept, again.differences) == (1, 0, ())


def test_what_rules_decided_that_are_not_kept_is_counted_apart() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    unknown = Practice(replace(practice.ruleset, hash="never kept"), practice.store)
    with practice.store.transaction():
        practice.store.put_in_force("never kept", "", "", MONDAY)
    desk.set_preferences(Act(unknown, MONDAY), contact, number="home")
    again = redecide(an_act(practice))
    assert (again.events, again.rules_not_kept) == (0, 1)


def test_a_rule_that_would_decide_otherwise_now_is_found() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_preferences(an_act(practice), contact, number="home")
    table = practice.ruleset.consequences
    fewer = replace(table, rows=tuple(row for row in table.rows if row.id != "changed"))
    tampered = Practice(replace(practice.ruleset, consequences=fewer), practice.store)
    assert len(redecide(Act(tampered, MONDAY)).differences) == 1


def test_a_time_spent_in_a_status_and_a_date_are_events() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_status(an_act(practice), contact, State("enquiry/waiting"), desk.Extras(follow_up_at=MONDAY))
    play(practice, Carrier(), MONDAY + timedelta(days=31))
    moved = practice.store.contact(contact)
    assert (moved.settled, moved.lost_reason) == ("enquiry/moved", "silent")


def test_leaving_the_status_stops_its_clock() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_status(an_act(practice), contact, State("enquiry/waiting"), desk.Extras(follow_up_at=MONDAY))
    work(practice, Carrier(), MONDAY + timedelta(minutes=5))
    later = an_act(practice, timedelta(days=10))
    desk.set_status(later, contact, State("enquiry/wrong"), desk.Extras(note="a vendor"))
    play(practice, Carrier(), MONDAY + timedelta(days=60))
    assert practice.store.contact(contact).settled == "enquiry/wrong"
