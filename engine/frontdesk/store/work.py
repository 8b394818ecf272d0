"""The part of the store that keeps enrolments, messages, tasks, notes and everything that is due."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from frontdesk.names import ChannelId, ContactId, MessageState
from frontdesk.records import Enrolment, Message, Sent, Task
from frontdesk.store.contacts import NoSuchRecordError
from frontdesk.store.encoding import Shape, instant, to_micros

_ENROLMENT = Shape.of(Enrolment, "enrolment")
_MESSAGE = Shape.of(Message, "message")
_TASK = Shape.of(Task, "task")
_FIRST = "ORDER BY at, kind <> 'settle', id"
"""A choice settles before anything else that falls due at the same instant, since the rest may wait for it."""


class DueKind(StrEnum):
    """What kinds of work fall due."""

    SETTLE = "settle"
    STEP = "step"
    SEND = "send"
    TIMER = "timer"
    FOLLOW_UP = "follow_up"
    EXPIRY = "expiry"
    RECONCILE = "reconcile"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do at an instant: its kind, the contact, and what it is about (a number or a name, as text)."""

    at: datetime
    kind: DueKind
    contact: ContactId
    ref: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a contact: when, by whom, what."""

    at: datetime
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the staff should know."""

    id: int
    contact: ContactId | None
    at: datetime
    text: str
    ticked_at: datetime | None


class Work:
    """Everything that waits to be done, and what became of it."""

    _db: sqlite3.Connection

    def add_enrolment(self, enrolment: Enrolment) -> int:
        """Keep a new enrolment and return its number."""
        return self._db.execute(_ENROLMENT.insert, _ENROLMENT.row(enrolment)[1:]).lastrowid or 0

    def enrolment(self, id: int) -> Enrolment:
        """The enrolment with this number. Raises NoSuchRecordError."""
        row = self._db.execute(f"{_ENROLMENT.select} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NoSuchRecordError("enrolment", id)
        return _ENROLMENT.read(row)

    def enrolments(self, contact: ContactId, *, running: bool = True) -> list[Enrolment]:
        """The contact's running enrolments, or all it ever had."""
        only = "AND ended_at IS NULL" if running else ""
        rows = self._db.execute(f"{_ENROLMENT.select} WHERE contact = ? {only} ORDER BY id", (contact,))
        return [_ENROLMENT.read(row) for row in rows]

    def save_enrolment(self, enrolment: Enrolment) -> None:
        """Save a changed enrolment."""
        self._db.execute(_ENROLMENT.update, (*_ENROLMENT.row(enrolment)[1:], enrolment.id))

    def add_message(self, message: Message) -> int | None:
        """Keep a new message; ``None`` when this contact has one of this run already, however long ago."""
        statement = _MESSAGE.insert.replace("INSERT", "INSERT OR IGNORE", 1)
        cursor = self._db.execute(statement, _MESSAGE.row(message)[1:])
        return cursor.lastrowid if cursor.rowcount == 1 else None

    def message(self, id: int) -> Message:
        """The message with this number. Raises NoSuchRecordError."""
        row = self._db.execute(f"{_MESSAGE.select} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NoSuchRecordError("message", id)
        return _MESSAGE.read(row)

    def messages(self, contact: ContactId | None = None, *, states: Sequence[MessageState] = ()) -> list[Message]:
        """Messages of a contact or of all, in these states or in any."""
        wanted, values = ["1"], list[int | str]()
        if states:
            wanted.append(f"state IN ({', '.join('?' * len(states))})")
            values += map(str, states)
        if contact is not None:
            wanted.append("contact = ?")
            values.append(contact)
        rows = self._db.execute(f"{_MESSAGE.select} WHERE {' AND '.join(wanted)} ORDER BY id", values)
        return [_MESSAGE.read(row) for row in rows]

    def sending(self) -> list[Message]:
        """Messages marked as being sent, found without reading the others."""
        return [_MESSAGE.read(row) for row in self._db.execute(f"{_MESSAGE.select} WHERE state = 'sending'")]

    def save_message(self, message: Message) -> None:
        """Save a changed message."""
        self._db.execute(_MESSAGE.update, (*_MESSAGE.row(message)[1:], message.id))

    def claim_message(self, id: int, channel: ChannelId, address: str, at: datetime, *, exempt: bool = False) -> bool:
        """Mark a waiting message as being sent; False when somebody else has it."""
        cursor = self._db.execute(
            "UPDATE message SET state = 'sending', channel = ?, address = ?, ended_at = ?, exempt = ? "
            "WHERE id = ? AND state = 'waiting'",
            (channel, address, to_micros(at), exempt, id),
        )
        return cursor.rowcount == 1

    def sent_since(self, contact: ContactId, since: datetime) -> tuple[Sent, ...]:
        """Messages that left, or may have left, since an instant."""
        rows = self._db.execute(
            "SELECT ended_at, exempt FROM message WHERE contact = ? AND ended_at >= ? "
            "AND state IN ('sent', 'sending', 'unknown') ORDER BY ended_at",
            (contact, to_micros(since)),
        )
        return tuple(Sent(instant(at), bool(exempt)) for at, exempt in rows)

    def add_task(self, task: Task) -> int:
        """Keep a new task and return its number."""
        return self._db.execute(_TASK.insert, _TASK.row(task)[1:]).lastrowid or 0

    def task(self, id: int) -> Task:
        """The task with this number. Raises NoSuchRecordError."""
        row = self._db.execute(f"{_TASK.select} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NoSuchRecordError("task", id)
        return _TASK.read(row)

    def save_task(self, task: Task) -> None:
        """Save a changed task."""
        self._db.execute(_TASK.update, (*_TASK.row(task)[1:], task.id))

    def tasks(self, contact: ContactId | None = None, *, open_only: bool = True) -> list[Task]:
        """Tasks of a contact or of all, open or whatever they are."""
        wanted, values = ["1"], list[int]()
        if open_only:
            wanted.append("lifecycle = 'open'")
        if contact is not None:
            wanted.append("contact = ?")
            values.append(contact)
        rows = self._db.execute(f"{_TASK.select} WHERE {' AND '.join(wanted)} ORDER BY id", values)
        return [_TASK.read(row) for row in rows]

    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        """Write a note on a contact."""
        self._db.execute(
            "INSERT INTO note (contact, at, by, text) VALUES (?, ?, ?, ?)", (contact, to_micros(at), by, text)
        )

    def notes(self, contact: ContactId) -> list[Note]:
        """The notes on a contact, oldest first."""
        rows = self._db.execute("SELECT at, by, text FROM note WHERE contact = ? ORDER BY id", (contact,))
        return [Note(instant(at), by, text) for at, by, text in rows]

    def add_notice(self, contact: ContactId | None, at: datetime, text: str) -> int:
        """Tell the staff something and return the notice's number."""
        row = (contact, to_micros(at), text)
        return self._db.execute("INSERT INTO notice (contact, at, text) VALUES (?, ?, ?)", row).lastrowid or 0

    def notices(self, *, open_only: bool = True) -> list[Notice]:
        """What the staff were told, oldest first; only what nobody has ticked off, or everything."""
        only = "WHERE ticked_at IS NULL" if open_only else ""
        rows = self._db.execute(f"SELECT id, contact, at, text, ticked_at FROM notice {only} ORDER BY id")
        return [
            Notice(number, contact, instant(at), text, None if ticked is None else instant(ticked))
            for number, contact, at, text, ticked in rows
        ]

    def tick_notice(self, id: int, at: datetime) -> None:
        """Somebody has read a notice. Raises NoSuchRecordError."""
        if self._db.execute("UPDATE notice SET ticked_at = ? WHERE id = ?", (to_micros(at), id)).rowcount == 0:
            raise NoSuchRecordError("notice", id)

    def schedule(self, due: Due) -> None:
        """Put work on the list; the same kind, contact and ref again moves it."""
        self._db.execute(
            "INSERT INTO due (at, kind, contact, ref) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (contact, kind, ref) DO UPDATE SET at = excluded.at",
            (to_micros(due.at), due.kind, due.contact, due.ref),
        )

    def unschedule(self, kind: DueKind, contact: ContactId, ref: str | None = None) -> None:
        """Take work off the list: one ref, or all of the kind."""
        only, values = ("AND ref = ?", [ref]) if ref is not None else ("", [])
        self._db.execute(f"DELETE FROM due WHERE contact = ? AND kind = ? {only}", (contact, kind, *values))

    def next_due(self) -> Due | None:
        """What falls due first."""
        row = self._db.execute(f"SELECT at, kind, contact, ref FROM due {_FIRST} LIMIT 1").fetchone()
        return _due(row) if row else None

    def due(self, now: datetime, limit: int = 100) -> list[Due]:
        """What is due at *now*, in order of time."""
        query = f"SELECT at, kind, contact, ref FROM due WHERE at <= ? {_FIRST} LIMIT ?"
        return [_due(row) for row in self._db.execute(query, (to_micros(now), limit))]

    def scheduled(self, contact: ContactId) -> list[Due]:
        """What is on the list for a contact, in order of time."""
        query = "SELECT at, kind, contact, ref FROM due WHERE contact = ? ORDER BY at, id"
        return [_due(row) for row in self._db.execute(query, (contact,))]

    def take_due(self, due: Due) -> bool:
        """Take one thing off the list; False when it is not there at that instant any more, since somebody else did."""
        row = (due.contact, due.kind, due.ref, to_micros(due.at))
        cursor = self._db.execute("DELETE FROM due WHERE contact = ? AND kind = ? AND ref = ? AND at = ?", row)
        return cursor.rowcount == 1


def _due(row: tuple[int, str, int, str]) -> Due:
    at, kind, contact, ref = row
    return Due(instant(at), DueKind(kind), ContactId(contact), ref)
