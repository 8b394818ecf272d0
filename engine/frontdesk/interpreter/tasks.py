"""Tasks: what logging an outcome makes of one, and when its follow-ups fall (domain.md 3.1 to 3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from frontdesk.model import Ruleset, TaskKind
from frontdesk.names import Demand, Lifecycle, LogVerdict, Next, OutcomeId, Progress
from frontdesk.problems import FrontdeskError
from frontdesk.tables import Decision, Parts, Value, later
from frontdesk.tables.opening import OpenHours


class LogRefusedError(FrontdeskError):
    """An outcome that cannot be logged in this way."""


@dataclass(frozen=True, slots=True)
class Logged:
    """What an outcome makes of a task: its two states, and the row that says so."""

    lifecycle: Lifecycle
    progress: Progress
    decision: Decision[Parts]


def log(ruleset: Ruleset, facts: Mapping[str, Value], outcome: OutcomeId, following: Next, note: str) -> Logged:
    """Decide what *outcome* makes of a task when *following* is to come next.

    *facts* are those of the scope ``task``. Raises LogRefusedError with the reason of the row, or when a note
    is required and empty.
    """
    decision = ruleset.verdicts("task_states").decide(facts)
    parts = decision.outcome
    label = ruleset.outcomes[outcome].label
    if parts["verdict"] == LogVerdict.REFUSED:
        raise LogRefusedError(f"'{label}' cannot be logged like this: {decision.reason} ({decision.place.short})")
    if parts["note"] == Demand.REQUIRED and not note.strip():
        raise LogRefusedError(f"'{label}' asks for a note here: say in a few words why ({decision.place.short})")
    return Logged(Lifecycle(str(parts["lifecycle"])), Progress(str(parts["progress"])), decision)


def follow_up_after(
    kind: TaskKind | None, opened_at: datetime, already: int, zone: ZoneInfo, hours: OpenHours | None = None
) -> datetime | None:
    """When follow-up number *already* (from 0) falls, counted from the task's creation; ``None`` after the last.

    Months are counted on the calendar of *zone*, the contact's, business days by *hours*, the practice's.
    """
    if kind is None or already >= len(kind.follow_ups):
        return None
    return later(opened_at, kind.follow_ups[already], zone, hours)


def expires_at(
    kind: TaskKind | None, opened_at: datetime, zone: ZoneInfo, hours: OpenHours | None = None
) -> datetime | None:
    """When a task of this kind closes by itself; it is counted as follow-ups are."""
    length = kind.expires if kind else None
    return later(opened_at, length, zone, hours) if length else None
