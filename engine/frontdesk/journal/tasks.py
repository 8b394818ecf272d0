"""What the journal says of the work of the staff: what came of a call, which task ended how, what somebody has read.

Knows no store and no rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from frontdesk.names import Lifecycle, Next, OutcomeId, Progress, TaskId
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class ContactLogged:
    """What came of a call or visit, whether a follow-up or a close was asked, and the attempts counted.

    ``task`` is the number of the task on which it was logged, if on one, and ``became`` whether that is open then.
    """

    wire: ClassVar = wire(
        "contact logged", outcome="outcome", following="next", attempts="attempts", task="task", became="lifecycle"
    )
    outcome: OutcomeId
    following: Next
    attempts: int
    task: int | None = None
    became: Lifecycle | None = None


@dataclass(frozen=True, slots=True)
class TaskOpened:
    """Somebody opened a task by hand; what a rule opens is told by the event that it follows."""

    wire: ClassVar = wire("task opened", task="task", name="name", to="to")
    task: int
    name: TaskId
    to: str = ""


@dataclass(frozen=True, slots=True)
class TaskClosed:
    """A task was closed: how far it was then, and which rule or what else closed it."""

    wire: ClassVar = wire("task closed", task="task", name="name", progress="progress", because="because")
    task: int
    name: TaskId
    progress: Progress
    because: str = ""


@dataclass(frozen=True, slots=True)
class TaskGiven:
    """Somebody gave a task to somebody else by hand."""

    wire: ClassVar = wire("task given", task="task", name="name", to="to", before="from")
    task: int
    name: TaskId
    to: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class NoticeTickedOff:
    """Somebody has read a notice."""

    wire: ClassVar = wire("notice ticked off", notice="notice")
    notice: int
