"""What waits to be done, by the staff or by itself: tasks, notices, runs of campaigns, and what falls due when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from frontdesk.names import (
    CampaignId,
    ContactId,
    Lifecycle,
    OutcomeId,
    Priority,
    Progress,
    StepId,
    TaskId,
    TaskType,
)

_NONE: Mapping[StepId, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One run of a campaign for one contact, or for one visit of theirs where its steps count on one.

    ``done`` says which steps are over, taken or left out, and since when; what counts from a step counts from then. A
    store of an earlier day kept how many were over: of such a run they stand there by their number in the list, from
    0. ``cycle`` counts from 0 how often steps were counted anew: because the campaign repeats, or the visit was moved.
    """

    id: int
    contact: ContactId
    campaign: CampaignId
    started_at: datetime
    done: Mapping[StepId, datetime] = field(default_factory=lambda: _NONE)
    cycle: int = 0
    appointment: int | None = None
    ended_at: datetime | None = None
    ended_because: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task for the staff: lifecycle and progress are two fields (domain.md 3.2)."""

    id: int
    contact: ContactId
    task: TaskId
    opened_at: datetime
    assigned_to: str = ""
    lifecycle: Lifecycle = Lifecycle.OPEN
    progress: Progress = Progress.NOT_STARTED
    follow_up_at: datetime | None = None
    expires_at: datetime | None = None
    follow_ups_left: int = 0
    outcome: OutcomeId | None = None
    note: str = ""
    closed_at: datetime | None = None
    closed_because: str = ""
    type: TaskType = TaskType.OTHER
    priority: Priority = Priority.NORMAL
    waits_since: datetime | None = None
    """Since when it waits for somebody: the date at which it was to be taken up, else when it was opened or worked on
    last; ``None`` of one that was closed before the store knew."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the staff should know, until somebody ticks it off."""

    id: int
    contact: ContactId | None
    at: datetime
    text: str
    ticked_at: datetime | None
    addressee: str = ""
    """The person or team that it is for; empty where it is for everybody."""


class DueKind(StrEnum):
    """What kinds of work fall due."""

    SETTLE = "settle"
    STEP = "step"
    SEND = "send"
    TIMER = "timer"
    VISIT = "visit"
    """The next of the rules on the time of a visit."""
    FOLLOW_UP = "follow_up"
    EXPIRY = "expiry"
    TASK_WAITS = "task_waits"
    CAUSE = "cause"
    """A midnight, which alone may change whether what open tasks of the contact were opened for still holds."""
    RECONCILE = "reconcile"
    REACT = "react"
    """An entry of the journal holds an event that was written down, and what follows it waits."""


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do at an instant: its kind, the contact, and what it is about.

    ``ref`` is the number of a record, the name of a timer, or both; empty where there is only one of its kind.
    """

    at: datetime
    kind: DueKind
    contact: ContactId
    ref: int | str = ""

    @property
    def number(self) -> int:
        """The number of the record that it is about. Raises TypeError for what is about none: a bug of ours."""
        if isinstance(self.ref, int):
            return self.ref
        raise TypeError(f"{self.kind} is about no record")
