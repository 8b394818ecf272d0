"""Contacts, their numbers and notes in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from string import ascii_lowercase, ascii_uppercase
from types import MappingProxyType

from frontdesk.names import ContactId, LineType, State
from frontdesk.records import Contact, NoSuchContactError, Note, Phone, ways_to_write
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept, next_number

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


class People(Handle):
    """Contacts and what is known of how to reach them."""

    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        """See ``keeping.People``."""
        added = list[ContactId]()
        for contact in contacts:
            table = self.changing.contacts
            number = ContactId(next_number(table))
            table[number] = as_kept(contact, id=number)
            added.append(number)
        return added

    def contact(self, id: ContactId) -> Contact:
        """See ``keeping.People``."""
        if id not in self.tables.contacts:
            raise NoSuchContactError(id)
        return self.tables.contacts[id]

    def save_contact(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        table = self.changing.contacts
        if contact.id in table:
            table[contact.id] = as_kept(contact, phones=table[contact.id].phones)

    def save_choice(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        table = self.changing.contacts
        if contact.id in table:
            table[contact.id] = as_kept(table[contact.id], choice=contact.choice)

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """See ``keeping.People``."""
        table, written = self.changing.contacts, ways_to_write(number)
        for id, one in table.items():
            phones = {
                kind: Phone(phone.number, line_type) if phone.number in written else phone
                for kind, phone in one.phones.items()
            }
            table[id] = replace(one, phones=MappingProxyType(phones))

    def contact_count(self) -> int:
        """See ``keeping.People``."""
        return len(self.tables.contacts)

    def contact_with_reference(self, reference: str) -> Contact | None:
        """See ``keeping.People``."""
        return next((one for one in self.tables.contacts.values() if one.reference == reference != ""), None)

    def find_contacts(self, text: str = "", *, state: State | None = None, limit: int = 50) -> list[Contact]:
        """See ``keeping.People``."""
        part = text.translate(_SMALL)
        found = [one for one in self.tables.contacts.values() if state in (None, one.state) and _has(one, part)]
        return found[:limit]

    def all_contacts(self) -> Iterator[Contact]:
        """See ``keeping.People``."""
        yield from list(self.tables.contacts.values())

    def names_and_addresses(self) -> Iterator[tuple[str, str]]:
        """See ``keeping.People``."""
        for one in list(self.tables.contacts.values()):
            yield from ((one.name, address) for address in (*one.numbers, one.email) if address)

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """See ``keeping.People``."""
        written = set(ways_to_write(number))
        return [id for id, one in self.tables.contacts.items() if written & set(one.numbers)]

    def contacts_with_email(self, email: str) -> list[ContactId]:
        """See ``keeping.People``."""
        small = email.translate(_SMALL)
        return [id for id, one in self.tables.contacts.items() if one.email and one.email.translate(_SMALL) == small]

    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        """See ``keeping.People``."""
        self.changing.notes.append((contact, Note(in_utc(at), by, text)))

    def notes(self, contact: ContactId) -> list[Note]:
        """See ``keeping.People``."""
        return [note for about, note in self.tables.notes if about == contact]


def _has(contact: Contact, part: str) -> bool:
    said = (contact.name, *contact.numbers, contact.email, contact.reference)
    return any(part in one.translate(_SMALL) for one in said)
