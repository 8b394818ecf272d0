"""What is true of a task when an outcome is logged on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from frontdesk.facts.computing import computed
from frontdesk.facts.declaring import fact
from frontdesk.facts.history import NO_HISTORY, History
from frontdesk.facts.moments import TaskMoment
from frontdesk.facts.words import Vocabulary
from frontdesk.model import Fact, Ruleset, Scope
from frontdesk.names import PLAIN_FOLLOW_UP, Next, OutcomeId
from frontdesk.records import Contact, Task
from frontdesk.tables import Domain, Listed, Value


def _fact(name: str, domain: Domain, means: str, compute: Callable[[TaskMoment], Value]) -> Fact:
    return fact(name, Scope.TASK, domain, means, compute=compute)


def of_task(words: Vocabulary) -> list[Fact]:
    """Declare the facts of a task."""
    return [
        _fact(
            "task",
            Listed(tuple(dict.fromkeys((*words.tasks, PLAIN_FOLLOW_UP, "none")))),
            "the kind of the task",
            lambda at: at.task.task if at.task else "none",
        ),
        _fact("outcome", Listed(tuple(words.outcomes)), "what came of the contact", lambda at: at.outcome),
        _fact(
            "next",
            Listed(tuple(Next)),
            "a follow-up date is set, a close asked, or neither",
            lambda at: at.following,
        ),
    ]


def task_facts(
    ruleset: Ruleset,
    contact: Contact,
    task: Task | None,
    logged: tuple[OutcomeId, Next],
    now: datetime,
    *,
    has_appointment: bool = False,
    history: History = NO_HISTORY,
) -> dict[str, Value]:
    """What is true when an outcome is logged, over the scope ``task``; *logged* is the outcome, and what is next."""
    outcome, following = logged
    moment = TaskMoment(
        ruleset=ruleset,
        now=now,
        contact=contact,
        has_appointment=has_appointment,
        history=history,
        task=task,
        outcome=outcome,
        following=following,
    )
    return computed(moment, Scope.TASK)
