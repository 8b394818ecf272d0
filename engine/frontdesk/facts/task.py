"""What is true of a task when an outcome is logged on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from frontdesk.facts.computing import computed
from frontdesk.facts.declaring import fact
from frontdesk.facts.history import NO_HISTORY, History
from frontdesk.facts.moments import NOTHING_UNDER_WAY, TaskMoment, UnderWay
from frontdesk.facts.own import DAYS_UNTIL, days_to
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
        _fact(
            "days_until_asked_follow_up",
            DAYS_UNTIL,
            "whole days until the follow-up date that is set with the outcome",
            lambda at: days_to(at.follow_up_at, at.now, at.zone),
        ),
    ]


@dataclass(frozen=True, slots=True)
class OutcomeSaid:
    """What staff say came of a contact: the outcome, what is to come next, and when where that is a follow-up."""

    outcome: OutcomeId
    following: Next = Next.NONE
    follow_up_at: datetime | None = None


def task_facts(
    ruleset: Ruleset,
    contact: Contact,
    task: Task | None,
    logged: OutcomeSaid,
    now: datetime,
    *,
    has_appointment: bool = False,
    under_way: UnderWay = NOTHING_UNDER_WAY,
    history: History = NO_HISTORY,
) -> dict[str, Value]:
    """What is true when an outcome is *logged*, over the scope ``task``."""
    moment = TaskMoment(
        ruleset=ruleset,
        now=now,
        contact=contact,
        has_appointment=has_appointment,
        under_way=under_way,
        history=history,
        task=task,
        outcome=logged.outcome,
        following=logged.following,
        follow_up_at=logged.follow_up_at,
    )
    return computed(moment, Scope.TASK)
