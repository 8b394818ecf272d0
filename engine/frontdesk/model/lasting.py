"""How long a status lasts, and when a follow-up is usual after it: lengths that a status says of itself.

Knows no status and no contact.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.problems import NOWHERE, Location
from frontdesk.tables import Length, written_length


@dataclass(frozen=True, slots=True)
class Lasts:
    """How long a status lasts: for ``length``, until the day ``date_fact`` of the contact, or else until a date.

    That date is chosen with the status. What follows is a row of ``Ruleset.consequences``.
    """

    length: Length | None = None
    date_fact: str = ""
    where: Location = NOWHERE

    @property
    def until_a_chosen_date(self) -> bool:
        """Whether whoever chooses the status says until when."""
        return self.length is None and not self.date_fact


@dataclass(frozen=True, slots=True)
class UsualFollowUp:
    """How long after choosing a status a follow-up is usual: how soon, and how late at most.

    Where no latest is said, nothing is told of a date that somebody sets; staff are told, and decide.
    """

    at_soonest: Length
    at_latest: Length | None = None

    @property
    def words(self) -> str:
        """In how long, as people write it: "1 week", or "1 week to 2 weeks"."""
        soonest = written_length(self.at_soonest)
        return f"{soonest} to {written_length(self.at_latest)}" if self.at_latest else soonest
