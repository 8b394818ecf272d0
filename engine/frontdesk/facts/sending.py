"""What is true of a message whose channel is chosen, at the instant at which it might leave: the contact's clock.

That clock is one of the contact too, whatever is decided; here it is read on any clock that may be theirs.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from frontdesk.facts.clock import CLOCK
from frontdesk.facts.declaring import fact
from frontdesk.facts.message import COUNTS, of_text
from frontdesk.facts.moments import SendingMoment
from frontdesk.facts.words import NO_WORDS, Vocabulary
from frontdesk.model import Fact, MessageText, Ruleset, Scope, computations
from frontdesk.names import ChannelId, MessageKind, Timing
from frontdesk.tables import Listed, Value


class _Chosen(Protocol):
    """What there is to know of a message whose channel is chosen, whoever gets it."""

    @property
    def channel(self) -> ChannelId: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """A message that would leave at some hour, on the clock of whoever gets it, by some channel."""

    ruleset: Ruleset
    local: datetime
    message: MessageText
    kind: MessageKind
    timing: Timing
    campaign: str
    step: str
    channel: ChannelId


def of_sending(words: Vocabulary) -> list[Fact]:
    """Declare the facts of a message that might leave."""

    def compute(at: _Chosen) -> Value:
        return at.channel

    channels = Listed(tuple(words.channels))
    return [fact("channel", Scope.SENDING, channels, "the channel that the delivery table chose", compute=compute)]


def clock_facts(at: SendingMoment, wanted: Container[str]) -> dict[str, Value]:
    """Those *wanted* of what changes while a message waits: the clock, the counts, and the facts of its sending."""
    every = (*CLOCK, *COUNTS, *at.ruleset.computations[Scope.SENDING])
    return {name: compute(at) for name, compute in every if name in wanted}


def planned_facts(at: Planned) -> dict[str, Value]:
    """What is true of a planned message, whoever gets it."""
    declared = [*of_text(Vocabulary(channels=tuple(at.ruleset.channels))), *of_sending(NO_WORDS)]
    return {name: compute(at) for name, compute in (*computations(declared), *CLOCK)}
