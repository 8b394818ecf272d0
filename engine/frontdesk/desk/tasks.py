"""Tasks of the staff: one open of a kind, follow-ups counted from creation, closing, logging an outcome."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import causes, waiting
from frontdesk.desk.histories import history_of
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.situations import has_appointment, under_way
from frontdesk.facts import OutcomeSaid, task_facts, zone_of
from frontdesk.interpreter import tasks as rules
from frontdesk.journal import NoticeTickedOff, TaskClosed
from frontdesk.model import UnknownNameError
from frontdesk.names import (
    PLAIN_FOLLOW_UP,
    ContactId,
    Lifecycle,
    Next,
    OutcomeId,
    Priority,
    Progress,
    TaskId,
    TaskType,
)
from frontdesk.records import Due, DueKind, Task


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a task is to be opened: who gets it, how it is worked on, how much it presses; else as its kind says."""

    to: str = ""
    type: TaskType | None = None
    priority: Priority | None = None


class WhichTaskError(rules.LogRefusedError):
    """Several open tasks can be meant by what is logged; nothing was done. ``tasks`` are they, by when they are due."""

    def __init__(self, act: Act, tasks: Sequence[Task]) -> None:
        self.tasks = tuple(tasks)
        told = "; ".join(_told_apart(act, task) for task in tasks)
        super().__init__(
            f"several tasks can be meant: {told}; nothing was done. Say which by its number: --task {tasks[0].id}"
        )


def open_task(act: Act, contact: ContactId, kind: TaskId, at: datetime, wanted: Wanted | None = None) -> None:
    """Open a task of this kind for *contact*, as it is *wanted*.

    Not where one is open already, nor where what has to hold while it is open does not.
    """
    if _open_of_kind(act, contact, kind) or causes.gone(act, contact, [kind]):
        return
    wanted = wanted or Wanted()
    definition, zone = act.ruleset.tasks.get(kind), zone_of(act.ruleset, act.store.contact(contact))
    hours = act.ruleset.open_hours
    task = Task(
        0,
        contact,
        kind,
        at,
        assigned_to=wanted.to or (definition.assign_to if definition else ""),
        follow_up_at=rules.follow_up_after(definition, at, 0, zone, hours),
        expires_at=rules.expires_at(definition, at, zone, hours),
        follow_ups_left=len(definition.follow_ups) if definition else 0,
        type=wanted.type or (definition.type if definition else TaskType.OTHER),
        priority=wanted.priority or (definition.priority if definition else Priority.NORMAL),
    )
    _take_up(act, replace(task, id=act.store.add_task(task)), at)


def close_tasks(
    act: Act, contact: ContactId, kind: TaskId | None, because: str, progress: Progress | None = None
) -> None:
    """Close the open tasks of this kind, or every one that does not stay open; their follow-ups come no more.

    They are as far as *progress* says then, or as they were.
    """
    for task in act.store.tasks(contact):
        definition = act.ruleset.tasks.get(task.task)
        stays = definition is not None and definition.stays_open
        if task.task == kind or (kind is None and not stays):
            close(act, replace(task, progress=progress or task.progress), because)


def close(act: Act, task: Task, because: str) -> None:
    """Close one task, as far as it is; the journal says which, and how far it is.

    Nobody is told of its date any more, which is kept for when the close is put right.
    """
    closed = replace(task, lifecycle=Lifecycle.CLOSED, closed_at=act.now, closed_because=because)
    act.store.save_task(closed)
    act.record(task.contact, TaskClosed(task.id, task.task, task.progress, because))
    for kind in (DueKind.FOLLOW_UP, DueKind.EXPIRY):
        act.store.unschedule(kind, task.contact, task.id)
    waiting.stop(act, task)


def let_go(act: Act, contact: ContactId) -> None:
    """Close the open tasks of *contact* whose cause is gone, as far as they are, and look again when time may end one.

    A choice that has not settled changes nothing of it.
    """
    kinds = causes.kinds(act.ruleset)
    tasks = [task for task in act.store.tasks(contact) if task.task in kinds] if kinds else []
    if not tasks:
        return
    gone = causes.gone(act, contact, [task.task for task in tasks])
    for task in tasks:
        if because := gone.get(task.task):
            close(act, task, because)
            act.told.append(f"task {task.id} is closed: {act.ruleset.task_label(task.task)}, {because}")
    causes.watch(act, contact, [task.task for task in tasks if task.task not in gone])


def reopen(act: Act, task: Task) -> bool:
    """Open a task again that was closed by mistake, and say whether.

    Not where one of its kind is open, nor where its cause is gone.
    """
    if task.lifecycle is Lifecycle.OPEN or _open_of_kind(act, task.contact, task.task):
        return False
    if causes.gone(act, task.contact, [task.task]):
        return False
    _worked_on(act, replace(task, lifecycle=Lifecycle.OPEN, closed_at=None, closed_because=""), act.now)
    _set_clocks(act, act.store.task(task.id), after=act.now)
    return True


def reassign(act: Act, contact: ContactId, kind: TaskId, to: str) -> None:
    """Give the open tasks of this kind to *to*."""
    for task in _open_of_kind(act, contact, kind):
        act.store.save_task(replace(task, assigned_to=to))


def hand_over(act: Act, task: Task, to: str) -> None:
    """Somebody gives an open task to *to*, for whom it waits from now on; its date stays, and rings no second time."""
    _worked_on(act, replace(task, assigned_to=to), act.now)


def ask_follow_up(act: Act, contact: ContactId, kind: TaskId | None, at: datetime) -> None:
    """Ask for a follow-up at *at* on the tasks of this kind, else on a plain follow-up of the contact."""
    wanted = kind or PLAIN_FOLLOW_UP
    open_task(act, contact, wanted, act.now)
    for task in _open_of_kind(act, contact, wanted):
        _take_up(act, replace(task, follow_up_at=at), act.now)


def keep_chosen(act: Act, number: int, at: datetime) -> None:
    """The date that somebody chose for this task stays, whatever rules planned on the same event, while it is open."""
    task = act.store.task(number)
    if task.lifecycle is Lifecycle.OPEN and task.follow_up_at != at:
        _take_up(act, replace(task, follow_up_at=at), act.now)


def open_task_named(act: Act, contact: ContactId, name: str) -> int:
    """The number of the task of *contact* that is open and is of the kind called *name*.

    Raises UnknownNameError for a name that no kind has, LogRefusedError where none of the kind is open.
    """
    known = list(dict.fromkeys((*act.ruleset.tasks, PLAIN_FOLLOW_UP)))
    if name not in known:
        raise UnknownNameError("task", name, known)
    found = _open_of_kind(act, contact, TaskId(name))
    if not found:
        raise rules.LogRefusedError(f"no task '{name}' is open; name one that is, or none")
    return found[0].id


def closes_before(act: Act, task: Task) -> str:
    """What whoever set a date should know at once: that the task expires before it; empty where it does not."""
    if task.follow_up_at is None or task.expires_at is None or task.follow_up_at < task.expires_at:
        return ""
    return f", but it expires before, {task.expires_at.astimezone(act.ruleset.zone):%Y-%m-%d %H:%M}"


def follow_up_passed(act: Act, task: Task, at: datetime) -> None:
    """The follow-up of *at* has passed with the task open: it stays due since its date, and the clock is set on.

    It rings again at the next date of the plan, which stands on the task only once somebody has logged an outcome.
    """
    later = _plan_after(act, task, at)
    act.store.save_task(replace(task, follow_ups_left=len(later)))
    if later:
        act.store.schedule(Due(later[0], DueKind.FOLLOW_UP, task.contact, task.id))


def log(
    act: Act,
    contact: ContactId,
    outcome: OutcomeId,
    following: Next,
    follow_up_at: datetime | None,
    note: str,
    number: int | None,
    *,
    opens: bool = True,
) -> Task | None:
    """Log *outcome* on a task: the one numbered, else the only one; a follow-up without a task *opens* a plain one.

    Raises WhichTaskError when none is numbered and several are open; LogRefusedError when the table ``task_states``
    refuses it or asks for a note, or the task is closed or of somebody else; NoSuchRecordError when nothing has the
    number.
    """
    task = _numbered(act, contact, number) if number is not None else _only(act, contact)
    record = act.store.contact(contact)
    said = OutcomeSaid(outcome, following, follow_up_at)
    ahead, going_on, history = has_appointment(act, contact), under_way(act, contact), history_of(act, contact)
    facts = task_facts(
        act.ruleset, record, task, said, act.now, has_appointment=ahead, under_way=going_on, history=history
    )
    logged = rules.log(act.ruleset, facts, outcome, following, note)
    if task is None and follow_up_at is not None and opens:
        open_task(act, contact, PLAIN_FOLLOW_UP, act.now)
        task = _open_of_kind(act, contact, PLAIN_FOLLOW_UP)[0]
    if task is None:
        return None
    changed = replace(task, outcome=outcome, progress=logged.progress, note=note or task.note)
    if logged.lifecycle is Lifecycle.CLOSED:
        close(act, changed, f"{logged.decision.reason} ({logged.decision.place.short})")
    else:
        _answered(act, changed, follow_up_at)
    return act.store.task(task.id)


def tick_notice(act: Act, number: int) -> Answer:
    """Somebody has read a notice. Raises NoSuchRecordError."""

    def do() -> Answer:
        act.store.tick_notice(number, act.now)
        act.record(None, NoticeTickedOff(number))
        return Answer(None, f"notice {number} is ticked off", number)

    return once(act, ("tick", number), do)


def _numbered(act: Act, contact: ContactId, number: int) -> Task:
    task = act.store.task(number)
    if task.contact != contact:
        raise rules.LogRefusedError(f"task {number} is of contact {task.contact}; log it there")
    if task.lifecycle is Lifecycle.CLOSED:
        raise rules.LogRefusedError(f"task {number} is closed; leave --task out, or name one that is open")
    return task


def _only(act: Act, contact: ContactId) -> Task | None:
    """The one task that is open, or ``None``; the desk never guesses which of several was worked on."""
    tasks = sorted(act.store.tasks(contact), key=lambda task: task.follow_up_at or task.opened_at)
    if len(tasks) > 1:
        raise WhichTaskError(act, tasks)
    return tasks[0] if tasks else None


def _told_apart(act: Act, task: Task) -> str:
    """A task as it is told apart from others: its number, what it is called, when it is due on the practice's clock."""
    label = act.ruleset.task_label(task.task)
    due = f", follow up {task.follow_up_at.astimezone(act.ruleset.zone):%Y-%m-%d %H:%M}" if task.follow_up_at else ""
    return f"{task.id}: {label}{due}"


def _open_of_kind(act: Act, contact: ContactId, kind: TaskId) -> list[Task]:
    return [task for task in act.store.tasks(contact) if task.task == kind]


def _answered(act: Act, task: Task, chosen: datetime | None) -> None:
    """An outcome is logged on a task that stays open: it gets the date that was *chosen*, or keeps one that lies ahead.

    Where its date has passed, the next one of its plan takes the place.
    """
    passed = task.follow_up_at is not None and task.follow_up_at <= act.now
    following = chosen or (next(iter(_plan_after(act, task, act.now)), None) if passed else None)
    if following:
        _take_up(act, replace(task, follow_up_at=following), act.now)
    else:
        _worked_on(act, task, act.now)


def _plan_after(act: Act, task: Task, at: datetime) -> list[datetime]:
    """The follow-ups that the plan of its kind counts from the creation of *task* and that fall after *at*."""
    definition, zone = act.ruleset.tasks.get(task.task), zone_of(act.ruleset, act.store.contact(task.contact))
    planned = len(definition.follow_ups) if definition else 0
    dates = (
        rules.follow_up_after(definition, task.opened_at, number, zone, act.ruleset.open_hours)
        for number in range(planned)
    )
    return sorted(one for one in dates if one is not None and one > at)


def _take_up(act: Act, task: Task, at: datetime) -> None:
    """Save an open task that got its date at *at*: its clocks are set, and it waits from then or from its date."""
    _worked_on(act, task, at)
    _set_clocks(act, task)


def _worked_on(act: Act, task: Task, at: datetime) -> None:
    """Save an open task that was worked on at *at*: it waits from then, or from its date where that comes."""
    date = task.follow_up_at
    changed = replace(task, waits_since=date if date and date > at else at)
    act.store.save_task(changed)
    waiting.begin(act, changed)


def _set_clocks(act: Act, task: Task, after: datetime | None = None) -> None:
    """Set the clocks of the follow-up and the expiry; a follow-up not after *after* has rung, so the next one rings."""
    rings = task.follow_up_at
    if rings and after and rings <= after:
        rings = next(iter(_plan_after(act, task, after)), None)
    if rings:
        act.store.schedule(Due(rings, DueKind.FOLLOW_UP, task.contact, task.id))
    if task.expires_at:
        act.store.schedule(Due(task.expires_at, DueKind.EXPIRY, task.contact, task.id))
