"""Counts: how often something happened to a contact, as a practice declares it beside its facts.

What is counted, what narrows it, and the stretch that is looked at. Knows neither YAML nor anybody's history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import named
from frontdesk.names import Counted, Period
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Condition, Length


@dataclass(frozen=True, slots=True)
class Count:
    """One count: those of the kind ``of`` for which all of ``only`` holds.

    ``only`` asks for what is said of one of that kind, and of events for their facts. ``since`` asks for the facts of
    the event that begins the count anew; it is empty where the whole past counts.
    """

    id: str
    of: Counted
    only: tuple[Condition, ...] = ()
    within: Length | Period | None = None
    """No longer ago than this, or in this day, week, month or year of the contact's calendar."""
    in_a_row: bool = False
    """Only the newest ones, up to the first of that kind for which ``only`` does not hold."""
    since: tuple[Condition, ...] = ()
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts, each by the name of the fact that tells it."""

    counts: Mapping[str, Count] = field(metadata=named("count"))
