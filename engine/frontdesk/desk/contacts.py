"""The front desk logs a call to a contact and notes what the practice's own facts say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import statuses, tasks, visits
from frontdesk.desk.doubts import ask_about_hour
from frontdesk.desk.following import happen
from frontdesk.desk.own_facts import noted, noted_of_visit
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import AttemptsReached, OutcomeLogged
from frontdesk.facts import zone_of
from frontdesk.interpreter import attempts
from frontdesk.interpreter.statuses import lasts_until_a_date
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.journal import ContactLogged
from frontdesk.model import Scope
from frontdesk.names import ContactId, Lifecycle, Next, OutcomeId, ReasonId, State, TaskId
from frontdesk.problems import FactError, choices
from frontdesk.records import Task
from frontdesk.strangers import MOST_IN_A_NOTE, kept
from frontdesk.tables import Value, later, written


@dataclass(frozen=True, slots=True)
class ContactLog:
    """What came of a contact: the outcome, and either a follow-up date or a close.

    *task* is a task's number, or the kind of one that is open.

    With a *status*, and the lost *reason* where that asks for one, both are one act: all of it is done, or nothing.
    """

    outcome: OutcomeId
    follow_up_at: datetime | None = None
    close: bool = False
    note: str = ""
    task: int | TaskId | None = None
    status: State | None = None
    reason: ReasonId | None = None


def log_contact(act: Act, contact: ContactId, log: ContactLog) -> Answer:
    """Log a contact: the task's state, the attempt count, and all that follows the outcome; then the status, if one.

    The call comes first, so that it counts for what is offered: the third attempt makes the reason for having made
    three. The status is chosen as any other and settles as any other; undoing it leaves the call logged, which was
    made (domain.md 1.6: on the follow-up page, Log & Complete). The date of a status that lasts until one is the
    status's own: it opens no follow-up, and the task may be closed beside it.

    The outcome and the reason may be said by their labels. Raises UnknownNameError (of either), WhichTaskError (several
    are open, none is named), LogRefusedError (neither date nor close where the rules ask for one, both, a reason
    without a status, or a note is missing), OddTextError (the note), DoubtfulError (the date of the follow-up), and of
    the status what ``set_status`` raises.
    """
    log = replace(log, note=kept("the note", log.note, MOST_IN_A_NOTE))
    log = replace(log, outcome=act.ruleset.outcome(log.outcome))
    of_status = log.status in act.ruleset.states and lasts_until_a_date(act.ruleset, log.status)
    _refuse_what_is_at_odds(log, of_status=of_status)
    log = replace(log, reason=act.ruleset.reason(log.reason) if log.reason else None)

    def do() -> Answer:
        if log.follow_up_at:
            ask_about_hour(act, log.follow_up_at, "a follow-up")
        before = settled_if_due(act, contact)
        follow_up = log.follow_up_at
        usual = act.ruleset.outcomes[log.outcome].follow_up_in
        if follow_up is None and not log.close and usual is not None:
            follow_up = later(act.now, usual, zone_of(act.ruleset, before), act.ruleset.open_hours)
        following = Next.CLOSE if log.close else Next.FOLLOW_UP if follow_up else Next.NONE
        number = tasks.open_task_named(act, contact, log.task) if isinstance(log.task, str) else log.task
        task = tasks.log(act, contact, log.outcome, following, follow_up, log.note, number, opens=not of_status)
        counted = attempts.counts(act.ruleset, log.outcome)
        after = replace(before, last_outcome=log.outcome, attempts=before.attempts + counted)
        act.store.save_contact(after)
        if log.note:
            act.store.add_note(contact, act.now, act.by, log.note)
        became = task.lifecycle if task else None
        act.record(contact, ContactLogged(log.outcome, following, after.attempts, task.id if task else None, became))
        chosen = log.follow_up_at is not None
        happen(act, contact, OutcomeLogged(log.outcome, task.task if task else None, chosen))
        if counted:
            happen(act, contact, AttemptsReached(after.attempts))
        if task and log.follow_up_at:
            tasks.keep_chosen(act, task.id, log.follow_up_at)
        told = [f"logged '{act.ruleset.outcomes[log.outcome].label}' for {before.name}", *_became(act, log, task)]
        if log.status is not None:
            told.append(_choose(act, contact, log, task))
        return Answer(contact, "; ".join(told), task.id if task else None)

    return once(act, ("log", contact, log), do)


def _refuse_what_is_at_odds(log: ContactLog, *, of_status: bool) -> None:
    """Raise where one word of *log* forbids another; *of_status*: its date is that of the status."""
    if log.close and log.follow_up_at and not of_status:
        raise LogRefusedError("a task is closed, or it is followed up: leave out the close or the follow-up")
    if log.reason and log.status is None:
        raise LogRefusedError("a reason goes with a status that asks for one: say the status too")


def _choose(act: Act, contact: ContactId, log: ContactLog, task: Task | None) -> str:
    """Choose the status that was said with the log, if nothing that followed the call has led there already."""
    state, record = State(log.status or ""), act.store.contact(contact)
    led = record.choice is None and record.settled == state and record.settled_at == act.now
    if led and log.reason in (None, record.lost_reason):
        return f"{record.name} is {act.ruleset.status_label(state)} by a rule already"
    extras = statuses.Extras(log.note, log.reason, log.follow_up_at)
    return statuses.choose(act, contact, state, extras, (log.outcome, task.id if task else None)).said


def _became(act: Act, log: ContactLog, task: Task | None) -> list[str]:
    """What the log made of a task: it is closed, or it is taken up again at an hour; that none was there to close."""
    if task is None:
        return ["no task was open, so none is closed"] if log.close else []
    now = act.store.task(task.id)
    if now.lifecycle is Lifecycle.CLOSED:
        return [f"task {now.id} is closed"]
    if now.follow_up_at is None:
        return [f"task {now.id} stays open"]
    date = f"{now.follow_up_at.astimezone(act.ruleset.zone):%Y-%m-%d %H:%M}"
    return [f"task {now.id} is to be taken up {date}{tasks.closes_before(act, now)}"]


def note_facts(act: Act, contact: ContactId, facts: Mapping[str, Value], named: str | int = "") -> Answer:
    """Note what the practice's own facts say of *contact*; ``unknown`` forgets one, and others stay as they are.

    Those of a visit are noted of the one that *named* means, open or over; empty for the only one. A date that is new
    or moved sets the clocks that count on it anew. Raises FactError for one that is forgotten and has to be known of
    everybody, or where a visit is named and no fact is of one; WhichVisitError, AppointmentError.
    """
    of_visit = {name: value for name, value in facts.items() if act.ruleset.facts[name].of is Scope.APPOINTMENT}
    if str(named).strip() and not of_visit:
        raise FactError(f"no fact of visits is among {choices(list(facts))}; leave the visit out")

    def do() -> Answer:
        before = settled_if_due(act, contact)
        visit = visits.named_visit(act, contact, named) if of_visit else None
        changed = noted(act, before, {name: value for name, value in facts.items() if name not in of_visit})
        told = [f"noted of {before.name}: {_said(changed)}"] if changed else []
        if visit and (news := noted_of_visit(act, visit, of_visit)):
            told.append(f"noted of appointment {visit.id}: {_said(news)}")
        return Answer(contact, "; ".join(told) or f"nothing new is known of {before.name}")

    said = sorted((name, written(value)) for name, value in facts.items())
    return once(act, ("facts", contact, said, *([named] if str(named).strip() else [])), do)


def _said(facts: Mapping[str, Value]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {written(value)}" for name, value in facts.items())
