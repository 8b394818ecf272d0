"""What the staff have to do and should know: open tasks and notices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.finding import stands_for
from frontdesk.desk.practice import Act
from frontdesk.names import ContactId, Progress, TaskId
from frontdesk.records import Task


@dataclass(frozen=True, slots=True)
class TaskView:
    """One open task."""

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


@dataclass(frozen=True, slots=True)
class NoticeView:
    """Something that the staff should know and that nobody has ticked off."""

    number: int
    contact: ContactId | None
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Tasks:
    """The list of the staff: tasks, the next follow-up first, and notices, the oldest first."""

    tasks: tuple[TaskView, ...]
    notices: tuple[NoticeView, ...]


def tasks(act: Act, *, assigned_to: str = "") -> Tasks:
    """The open tasks, of everybody or of the person or team *assigned_to* (in any case), and every open notice."""
    wanted = assigned_to.casefold()
    found = [one for one in act.store.tasks() if not wanted or one.assigned_to.casefold() == wanted]
    found.sort(key=lambda one: (one.follow_up_at or one.opened_at, one.id))
    notices = tuple(NoticeView(one.id, _about(act, one.contact), one.at, one.text) for one in act.store.notices())
    return Tasks(tuple(_task(act, one, act.store.contact(one.contact).name) for one in found), notices)


def _about(act: Act, contact: ContactId | None) -> ContactId | None:
    return None if contact is None else stands_for(act, contact)


def tasks_of(act: Act, contact: ContactId) -> tuple[TaskView, ...]:
    """The open tasks of *contact*, in the order in which they were opened. Raises NoSuchContactError."""
    name = act.store.contact(contact).name
    return tuple(_task(act, one, name) for one in act.store.tasks(contact))


def _task(act: Act, task: Task, name: str) -> TaskView:
    return TaskView(
        task.id,
        task.task,
        act.ruleset.task_label(task.task),
        task.contact,
        name,
        task.progress,
        task.opened_at,
        task.follow_up_at,
        task.expires_at,
        task.assigned_to,
        task.note,
    )
