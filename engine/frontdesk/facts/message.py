"""What is true of a message: what it says and why, how its contact can be reached, and what they got before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from frontdesk.facts.calendars import is_line_open, is_line_open_today
from frontdesk.facts.consent import of_consent
from frontdesk.facts.declaring import fact, maybe
from frontdesk.facts.moments import Lately, MessageMoment
from frontdesk.facts.preferences import of_sources, of_weighing
from frontdesk.facts.words import Vocabulary, known, yes_no
from frontdesk.model import Fact, MessageText, OverTime, Ruleset, Scope, computations
from frontdesk.names import CampaignId, ChannelId, MessageKind, Privacy, Purpose, Timing
from frontdesk.records import Contact, Sent
from frontdesk.tables import COUNT, UNKNOWN, YES_NO, Domain, Listed, Value


class _Written(Protocol):
    """What there is to know of a message before it is for anybody."""

    @property
    def ruleset(self) -> Ruleset: ...

    @property
    def message(self) -> MessageText: ...

    @property
    def kind(self) -> MessageKind: ...

    @property
    def timing(self) -> Timing: ...

    @property
    def campaign(self) -> str: ...

    @property
    def step(self) -> str: ...


class _Counted(Protocol):
    """What a count of messages is taken from."""

    @property
    def lately(self) -> Lately: ...


@dataclass(frozen=True, slots=True)
class _Count:
    lately: Lately


def _written(
    name: str, domain: Domain, means: str, compute: Callable[[_Written], Value], default: Value | None = None
) -> Fact:
    return fact(name, Scope.MESSAGE, domain, means, default, compute)


def _counted(name: str, means: str, compute: Callable[[_Counted], Value]) -> Fact:
    return fact(name, Scope.MESSAGE, COUNT, means, compute=compute, over_time=OverTime.FALLS)


def _fact(name: str, domain: Domain, means: str, compute: Callable[[MessageMoment], Value]) -> Fact:
    return fact(name, Scope.MESSAGE, domain, means, compute=compute)


def of_message(words: Vocabulary) -> list[Fact]:
    """Declare the facts of a message."""
    emails = Listed(("on_file", "invalid", "missing"))
    return [
        *of_text(words),
        *of_sources(words),
        *of_weighing(words),
        _fact("email", emails, "whether there is an e-mail address", lambda at: _email(at.contact)),
        *of_consent(words),
        _fact("shared_phone", YES_NO, "somebody else has the same number", lambda at: yes_no(at.shared_phone)),
        *_of_line(words),
        *_of_counts(),
    ]


def _of_line(words: Vocabulary) -> list[Fact]:
    """Declare what is true of the line that a message leaves from."""
    may_be_open, returns = maybe(YES_NO.values), OverTime.RETURNS
    return [
        fact("line", Scope.MESSAGE, maybe(words.lines), "the line that the message leaves from", compute=_line),
        fact(
            "line_open_now",
            Scope.MESSAGE,
            may_be_open,
            "that line is open at this moment, by its own calendar, else the practice's",
            default=yes_no(True),
            compute=lambda at: is_line_open(at.ruleset, at.line, at.now),
            over_time=returns,
        ),
        fact(
            "line_open_today",
            Scope.MESSAGE,
            may_be_open,
            "that line is open at some hour of today, by its own calendar, else the practice's",
            default=yes_no(True),
            compute=lambda at: is_line_open_today(at.ruleset, at.line, at.now),
            over_time=returns,
        ),
    ]


def of_text(words: Vocabulary) -> list[Fact]:
    """Declare what a message says of itself, whoever gets it."""
    return [
        _written(
            "message", Listed(tuple(MessageKind)), "the kind of message", lambda at: at.kind, MessageKind.AUTOMATION
        ),
        _written(
            "purpose",
            Listed(tuple(Purpose)),
            "why the message is sent",
            lambda at: at.message.purpose,
            Purpose.OPERATIONS,
        ),
        _written(
            "timing",
            Listed(tuple(Timing)),
            "answers an event at once, or was planned for a time",
            lambda at: at.timing,
            Timing.INSTANT,
        ),
        _written(
            "campaign",
            maybe((*words.campaigns, "none")),
            "the campaign that sends the message",
            lambda at: known(at.campaign, at.ruleset.campaigns) if at.campaign else "none",
        ),
        _written(
            "message_name",
            maybe(words.messages),
            "which message it is, by its name in messages.yaml",
            lambda at: known(at.message.id, at.ruleset.messages),
        ),
        _written(
            "step",
            maybe((*words.steps, "none")),
            "the step of the campaign that sends the message",
            lambda at: at.step if at.step in _steps(at) else UNKNOWN if at.step else "none",
        ),
        _written(
            "private",
            Listed(tuple(Privacy)),
            "how much the message tells of the contact",
            lambda at: at.message.private,
            Privacy.NONE,
        ),
        *(_has(ChannelId(name)) for name in words.channels),
    ]


def counts(sent: Sequence[Sent], now: datetime, zone: ZoneInfo) -> dict[str, Value]:
    """How many messages left today, on the contact's calendar, and in the last 7 days."""
    at = _Count(Lately.of(sent, now, zone))
    return {name: compute(at) for name, compute in COUNTS}


def _of_counts() -> list[Fact]:
    return [
        _counted("sent_today", "messages sent to the contact today", lambda at: len(at.lately.today)),
        _counted("sent_this_week", "messages sent to the contact in the last 7 days", lambda at: len(at.lately.week)),
        _counted(
            "exempt_sent_today",
            "the same, only those that rest on no consent",
            lambda at: sum(one.exempt for one in at.lately.today),
        ),
        _counted("exempt_sent_this_week", "the same for 7 days", lambda at: sum(one.exempt for one in at.lately.week)),
    ]


COUNTS = computations(_of_counts())
"""How the facts are computed that count what the contact got lately."""


def _line(at: MessageMoment) -> Value:
    return known(at.line, at.ruleset.lines)


def _steps(at: _Written) -> list[str]:
    campaign = at.ruleset.campaigns.get(CampaignId(at.campaign))
    return [str(step.id) for step in campaign.steps] if campaign else []


def _has(channel: ChannelId) -> Fact:
    return _written(
        f"has_{channel}",
        YES_NO,
        f"the message has content for {channel}",
        lambda at: yes_no(channel in at.message.content),
    )


def _email(contact: Contact) -> str:
    if not contact.email:
        return "missing"
    return "on_file" if contact.email_valid else "invalid"
