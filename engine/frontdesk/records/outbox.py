"""Messages as they are kept, from the moment that they wait until the last that is heard of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from frontdesk.names import (
    CampaignId,
    ChannelId,
    ContactId,
    Handover,
    LineId,
    MessageId,
    MessageKind,
    MessageState,
    StepId,
    Timing,
)

_NO_MESSAGE = MessageId("")


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
    tries: int = 0
    """How often a worker claimed it, which is the number of its newest try: what is heard of an older one says nothing
    of that (decisions/0032)."""
    handover: Handover = Handover.NOT_BEGUN
    taken_back: str = ""
    """Why it is not tried again, although it was with the channel when that was decided; empty while it may be."""
    part_of: int | None = None
    """The number of the message that told, or is to tell, what this one says (decisions/0039); it leaves in that."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that left, as frequency rules count it: whether it rests on no consent, and which message it was."""

    at: datetime
    exempt: bool
    message: MessageId = _NO_MESSAGE
    kind: MessageKind = MessageKind.AUTOMATION
    campaign: CampaignId | None = None
    channel: ChannelId | None = None
