"""The part of the store that keeps contacts, their numbers, consent and appointments."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from frontdesk.names import AHEAD, Consent, ContactId, LineId, LineType, PhoneKind, State
from frontdesk.problems import FrontdeskError
from frontdesk.records import Appointment, Contact, Phone, ways_to_write
from frontdesk.store.encoding import Shape, choice_to_json, to_micros

_CONTACT = Shape.of(Contact, "contact", without=frozenset({"phones"}))
_APPOINTMENT = Shape.of(Appointment, "appointment")
_AHEAD = tuple(map(str, AHEAD))
_LIKE, _LITERALLY = re.compile(r"([%_!])"), r"!\1"
_HAS_PART = (
    "(name LIKE ? ESCAPE '!' OR email LIKE ? ESCAPE '!' OR reference LIKE ? ESCAPE '!' "
    "OR id IN (SELECT contact FROM phone WHERE number LIKE ? ESCAPE '!'))"
)


class NoSuchContactError(FrontdeskError):
    """A contact was asked for by a number that nobody has."""

    def __init__(self, number: int) -> None:
        super().__init__(f"no contact has the number {number}; see 'frontdesk contact list'")


class NoSuchRecordError(FrontdeskError):
    """An appointment, message, task or enrolment was asked for that does not exist."""

    def __init__(self, what: str, number: int) -> None:
        super().__init__(f"there is no {what} number {number}")


class Contacts:
    """Contacts and what is known of how to reach them."""

    _db: sqlite3.Connection

    def add_contact(self, contact: Contact) -> ContactId:
        """Keep a new contact; its id is given here."""
        return self.add_contacts([contact])[0]

    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        """Keep new contacts, in one go; their ids are given here, in order."""
        added, phones = [], []
        for contact in contacts:
            number = ContactId(self._db.execute(_CONTACT.insert, _CONTACT.row(contact)[1:]).lastrowid or 0)
            added.append(number)
            phones += _phone_rows(number, contact.phones)
        self._db.executemany("INSERT INTO phone VALUES (?, ?, ?, ?)", phones)
        return added

    def contact(self, id: ContactId) -> Contact:
        """The contact with this number. Raises NoSuchContactError."""
        row = self._db.execute(f"{_CONTACT.select} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NoSuchContactError(id)
        return _CONTACT.read(row, phones=self._phones(id))

    def save_contact(self, contact: Contact) -> None:
        """Save what changed of a contact; its numbers are kept apart, since they may be shared."""
        self._db.execute(_CONTACT.update, (*_CONTACT.row(contact)[1:], contact.id))

    def save_choice(self, contact: Contact) -> None:
        """Save which choice of *contact* is pending, or that none is, and nothing else of it."""
        self._db.execute("UPDATE contact SET choice = ? WHERE id = ?", (choice_to_json(contact.choice), contact.id))

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """Note what a number turned out to be, for everybody who has it."""
        rows = [(line_type, written) for written in ways_to_write(number)]
        self._db.executemany("UPDATE phone SET line_type = ? WHERE number = ?", rows)

    def contact_count(self) -> int:
        """How many contacts there are."""
        return int(self._db.execute("SELECT count(*) FROM contact").fetchone()[0])

    def contact_with_reference(self, reference: str) -> Contact | None:
        """Who is called so elsewhere, such as in the EMR; nobody is called nothing."""
        row = self._db.execute(f"{_CONTACT.select} WHERE reference = ? AND reference <> ''", (reference,)).fetchone()
        return _CONTACT.read(row, phones=self._phones(row[0])) if row else None

    def find_contacts(self, text: str = "", *, state: State | None = None, limit: int = 50) -> list[Contact]:
        """Contacts by part of the name, number, e-mail or reference, and by state as shown, in order of their ids."""
        wanted, values = ["1"], list[Any]()
        if text:
            wanted.append(_HAS_PART)
            values += [f"%{_LIKE.sub(_LITERALLY, text)}%"] * 4
        if state:
            wanted.append("coalesce(choice ->> 'state', settled) = ?")
            values.append(state)
        rows = self._db.execute(f"{_CONTACT.select} WHERE {' AND '.join(wanted)} ORDER BY id LIMIT ?", (*values, limit))
        return [_CONTACT.read(row, phones=self._phones(row[0])) for row in rows.fetchall()]

    def all_contacts(self) -> Iterator[Contact]:
        """Every contact, one at a time."""
        for row in self._db.execute(f"{_CONTACT.select} ORDER BY id"):
            yield _CONTACT.read(row, phones=self._phones(row[0]))

    def names_and_addresses(self) -> Iterator[tuple[str, str]]:
        """The name of every contact, once with each of their numbers and once with their e-mail."""
        yield from self._db.execute("SELECT name, number FROM phone JOIN contact ON contact.id = phone.contact")
        yield from self._db.execute("SELECT name, email FROM contact WHERE email <> ''")

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """Everybody who has this number, as any of theirs."""
        written = ways_to_write(number)
        query = f"SELECT DISTINCT contact FROM phone WHERE number IN ({_marks(written)}) ORDER BY contact"
        return [ContactId(row[0]) for row in self._db.execute(query, written)]

    def consent(self, number: str, line: LineId) -> Consent:
        """What is recorded for this number and line; unknown when nothing is."""
        key = (ways_to_write(number)[0], line)
        row = self._db.execute("SELECT value FROM consent WHERE number = ? AND line = ?", key).fetchone()
        return Consent(row[0]) if row else Consent.UNKNOWN

    def consent_source(self, number: str, line: LineId) -> str:
        """Who said what is recorded for this number and line; empty when nothing is."""
        key = (ways_to_write(number)[0], line)
        row = self._db.execute("SELECT source FROM consent WHERE number = ? AND line = ?", key).fetchone()
        return str(row[0]) if row else ""

    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        """Record consent, when it was said, and who says so (reply, staff, emr, provider, rule)."""
        row = (ways_to_write(number)[0], line, value, to_micros(at), source)
        self._db.execute("INSERT OR REPLACE INTO consent VALUES (?, ?, ?, ?, ?)", row)

    def consents(self, number: str) -> dict[LineId, Consent]:
        """What is recorded for this number, on each line."""
        key = (ways_to_write(number)[0],)
        rows = self._db.execute("SELECT line, value FROM consent WHERE number = ? ORDER BY line", key)
        return {LineId(line): Consent(value) for line, value in rows}

    def add_appointment(self, appointment: Appointment) -> int:
        """Keep a new appointment and return its number."""
        return self._db.execute(_APPOINTMENT.insert, _APPOINTMENT.row(appointment)[1:]).lastrowid or 0

    def appointment(self, id: int) -> Appointment:
        """The appointment with this number. Raises NoSuchRecordError."""
        row = self._db.execute(f"{_APPOINTMENT.select} WHERE id = ?", (id,)).fetchone()
        if row is None:
            raise NoSuchRecordError("appointment", id)
        return _APPOINTMENT.read(row)

    def appointments(self, contact: ContactId) -> list[Appointment]:
        """All appointments of a contact, by time."""
        rows = self._db.execute(f"{_APPOINTMENT.select} WHERE contact = ? ORDER BY at, id", (contact,))
        return [_APPOINTMENT.read(row) for row in rows]

    def next_appointment(self, contact: ContactId, now: datetime) -> Appointment | None:
        """The contact's earliest appointment, booked or confirmed, that is not before *now*."""
        query = f"{_APPOINTMENT.select} WHERE contact = ? AND at >= ? AND state IN {_AHEAD} ORDER BY at, id LIMIT 1"
        row = self._db.execute(query, (contact, to_micros(now))).fetchone()
        return _APPOINTMENT.read(row) if row else None

    def save_appointment(self, appointment: Appointment) -> None:
        """Save a changed appointment."""
        self._db.execute(_APPOINTMENT.update, (*_APPOINTMENT.row(appointment)[1:], appointment.id))

    def _phones(self, contact: ContactId) -> Mapping[PhoneKind, Phone]:
        rows: Sequence[tuple[str, str, str]] = self._db.execute(
            "SELECT kind, number, line_type FROM phone WHERE contact = ?", (contact,)
        ).fetchall()
        return {PhoneKind(kind): Phone(number, LineType(line_type)) for kind, number, line_type in rows}


def _marks(values: Sequence[str]) -> str:
    return ", ".join("?" * len(values))


def _phone_rows(contact: ContactId, phones: Mapping[PhoneKind, Phone]) -> list[tuple[int, str, str, str]]:
    return [(contact, kind, phone.number, phone.line_type) for kind, phone in phones.items()]
