"""Contacts, their numbers and notes in memory."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from string import ascii_lowercase, ascii_uppercase
from typing import TypeAlias

from frontdesk.names import ContactId, LineType, PhoneKind, State
from frontdesk.records import Contact, NoSuchContactError, Note, Phone, ways_to_write
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept, next_number

Phones: TypeAlias = Mapping[PhoneKind, Phone]

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
            table[contact.id] = as_kept(contact, **_phones_of(table[contact.id], contact))

    def save_choice(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        table = self.changing.contacts
        if contact.id in table:
            table[contact.id] = as_kept(table[contact.id], choice=contact.choice)

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """See ``keeping.People``."""
        table, written = self.changing.contacts, ways_to_write(number)
        for id, one in table.items():
            told = partial(_told, written, line_type)
            companions = {of: replace(other, phones=told(other.phones)) for of, other in one.companions.items()}
            table[id] = as_kept(one, phones=told(one.phones), companions=companions)

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
            own = (phone.number for phone in one.phones.values())
            yield from ((one.name, address) for address in (*own, one.email) if address)

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """See ``keeping.People``."""
        written = set(ways_to_write(number))
        return [id for id, one in self.tables.contacts.items() if written & set(one.numbers)]

    def add_note(self, contact: ContactId, at: datetime, by: str, text: str) -> None:
        """See ``keeping.People``."""
        self.changing.notes.append((contact, Note(in_utc(at), by, text)))

    def notes(self, contact: ContactId) -> list[Note]:
        """See ``keeping.People``."""
        return [note for about, note in self.tables.notes if about == contact]


def _told(written: Container[str], line_type: LineType, phones: Phones) -> Phones:
    """The same phones, with what the number written so turned out to be."""
    return {kind: replace(one, line_type=line_type) if one.number in written else one for kind, one in phones.items()}


def _phones_of(before: Contact, contact: Contact) -> dict[str, object]:
    """The phones that stay as they were when *contact* is saved: its own, and those of who is on file for it."""
    kept = {of: one.phones for of, one in before.companions.items()}
    companions = {of: replace(one, phones=kept.get(of, {})) for of, one in contact.companions.items()}
    return {"phones": before.phones, "companions": companions}


def _has(contact: Contact, part: str) -> bool:
    said = (contact.name, *contact.numbers, contact.email, contact.reference)
    return any(part in one.translate(_SMALL) for one in said)
