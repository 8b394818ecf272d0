"""The front desk logs a call to a contact and notes what the practice's own facts say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import tasks, visits
from frontdesk.desk.doubts import ask_about_hour
from frontdesk.desk.following import happen
from frontdesk.desk.own_facts import noted, noted_of_visit
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import AttemptsReached, OutcomeLogged
from frontdesk.facts import zone_of
from frontdesk.interpreter import attempts
from frontdesk.journal import ContactLogged
from frontdesk.model import Scope, UnknownNameError
from frontdesk.names import ContactId, Next, OutcomeId
from frontdesk.problems import FactError, choices
from frontdesk.strangers import MOST_IN_A_NOTE, kept
from frontdesk.tables import Value, later, written


@dataclass(frozen=True, slots=True)
class ContactLog:
    """What came of a contact: the outcome, and either a follow-up date or a close; *task* is a task's number."""

    outcome: OutcomeId
    follow_up_at: datetime | None = None
    close: bool = False
    note: str = ""
    task: int | None = None


def log_contact(act: Act, contact: ContactId, log: ContactLog) -> Answer:
    """Log a contact: the task's state, the attempt count, and all that follows the outcome.

    Raises UnknownNameError (outcome), WhichTaskError (several are open, none is named), LogRefusedError (neither date
    nor close, or a note is missing), OddTextError (the note), DoubtfulError (the date of the follow-up).
    """
    log = replace(log, note=kept("the note", log.note, MOST_IN_A_NOTE))
    if log.outcome not in act.ruleset.outcomes:
        raise UnknownNameError("outcome", log.outcome, list(act.ruleset.outcomes))

    def do() -> Answer:
        if log.follow_up_at:
            ask_about_hour(act, log.follow_up_at, "a follow-up")
        before = settled_if_due(act, contact)
        follow_up = log.follow_up_at
        usual = act.ruleset.outcomes[log.outcome].follow_up_in
        if follow_up is None and not log.close and usual is not None:
            follow_up = later(act.now, usual, zone_of(act.ruleset, before), act.ruleset.open_hours)
        following = Next.FOLLOW_UP if follow_up else Next.CLOSE if log.close else Next.NONE
        task = tasks.log(act, contact, log.outcome, following, follow_up, log.note, log.task)
        counted = attempts.counts(act.ruleset, log.outcome)
        after = replace(before, last_outcome=log.outcome, attempts=before.attempts + counted)
        act.store.save_contact(after)
        if log.note:
            act.store.add_note(contact, act.now, act.by, log.note)
        act.record(contact, ContactLogged(log.outcome, following, after.attempts, task.id if task else None))
        chosen = log.follow_up_at is not None
        happen(act, contact, OutcomeLogged(log.outcome, task.task if task else None, chosen))
        if counted:
            happen(act, contact, AttemptsReached(after.attempts))
        if task and log.follow_up_at:
            tasks.keep_chosen(act, task.id, log.follow_up_at)
        label = act.ruleset.outcomes[log.outcome].label
        return Answer(contact, f"logged '{label}' for {before.name}", task.id if task else None)

    return once(act, ("log", contact, log), do)


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
