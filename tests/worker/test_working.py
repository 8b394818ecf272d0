"""The worker: one thing at a time, counted from when it fell due, and what goes wrong costs only itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import chain, repeat
from pathlib import Path

from desk.reacting import BACK, THERE, on, reacting
from frontdesk import desk
from frontdesk.desk import Extras, Practice
from frontdesk.effects import SetStatus
from frontdesk.names import AppointmentState, MessageId, MessageKind, MessageState, State
from frontdesk.records import Due, DueKind
from frontdesk.store.sqlite import SqliteStore
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, load_ruleset


def test_what_a_late_worker_does_counts_from_when_it_fell_due() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    extras = Extras(follow_up_at=MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice), ana, State("enquiry/waiting"), extras)
    work(practice, Carrier(), MONDAY + timedelta(hours=1))
    work(practice, Carrier(), MONDAY + timedelta(days=33))
    contact = practice.store.contact(ana)
    assert (contact.settled, contact.settled_at) == ("enquiry/moved", MONDAY + timedelta(days=30))


def test_what_is_known_late_is_played_from_when_it_is_known() -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    ana = a_contact(practice, "lead/new", cell="+12125550101")
    desk.book(an_act(practice), ana, MONDAY + timedelta(hours=5))
    known = MONDAY + timedelta(days=3, hours=5)
    play(practice, carrier, known)
    said = len(carrier.carried)
    desk.become(desk.Act(practice, known), ana, AppointmentState.KEPT)
    play(practice, carrier, known + timedelta(days=1), since=known)
    survey, thanks = carrier.carried[said:]
    assert "how did we do" in survey.body  # due on the day after the visit, when nobody knew yet that it was kept
    assert (survey.at, thanks.at) == (known, known)


def test_no_more_is_played_than_up_to_the_hour_that_is_asked_for() -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    ana = a_contact(practice, "lead/new", cell="+12125550101")
    for days in (0, 2):
        with practice.store.transaction():
            practice.store.schedule(Due(MONDAY + timedelta(days=days), DueKind.TIMER, ana, f"long_wait {days}"))
    play(practice, carrier, MONDAY + timedelta(days=1), since=MONDAY + timedelta(days=3))
    assert [due.at for due in practice.store.scheduled(ana)] == [MONDAY + timedelta(days=2)]


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


def test_while_something_else_writes_nothing_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "practice.db"
    a_practice(file=file).store.close()
    practice = Practice(load_ruleset("physical-therapy"), SqliteStore.open(file, patience=0))
    carrier, contact = Carrier(), a_contact(practice)
    desk.set_status(an_act(practice), contact, State("free_screen/no_show"))
    desk.send(an_act(practice), contact, MessageId("visit_booked"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        worked = work(practice, carrier, MONDAY + timedelta(minutes=6))
        assert (worked.total, worked.stopped) == (0, True)
        assert worked.failures == [f"{file} is in use by something that does not let go; stop it and try again"]
        other.execute("ROLLBACK")
    work(practice, carrier, MONDAY + timedelta(minutes=6))
    assert practice.store.contact(contact).settled == "free_screen/no_show"
    assert practice.store.messages(contact)[0].state is MessageState.SENT


def test_a_worker_with_rules_that_were_replaced_stops_before_it_decides_anything() -> None:
    practice, carrier = a_practice(), Carrier()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, MessageId("visit_booked"))
    with practice.store.transaction():
        practice.store.put_in_force("newer rules", "newer", "", MONDAY)
    worked = work(practice, carrier, MONDAY)
    assert (worked.stopped, worked.total, carrier.carried) == (True, 0, [])
    assert practice.store.messages(contact)[0].state is MessageState.WAITING


def test_a_long_run_looks_at_the_clock_before_each_message() -> None:
    practice, carrier = a_practice(), Carrier()
    for number in range(3):
        contact = a_contact(practice, cell=f"555010{number}", email="")
        desk.send(an_act(practice), contact, MessageId("visit_booked"), MessageKind.AUTOMATION)
    closing_time = MONDAY + timedelta(hours=11)
    hours = chain([MONDAY, MONDAY], repeat(closing_time))  # the first is decided, and then handed over
    work(practice, carrier, MONDAY, clock=lambda: next(hours))
    assert len(carrier.carried) == 1
    assert [one.state for one in practice.store.messages()] == [MessageState.SENT, *[MessageState.WAITING] * 2]


def test_a_choice_whose_rules_cannot_be_carried_out_settles_all_the_same_and_the_staff_are_told() -> None:
    there, back = THERE, BACK
    rows = [on("event_state", one, SetStatus(other)) for one, other in ((there, back), (back, there))]
    practice = reacting(*rows)
    ana = a_contact(practice, back)
    desk.set_status(an_act(practice), ana, there, Extras(follow_up_at=MONDAY + timedelta(days=7)))
    worked = work(practice, Carrier(), MONDAY + timedelta(hours=1))
    contact = practice.store.contact(ana)
    assert (contact.settled, contact.choice, len(worked.failures)) == (there, None, 1)
    assert [one.text.partition(":")[0] for one in practice.store.notices()] == [
        "the status that was chosen holds, and nothing followed it"
    ]
    assert [one.follow_up_at for one in practice.store.tasks(ana)] == [MONDAY + timedelta(days=7)]
