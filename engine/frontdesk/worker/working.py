"""What is due: choices settle, campaigns step, messages leave, dates come, tasks expire.

One thing at a time, each in its own transaction, in which it is taken off the list first: of two workers, one does it.
What goes wrong with one thing is told to the staff and costs the others nothing. A store that cannot be used for now,
or that has taken other rules over, ends the run; nothing is given up for that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from frontdesk.desk import campaigns, reactions, statuses, tasks, timers, visit_clocks, waiting
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Practice, RulesChangedError
from frontdesk.events import (
    AppointmentReached,
    DateReached,
    EventKind,
    FollowUpOverdue,
    StatusExpired,
    TaskExpired,
    TaskWaits,
    TimeInStatus,
)
from frontdesk.names import AppointmentState, Lifecycle, MessageState
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, DueKind, StoreError
from frontdesk.worker.delivering import Clock, deliver_due
from frontdesk.worker.handover import Carriers
from frontdesk.worker.recovering import give_up, reconcile, recover

WORKER = "worker"
_AT_ONCE = (DueKind.SETTLE, DueKind.REACT, DueKind.VISIT)
"""What a choice that has not settled does not hold back: its settling, what people said themselves, and what happens to
a visit, as it does when staff say it of one; what is sent for it is held."""
_MOST_REPEATS = 100
"""How often the same thing may fall due at the same instant: a campaign may have as many steps then, and no more."""


@dataclass(slots=True)
class Worked:
    """How many things of each kind were done, what went wrong, in words, and whether the run ended before its work."""

    done: dict[DueKind, int] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    stopped: bool = False

    def count(self, kind: DueKind) -> None:
        """Count one thing done."""
        self.done[kind] = self.done.get(kind, 0) + 1

    @property
    def total(self) -> int:
        """Everything done."""
        return sum(self.done.values())


def work(
    practice: Practice,
    carriers: Carriers,
    now: datetime,
    most: int | None = None,
    clock: Clock | None = None,
) -> Worked:
    """Do everything that is due at *now* (UTC), at most *most* things; messages left half-sent are settled first.

    A long run asks *clock* for the hour before each thing, so that no text leaves after closing time; without one it
    is *now* throughout.
    """
    worked = Worked()
    try:
        _work(Act(practice, now, WORKER), carriers, worked, most, clock)
    except (StoreError, RulesChangedError) as error:
        worked.failures.append(str(error))
        worked.stopped = True
    return worked


def play(practice: Practice, carriers: Carriers, until: datetime, since: datetime | None = None) -> Worked:
    """Let time pass up to *until*, working at each instant at which something is due: a day in a moment.

    What fell due before *since* is late by then and is done at that hour: a survey does not leave before somebody said
    that the visit was kept. Without it, such things are done as if somebody had worked all the time.
    """
    total = Worked()
    earliest = min(since, until) if since else None
    while (due := practice.store.next_due()) and due.at <= until:
        worked = work(practice, carriers, max(due.at, earliest) if earliest else due.at)
        total.stopped = worked.stopped
        for kind, count in worked.done.items():
            total.done[kind] = total.done.get(kind, 0) + count
        total.failures += worked.failures
        if total.stopped:
            break
    return total


def _work(act: Act, carriers: Carriers, worked: Worked, most: int | None, clock: Clock | None) -> None:
    recover(act, carriers)
    previous, repeats = None, 0
    while most is None or worked.total < most:
        if clock is not None:
            act = replace(act, now=max(act.now, clock()))
        due = next(iter(act.store.due(act.now, limit=1)), None)
        if due is None:
            return
        previous, repeats = due, repeats + 1 if due == previous else 0
        if repeats > _MOST_REPEATS:
            _give_up(act, due, FrontdeskError("it stays due however often it is done"))
        else:
            _do(act, carriers, due, worked, clock)


def _do(act: Act, carriers: Carriers, due: Due, worked: Worked, clock: Clock | None) -> None:
    try:
        sending = due.kind is DueKind.SEND and act.store.message(due.number).state is MessageState.WAITING
        if _done(act, carriers, due, clock):
            worked.count(due.kind)
            worked.failures += _in_doubt(act, due) if sending else ()
    except (StoreError, RulesChangedError):
        raise
    except FrontdeskError as error:
        worked.failures.append(str(error))
        _give_up(act, due, error)


def _in_doubt(act: Act, due: Due) -> list[str]:
    """What whoever runs the worker should know of a message that was handed over; empty when all is clear."""
    message = act.store.message(due.number)
    unknown = message.state is MessageState.UNKNOWN
    return [f"whether message {message.id} left is not known: {message.reason}"] if unknown else []


def _done(act: Act, carriers: Carriers, due: Due, clock: Clock | None) -> bool:
    """Do one thing; False when somebody else had it."""
    if due.kind is DueKind.SEND:
        return deliver_due(act, carriers, due, clock)
    if due.kind is DueKind.RECONCILE:
        return reconcile(act, carriers, due)
    with act.deciding():
        if not act.store.take_due(due):
            return False
        held_until = None if due.kind in _AT_ONCE else statuses.held_until(act, due.contact)
        if held_until:
            act.store.schedule(replace(due, at=held_until))
        else:
            _HANDLERS[due.kind](act, due)
    return True


def _give_up(act: Act, due: Due, error: FrontdeskError) -> None:
    """What cannot be done is not tried for ever: it leaves the list, and the staff learn why."""
    with act.deciding():
        if not act.store.take_due(due):
            return
        if due.kind is DueKind.SEND:
            give_up(act, due, str(error))
        if due.kind is DueKind.SETTLE:
            statuses.settle(act, due.contact, alone=True)
        reactions.give_up(act, due, error)


def _settle(act: Act, due: Due) -> None:
    statuses.settle(act, due.contact)


def _step(act: Act, due: Due) -> None:
    enrolment = act.store.enrolment(due.number)
    if enrolment.ended_at is None:
        for event in campaigns.take_step(act, enrolment, due.at):
            happen(act, due.contact, event, due.at)


def _timer(act: Act, due: Due) -> None:
    timer = act.ruleset.timers.get(str(due.ref))
    contact = act.store.contact(due.contact)
    if timer is None or (timer.states and contact.settled not in timer.states):
        return
    if timer.kind is EventKind.STATUS_EXPIRED:
        happen(act, due.contact, StatusExpired(contact.settled), due.at)
        return
    timers.rang(act, contact, timer)
    come = TimeInStatus if timer.kind is EventKind.TIME_IN_STATUS else DateReached
    happen(act, due.contact, come(contact.settled, timer.id), due.at)


def _visit(act: Act, due: Due) -> None:
    visit = act.store.appointment(due.number)
    visit_clocks.set_clock(act, visit.id, after=due.at)
    if visit.state is not AppointmentState.CANCELLED:
        for timer in visit_clocks.ringing(act, visit, due.at):
            happen(act, due.contact, AppointmentReached(visit.id, timer.id), due.at)


def _follow_up(act: Act, due: Due) -> None:
    task = act.store.task(due.number)
    if task.lifecycle is Lifecycle.OPEN:
        tasks.follow_up_passed(act, task, due.at)
        happen(act, due.contact, FollowUpOverdue(task.task), due.at)


def _wait(act: Act, due: Due) -> None:
    if found := waiting.rung(act, due):
        task, timer = found
        happen(act, due.contact, TaskWaits(task.task, timer.id), due.at)


def _look_again(act: Act, due: Due) -> None:
    tasks.let_go(act, due.contact)


def _expire(act: Act, due: Due) -> None:
    task = act.store.task(due.number)
    if task.lifecycle is Lifecycle.OPEN:
        tasks.close(act, task, "expired")
        happen(act, due.contact, TaskExpired(task.task), due.at)


_HANDLERS: dict[DueKind, Callable[[Act, Due], None]] = {
    DueKind.SETTLE: _settle,
    DueKind.STEP: _step,
    DueKind.TIMER: _timer,
    DueKind.VISIT: _visit,
    DueKind.FOLLOW_UP: _follow_up,
    DueKind.TASK_WAITS: _wait,
    DueKind.EXPIRY: _expire,
    DueKind.CAUSE: _look_again,
    DueKind.REACT: reactions.react,
}
