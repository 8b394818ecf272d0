"""Contacts, their numbers and notes in SQLite; numbers are kept apart, since they may be shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from frontdesk.names import ContactId, LineType, PhoneKind, State
from frontdesk.records import Contact, NoSuchContactError, Note, Phone, ways_to_write
from frontdesk.store.instants import instant, to_micros
from frontdesk.store.sqlite.columns import Shape, choice_to_json
from frontdesk.store.sqlite.parts import Part, marks

_CONTACT = Shape.of(Contact, "contact", without=frozenset({"phones"}))
_AT_ONCE = 500
"""So many values one statement may list."""
_HAS_PART = (
    "(instr(lower(name), lower(?)) OR instr(lower(email), lower(?)) OR instr(lower(reference), lower(?)) "
    "OR id IN (SELECT contact FROM phone WHERE instr(lower(number), lower(?))))"
)


class People(Part):
    """Contacts and what is known of how to reach them."""

    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        """See ``keeping.People``."""
        added, phones = list[ContactId](), list[tuple[int, str, str, str]]()
        for contact in contacts:
            number = ContactId(self._db.run(_CONTACT.insert, _CONTACT.row(contact)[1:]).lastrowid or 0)
            added.append(number)
            phones += [(number, kind, phone.number, phone.line_type) for kind, phone in contact.phones.items()]
        self._db.run_each("INSERT INTO phone VALUES (?, ?, ?, ?)", phones)
        return added

    def contact(self, id: ContactId) -> Contact:
        """See ``keeping.People``."""
        row = self._db.one(f"{_CONTACT.select} WHERE id = ?", (id,))
        if row is None:
            raise NoSuchContactError(id)
        return _CONTACT.read(row, phones=self._phones([id])[id])

    def save_contact(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        self._db.run(_CONTACT.update, (*_CONTACT.row(contact)[1:], contact.id))

    def save_choice(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        self._db.run("UPDATE contact SET choice = ? WHERE id = ?", (choice_to_json(contact.choice), contact.id))

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """See ``keeping.People``."""
        rows = [(line_type, written) for written in ways_to_write(number)]
        self._db.run_each("UPDATE phone SET line_type = ? WHERE number = ?", rows)

    def contact_count(self) -> int:
        """See ``keeping.People``."""
        return int((self._db.one("SELECT count(*) FROM contact") or (0,))[0])

    def contact_with_reference(self, reference: str) -> Contact | None:
        """See ``keeping.People``."""
        query = f"{_CONTACT.select} WHERE reference = ? AND reference <> '' ORDER BY id LIMIT 1"
        return next(iter(self._read(self._db.all(query, (reference,)))), None)

    def find_contacts(self, text: str = "", *, state: State | None = None, limit: int = 50) -> list[Contact]:
        """See ``keeping.People``."""
        wanted, values = ["1"], list[Any]()
        if text:
            wanted.append(_HAS_PART)
            values += [text] * 4
        if state:
            wanted.append("coalesce(choice ->> 'state', settled) = ?")
            values.append(state)
        query = f"{_CONTACT.select} WHERE {' AND '.join(wanted)} ORDER BY id LIMIT ?"
        return self._read(self._db.all(query, (*values, limit)))

    def all_contacts(self) -> Iterator[Contact]:
        """See ``keeping.People``."""
        for page in self._db.pages(f"{_CONTACT.select} WHERE 1"):
            yield from self._read(page)

    def names_and_addresses(self) -> Iterator[tuple[str, str]]:
        """See ``keeping.People``."""
        for page in self._db.pages("SELECT id, name, email FROM contact WHERE 1"):
            phones = self._phones([contact for contact, _, _ in page])
            for contact, name, email in page:
                yield from ((name, phone.number) for phone in phones[contact].values())
                if email:
                    yield name, email

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """See ``keeping.People``."""
        written = ways_to_write(number)
        query = f"SELECT DISTINCT contact FROM phone WHERE number IN ({marks(written)}) ORDER BY contact"
        return [ContactId(row[0]) for row in self._db.all(query, written)]

    def contacts_with_email(self, email: str) -> list[ContactId]:
        """See ``keeping.People``."""
        query = "SELECT id FROM contact WHERE lower(email) = lower(?) AND email <> '' ORDER BY id"
        return [ContactId(row[0]) for row in self._db.all(query, (email,))]

    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        """See ``keeping.People``."""
        row = (contact, to_micros(at), by, text)
        self._db.run("INSERT INTO note (contact, at, by, text) VALUES (?, ?, ?, ?)", row)

    def notes(self, contact: ContactId) -> list[Note]:
        """See ``keeping.People``."""
        rows = self._db.all("SELECT at, by, text FROM note WHERE contact = ? ORDER BY id", (contact,))
        return [Note(instant(at), by, text) for at, by, text in rows]

    def _read(self, rows: list[tuple[Any, ...]]) -> list[Contact]:
        phones = self._phones([row[0] for row in rows])
        return [_CONTACT.read(row, phones=phones[row[0]]) for row in rows]

    def _phones(self, contacts: list[ContactId]) -> Mapping[ContactId, Mapping[PhoneKind, Phone]]:
        found: dict[ContactId, dict[PhoneKind, Phone]] = {contact: {} for contact in contacts}
        for first in range(0, len(contacts), _AT_ONCE):
            some = contacts[first : first + _AT_ONCE]
            query = f"SELECT contact, kind, number, line_type FROM phone WHERE contact IN ({marks(some)})"
            for contact, kind, number, line_type in self._db.all(query, some):
                found[contact][PhoneKind(kind)] = Phone(number, LineType(line_type))
        return found
