"""The outbox: every message, where it is, and why it went or did not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.messages import IN_ANOTHER
from frontdesk.desk.practice import Act
from frontdesk.names import CampaignId, ChannelId, ContactId, MessageId, MessageState
from frontdesk.records import Message


@dataclass(frozen=True, slots=True)
class MessageView:
    """One message to one contact."""

    number: int
    message: MessageId
    contact: ContactId
    name: str
    """The contact's."""
    campaign: CampaignId | None
    """The campaign that sends it; ``None`` where a rule or somebody of the staff does."""
    state: MessageState
    channel: ChannelId | None
    """``None`` until it is decided, at the moment of sending."""
    due: datetime
    """When it was to leave; a sending window may let it wait longer."""
    ended: datetime | None
    """When it left, or was found not to."""
    because: str
    """Why it did not leave: what the row says, or the provider; empty while it waits and when it was sent."""
    place: str
    """Where the row stands that stopped it; empty where none did."""
    reported: str
    """What the provider said of it last, after it left."""
    told_in: int | None
    """The number of the message that told it along with other visits of the day; ``None`` where it left by itself."""

    @property
    def at(self) -> datetime:
        """When it ended, or is due."""
        return self.ended or self.due


def outbox(
    act: Act, contact: ContactId | None = None, *, states: Sequence[MessageState] = ()
) -> tuple[MessageView, ...]:
    """Messages of *contact* or of everybody, in these *states* or in any, in the order in which they were made."""
    names: dict[ContactId, str] = {}
    found = []
    for message in act.store.messages(contact, states=states):
        if message.contact not in names:
            names[message.contact] = act.store.contact(message.contact).name
        found.append(seen(message, names[message.contact]))
    return tuple(found)


def seen(message: Message, name: str) -> MessageView:
    """A message as it is kept, to the contact called *name*."""
    return MessageView(
        message.id,
        message.message,
        message.contact,
        name,
        message.campaign,
        message.state,
        message.channel,
        message.due_at,
        message.ended_at,
        message.reason,
        message.place,
        message.reported,
        message.part_of if message.state in IN_ANOTHER else None,
    )
