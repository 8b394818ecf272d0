"""Records: what the store keeps about a contact, as the interpreter sees it.

Frozen snapshots; knows neither tables nor SQL. Instants are aware datetimes in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from frontdesk.names import (
    AppointmentState,
    CampaignId,
    ChannelId,
    ContactId,
    Lifecycle,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    MessageState,
    OutcomeId,
    PhoneKind,
    Progress,
    ReasonId,
    State,
    StepId,
    TaskId,
    Timing,
)
from frontdesk.tables import Value

_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in the form it was given (E.164 where possible) and what it can take."""

    number: str
    line_type: LineType = LineType.UNKNOWN


@dataclass(frozen=True, slots=True)
class Preference:
    """What one source says about how to reach a contact: which of the numbers, which method, or not at all.

    ``number`` and ``method`` are ``not_sent`` when the source is silent; a method may be ``do_not_contact``.
    """

    number: str = "not_sent"
    method: str = "not_sent"
    do_not_contact: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A status that somebody chose and that has not settled: everything that waits for the correction window."""

    state: State
    at: datetime
    by: str = ""
    note: str = ""
    reason: ReasonId | None = None
    follow_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A lead or patient, as stored.

    ``settled`` is the last state that has taken effect, since ``settled_at``; ``choice`` is pending, ``None`` when
    nothing is. ``been`` holds every settled state ever.
    """

    id: ContactId
    name: str
    settled: State
    settled_at: datetime
    choice: Choice | None = None
    been: frozenset[State] = frozenset()
    phones: Mapping[PhoneKind, Phone] = field(default_factory=dict)
    email: str = ""
    email_valid: bool = True
    zone: str = ""
    region: str = ""
    attempts: int = 0
    last_outcome: OutcomeId | None = None
    lost_reason: ReasonId | None = None
    consent_basis: str = ""
    facesheet: Preference = Preference()
    emr: Preference = Preference()
    facts: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    reference: str = ""
    """The contact's id in the EMR or lead source, if any."""

    @property
    def state(self) -> State:
        """What shows at once: the pending choice, else what has settled."""
        return self.choice.state if self.choice else self.settled

    @property
    def state_since(self) -> datetime:
        """When the state that shows was entered."""
        return self.choice.at if self.choice else self.settled_at

    @property
    def first_name(self) -> str:
        """The name up to the first space, as messages address people."""
        return self.name.partition(" ")[0]


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked time, with the preference that the EMR sent for this visit alone (domain.md 4.8)."""

    id: int
    contact: ContactId
    at: datetime
    state: AppointmentState = AppointmentState.BOOKED
    preference: Preference = Preference()
    facts: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    reference: str = ""
    """The appointment's id in the EMR, if any."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """One run of a campaign for one contact. ``next_step`` and ``cycle`` (of campaigns that repeat) count from 0."""

    id: int
    contact: ContactId
    campaign: CampaignId
    started_at: datetime
    next_step: int = 0
    cycle: int = 0
    previous_at: datetime | None = None
    appointment: int | None = None
    ended_at: datetime | None = None
    ended_because: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one contact in one run; the channel is empty until it is decided at send time."""

    id: int
    contact: ContactId
    message: MessageId
    run: str
    kind: MessageKind
    timing: Timing
    due_at: datetime
    state: MessageState = MessageState.WAITING
    enrolment: int | None = None
    campaign: CampaignId | None = None
    step: StepId | None = None
    appointment: int | None = None
    line: LineId | None = None
    channel: ChannelId | None = None
    address: str = ""
    reason: str = ""
    place: str = ""
    reference: str = ""
    ended_at: datetime | None = None
    is_reply: bool = False
    """Whether it answers somebody: then it goes out where they wrote from, whatever the rules would decide."""
    reported: str = ""
    """What the provider said of it last, after it left."""


@dataclass(frozen=True, slots=True)
class Task:
    """A task for the staff: lifecycle and progress are two fields (domain.md 3.2)."""

    id: int
    contact: ContactId
    task: TaskId
    opened_at: datetime
    assigned_to: str = ""
    lifecycle: Lifecycle = Lifecycle.OPEN
    progress: Progress = Progress.NOT_STARTED
    follow_up_at: datetime | None = None
    expires_at: datetime | None = None
    follow_ups_left: int = 0
    outcome: OutcomeId | None = None
    note: str = ""
    closed_at: datetime | None = None
    closed_because: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that left, as frequency rules count it."""

    at: datetime
    exempt: bool


_NORTH_AMERICAN = re.compile(r"(?:\+?1)?([2-9]\d{2}[2-9]\d{6})")


def ways_to_write(number: str) -> tuple[str, ...]:
    """Every form in which the same number may be kept; consent is kept under the first.

    Source: a number of the North American plan is ten digits, which carriers send with +1 and people write without
    (ITU-T E.164, country code 1). Any other number has the one form.
    """
    digits = _NORTH_AMERICAN.fullmatch(number)
    return (digits[1], f"1{digits[1]}", f"+1{digits[1]}") if digits else (number,)


def normal_number(number: str) -> str:
    """A number as it is compared and dialled: digits, with a leading + where it was given."""
    digits = re.sub(r"\D", "", number)
    return f"+{digits}" if number.strip().startswith("+") else digits
