"""Messages in SQLite; a unique index keeps a contact from getting two of one run, ever."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from frontdesk.names import ChannelId, ContactId, MessageKind, MessageState
from frontdesk.records import Message, NoSuchRecordError, Sent
from frontdesk.store.instants import instant, to_micros
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part, marks

_MESSAGE = Shape.of(Message, "message")
_ONCE = _MESSAGE.insert.replace("INSERT", "INSERT OR IGNORE", 1)


class Outbox(Part):
    """Messages, and what became of them."""

    def add_message(self, message: Message) -> int | None:
        """See ``keeping.Outbox``."""
        # The index decides, not a look before: so it holds for every writer, also for one that forgets to look.
        cursor = self._db.run(_ONCE, _MESSAGE.row(message)[1:])
        return cursor.lastrowid if cursor.rowcount == 1 else None

    def message(self, id: int) -> Message:
        """See ``keeping.Outbox``."""
        row = self._db.one(f"{_MESSAGE.select} WHERE id = ?", (id,))
        if row is None:
            raise NoSuchRecordError("message", id)
        return _MESSAGE.read(row)

    def messages(self, contact: ContactId | None = None, *, states: Sequence[MessageState] = ()) -> list[Message]:
        """See ``keeping.Outbox``."""
        wanted, values = ["1"], list[int | str]()
        if states:
            wanted.append(f"state IN ({marks(states)})")
            values += map(str, states)
        if contact is not None:
            wanted.append("contact = ?")
            values.append(contact)
        return [
            _MESSAGE.read(row)
            for row in self._db.all(f"{_MESSAGE.select} WHERE {' AND '.join(wanted)} ORDER BY id", values)
        ]

    def message_with_reference(self, reference: str, channels: Iterable[ChannelId]) -> Message | None:
        """See ``keeping.Outbox``."""
        known = tuple(channels)
        only = f"reference = ? AND reference <> '' AND channel IN ({marks(known)})"
        row = self._db.one(f"{_MESSAGE.select} WHERE {only} ORDER BY id DESC LIMIT 1", (reference, *known))
        return _MESSAGE.read(row) if row else None

    def sending(self) -> list[Message]:
        """See ``keeping.Outbox``."""
        rows = self._db.all(f"{_MESSAGE.select} WHERE state = 'sending' ORDER BY id")
        return [_MESSAGE.read(row) for row in rows]

    def replies_to(self, number: str) -> list[Message]:
        """See ``keeping.Outbox``."""
        only = "is_reply = 1 AND address = ?"
        return [_MESSAGE.read(row) for row in self._db.all(f"{_MESSAGE.select} WHERE {only} ORDER BY id", (number,))]

    def parts_of(self, message: int) -> list[Message]:
        """See ``keeping.Outbox``."""
        rows = self._db.all(f"{_MESSAGE.select} WHERE part_of = ? ORDER BY id", (message,))
        return [_MESSAGE.read(row) for row in rows]

    def save_message(self, message: Message) -> None:
        """See ``keeping.Outbox``."""
        self._db.run(_MESSAGE.update, (*_MESSAGE.row(message)[1:], message.id))

    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        """See ``keeping.Outbox``."""
        # Compare and set in one statement: of several that claim a message one finds it waiting. There is no lease that
        # runs out: a provider may have taken the message of a worker that died, so nobody claims it a second time, and
        # ``worker/recovering`` asks instead. That is what "at most once" costs: somebody must look at what hangs.
        # The caller commits before the provider is called, else a crash in between would leave it waiting.
        cursor = self._db.run(
            "UPDATE message SET state = 'sending', channel = ?, address = ?, ended_at = ?, exempt = ?, "
            "tries = tries + 1, handover = 'not_begun', part_of = NULL WHERE id = ? AND state = 'waiting'",
            (channel, address, to_micros(at), exempt, id),
        )
        return cursor.rowcount == 1

    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        """See ``keeping.Outbox``."""
        # What may have left counts as what has: a limit on messages is there for who gets them.
        rows = self._db.all(
            "SELECT ended_at, exempt, message, kind, campaign, channel FROM message AS one "
            "WHERE contact = ? AND ended_at >= ? AND state IN ('sent', 'sending', 'unknown') AND NOT EXISTS "
            "(SELECT 1 FROM message AS whole WHERE whole.id = one.part_of AND whole.contact = one.contact) "
            "ORDER BY ended_at, id",
            (contact, to_micros(since)),
        )
        return tuple(
            Sent(instant(at), bool(exempt), message, MessageKind(kind), campaign, channel)
            for at, exempt, message, kind, campaign, channel in rows
        )
