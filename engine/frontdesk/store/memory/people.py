"""Contacts, their numbers and notes in memory."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from string import ascii_lowercase, ascii_uppercase
from typing import TypeAlias

from frontdesk.names import ContactId, LineType, PhoneKind, State
from frontdesk.records import Aside, Contact, NoSuchContactError, Note, Phone, same_name
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

    def save_phones(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        table = self.changing.contacts
        if contact.id in table:
            before, named = table[contact.id], contact.companions
            companions = {
                of: replace(one, phones=named[of].phones if of in named else one.phones)
                for of, one in before.companions.items()
            }
            table[contact.id] = as_kept(before, phones=contact.phones, companions=companions)

    def save_choice(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        table = self.changing.contacts
        if contact.id in table:
            table[contact.id] = as_kept(table[contact.id], choice=contact.choice)

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """See ``keeping.People``."""
        table = self.changing.contacts
        for id, one in table.items():
            told = partial(_told, number, line_type)
            companions = {of: replace(other, phones=told(other.phones)) for of, other in one.companions.items()}
            table[id] = as_kept(one, phones=told(one.phones), companions=companions)

    def contact_count(self) -> int:
        """See ``keeping.People``."""
        return len(self._here())

    def contact_with_reference(self, reference: str) -> Contact | None:
        """See ``keeping.People``."""
        found = self._now(one.id for one in self.tables.contacts.values() if one.reference == reference != "")
        return self.contact(found[0]) if found else None

    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        """See ``keeping.People``."""
        part = text.translate(_SMALL)
        shown = [one for one in self._here() if state in (None, one.state) and one.state not in without]
        found = [one for one in shown if _has(one, part)]
        return found[:limit]

    def all_contacts(self) -> Iterator[Contact]:
        """See ``keeping.People``."""
        yield from self._here()

    def namesakes(self, name: str) -> list[Contact]:
        """See ``keeping.People``."""
        wanted, asides = same_name(name), self.tables.asides
        here = (one for id, one in self.tables.contacts.items() if id not in asides or asides[id].into is not None)
        return [one for one in here if same_name(one.name) == wanted]

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """See ``keeping.People``."""
        return self._now(id for id, one in self.tables.contacts.items() if number in one.numbers)

    def is_shared(self, number: str) -> bool:
        """See ``keeping.People``."""
        return len(self.contacts_on_number(number)) > 1

    def set_aside(self, contact: ContactId, at: datetime, into: ContactId | None = None) -> None:
        """See ``keeping.People``."""
        self.changing.asides[contact] = Aside(in_utc(at), into)

    def bring_back(self, contact: ContactId) -> None:
        """See ``keeping.People``."""
        self.changing.asides.pop(contact, None)

    def aside(self, contact: ContactId) -> Aside | None:
        """See ``keeping.People``."""
        return self.tables.asides.get(contact)

    def merged_with(self, contact: ContactId) -> list[ContactId]:
        """See ``keeping.People``."""
        merged = [one for one in self.tables.asides if one != contact and self._leads_to(one, contact)]
        return sorted(merged)

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

    def forget_notes(self, contact: ContactId) -> int:
        """See ``keeping.People``."""
        tables = self.changing
        before = len(tables.notes)
        tables.notes = [one for one in tables.notes if one[0] != contact]
        return before - len(tables.notes)

    def _here(self) -> list[Contact]:
        """Everybody who is not put aside."""
        tables = self.tables
        return [one for id, one in tables.contacts.items() if id not in tables.asides]

    def _now(self, found: Iterable[ContactId]) -> list[ContactId]:
        """Who stands where *found* did: themselves, whom they were merged into in the end, nobody if erased."""
        now = set[ContactId]()
        for one in found:
            contact: ContactId | None = one
            while contact is not None and (aside := self.aside(contact)) is not None:
                contact = aside.into
            now |= {contact} if contact is not None else set()
        return sorted(now)

    def _leads_to(self, contact: ContactId, wanted: ContactId) -> bool:
        """Whether *contact* was merged into *wanted*, themselves or with another who was."""
        while (aside := self.aside(contact)) is not None and aside.into is not None:
            contact = aside.into
            if contact == wanted:
                return True
        return False


def _told(number: str, line_type: LineType, phones: Phones) -> Phones:
    """The same phones, with what a number turned out to be."""
    return {kind: replace(one, line_type=line_type) if one.number == number else one for kind, one in phones.items()}


def _phones_of(before: Contact, contact: Contact) -> dict[str, object]:
    """The phones that stay as they were when *contact* is saved: its own, and those of who is on file for it."""
    kept = {of: one.phones for of, one in before.companions.items()}
    companions = {of: replace(one, phones=kept.get(of, {})) for of, one in contact.companions.items()}
    return {"phones": before.phones, "companions": companions}


def _has(contact: Contact, part: str) -> bool:
    said = (contact.name, contact.given, contact.family, *contact.numbers, contact.email, contact.reference)
    return any(part in one.translate(_SMALL) for one in said)
