"""The words that facts take as values: the closed ones, and the names that a ruleset gives.

Knows no fact and no ruleset.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from frontdesk.model.calendars import WEEKDAYS
from frontdesk.names import ConsentBasis
from frontdesk.tables import UNKNOWN, Value

__all__ = ["CONSENT_BASES", "NO_WORDS", "WEEKDAYS", "Vocabulary", "known", "yes_no"]

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
CONSENT_BASES = tuple(map(str, ConsentBasis))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names of a ruleset that facts take as values."""

    phases: Sequence[str] = ()
    statuses: Sequence[str] = ()
    states: Sequence[str] = ()
    channels: Sequence[str] = ()
    lines: Sequence[str] = ()
    consented: Sequence[str] = ()
    """The channels for which consent is kept."""
    outcomes: Sequence[str] = ()
    reasons: Sequence[str] = ()
    campaigns: Sequence[str] = ()
    steps: Sequence[str] = ()
    """The names of the steps of all campaigns, each once."""
    tasks: Sequence[str] = ()
    messages: Sequence[str] = ()
    timers: Sequence[str] = ()
    regions: Sequence[str] = ()
    """The states or provinces of the practice's country, by code; none where they are free words."""


NO_WORDS = Vocabulary()
"""For facts of which only the names and computations are wanted: neither depends on what a ruleset calls things."""


def yes_no(truth: bool) -> str:
    """The word of the language for a truth value."""
    return "yes" if truth else "no"


def known(name: str | None, names: Container[str]) -> Value:
    """*name*, or unknown where nothing is recorded, or something that the rules do not have any more."""
    return name if name is not None and name in names else UNKNOWN
