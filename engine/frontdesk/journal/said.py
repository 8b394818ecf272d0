"""What an entry of the journal says: one record a kind, each under names of its own.

Values that say something about a person are marked as personal: they stand beside the chain, and can be erased.
Knows no store and no rule; what an event was and which effects followed are the language's own records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import ClassVar, TypeAlias

from frontdesk.effects import Effect, NotifyStaff, OpenTask, ReassignTask
from frontdesk.events import Event
from frontdesk.journal.consents import ConsentRecorded
from frontdesk.journal.corrections import Correction
from frontdesk.journal.files import Exported
from frontdesk.journal.received import DeliveryReported, KeywordAnswered, ReplyReceived
from frontdesk.journal.tasks import ContactLogged, NoticeTickedOff, TaskClosed, TaskGiven, TaskOpened
from frontdesk.journal.visits import (
    AppointmentBecame,
    AppointmentBooked,
    AppointmentNoted,
    AppointmentPutRight,
    AppointmentRescheduled,
    BroughtAbout,
)
from frontdesk.names import (
    CampaignId,
    ChannelId,
    Language,
    MessageId,
    MessageState,
    ReasonId,
    Recipient,
    State,
    StepId,
)
from frontdesk.records import DueKind
from frontdesk.wire import Plain, Wire, wire


@dataclass(frozen=True, slots=True)
class StatusChosen:
    """Staff chose a status, with the lost reason and the note that go with it; it shows and has not settled."""

    wire: ClassVar = wire("status chosen", "note", state="state", before="from", reason="reason", note="note")
    state: State
    before: State
    reason: ReasonId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class StatusSettled:
    """A choice took effect, with the lost reason where the status asks for one."""

    wire: ClassVar = wire("status settled", state="state", before="from", reason="reason")
    state: State
    before: State
    reason: ReasonId | None = None


@dataclass(frozen=True, slots=True)
class StatusUndone:
    """A choice was taken back, or a rule outran it; ``back_to`` is what shows now."""

    wire: ClassVar = wire("status undone", state="state", back_to="back to")
    state: State
    back_to: State


@dataclass(frozen=True, slots=True)
class Followed:
    """An effect that followed an event, and the row that said so."""

    wire: ClassVar = wire("followed", "to", effect="effect", row="row", place="place", to="to")
    effect: Effect
    """As the rule writes it, so that it can be decided again."""
    row: str
    place: str
    to: str = ""
    """Who it went to, where the rule names them by a field, such as ``{transferred_to|Front desk}``."""

    @property
    def done(self) -> Effect:
        """The effect with whom it went to in place of the field that names them."""
        if self.to and isinstance(self.effect, OpenTask | ReassignTask | NotifyStaff):
            return replace(self.effect, to=self.to)
        return self.effect


@dataclass(frozen=True, slots=True)
class Happened:
    """An event, the facts that were read to decide what follows, and what followed: enough to decide again."""

    wire: ClassVar = wire("event", "facts", event="event", facts="facts", effects="effects")
    event: Event
    facts: Mapping[str, str]
    """As a ruleset would write the values."""
    effects: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class ChannelDecided:
    """Who gets a message and by which channel, or none, from which facts, and where the row stands."""

    wire: ClassVar = wire(
        "channel decided",
        "facts",
        message="message",
        name="name",
        outcome="outcome",
        place="place",
        facts="facts",
        recipient="recipient",
        language="language",
    )
    message: int
    name: MessageId
    outcome: str
    place: str
    facts: Mapping[str, str]
    recipient: Recipient = Recipient.PATIENT
    language: Language | None = None
    """The language of its text, where the text is written in several."""


@dataclass(frozen=True, slots=True)
class MessageQueued:
    """A message was put into the outbox: by a rule (``because``), or by hand (``kind`` of message)."""

    wire: ClassVar = wire("message queued", message="message", because="because", kind="kind")
    message: MessageId
    because: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class MessageMoved:
    """The sending windows let a message wait.

    ``clock`` is the zone that held it longest, where several could be the contact's (since version 4 of the store).
    """

    wire: ClassVar = wire(
        "message moved",
        message="message",
        name="name",
        until="until",
        because="because",
        place="place",
        clock="clock",
    )
    message: int
    name: MessageId
    until: datetime
    because: str
    place: str
    clock: str = ""


@dataclass(frozen=True, slots=True)
class MessageMerged:
    """A message about a visit goes out in another, which tells several visits of that day."""

    wire: ClassVar = wire("message merged", message="message", name="name", into="into")
    message: int
    name: MessageId
    into: int
    """The number of the message that tells it."""


@dataclass(frozen=True, slots=True)
class MessageSkipped:
    """A row said that a message is not sent, or something else stopped it."""

    wire: ClassVar = wire("message skipped", message="message", name="name", reason="reason", place="place")
    message: int
    name: MessageId
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class MessageRefused:
    """The provider would not take a message for now, and why, which may quote a fact of theirs.

    ``now`` is the other way that it goes, if it goes another.
    """

    wire: ClassVar = wire(
        "message refused for now",
        "reason",
        message="message",
        name="name",
        reason="reason",
        channel="channel",
        now="now",
    )
    message: int
    name: MessageId
    reason: str
    channel: ChannelId | None = None
    now: str = ""


@dataclass(frozen=True, slots=True)
class MessageEnded:
    """What a message that was handed over ended as, ``state`` being that end; ``reason`` may quote a fact of theirs."""

    wire: ClassVar = wire(
        "message ended", "reason", message="message", name="name", state="state", channel="channel", reason="reason"
    )
    message: int
    name: MessageId
    state: MessageState
    channel: ChannelId | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MessageLeftAfterAll:
    """The try of this number left, which was thought not to have, or after which the message was sent once more."""

    wire: ClassVar = wire("message left after all", message="message", name="name", tried="try", channel="channel")
    message: int
    name: MessageId
    tried: int
    channel: ChannelId | None = None


@dataclass(frozen=True, slots=True)
class PreferencesSet:
    """How somebody wants to be reached, as staff noted it."""

    wire: ClassVar = wire("preferences set", number="number", method="method", do_not_contact="do_not_contact")
    number: str
    method: str
    do_not_contact: bool


@dataclass(frozen=True, slots=True)
class PreferencesSynced:
    """What a source of preferences reported: how many changed, did not, were not understood, and are kept for later.

    ``people`` and ``visits`` are how many patients and visits are among the changed; the rest are preferences.
    """

    wire: ClassVar = wire(
        "preferences synced",
        source="source",
        changed="changed",
        unchanged="unchanged",
        not_understood="not understood",
        kept="kept",
        people="people",
        visits="visits",
    )
    source: str
    changed: int
    unchanged: int
    not_understood: int
    kept: int = 0
    people: int = 0
    visits: int = 0


@dataclass(frozen=True, slots=True)
class FactsNoted:
    """What the practice's own facts say of somebody now."""

    wire: ClassVar = wire("facts noted", "facts", facts="facts")
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ContactImported:
    """Somebody came in with a list, in this state."""

    wire: ClassVar = wire("contact imported", "reference", state="state", reference="reference")
    state: State
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """Somebody was added by hand, in this state."""

    wire: ClassVar = wire("contact added", "reference", state="state", reference="reference")
    state: State
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ContactsImported:
    """A file was imported: how many were added, how many rows were set aside, how many on file were changed.

    ``mapping`` is the name of the mapping by which it was read; empty where it is in our own words.
    """

    wire: ClassVar = wire(
        "contacts imported", file="file", added="added", left_out="left out", changed="changed", mapping="mapping"
    )
    file: str
    added: int
    left_out: int
    changed: int = 0
    mapping: str = ""


@dataclass(frozen=True, slots=True)
class StepLeftOut:
    """A campaign's step did not hold when it fell due; ``appointment`` is the visit that its run is for, if for one."""

    wire: ClassVar = wire("step left out", campaign="campaign", step="step", place="place", appointment="appointment")
    campaign: CampaignId
    step: StepId
    place: str
    appointment: int | None = None


@dataclass(frozen=True, slots=True)
class RulesChanged:
    """The store took other rules over; ``moved`` is what went on under names that they do not have, and where to."""

    wire: ClassVar = wire("rules changed", before="from", after="to", moved="moved")
    before: str
    after: str
    moved: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WorkStopped:
    """Something that fell due could not be done, and is not tried again; ``cause`` may quote a fact of theirs."""

    wire: ClassVar = wire("work stopped", "cause", kind="kind", ref="ref", cause="cause")
    kind: DueKind
    ref: str
    cause: str


@dataclass(frozen=True, slots=True)
class Unread:
    """An entry of a kind that this engine does not know, as it stands: it is shown, never guessed at."""

    kind: str
    data: Mapping[str, Plain]

    @property
    def wire(self) -> Wire:
        """Nothing is known of its parts."""
        return Wire(self.kind, {})


Said: TypeAlias = (
    StatusChosen
    | StatusSettled
    | StatusUndone
    | Happened
    | ChannelDecided
    | MessageQueued
    | MessageMerged
    | MessageMoved
    | MessageSkipped
    | MessageRefused
    | MessageEnded
    | MessageLeftAfterAll
    | DeliveryReported
    | ReplyReceived
    | KeywordAnswered
    | ConsentRecorded
    | PreferencesSet
    | PreferencesSynced
    | FactsNoted
    | ContactLogged
    | TaskOpened
    | TaskClosed
    | TaskGiven
    | ContactImported
    | ContactAdded
    | ContactsImported
    | Exported
    | AppointmentBooked
    | AppointmentRescheduled
    | AppointmentNoted
    | AppointmentBecame
    | BroughtAbout
    | AppointmentPutRight
    | StepLeftOut
    | NoticeTickedOff
    | RulesChanged
    | WorkStopped
    | Correction
    | Unread
)
"""Everything that the journal can say."""
