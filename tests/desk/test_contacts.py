"""What staff log of a contact, also with a status in one act, and what the practice's own facts say, noted by them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import ContactLog, Practice, RequestReusedError
from frontdesk.interpreter.statuses import ChoiceError, NotOfferedError
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.model import Scope
from frontdesk.names import AppointmentState, ContactId, Lifecycle, OutcomeId, Progress, ReasonId, State, TaskId
from frontdesk.problems import FactError, FrontdeskError
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
    assert min(clocks(dental, ana)) == date(2026, 5, 1)
    desk.note_facts(an_act(dental), ana, {"recall_due": date(2026, 6, 1)})
    assert min(clocks(dental, ana)) == date(2026, 7, 1)
    desk.note_facts(an_act(dental), ana, {"insurance": "insured"})
    assert min(clocks(dental, ana)) == date(2026, 7, 1)
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


# --- Log & Complete: the call and the status in one act ---

NO_ANSWER, LEFT_MESSAGE, SCHEDULED = OutcomeId("no_answer"), OutcomeId("left_message"), OutcomeId("scheduled")
CONTACTED = State("lead/contacted")


@pytest.fixture
def plain() -> Practice:
    return a_practice("default")


def asked_back(practice: Practice, days: int = 1) -> tuple[ContactId, int]:
    """A new lead whom staff want to follow up, and the number of that task."""
    ana = a_contact(practice, "lead/new")
    log = ContactLog(NO_ANSWER, MONDAY + timedelta(days=days))
    return ana, desk.log_contact(an_act(practice), ana, log).number or 0


AWAY = (
    "statuses: {away: {label: Away, phases: [patient], kind: paused, requires: [date], "
    "lasts: {until: date, then: previous}}}\n"
)
TO_AND_FRO = (
    "offers: [{first: yes, id: go_away, from: [patient/active], offer: [patient/away]}, "
    "{first: yes, id: come_back, from: [patient/away], offer: [patient/active]}]\n"
)


def ours(folder: Path, **topics: str) -> Path:
    """A practice on the default rules that says these topics besides."""
    files = {"ruleset": "name: ours\nextends: default\n", **topics}
    for topic, text in files.items():
        (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return folder


def settled(practice: Practice, after: timedelta) -> None:
    """The worker does what is due so long after Monday 10:00."""
    play(practice, Carrier(), MONDAY + after)


def test_a_call_its_status_its_note_and_the_close_of_its_task_are_one_act(plain: Practice) -> None:
    ana, task = asked_back(plain)
    log = ContactLog(SCHEDULED, close=True, note="Thursday suits", status=State("lead/contacted"))
    said = desk.log_contact(an_act(plain, _LATER), ana, log)
    assert said.said == (
        "logged 'Scheduled' for Ana Example; task 1 is closed; "
        "Ana Example is now Lead - Contacted; it can be corrected until 10:05:00"
    )
    assert plain.store.task(task).lifecycle is Lifecycle.CLOSED
    assert plain.store.contact(ana).settled == "lead/new", "the status waits for its correction window"
    settled(plain, _LATER + timedelta(minutes=6))
    assert plain.store.contact(ana).settled == CONTACTED
    assert [one.text for one in plain.store.notes(ana)] == ["Thursday suits"], "it was one note"


@pytest.mark.parametrize(
    ("log", "error", "cause"),
    [
        (ContactLog(NO_ANSWER, close=True, status=State("patient/on_hold")), NotOfferedError, "is not offered after"),
        (ContactLog(NO_ANSWER, close=True, status=State("lead/lost")), ChoiceError, "asks for a reason"),
        (
            ContactLog(NO_ANSWER, MONDAY + 2 * _LATER, close=True, status=CONTACTED),
            LogRefusedError,
            "a task is closed, or it is followed up: leave out the close or the follow-up",
        ),
        (ContactLog(NO_ANSWER, MONDAY + 2 * _LATER, close=True), LogRefusedError, "leave out the close or"),
        (ContactLog(NO_ANSWER, close=True, reason=ReasonId("price")), LogRefusedError, "say the status too"),
        (ContactLog(NO_ANSWER, close=True, task=7, status=CONTACTED), FrontdeskError, "7"),
    ],
)
def test_what_is_refused_of_one_act_is_refused_as_a_whole(
    plain: Practice, log: ContactLog, error: type[FrontdeskError], cause: str
) -> None:
    ana, task = asked_back(plain)
    before, entries = plain.store.contact(ana), len(list(plain.store.journal()))
    with pytest.raises(error, match=cause):
        desk.log_contact(an_act(plain, _LATER), ana, log)
    assert plain.store.contact(ana) == before
    assert plain.store.task(task).lifecycle is Lifecycle.OPEN
    assert len(list(plain.store.journal())) == entries
    assert list(plain.store.notes(ana)) == []


def test_the_status_is_undone_and_the_call_stays_logged(plain: Practice) -> None:
    ana, task = asked_back(plain)
    log = ContactLog(LEFT_MESSAGE, close=True, note="Voicemail.", status=CONTACTED)
    desk.log_contact(an_act(plain, _LATER), ana, log)
    said = desk.undo(an_act(plain, _LATER + timedelta(minutes=5)), ana).said
    assert said == "Ana Example is back in Lead - New; 'Left Message' stays logged"
    settled(plain, _LATER + timedelta(minutes=10))
    contact = plain.store.contact(ana)
    assert (contact.settled, contact.attempts, contact.last_outcome) == ("lead/new", 2, LEFT_MESSAGE)
    assert plain.store.task(task).lifecycle is Lifecycle.CLOSED
    assert [one.text for one in plain.store.notes(ana)] == ["Voicemail."]


def test_the_follow_up_of_one_act_is_of_the_task_that_was_worked_on_and_opens_no_other(plain: Practice) -> None:
    ana, task = asked_back(plain)
    wanted = MONDAY + 5 * _LATER
    desk.log_contact(an_act(plain, _LATER), ana, ContactLog(LEFT_MESSAGE, wanted, status=CONTACTED))
    settled(plain, _LATER + timedelta(minutes=6))
    assert [(one.id, one.follow_up_at) for one in plain.store.tasks(ana)] == [(task, wanted)]


def test_a_follow_up_whose_task_was_closed_meanwhile_is_asked_for_all_the_same(plain: Practice) -> None:
    ana, task = asked_back(plain)
    wanted = MONDAY + 5 * _LATER
    desk.log_contact(an_act(plain, _LATER), ana, ContactLog(LEFT_MESSAGE, wanted, status=CONTACTED))
    desk.end_by_hand(an_act(plain, _LATER), task, Progress.DONE)
    settled(plain, _LATER + timedelta(minutes=6))
    assert [(one.task, one.follow_up_at) for one in plain.store.tasks(ana)] == [("follow_up", wanted)]


def test_a_follow_up_outlives_the_task_that_the_status_itself_closes(tmp_path: Path) -> None:
    """Its cause is gone as the status settles, and the date that staff set is on a plain follow-up then."""
    opens = "opens: [{id: came, on: contact_added}]"
    practice = a_practice(
        ours(tmp_path, tasks=f"tasks: {{dun: {{label: Dun, {opens}, while: {{state: lead/new}}}}}}\n")
    )
    ana = a_contact(practice, "lead/new")
    desk.open_by_hand(an_act(practice), ana, desk.NewTask(TaskId("dun"), desk.Wanted()))
    wanted = MONDAY + 5 * _LATER
    desk.log_contact(an_act(practice), ana, ContactLog(LEFT_MESSAGE, wanted, status=CONTACTED))
    settled(practice, timedelta(minutes=6))
    assert [(one.task, one.follow_up_at) for one in practice.store.tasks(ana)] == [("follow_up", wanted)]


@pytest.mark.parametrize("close", [False, True])
def test_the_date_of_a_status_that_lasts_until_one_opens_no_follow_up_and_a_task_may_be_closed_beside_it(
    tmp_path: Path, close: bool
) -> None:
    practice = a_practice(ours(tmp_path, statuses=AWAY + TO_AND_FRO))
    ana, away = a_contact(practice, "patient/active"), State("patient/away")
    number = (
        desk.log_contact(an_act(practice), ana, ContactLog(LEFT_MESSAGE, MONDAY + _LATER)).number if close else None
    )
    until = MONDAY + 5 * _LATER
    desk.log_contact(an_act(practice), ana, ContactLog(LEFT_MESSAGE, until, close, task=number, status=away))
    settled(practice, timedelta(minutes=6))
    assert (practice.store.contact(ana).settled, practice.store.contact(ana).lasts_until) == (away, until)
    assert list(practice.store.tasks(ana)) == []


def test_a_task_that_is_named_and_closed_by_the_call_is_no_fault_when_the_request_comes_again(plain: Practice) -> None:
    ana, task = asked_back(plain)
    log = ContactLog(LEFT_MESSAGE, close=True, task=TaskId("follow_up"))
    first = desk.log_contact(an_act(plain, _LATER, request="r1"), ana, log)
    assert first.number == task
    assert desk.log_contact(an_act(plain, _LATER, request="r1"), ana, log) == first
    assert plain.store.contact(ana).attempts == 2
    with pytest.raises(LogRefusedError, match="no task 'follow_up' is open"):
        desk.log_contact(an_act(plain, _LATER, request="r2"), ana, log)


def test_the_call_counts_before_the_status_is_chosen(plain: Practice) -> None:
    """So that what is offered, and for which reasons, goes by the call that was just made."""
    ana, _ = asked_back(plain)
    for days in (1, 2):
        log = ContactLog(NO_ANSWER, close=days == 2, follow_up_at=None if days == 2 else MONDAY + 3 * _LATER)
        lost = replace(log, status=State("lead/lost"), reason=ReasonId("no_contact")) if days == 2 else log
        desk.log_contact(an_act(plain, days * _LATER), ana, lost)
    assert plain.store.contact(ana).attempts == 3
    settled(plain, 2 * _LATER + timedelta(minutes=6))
    assert (plain.store.contact(ana).settled, plain.store.contact(ana).lost_reason) == ("lead/lost", "no_contact")


def test_a_rule_of_the_call_that_leads_to_the_status_already_is_no_second_choice() -> None:
    """In harbour the second call without an answer loses an enquiry by itself; another status than that is refused."""
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    task = desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("not_reached"))).number
    again = ContactLog(OutcomeId("not_reached"), task=task, reason=ReasonId("silent"), status=State("enquiry/moved"))
    with pytest.raises(NotOfferedError):
        desk.log_contact(an_act(practice, _LATER), ana, replace(again, status=State("enquiry/wrong"), note="A bakery."))
    assert practice.store.contact(ana).attempts == 1
    said = desk.log_contact(an_act(practice, _LATER), ana, again).said
    assert said.endswith("; Ana Example is Enquiry - Moved away by a rule already")
    assert practice.store.contact(ana).choice is None


def test_the_same_act_under_one_request_is_done_once(plain: Practice) -> None:
    ana, _ = asked_back(plain)
    log = ContactLog(NO_ANSWER, close=True, status=CONTACTED)
    first = desk.log_contact(an_act(plain, _LATER, request="r1"), ana, log)
    assert desk.log_contact(an_act(plain, 2 * _LATER, request="r1"), ana, log) == first
    with pytest.raises(RequestReusedError):
        desk.log_contact(an_act(plain, 2 * _LATER, request="r1"), ana, replace(log, status=None))
    assert plain.store.contact(ana).attempts == 2
