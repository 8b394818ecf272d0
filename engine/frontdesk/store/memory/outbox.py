"""Messages in memory; a contact gets one of each run, ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from frontdesk.names import ChannelId, ContactId, Handover, MessageState
from frontdesk.records import Message, NoSuchRecordError, Sent
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept, next_number

_LEFT = (MessageState.SENT, MessageState.SENDING, MessageState.UNKNOWN)
"""What counts as sent: it left, is leaving, or may have left."""


class Outbox(Handle):
    """Messages, and what became of them."""

    def add_message(self, message: Message) -> int | None:
        """See ``keeping.Outbox``."""
        table, kept = self.changing.messages, as_kept(message)
        if any((one.contact, one.run) == (kept.contact, kept.run) for one in table.values()):
            return None
        number = next_number(table)
        table[number] = replace(kept, id=number)
        return number

    def message(self, id: int) -> Message:
        """See ``keeping.Outbox``."""
        if id not in self.tables.messages:
            raise NoSuchRecordError("message", id)
        return self.tables.messages[id]

    def messages(self, contact: ContactId | None = None, *, states: Sequence[MessageState] = ()) -> list[Message]:
        """See ``keeping.Outbox``."""
        own = [one for one in self.tables.messages.values() if contact in (None, one.contact)]
        return [one for one in own if not states or one.state in states]

    def message_with_reference(self, reference: str, channels: Iterable[ChannelId]) -> Message | None:
        """See ``keeping.Outbox``."""
        known = tuple(channels)
        newest_first = reversed(self.tables.messages.values())
        return next((one for one in newest_first if one.reference == reference != "" and one.channel in known), None)

    def sending(self) -> list[Message]:
        """See ``keeping.Outbox``."""
        return self.messages(states=(MessageState.SENDING,))

    def replies_to(self, number: str) -> list[Message]:
        """See ``keeping.Outbox``."""
        return [one for one in self.tables.messages.values() if one.is_reply and one.address == number]

    def parts_of(self, message: int) -> list[Message]:
        """See ``keeping.Outbox``."""
        return [one for one in self.tables.messages.values() if one.part_of == message]

    def save_message(self, message: Message) -> None:
        """See ``keeping.Outbox``."""
        table = self.changing.messages
        if message.id in table:
            table[message.id] = as_kept(message)

    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        """See ``keeping.Outbox``."""
        tables, since = self.changing, in_utc(at)
        waiting = tables.messages.get(id)
        if waiting is None or waiting.state is not MessageState.WAITING:
            return False
        claimed = replace(
            waiting,
            state=MessageState.SENDING,
            channel=channel,
            address=address,
            ended_at=since,
            tries=waiting.tries + 1,
            handover=Handover.NOT_BEGUN,
            part_of=None,
        )
        tables.messages[id] = claimed
        tables.exempt = tables.exempt | {id} if exempt else tables.exempt - {id}
        return True

    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        """See ``keeping.Outbox``."""
        first = in_utc(since)
        own = [one for one in self.messages(contact, states=_LEFT) if not self._is_in_another(one)]
        left = sorted((one.ended_at, one.id) for one in own if one.ended_at is not None)
        return tuple(self._sent(self.tables.messages[id], at) for at, id in left if at >= first)

    def _sent(self, one: Message, at: datetime) -> Sent:
        return Sent(at, one.id in self.tables.exempt, one.message, one.kind, one.campaign, one.channel)

    def _is_in_another(self, message: Message) -> bool:
        """Whether the contact got this in another message of theirs."""
        whole = self.tables.messages.get(message.part_of) if message.part_of is not None else None
        return whole is not None and whole.contact == message.contact
