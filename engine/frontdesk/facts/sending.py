"""What is true of a message whose channel is chosen, at the instant at which it might leave: the contact's clock."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from frontdesk.facts.declaring import fact
from frontdesk.facts.message import COUNTS, of_text
from frontdesk.facts.moments import SendingMoment
from frontdesk.facts.words import NO_WORDS, WEEKDAYS, Vocabulary, yes_no
from frontdesk.model import Fact, MessageText, OverTime, Ruleset, Scope, computations
from frontdesk.names import ChannelId, MessageKind, Timing
from frontdesk.tables import YES_NO, Domain, Listed, Scale, ScaleKind, Value


class _OnTheClock(Protocol):
    """What there is to know of a message that leaves at some hour, whoever gets it."""

    @property
    def ruleset(self) -> Ruleset: ...

    @property
    def local(self) -> datetime: ...

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


def _on_the_clock(
    name: str,
    domain: Domain,
    means: str,
    compute: Callable[[_OnTheClock], Value],
    over_time: OverTime = OverTime.RETURNS,
) -> Fact:
    return fact(name, Scope.SENDING, domain, means, compute=compute, over_time=over_time)


def of_sending(words: Vocabulary) -> list[Fact]:
    """Declare the facts of a message that might leave."""
    return [
        _on_the_clock(
            "channel",
            Listed(tuple(words.channels)),
            "the channel that the delivery table chose",
            lambda at: at.channel,
            OverTime.STAYS,
        ),
        _on_the_clock(
            "local_time",
            Scale(ScaleKind.TIME, whole=True),
            "the clock where the contact is",
            lambda at: at.local.time().replace(second=0, microsecond=0),
        ),
        _on_the_clock(
            "weekday",
            Listed(WEEKDAYS),
            "the day of the week where the contact is",
            lambda at: WEEKDAYS[at.local.weekday()],
        ),
        _on_the_clock(
            "holiday",
            YES_NO,
            "the practice keeps a holiday that day",
            lambda at: yes_no(at.ruleset.is_holiday(at.local.date())),
        ),
    ]


def clock_facts(at: SendingMoment, wanted: Container[str]) -> dict[str, Value]:
    """Those *wanted* of what changes while a message waits for its hour: the facts of its sending, and the counts."""
    return {name: compute(at) for name, compute in (*COUNTS, *at.ruleset.computations[Scope.SENDING]) if name in wanted}


def planned_facts(at: Planned) -> dict[str, Value]:
    """What is true of a planned message, whoever gets it."""
    declared = [*of_text(Vocabulary(channels=tuple(at.ruleset.channels))), *of_sending(NO_WORDS)]
    return {name: compute(at) for name, compute in computations(declared)}
