"""Tasks: does one event open a task and close it again, or the other way round, whoever it happens to (M007)?

Only what holds in every case is told: where some are left for whom a rule does what it says, it has its use.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from frontdesk.checking.machine import events_of, is_about_the_state
from frontdesk.checking.proofs import contacts_in_its_state, diagram, leaf
from frontdesk.effects import CloseTask, OpenTask, SetFollowUp
from frontdesk.model import Ruleset, TaskKind
from frontdesk.names import Lifecycle
from frontdesk.problems import Problem
from frontdesk.tables import Row
from frontdesk.tables.diagrams import Alive, TooLargeError


def check_tasks(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that no rule on a task is undone at once by another one on the same event."""
    for task in ruleset.tasks.values():
        rows = [row for row in ruleset.consequences.rows if _leaves(row, task)]
        for number, row in enumerate(rows):
            if _names(row, task) and (undoing := _undoing(ruleset, task, row, rows[number + 1 :])):
                yield _told(task, row, undoing)


def _undoing(ruleset: Ruleset, task: TaskKind, row: Row[Any], later: list[Row[Any]]) -> Row[Any] | None:
    """The first row by which what *row* does to *task* is undone, if it is for everybody whom *row* fits."""
    on = set(events_of(row))
    rows = [row, *(one for one in later if on & set(events_of(one)))]
    against = next((one for one in rows if _leaves(one, task) is not _leaves(row, task)), None)
    return against if against and _never_lasts(ruleset, task, rows) else None


def _never_lasts(ruleset: Ruleset, task: TaskKind, rows: list[Row[Any]]) -> bool:
    """Whether *task* is never left as the first of *rows* leaves it; not said where that is too much to prove."""
    own = _leaves(rows[0], task)
    tests = [test for row in rows for test in row.when]

    def lasts(alive: Alive) -> bool:
        fitting = [row for number, row in enumerate(rows) if leaf(alive) >> number & 1]
        return bool(fitting) and _leaves(fitting[-1], task) is own

    try:
        joint = contacts_in_its_state(ruleset, tests) if is_about_the_state(rows[0]) else None
        drawn = diagram(ruleset, ruleset.consequences.only(tuple(rows)), given=rows[0].when, joint=joint)
        return drawn.smallest(lasts) is None and drawn.smallest(lambda alive: bool(leaf(alive))) is not None
    except TooLargeError:
        return False


def _leaves(row: Row[Any], task: TaskKind) -> Lifecycle | None:
    """How a row leaves *task*, or ``None`` if it does not touch it."""
    left = None
    for effect in row.then:
        match effect:
            case OpenTask(name) | SetFollowUp(_, name) if name == task.id:
                left = Lifecycle.OPEN
            case CloseTask(name) if name == task.id or (name is None and not task.stays_open):
                left = Lifecycle.CLOSED
    return left


def _names(row: Row[Any], task: TaskKind) -> bool:
    """Whether a row opens or closes just this task: what closes all of them means the others too."""
    return any(isinstance(one, OpenTask | SetFollowUp | CloseTask) and one.task == task.id for one in row.then)


def _told(task: TaskKind, row: Row[Any], undoing: Row[Any]) -> Problem:
    related = ((undoing.where, f"'{undoing.id}' is carried out after it"),)
    if _leaves(row, task) is Lifecycle.OPEN:
        cause = f"every event on which '{row.id}' opens the task '{task.id}' closes it again at once"
        hint = "narrow what closes it with when:, or let it open on another event"
    else:
        cause = f"every event on which '{row.id}' closes the task '{task.id}' opens it again at once"
        hint = "narrow what opens it with when:, or take what closes it out"
    return Problem(row.where, "M007", cause, hint, related)
