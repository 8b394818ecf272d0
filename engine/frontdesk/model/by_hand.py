"""What staff may note by hand of how somebody wants to be reached. Knows neither YAML nor whose word counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from frontdesk.model.named import SETTING
from frontdesk.names import NOT_SENT, ChannelId, PhoneKind
from frontdesk.problems import choices


@dataclass(frozen=True, slots=True)
class ByHand:
    """The numbers and methods that may be preferred by hand, and why no others (domain.md 4.1: no e-mail)."""

    number: tuple[PhoneKind, ...]
    method: tuple[ChannelId, ...]
    because: str

    def refusal(self, what: str, wanted: str) -> str:
        """Why the *wanted* ``number`` or ``method`` may not be preferred by hand, in words; empty where it may."""
        allowed: Sequence[str] = self.number if what == "number" else self.method
        if wanted in (NOT_SENT, "", *allowed):
            return ""
        instead = f"what can be is {choices(allowed)}" if allowed else f"no {what} can be"
        return f"the {what} '{wanted}' cannot be preferred by hand: {self.because.rstrip('.')}; {instead}"


@dataclass(frozen=True, slots=True)
class HandPreferences:
    """The part of a ruleset that says what staff may prefer for a contact."""

    by_hand: ByHand = field(metadata=SETTING)
