"""What was brought about by what was said of a visit, and how it is taken back when it was said by mistake.

What an event brings about is seen, not guessed: whatever a contact has after it and had not before, in the same
transaction, came of it. The numbers of that are written down, and by them it is found again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from frontdesk.desk import campaigns, messages, own_facts, tasks, timers, visit_clocks, visits
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import offered_to
from frontdesk.desk.visits import AppointmentError
from frontdesk.journal import (
    AppointmentBecame,
    AppointmentBooked,
    AppointmentPutRight,
    AppointmentRescheduled,
    BroughtAbout,
    Entry,
    StatusUndone,
    Stood,
)
from frontdesk.names import AHEAD, AppointmentState, CampaignId, ContactId, Lifecycle, MessageState, Progress, State
from frontdesk.records import Appointment, Contact, Message, Task
from frontdesk.tables import UNKNOWN, Value, written

_LEFT = (MessageState.SENDING, MessageState.SENT, MessageState.UNKNOWN)
"""Where a message is once it may have reached somebody."""
_ALREADY = "what was said last is put right already:"


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a contact has: runs and tasks by whether they go on, messages by whether they wait."""

    contact: Contact
    runs: dict[int, bool]
    tasks: dict[int, bool]
    progress: dict[int, Progress]
    messages: dict[int, bool]
    facts: Mapping[str, Value]
    """The practice's own facts of the contact, and of the visit."""

    @classmethod
    def of(cls, act: Act, contact: ContactId, visit: int) -> _Standing:
        store, every_task = act.store, act.store.tasks(contact, open_only=False)
        record = store.contact(contact)
        return cls(
            record,
            {one.id: one.ended_at is None for one in store.enrolments(contact, running=False)},
            {one.id: one.lifecycle is Lifecycle.OPEN for one in every_task},
            {one.id: one.progress for one in every_task},
            {one.id: one.state is MessageState.WAITING for one in store.messages(contact)},
            {**record.facts, **store.appointment(visit).facts},
        )

    def differing(self, other: _Standing) -> dict[str, str]:
        """Those of the facts that are otherwise in *other*, as they are written."""
        names = sorted({*self.facts, *other.facts})
        mine = {name: self.facts.get(name, UNKNOWN) for name in names}
        return {name: written(value) for name, value in mine.items() if value != other.facts.get(name, UNKNOWN)}


@contextmanager
def noted(act: Act, contact: ContactId, visit: int, said: AppointmentState) -> Iterator[None]:
    """Write down what the block brings about for *contact*, if anything, as what followed *said* of *visit*."""
    before = _Standing.of(act, contact, visit)
    yield
    tasks.let_go(act, contact)  # what goes by it is a part of what it brings about
    after = _Standing.of(act, contact, visit)
    was, now, closed = before.contact, after.contact.settled, _over(before.tasks, after.tasks)
    moved = was.settled != now
    brought = BroughtAbout(
        visit,
        said,
        started=_new(before.runs, after.runs),
        ended=_over(before.runs, after.runs),
        opened=_new(before.tasks, after.tasks),
        closed=closed,
        queued=_new(before.messages, after.messages),
        withdrawn=_over(before.messages, after.messages),
        before=was.settled if moved else None,
        after=now if moved else None,
        progress=tuple(before.progress[number] for number in closed),
        stood=_stood(was, now) if moved else None,
        facts_before=before.differing(after),
        facts_after=after.differing(before),
    )
    if brought != BroughtAbout(visit, said):
        act.record(contact, brought)


def _stood(was: Contact, now: State) -> Stood:
    return Stood(was.settled_at, was.settled_before, was.lasts_until, was.lost_reason, now not in was.been)


def put_right(act: Act, contact: ContactId, named: str | int = "") -> Answer:
    """Take back what was said last of a visit: that it was confirmed, cancelled, kept or missed.

    It is again what it was before. What that set off is withdrawn where it has not left and told where it has; runs
    that it ended go on, and facts that it noted are what they were. The status is again what it was, also after a final
    one. Unless a fact or the status was changed since: then it stays, and is told. Raises AppointmentError where
    nothing was said of it since it was booked or moved, WhichVisitError.
    """

    def do() -> Answer:
        visit = _to_put_right(act, contact, named)
        return Answer(contact, "; ".join(take_back(act, visit)), visit.id)

    return once(act, ("put right", contact, named), do)


def take_back(act: Act, visit: Appointment) -> list[str]:
    """Let *visit* be again what it was before what was said of it last; says in words what came of that.

    Raises AppointmentError where nothing was said of it since it was booked or moved, or that is put right already.
    """
    states = _states(act, visit)
    if len(states) < 2:
        if _was_put_right(act, visit):
            raise AppointmentError(f"{_ALREADY} {_as_it_is(visit)}")
        raise AppointmentError(
            f"nothing was said of appointment {visit.id} since it was booked or moved; cancel it or move it"
        )
    brought, back_to = _brought_about(act, visit), states[-2]
    act.store.save_appointment(replace(visit, state=back_to))
    mistaken = _not_taken_up(act, visit.contact, brought)
    act.record(visit.contact, AppointmentPutRight(visit.id, visit.state, back_to, tuple(one.id for one in mistaken)))
    if visit.state is AppointmentState.CANCELLED:
        visit_clocks.set_clock(act, visit.id)
    told = [f"appointment {visit.id} is {back_to} again, not {visit.state}"]
    if back_to in AHEAD:
        for event in campaigns.rescheduled(act, visit.contact, visit.id, "the appointment is to come after all"):
            happen(act, visit.contact, event)
    return [*told, *_taken_back(act, visit.contact, brought, mistaken)] if brought else told


def _to_put_right(act: Act, contact: ContactId, named: str | int) -> Appointment:
    if str(named).strip():
        found = [visits.named_visit(act, contact, named)]
    else:
        found = [one for one in act.store.appointments(contact) if len(_states(act, one)) > 1]
    if not found:
        righted = [_as_it_is(one) for one in act.store.appointments(contact) if _was_put_right(act, one)]
        if righted:
            raise AppointmentError(f"{_ALREADY} {'; '.join(righted)}")
        raise AppointmentError("nothing was said of a visit of this contact since it was booked")
    if len(found) > 1:
        raise visits.WhichVisitError(act, found)
    return found[0]


def _states(act: Act, visit: Appointment) -> list[AppointmentState]:
    """What the visit was, one after the other, since it was booked or moved, without what was put right."""
    states = [AppointmentState.BOOKED]
    for entry in act.store.journal(contact=visit.contact):
        match entry.said:
            case AppointmentBooked(number) | AppointmentRescheduled(number) if number == visit.id:
                states = [AppointmentState.BOOKED]
            case AppointmentBecame(number, state) if number == visit.id:
                states.append(state)
            case AppointmentPutRight(number) if number == visit.id:
                states.pop()
    return states


def _was_put_right(act: Act, visit: Appointment) -> bool:
    """Whether what was said last of the visit, since it was booked or moved, is put right."""
    righted = False
    for entry in act.store.journal(contact=visit.contact):
        match entry.said:
            case AppointmentBooked(number) | AppointmentRescheduled(number) | AppointmentBecame(number) if (
                number == visit.id
            ):
                righted = False
            case AppointmentPutRight(number) if number == visit.id:
                righted = True
    return righted


def _as_it_is(visit: Appointment) -> str:
    return f"appointment {visit.id} is {visit.state}"


def _brought_about(act: Act, visit: Appointment) -> Entry | None:
    """The entry that says what followed what was said last of *visit*; ``None`` where nothing did."""
    found: Entry | None = None
    for entry in act.store.journal(contact=visit.contact):
        match entry.said:
            case AppointmentBecame(number) if number == visit.id:
                found = None
            case BroughtAbout(number) if number == visit.id:
                found = entry
    return found


def _not_taken_up(act: Act, contact: ContactId, entry: Entry | None) -> list[Task]:
    """The tasks that it opened and in which nobody has done anything, also those that rules closed at once."""
    brought = entry.said if entry else None
    if entry is None or not isinstance(brought, BroughtAbout):
        return []
    opened = [one for one in act.store.tasks(contact, open_only=False) if one.id in brought.opened]
    return [one for one in opened if not _is_taken_up(one, entry)]


def _is_taken_up(task: Task, entry: Entry) -> bool:
    worked_on = task.progress is not Progress.NOT_STARTED and task.closed_at != entry.at
    return worked_on or task.outcome is not None or bool(task.note)


def _taken_back(act: Act, contact: ContactId, entry: Entry, mistaken: Sequence[Task]) -> Iterator[str]:
    brought = entry.said
    if not isinstance(brought, BroughtAbout):
        return
    because = f"that the appointment was {brought.said} was a mistake"
    of_it = [one for one in act.store.messages(contact) if one.id in brought.queued or one.enrolment in brought.started]
    for run in act.store.enrolments(contact):
        if run.id in brought.started:
            campaigns.end_run(act, run, because)
            yield f"the campaign {_campaign(act, run.campaign)} ended"
    for message in of_it:
        yield from _message_back(act, message, because)
    for task in act.store.tasks(contact, open_only=False):
        if task in mistaken:
            yield _task_gone(act, task, because)
        elif task.id in brought.opened and task.lifecycle is Lifecycle.OPEN:
            yield f"task {task.id} was taken up and stays open"
    stays = False
    if brought.after is not None and brought.before is not None:
        was, now = map(act.ruleset.status_label, (brought.before, brought.after))
        stays = not _status_back(act, act.store.contact(contact), entry, brought)
        yield _status_stays(act, contact, was, now) if stays else f"the status is {was} again, not {now}"
    yield from _gone_on(act, contact, entry, brought, status_stays=stays)
    for name in sorted({*brought.facts_before, *brought.facts_after}):
        yield own_facts.put_back(act, contact, brought, name)


def _status_back(act: Act, contact: Contact, entry: Entry, brought: BroughtAbout) -> bool:
    """Let the status be again what it was, if nothing changed it since; no rule follows. Says whether it is."""
    stood, now = brought.stood, brought.after
    if stood is None or now is None or brought.before not in act.ruleset.states:
        return False
    if contact.settled != now or contact.settled_at > entry.at or contact.choice:
        return False
    back = replace(
        contact,
        settled=brought.before,
        settled_at=stood.since,
        settled_before=stood.earlier,
        lasts_until=stood.until,
        lost_reason=stood.reason,
        been=contact.been - {now} if stood.first else contact.been,
    )
    act.store.save_contact(back)
    act.record(contact.id, StatusUndone(now, back.settled))
    timers.brought_back(act, back)
    return True


def _status_stays(act: Act, contact: ContactId, was: str, now: str) -> str:
    """What is told where a status cannot be put right by itself, and whether staff can do it."""
    record = act.store.contact(contact)
    told = f"the status was changed by it from {was} to {now}"
    if not offered_to(act, record):
        return f"{told}, after which nothing can be chosen: it cannot be put right"
    return f"{told}: choose another if that is wrong"


def _message_back(act: Act, message: Message, because: str) -> Iterator[str]:
    if message.state is MessageState.WAITING:
        messages.take_back(act, message, because)
        yield f"the message {message.message} was withdrawn"
    elif message.state in _LEFT:
        at = f" on {message.ended_at.astimezone(act.ruleset.zone):%Y-%m-%d %H:%M}" if message.ended_at else ""
        yield f"the message {message.message} has left{at}"


def _task_gone(act: Act, task: Task, because: str) -> str:
    if task.lifecycle is Lifecycle.OPEN:
        tasks.close(act, task, because)
        return f"task {task.id} was closed"
    return f"task {task.id}, which was closed already, counts no more"


def _gone_on(act: Act, contact: ContactId, entry: Entry, brought: BroughtAbout, *, status_stays: bool) -> Iterator[str]:
    """Let go on what it ended: runs on the visit, which is to come again, and others while the status is the same.

    A task is as far again as it was.
    """
    was_as_far = dict(zip(brought.closed, brought.progress, strict=False))  # older entries do not know how far
    for task in act.store.tasks(contact, open_only=False):
        as_it_was = replace(task, progress=was_as_far.get(task.id, task.progress))
        if task.id in brought.closed and tasks.reopen(act, as_it_was):
            yield f"task {task.id} is open again, {'with its' if task.follow_up_at else 'without a'} follow-up date"
    state = act.store.contact(contact)
    by_others = state.settled_at > entry.at and state.settled != brought.after
    gone = act.store.messages(contact, states=(MessageState.WITHDRAWN,))
    held_back = {one.enrolment for one in gone if one.id in brought.withdrawn}
    for run in act.store.enrolments(contact, running=False):
        ended, goes_on = run.id in brought.ended, run.ended_at is None and run.id in held_back
        follows_status = status_stays and run.appointment != brought.appointment
        may_not = by_others or follows_status or not campaigns.can_resume(act, run, brought.withdrawn)
        if ended and may_not:
            yield f"the campaign {_campaign(act, run.campaign)}, which it ended, stays ended"
        elif ended or goes_on:
            for event in campaigns.resume(act, run, brought.withdrawn):
                happen(act, contact, event)
            if ended:
                yield f"the campaign {_campaign(act, run.campaign)} goes on"


def _campaign(act: Act, id: CampaignId) -> str:
    campaign = act.ruleset.campaigns.get(id)
    return campaign.label if campaign else id


def _new(before: dict[int, bool], after: dict[int, bool]) -> tuple[int, ...]:
    return tuple(number for number in after if number not in before)


def _over(before: dict[int, bool], after: dict[int, bool]) -> tuple[int, ...]:
    """What went on before and does not now."""
    return tuple(number for number, went_on in before.items() if went_on and not after[number])
