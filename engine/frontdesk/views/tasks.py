"""What the staff have to do and should know: open tasks and notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.finding import stands_for
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId, Lifecycle, OutcomeId, Priority, Progress, ReasonId, TaskId, TaskType
from frontdesk.records import Contact, Task


@dataclass(frozen=True, slots=True)
class TaskView:
    """One task."""

    number: int
    task: TaskId
    """Its kind, of ``tasks.yaml``, or ``follow_up`` for one that somebody asked for and no rule opened."""
    label: str
    contact: ContactId
    name: str
    """The contact's."""
    progress: Progress
    opened: datetime
    follow_up: datetime | None
    """When it is to be taken up again."""
    expires: datetime | None
    """When it closes by itself."""
    assigned_to: str
    note: str
    type: TaskType
    """How it is worked on."""
    priority: Priority
    waits_since: datetime | None
    """Since when it waits for somebody."""
    lifecycle: Lifecycle
    closed: datetime | None
    closed_because: str
    """The rule that closed it, that it expired, or that somebody did; empty while it is open."""
    outcome: OutcomeId | None
    """What came of it when it was worked on last."""
    outcome_label: str
    """What that is called; empty where nothing was logged on it."""
    lost_reason: ReasonId | None
    """The lost reason of the contact's status that shows."""
    reason_label: str
    """What that is called; empty where there is none."""


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something that the staff should know and that nobody has ticked off."""

    number: int
    contact: ContactId | None
    at: datetime
    text: str
    addressee: str
    """The person or team that it is for; empty where it is for everybody."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """The list of the staff: tasks in the order in which they press, and notices, the oldest first."""

    tasks: tuple[TaskView, ...]
    notices: tuple[NoticeView, ...]


def tasks(act: Act, *, assigned_to: str = "", hidden: bool = False) -> Tasks:
    """The open tasks and notices, of everybody, or of the person or team *assigned_to* (in any case).

    What is due comes first, by how much it presses and then by when it was due; after it the rest, by when it will be.
    A notice that is for nobody in particular is for each. Tasks of
    contacts in a hidden status come only where *hidden* ones are asked for.
    """
    wanted = assigned_to.casefold()
    found = [one for one in act.store.tasks() if not wanted or one.assigned_to.casefold() == wanted]
    found.sort(key=lambda one: _pressing(one, act.now))
    notices = [one for one in act.store.notices() if not wanted or one.addressee.casefold() in ("", wanted)]
    told = tuple(NoticeView(one.id, _about(act, one.contact), one.at, one.text, one.addressee) for one in notices)
    return Tasks(_shown(act, found, hidden), told)


def closed_tasks(act: Act, *, assigned_to: str = "", hidden: bool = False) -> tuple[TaskView, ...]:
    """The tasks that are closed, of everybody, or of the person or team *assigned_to*; closed last, first."""
    wanted = assigned_to.casefold()
    found = [one for one in act.store.tasks(open_only=False) if one.lifecycle is Lifecycle.CLOSED]
    found = [one for one in found if not wanted or one.assigned_to.casefold() == wanted]
    found.sort(key=lambda one: (one.closed_at or one.opened_at, one.id), reverse=True)
    return _shown(act, found, hidden)


def _shown(act: Act, found: Iterable[Task], hidden: bool) -> tuple[TaskView, ...]:
    about = [(one, act.store.contact(one.contact)) for one in found]
    out = () if hidden else act.ruleset.hidden
    return tuple(_task(act, one, of) for one, of in about if of.state not in out)


def _pressing(task: Task, now: datetime) -> tuple[bool, int, datetime, int]:
    due = task.follow_up_at or task.opened_at
    ahead = due > now
    return ahead, 0 if ahead else list(Priority).index(task.priority), due, task.id


def _about(act: Act, contact: ContactId | None) -> ContactId | None:
    return None if contact is None else stands_for(act, contact)


def tasks_of(act: Act, contact: ContactId) -> tuple[TaskView, ...]:
    """The open tasks of *contact*, in the order in which they were opened. Raises NoSuchContactError."""
    about = act.store.contact(contact)
    return tuple(_task(act, one, about) for one in act.store.tasks(contact))


def _task(act: Act, task: Task, about: Contact) -> TaskView:
    outcome = act.ruleset.outcomes.get(task.outcome) if task.outcome else None
    reason = act.ruleset.reasons.get(about.shown_reason) if about.shown_reason else None
    return TaskView(
        task.id,
        task.task,
        act.ruleset.task_label(task.task),
        task.contact,
        about.name,
        task.progress,
        task.opened_at,
        task.follow_up_at if task.lifecycle is Lifecycle.OPEN else None,
        task.expires_at,
        task.assigned_to,
        task.note,
        task.type,
        task.priority,
        task.waits_since,
        task.lifecycle,
        task.closed_at,
        task.closed_because,
        task.outcome,
        outcome.label if outcome else str(task.outcome or ""),
        about.shown_reason,
        reason.label if reason else str(about.shown_reason or ""),
    )
