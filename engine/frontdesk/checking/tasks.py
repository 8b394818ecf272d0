"""Tasks: rules on them that do nothing, and a name that is taken.

Does one event open a task and close it again, or the other way round, whoever it happens to (M007)? Is a task called
like the plain follow-up (M014)? Does a rule on how long one waits ever follow (M015)? Does what has to hold while a
task is open go by the hour, though time is looked at by the day (M018), or hold of nobody for whom a rule opens it
(M019)? Only what holds in every case is told: where some are left for whom a rule does what it says, it has its use.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from frontdesk.checking.machine import events_of, is_about_the_state
from frontdesk.checking.proofs import can_both_hold, contacts_in_its_state, diagram, leaf
from frontdesk.effects import AskToReschedule, CancelTask, CloseTask, CompleteTask, OpenTask, SetFollowUp
from frontdesk.model import Ruleset, TaskKind
from frontdesk.names import PLAIN_FOLLOW_UP, Lifecycle
from frontdesk.problems import Problem
from frontdesk.tables import Row, Table, written_length
from frontdesk.tables.diagrams import Alive, TooLargeError


def check_tasks(ruleset: Ruleset) -> Iterator[Problem]:
    """Check that no rule on a task is undone at once by another one on the same event, nor waits for nothing."""
    yield from _taking_over(ruleset)
    yield from _waiting(ruleset)
    for kind in ruleset.tasks.values():
        if kind.cause is not None:
            yield from _by_the_hour(kind, kind.cause)
            yield from _never_opened(ruleset, kind, kind.cause)
    plain = TaskKind(PLAIN_FOLLOW_UP, ruleset.task_label(PLAIN_FOLLOW_UP))
    for task in {plain.id: plain, **ruleset.tasks}.values():
        rows = [row for row in ruleset.consequences.rows if _leaves(row, task)]
        for number, row in enumerate(rows):
            if _names(row, task) and (undoing := _undoing(ruleset, task, row, rows[number + 1 :])):
                yield _told(task, row, undoing)


def _taking_over(ruleset: Ruleset) -> Iterator[Problem]:
    """A task of the practice's own called like the plain follow-up is that: each one that staff ask for is of it."""
    own = ruleset.tasks.get(PLAIN_FOLLOW_UP)
    opens = any(row.id.startswith(f"{PLAIN_FOLLOW_UP}.opens.") for row in ruleset.consequences.rows)
    if own is not None and (opens or own.follow_ups):
        cause = f"'{PLAIN_FOLLOW_UP}' is the plain follow-up that staff ask for, and this plans it as a task of its own"
        hint = (
            "give your task another name, or keep only what is true of every follow-up, such as label: and assign_to:"
        )
        yield Problem(own.where, "M014", cause, hint)


def _waiting(ruleset: Ruleset) -> Iterator[Problem]:
    """A rule on how long a task waits never follows where each of its tasks expires before that."""
    for timer in ruleset.timers.values():
        kinds = [ruleset.tasks.get(name) for name in sorted(timer.tasks)]
        lives = [kind.expires for kind in kinds if kind is not None and isinstance(kind.expires, timedelta)]
        if not kinds or len(lives) < len(kinds) or not isinstance(timer.offset, timedelta):
            continue
        if max(lives) <= timer.offset:
            cause = f"no task waits {written_length(timer.offset)}: each expires after {written_length(max(lives))}"
            yield Problem(timer.where, "M015", cause, "wait for a shorter time, or react to task_expired")


def _by_the_hour(kind: TaskKind, cause: Table[Any]) -> Iterator[Problem]:
    """What has to hold is looked at when something happens and at midnight, so an hour would pass unseen."""
    for name in cause.inputs:
        if name == "local_time" or name.startswith("open_now"):
            what = f"the task '{kind.id}' is to go by '{name}', which changes within a day"
            hint = "ask for what changes by the day, or close it by a rule: closes: [{id: ..., on: ...}]"
            yield Problem(cause.rows[0].where, "M018", what, hint)


def _never_opened(ruleset: Ruleset, kind: TaskKind, cause: Table[Any]) -> Iterator[Problem]:
    """A rule that opens a task for those alone for whom what has to hold does not opens it for nobody."""
    for row in ruleset.consequences.rows:
        opens = any(isinstance(effect, OpenTask) and effect.task == kind.id for effect in row.then)
        asked = (*row.when, *cause.rows[0].when)
        if opens and not can_both_hold(ruleset, ruleset.consequences.only((row,)), cause, asked):
            what = f"'{row.id}' opens the task '{kind.id}' for nobody: what it asks and 'while' never hold together"
            related = ((cause.rows[0].where, f"what has to hold while '{kind.id}' is open"),)
            yield Problem(row.where, "M019", what, "narrow the rule to those for whom 'while' holds", related)


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
            case OpenTask(name) if name == task.id:
                left = Lifecycle.OPEN
            case SetFollowUp(_, asked) if (asked or PLAIN_FOLLOW_UP) == task.id:
                left = Lifecycle.OPEN
            case AskToReschedule() if task.id == PLAIN_FOLLOW_UP:
                left = Lifecycle.OPEN
            case CloseTask(named) | CompleteTask(named) | CancelTask(named):
                if named == task.id or (named is None and not task.stays_open):
                    left = Lifecycle.CLOSED
    return left


def _names(row: Row[Any], task: TaskKind) -> bool:
    """Whether a row opens or closes just this task: what closes all of them means the others too."""
    for effect in row.then:
        match effect:
            case OpenTask(name) | CloseTask(name) | CompleteTask(name) | CancelTask(name) if name == task.id:
                return True
            case SetFollowUp(_, asked) if (asked or PLAIN_FOLLOW_UP) == task.id:
                return True
    return task.id == PLAIN_FOLLOW_UP and any(isinstance(effect, AskToReschedule) for effect in row.then)


def _told(task: TaskKind, row: Row[Any], undoing: Row[Any]) -> Problem:
    related = ((undoing.where, f"'{undoing.id}' is carried out after it"),)
    if _leaves(row, task) is Lifecycle.OPEN:
        cause = f"every event on which '{row.id}' opens the task '{task.id}' closes it again at once"
        hint = "narrow what closes it with when:, or let it open on another event"
    else:
        cause = f"every event on which '{row.id}' closes the task '{task.id}' opens it again at once"
        hint = "narrow what opens it with when:, or take what closes it out"
    return Problem(row.where, "M007", cause, hint, related)
