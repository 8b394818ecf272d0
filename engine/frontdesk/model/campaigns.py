"""Campaigns: sequences of steps, when each falls, and whether they run for a contact or for each of their visits.

Plain frozen records. Knows neither YAML nor contacts; what starts and ends a campaign are rows of ``consequences``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from frontdesk.names import CampaignId, MessageId, MessageKind, StepId, TaskId
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Length, Table


class Base(StrEnum):
    """What a campaign step counts its delay from (domain.md 7.2)."""

    START = "start"
    PREVIOUS = "previous"
    BEFORE_APPOINTMENT = "before_appointment"
    AFTER_APPOINTMENT = "after_appointment"

    @property
    def is_a_visit(self) -> bool:
        """Whether it is the time of an appointment."""
        return self in (Base.BEFORE_APPOINTMENT, Base.AFTER_APPOINTMENT)


@dataclass(frozen=True, slots=True)
class Delay:
    """How long after or before its base a step falls; with ``at``, whole days are calendar days, then the clock."""

    base: Base
    length: Length
    at: time | None = None


@dataclass(frozen=True, slots=True)
class CampaignStep:
    """One step of a campaign: exactly one of a message to send or a task to open."""

    id: StepId
    delay: Delay
    send: MessageId | None = None
    task: TaskId | None = None
    condition: Table[str] | None = None
    """A table of one row answering yes or no; ``None`` when the step has no condition."""
    where: Location = NOWHERE


class Again(StrEnum):
    """What happens when a contact meets a campaign's start a second time (domain.md 5, wish 17).

    Nothing of a campaign of a visit, which runs once for each.
    """

    RESTART = "restart"
    CONTINUE = "continue"
    ONCE = "once"


@dataclass(frozen=True, slots=True)
class OnDays:
    """A campaign on dates of the practice: a round begins on the next day on which that ``calendar`` is open.

    So everybody who is in it gets it on the same day, whenever they came into it.
    """

    calendar: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A sequence of steps; what starts and ends it are rows of ``Ruleset.consequences``."""

    id: CampaignId
    label: str
    steps: tuple[CampaignStep, ...]
    message_kind: MessageKind = MessageKind.AUTOMATION
    enabled: bool = True
    group: str = ""
    again: Again = Again.RESTART
    repeat: Length | OnDays | None = None
    because: str = ""
    where: Location = NOWHERE

    @property
    def of_a_visit(self) -> bool:
        """Whether it runs once for each appointment: a step of it counts on one. Any other runs for the contact."""
        return any(step.delay.base.is_a_visit for step in self.steps)

    @property
    def starts_once(self) -> bool:
        """Whether meeting its start a second time brings no second round, for the contact or for the same visit."""
        return self.again is Again.ONCE or self.of_a_visit

    @property
    def starts_over(self) -> Length | OnDays | None:
        """How long after its start it starts over, or on which days; never for a visit, which comes once."""
        return None if self.of_a_visit else self.repeat

    @property
    def calendar(self) -> str:
        """The calendar on whose days its rounds begin, the first one too; empty where they go by the contact."""
        return self.starts_over.calendar if isinstance(self.starts_over, OnDays) else ""

    @property
    def steps_of_the_visit(self) -> frozenset[StepId]:
        """The steps that fall by the time of an appointment: those that count on it, and what counts from them."""
        found, counts = set(), False
        for step in self.steps:
            counts = step.delay.base.is_a_visit or (counts and step.delay.base is Base.PREVIOUS)
            if counts:
                found.add(step.id)
        return frozenset(found)
