"""What the practice's own facts say of a contact, noted by staff: dates set their clocks anew, 'unknown' forgets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import ContactLog, Practice, RequestReusedError
from frontdesk.model import Scope
from frontdesk.names import AppointmentState, ContactId, OutcomeId
from frontdesk.problems import FactError
from frontdesk.records import DueKind
from frontdesk.strangers import OddTextError
from frontdesk.tables import UNKNOWN, Value
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act

_LATER = timedelta(days=1)


@pytest.fixture
def dental() -> Practice:
    return a_practice("dental")


def clocks(practice: Practice, contact: ContactId) -> list[date]:
    return [due.at.date() for due in practice.store.scheduled(contact) if due.kind is DueKind.TIMER]


def test_what_is_noted_is_known_and_what_is_left_out_stays(dental: Practice) -> None:
    ana = a_contact(dental, "patient/active")
    answer = desk.note_facts(an_act(dental), ana, {"insurance": "insured", "balance": 40})
    assert answer.said == "noted of Ana Example: insurance insured, balance 40"
    desk.note_facts(an_act(dental), ana, {"balance": 0})
    assert dental.store.contact(ana).facts == {"insurance": "insured", "balance": 0}
    desk.note_facts(an_act(dental), ana, {"insurance": UNKNOWN})
    assert dental.store.contact(ana).facts == {"balance": 0}


def test_what_was_known_already_leaves_no_trace(dental: Practice) -> None:
    ana = a_contact(dental, "patient/active")
    desk.note_facts(an_act(dental), ana, {"insurance": "insured"})
    before = len(list(dental.store.journal()))
    assert desk.note_facts(an_act(dental), ana, {"insurance": "insured"}).said == "nothing new is known of Ana Example"
    assert len(list(dental.store.journal())) == before


def test_a_date_that_moves_takes_its_clock_along(dental: Practice) -> None:
    ana = a_contact(dental, "patient/active")
    desk.note_facts(an_act(dental), ana, {"recall_due": date(2026, 4, 1)})
    assert clocks(dental, ana) == [date(2026, 5, 1)]
    desk.note_facts(an_act(dental), ana, {"recall_due": date(2026, 6, 1)})
    assert clocks(dental, ana) == [date(2026, 7, 1)]
    desk.note_facts(an_act(dental), ana, {"insurance": "insured"})
    assert clocks(dental, ana) == [date(2026, 7, 1)]
    desk.note_facts(an_act(dental), ana, {"recall_due": UNKNOWN})
    assert clocks(dental, ana) == []


def test_a_date_that_has_passed_already_rings_at_once(dental: Practice) -> None:
    ana = a_contact(dental, "patient/active")
    act = an_act(dental)
    desk.note_facts(act, ana, {"recall_due": date(2026, 1, 5)})
    play(dental, Carrier(), act.now)
    (task,) = dental.store.tasks(ana)
    assert (task.task, task.opened_at, task.lifecycle) == ("overdue_recall", act.now, "open")


def test_the_same_request_is_done_once_and_another_one_under_its_id_is_refused(dental: Practice) -> None:
    ana = a_contact(dental, "patient/active")
    noted: dict[str, Value] = {"balance": 40}
    first = desk.note_facts(an_act(dental, request="r1"), ana, noted)
    desk.note_facts(an_act(dental), ana, {"balance": 50})
    assert desk.note_facts(an_act(dental, after=_LATER, request="r1"), ana, noted) == first
    assert dental.store.contact(ana).facts == {"balance": 50}
    with pytest.raises(RequestReusedError):
        desk.note_facts(an_act(dental, request="r1"), ana, {"balance": 60})


def test_a_fact_of_a_visit_is_noted_of_the_one_that_is_named_also_once_it_is_over() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    day = timedelta(days=1)
    desk.book(an_act(practice), ana, MONDAY + day)
    desk.become(an_act(practice, 2 * day), ana, AppointmentState.KEPT)
    both: dict[str, Value] = {"surgery": "yes", "weight": 12}
    assert desk.note_facts(an_act(practice, 2 * day), ana, both).said == (
        "noted of Ana Example: weight 12; noted of appointment 1: surgery yes"
    ), "of the only one there is, where none is named"
    assert desk.note_facts(an_act(practice, 2 * day), ana, both).said == "nothing new is known of Ana Example"
    for days in (4, 5):
        desk.book(an_act(practice, 2 * day), ana, MONDAY + days * day)
    late: dict[str, Value] = {"surgery": "no"}
    with pytest.raises(desk.WhichVisitError, match="nothing was done"):
        desk.note_facts(an_act(practice, 2 * day), ana, late)
    desk.note_facts(an_act(practice, 2 * day), ana, late, 1)
    assert [dict(one.facts) for one in practice.store.appointments(ana)] == [{"surgery": "no"}, {}, {}]


def test_a_fact_of_a_visit_needs_a_visit_and_a_visit_that_is_named_a_fact_of_one() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    with pytest.raises(desk.AppointmentError, match="there is no appointment of this contact; book one first"):
        desk.note_facts(an_act(practice), ana, {"surgery": "yes", "weight": 12})
    assert "weight" not in practice.store.contact(ana).facts
    with pytest.raises(FactError, match="no fact of visits is among 'weight'; leave the visit out"):
        desk.note_facts(an_act(practice), ana, {"weight": 12}, "2026-03-04")


@pytest.mark.parametrize(
    ("of", "name", "instead"),
    [
        (Scope.CONTACT, "surgery", "it is one of visits: note it once the visit is booked, with 'contact facts' and"),
        (Scope.APPOINTMENT, "weight", "it is one of contacts: note it with 'contact facts'"),
        (Scope.CONTACT, "open_house", "it is one of the practice, whose value is its default in facts.yaml"),
        (Scope.CONTACT, "wieght", "did you mean 'weight'?"),
    ],
)
def test_who_says_a_fact_of_something_else_is_told_of_what_it_is_and_what_to_do(
    of: Scope, name: str, instead: str
) -> None:
    with pytest.raises(FactError) as refused:
        a_practice(HARBOUR).ruleset.parse_own_fact(of, name, "yes")
    assert f"'{name}' is no fact of the {of}; {instead}" in str(refused.value)


def test_unknown_is_a_word_for_every_own_fact(dental: Practice) -> None:
    own = [fact.name for fact in dental.ruleset.facts.values() if fact.own and fact.of is Scope.CONTACT]
    assert {dental.ruleset.parse_own_fact(Scope.CONTACT, name, "unknown") for name in own} == {UNKNOWN}


def test_the_limit_can_move_the_contact_by_itself() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    first = desk.log_contact(an_act(practice), contact, ContactLog(OutcomeId("not_reached")))
    again = ContactLog(OutcomeId("not_reached"), task=first.number)
    desk.log_contact(an_act(practice, timedelta(hours=1)), contact, again)
    moved = practice.store.contact(contact)
    assert (moved.settled, moved.lost_reason) == ("enquiry/moved", "silent")


def test_what_is_noted_of_a_call_is_tidied_and_never_obeyed_by_a_terminal() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    call = ContactLog(OutcomeId("no_answer"), close=True, note="rang\ttwice")
    with pytest.raises(OddTextError, match="the note"):
        desk.log_contact(an_act(practice), contact, replace(call, note="\x07"))
    desk.log_contact(an_act(practice), contact, call)
    assert [note.text for note in practice.store.notes(contact)] == ["rang twice"]
