"""Campaigns as whoever runs a practice looks at them: which are on, who is in them, what they say and what they did.

Steps are shown with the texts that somebody would get: a contact who is named, or else one who is made up. What was
sent, left out or not sent is told from the outbox and the journal. Changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from frontdesk.desk.campaigns import run_of
from frontdesk.desk.languages import spoken_about
from frontdesk.desk.messages import NO_VISIT, fields, names_a_visit
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import at_hand, situation
from frontdesk.effects import Effect, EndCampaign, StartCampaign
from frontdesk.interpreter.campaigns import Fall, to_come
from frontdesk.interpreter.delivery import Situation, route
from frontdesk.journal import StepLeftOut
from frontdesk.model import Base, Campaign, CampaignStep, Content
from frontdesk.model.ruleset import UnknownNameError
from frontdesk.model.templates import fill
from frontdesk.names import (
    NO_CHANNEL,
    CampaignId,
    ChannelId,
    ContactId,
    Language,
    MessageId,
    MessageState,
    StepId,
    TaskId,
    Timing,
)
from frontdesk.records import Appointment, Contact, Enrolment, Message
from frontdesk.tables import Length, written_length

LEFT_OUT = "left_out"
"""What became of a step whose condition did not hold; any other made a message, which is in one of its states."""
_WAITS = (MessageState.WAITING, MessageState.SENDING)
_NOT_SENT = (MessageState.SKIPPED, MessageState.WITHDRAWN, MessageState.FAILED)
_MADE_UP_IN = timedelta(days=3)
"""How far ahead the visit lies that is made up for a text about one."""


@dataclass(frozen=True, slots=True)
class CampaignView:
    """A campaign, whether it is switched on, and how it stands."""

    campaign: CampaignId
    label: str
    enabled: bool
    enrolled: int
    """How many runs go on: one for each contact, or for each of their visits where it is a campaign of visits."""
    waiting: int
    """How many messages wait to leave, or are leaving."""
    sent: int
    not_sent: int
    """How many messages were skipped, withdrawn, or failed."""
    unknown: int
    """How many were handed over and never heard of: nobody knows whether they left."""
    last_sent: datetime | None
    next: datetime | None
    """When the next step of anybody falls."""


@dataclass(frozen=True, slots=True)
class TextView:
    """What a step says on one channel, with its fields filled in."""

    channel: ChannelId
    language: Language | None
    subject: str
    body: str
    lacks: str
    """Why nobody would get it like that; empty where nothing is missing."""


@dataclass(frozen=True, slots=True)
class StepView:
    """A step: when it comes, what it asks then, and what it sends or opens."""

    step: StepId
    base: Base
    """What its delay counts from."""
    length: str
    at: str
    """The hour of the day, where it names one."""
    asks: str
    """What must hold when it falls; empty where nothing need."""
    message: MessageId | None
    task: TaskId | None
    texts: tuple[TextView, ...]
    goes_by: ChannelId | str
    """The channel by which the contact who is named would get it now, ``none``; empty where nobody is named."""
    because: str
    """Why it would go that way."""
    place: str


@dataclass(frozen=True, slots=True)
class RuleView:
    """A rule that starts or ends a campaign, and where it stands."""

    row: str
    place: str


@dataclass(frozen=True, slots=True)
class EnrolledView:
    """Somebody who is in the campaign, and what comes next for them."""

    contact: ContactId
    name: str
    appointment: int | None
    """The visit that the run is for, of a campaign of visits."""
    since: datetime
    """When the round that goes on began; of one that waits for a day of a calendar, since when it waits."""
    next_step: StepId | None
    next: datetime | None


@dataclass(frozen=True, slots=True)
class DoneView:
    """What became of a step for somebody: a message and where it is, or that the step was left out."""

    at: datetime
    contact: ContactId
    name: str
    step: StepId | None
    message: int | None
    """The number of the message; ``None`` where the step was left out."""
    state: MessageState | str
    """Where the message is, or ``left_out``."""
    channel: ChannelId | None
    because: str
    """Why it did not leave; of a step that was left out, what it asks."""
    place: str
    """Where the row stands that decided it; empty where none did."""


@dataclass(frozen=True, slots=True)
class CampaignPage:
    """One campaign with all that belongs to it."""

    campaign: CampaignView
    because: str
    place: str
    repeats: str
    """After how long it starts over, or the name of the calendar on whose days; empty where it does not."""
    starts: tuple[RuleView, ...]
    ends: tuple[RuleView, ...]
    shown_to: str
    """The name of whoever the texts are shown for."""
    steps: tuple[StepView, ...]
    enrolled: tuple[EnrolledView, ...]
    """By what comes first."""
    more_enrolled: int
    """How many more there are."""
    done: tuple[DoneView, ...]
    """Newest first."""
    more_done: int


def campaigns(act: Act) -> tuple[CampaignView, ...]:
    """Every campaign of the rules, as it stands."""
    told = _Told(act)
    return tuple(told.view(one) for one in act.ruleset.campaigns.values())


def campaign(act: Act, name: str, shown_to: ContactId | None = None, most: int = 20) -> CampaignPage:
    """One campaign; of who is in it, and of what was done, at most so many.

    Raises UnknownNameError, and NoSuchContactError of whom the texts are to be shown for.
    """
    known = act.ruleset.campaigns
    if (found := known.get(CampaignId(name))) is None:
        raise UnknownNameError("campaign", name, list(known))
    told, who = _Told(act), act.store.contact(shown_to) if shown_to is not None else None
    enrolled = sorted(told.enrolled(found), key=lambda one: (one.next is None, one.next or one.since, one.contact))
    done = sorted(told.done(found), key=lambda one: (one.at, one.message or 0), reverse=True)
    return CampaignPage(
        told.view(found),
        found.because,
        found.where.short,
        _repeats(found),
        tuple(_rules(act, StartCampaign(found.id))),
        tuple(_rules(act, EndCampaign(found.id), EndCampaign(None))),
        (who or _made_up(act)).name,
        tuple(_step(act, found, one, who) for one in found.steps),
        tuple(enrolled[:most]),
        max(len(enrolled) - most, 0),
        tuple(done[:most]),
        max(len(done) - most, 0),
    )


class _Told:
    """What the store knows of campaigns, read once: who is in them, and what they made."""

    def __init__(self, act: Act) -> None:
        self._act = act
        self._names: dict[ContactId, str] = {}
        self._runs: dict[CampaignId, list[Enrolment]] = {}
        self._messages: dict[CampaignId, list[Message]] = {}
        for run in act.store.running():
            self._runs.setdefault(run.campaign, []).append(run)
        for message in act.store.messages():
            if message.campaign is not None:
                self._messages.setdefault(message.campaign, []).append(message)

    def view(self, campaign: Campaign) -> CampaignView:
        """The campaign as it stands."""
        messages, runs = self._messages.get(campaign.id, []), self._runs.get(campaign.id, [])
        states = Counter(one.state for one in messages)
        sent = [one.ended_at for one in messages if one.state is MessageState.SENT and one.ended_at]
        return CampaignView(
            campaign.id,
            campaign.label,
            campaign.enabled,
            len(runs),
            sum(states[one] for one in _WAITS),
            states[MessageState.SENT],
            sum(states[one] for one in _NOT_SENT),
            states[MessageState.UNKNOWN],
            max(sent, default=None),
            min((fall.due for run in runs if (fall := self._next(campaign, run))), default=None),
        )

    def enrolled(self, campaign: Campaign) -> Iterator[EnrolledView]:
        """Everybody who is in it, and what comes next for them."""
        for run in self._runs.get(campaign.id, []):
            fall = self._next(campaign, run)
            visit = run.appointment if campaign.of_a_visit else None
            step, due = (fall.step.id, fall.due) if fall else (None, None)
            yield EnrolledView(run.contact, self._name(run.contact), visit, run.started_at, step, due)

    def done(self, campaign: Campaign) -> Iterator[DoneView]:
        """What became of every step that fell."""
        for one in self._messages.get(campaign.id, []):
            name, at = self._name(one.contact), one.ended_at or one.due_at
            yield DoneView(at, one.contact, name, one.step, one.id, one.state, one.channel, one.reason, one.place)
        for entry in self._act.store.journal(kinds=(StepLeftOut.wire.kind,)):
            said = entry.said
            if isinstance(said, StepLeftOut) and said.campaign == campaign.id and entry.contact is not None:
                because = next((_asked(one) for one in campaign.steps if one.id == said.step), "")
                name = self._name(entry.contact)
                yield DoneView(entry.at, entry.contact, name, said.step, None, LEFT_OUT, None, because, said.place)

    def _next(self, campaign: Campaign, run: Enrolment) -> Fall | None:
        return next(iter(to_come(run_of(self._act, self._act.ruleset, campaign, run))), None)

    def _name(self, contact: ContactId) -> str:
        if contact not in self._names:
            self._names[contact] = self._act.store.contact(contact).name
        return self._names[contact]


def _rules(act: Act, *effects: Effect) -> Iterator[RuleView]:
    """The rows from which one of *effects* follows."""
    for row in act.ruleset.consequences.rows:
        if any(one in effects for one in row.then):
            yield RuleView(row.id, row.where.short)


def _repeats(campaign: Campaign) -> str:
    over = campaign.starts_over
    return campaign.calendar or (written_length(over) if isinstance(over, Length) else "")


def _step(act: Act, campaign: Campaign, step: CampaignStep, who: Contact | None) -> StepView:
    texts: tuple[TextView, ...] = ()
    goes_by, because = "", ""
    if step.send:
        visit = at_hand(act, who.id, None) if who else _made_up_visit(act)
        shown, text = who or _made_up(act), act.ruleset.messages[step.send]
        kind, timing = campaign.message_kind, Timing.SCHEDULED
        about = situation(act, shown, text, kind, timing, visit, campaign.id, step=step.id)
        texts = tuple(_text(act, about, channel, whole) for channel, whole in text.content.items())
        if who:
            found = route(act.ruleset, about)
            goes_by, because = found.channel.id if found.channel else NO_CHANNEL, found.decision.reason
    at = f"{step.delay.at:%H:%M}" if step.delay.at else ""
    return StepView(
        step.id,
        step.delay.base,
        written_length(step.delay.length),
        at,
        _asked(step),
        step.send,
        step.task,
        texts,
        goes_by,
        because,
        step.where.short,
    )


def _asked(step: CampaignStep) -> str:
    return "; ".join(map(str, step.condition.rows[0].when)) if step.condition else ""


def _text(act: Act, about: Situation, channel: ChannelId, whole: Content) -> TextView:
    content = whole.said_in(spoken_about(act, about, whole))
    line = act.ruleset.lines.get(about.line) if about.line else None
    filled = fields(act, about.contact, about.appointment, line.number if line else "", content.language)
    lacks = NO_VISIT if about.appointment is None and names_a_visit(content) else ""
    return TextView(channel, content.language, fill(content.subject, filled), fill(content.body, filled), lacks)


def _made_up(act: Act) -> Contact:
    """Somebody who is on no file, in the first status, of whom nothing is known but a name."""
    return Contact(ContactId(0), "Ana Example", act.ruleset.initial, act.now, given="Ana", family="Example")


def _made_up_visit(act: Act) -> Appointment:
    """A visit of theirs, in a few days at ten o'clock."""
    day = (act.now + _MADE_UP_IN).astimezone(act.ruleset.zone)
    return Appointment(1, ContactId(0), day.replace(hour=10, minute=0, second=0, microsecond=0).astimezone(UTC))
