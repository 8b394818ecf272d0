"""Tasks that staff handle themselves: opened without a rule, ended without a call, given to somebody else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.desk import causes, tasks
from frontdesk.desk.doubts import ask_about_hour
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.journal import TaskGiven, TaskOpened
from frontdesk.model import UnknownNameError
from frontdesk.names import PLAIN_FOLLOW_UP, ContactId, Lifecycle, Progress, TaskId
from frontdesk.records import Task
from frontdesk.strangers import MOST_IN_A_NOTE, kept


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that somebody opens by hand: its kind, how it is wanted, when it is to be taken up, and a note."""

    kind: TaskId
    wanted: tasks.Wanted
    follow_up_at: datetime | None = None
    note: str = ""


def open_by_hand(act: Act, contact: ContactId, new: NewTask) -> Answer:
    """Open a task for *contact*; what rules plan for its kind counts, and a date that is given wins.

    Raises UnknownNameError (the kind), LogRefusedError where one of the kind is open or what has to hold while it is
    does not, DoubtfulError (the date), OddTextError (the note, or who gets it).
    """
    note, to = kept("the note", new.note, MOST_IN_A_NOTE), kept("who gets it", new.wanted.to)
    known = list(dict.fromkeys((*act.ruleset.tasks, PLAIN_FOLLOW_UP)))
    if new.kind not in known:
        raise UnknownNameError("task", new.kind, known)

    def do() -> Answer:
        if new.follow_up_at:
            ask_about_hour(act, new.follow_up_at, "a follow-up")
        if open_one := _open_of_kind(act, contact, new.kind):
            raise LogRefusedError(f"task {open_one.id} of this kind is open already: log on it, or give it away")
        if gone := causes.gone(act, contact, [new.kind]):
            label = act.ruleset.task_label(new.kind)
            raise LogRefusedError(f"'{label}' would close at once: {gone[new.kind]}; open another task, or none")
        tasks.open_task(act, contact, new.kind, act.now, replace(new.wanted, to=to))
        task = act.store.task(tasks.open_task_named(act, contact, new.kind))
        if note:
            act.store.save_task(replace(task, note=note))
        if new.follow_up_at:
            tasks.keep_chosen(act, task.id, new.follow_up_at)
        act.record(contact, TaskOpened(task.id, task.task, task.assigned_to))
        name = act.store.contact(contact).name
        label, before = act.ruleset.task_label(task.task), tasks.closes_before(act, act.store.task(task.id))
        return Answer(contact, f"task {task.id} is open for {name}: {label}{before}", task.id)

    return once(act, ("open task", contact, replace(new, note=note)), do)


def end_by_hand(act: Act, number: int, progress: Progress, note: str = "") -> Answer:
    """Close a task that is done or cancelled, without a call that could be logged; no rule follows.

    Raises NoSuchRecordError, LogRefusedError where it is closed, OddTextError (the note).
    """
    note = kept("the note", note, MOST_IN_A_NOTE)

    def do() -> Answer:
        task = _open(act, number)
        tasks.close(act, replace(task, progress=progress, note=note or task.note), "by hand")
        return Answer(task.contact, f"task {number} is {progress}: {act.ruleset.task_label(task.task)}", number)

    return once(act, ("end task", number, progress, note), do)


def give(act: Act, number: int, to: str) -> Answer:
    """Give a task to somebody else; it waits for them from now on.

    Raises NoSuchRecordError, LogRefusedError where it is closed, OddTextError (who gets it).
    """
    to = kept("who gets it", to)

    def do() -> Answer:
        task = _open(act, number)
        tasks.hand_over(act, task, to)
        act.record(task.contact, TaskGiven(number, task.task, to, task.assigned_to))
        return Answer(task.contact, f"task {number} is {to}'s: {act.ruleset.task_label(task.task)}", number)

    return once(act, ("give task", number, to), do)


def _open(act: Act, number: int) -> Task:
    task = act.store.task(number)
    if task.lifecycle is Lifecycle.CLOSED:
        raise LogRefusedError(f"task {number} is closed; open a new one if there is more to do")
    return task


def _open_of_kind(act: Act, contact: ContactId, kind: TaskId) -> Task | None:
    return next((task for task in act.store.tasks(contact) if task.task == kind), None)
