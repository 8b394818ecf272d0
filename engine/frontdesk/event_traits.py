"""What holds of all events of a kind: the words that tell them, and what brings them about. Knows no event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """What brings an event about where no person does."""

    STATE = "state"
    """The state that the contact is in: the event is about it."""
    CAMPAIGN = "campaign"
    MESSAGE = "message"
    TASK = "task"
    FOLLOW_UP = "follow-up"
    DATE = "date"
    """A date of the contact; only a rule that notes it leads back to it."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What holds of every event of one kind.

    ``plain`` and ``named`` tell it in a sentence, without and with what names it; ``by`` is the fact that names it, as
    conditions of rows ask for it. ``heading`` tells it where it heads a rule, if not by the words of its kind.
    """

    plain: str
    named: str = ""
    by: str = ""
    heading: str = ""
    bare: bool = False
    """Whether ``on:`` may say its word and nothing more."""
    origin: Origin | None = None
    """What brings it about; ``None`` when it takes a person."""
    of_a_visit: bool = False
    """Whether it says that a visit is to take place, or took place."""

    @property
    def by_itself(self) -> bool:
        """Whether it needs no person to happen."""
        return self.origin is not None

    @property
    def about_the_state(self) -> bool:
        """Whether it is about the state in which the contact is."""
        return self.origin is Origin.STATE or self.by == "event_state"

    @property
    def timed(self) -> bool:
        """Whether it happens at a time that its trigger sets, so that the trigger is what names it."""
        return self.by == "timer"
