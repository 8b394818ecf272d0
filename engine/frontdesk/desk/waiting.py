"""Tasks that wait: a clock for each rule on how long a task has waited for somebody (``task_waits``).

It counts from the date at which the task is to be taken up, else from when it was opened or somebody worked on it last;
what rules do to a task is no work on it, but for a date that they set. Knows no rule that follows.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.facts import zone_of
from frontdesk.model import Timer
from frontdesk.names import Lifecycle
from frontdesk.records import Due, DueKind, Task
from frontdesk.tables import later


def begin(act: Act, task: Task) -> None:
    """Set the clocks of an open task anew."""
    for timer in _of(act, task):
        _set(act, task, timer, _rings(act, task, timer))


def stop(act: Act, task: Task) -> None:
    """Stop the clocks of a task, those of rules too that are gone."""
    for due in act.store.scheduled(task.contact):
        if due.kind is DueKind.TASK_WAITS and task_of(due) == task.id:
            act.store.unschedule(due.kind, due.contact, due.ref)


def rung(act: Act, due: Due) -> tuple[Task, Timer] | None:
    """The open task that has waited as long as a rule says, and that rule; ``None`` where it does not wait any more."""
    task, timer = act.store.task(task_of(due)), act.ruleset.timers.get(str(due.ref).partition(" ")[2])
    waits = task.lifecycle is Lifecycle.OPEN and timer is not None and task.task in timer.tasks
    return (task, timer) if waits and timer else None


def replan(act: Act, names: Collection[str]) -> None:
    """Set the clocks of these rules anew for every open task; one that would have rung before now stays silent."""
    if not names:
        return
    for task in act.store.tasks():
        for name in names:
            act.store.unschedule(DueKind.TASK_WAITS, task.contact, f"{task.id} {name}")
        for timer in _of(act, task):
            at = _rings(act, task, timer)
            if timer.id in names and at > act.now:
                _set(act, task, timer, at)


def task_of(due: Due) -> int:
    """The number of the task whose clock this is."""
    return int(str(due.ref).partition(" ")[0])


def _of(act: Act, task: Task) -> list[Timer]:
    return [timer for timer in act.ruleset.timers.values() if task.task in timer.tasks]


def _set(act: Act, task: Task, timer: Timer, at: datetime) -> None:
    act.store.schedule(Due(at, DueKind.TASK_WAITS, task.contact, f"{task.id} {timer.id}"))


def _rings(act: Act, task: Task, timer: Timer) -> datetime:
    since = task.waits_since or task.follow_up_at or task.opened_at
    zone = zone_of(act.ruleset, act.store.contact(task.contact))
    return later(since, timer.offset, zone, act.ruleset.open_hours)
