"""Contacts, their numbers and notes in SQLite; numbers are kept apart, since they may be shared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from frontdesk.names import ContactId, LineType, PhoneKind, Recipient, State
from frontdesk.records import Aside, Contact, NoSuchContactError, Note, Phone, same_name
from frontdesk.store.instants import instant, to_micros
from frontdesk.store.sqlite.columns import Shape, choice_to_json
from frontdesk.store.sqlite.parts import Part, marks, pieces

_CONTACT = Shape.of(Contact, "contact", without=frozenset({"phones"}))
_ADD = _CONTACT.insert.replace(" (", " (same_name, id, ", 1).replace("VALUES (", "VALUES (?, ?, ", 1)
_SAVE = _CONTACT.update.replace(" SET ", " SET same_name=?, ", 1)
_HERE = "NOT EXISTS (SELECT 1 FROM aside WHERE aside.contact = contact.id)"
"""That a contact is not put aside."""
_SHOWN = "coalesce(choice ->> 'state', settled)"
"""The state that shows: a pending choice, else what has settled."""
NOT_ERASED = "id NOT IN (SELECT contact FROM aside WHERE merged_into IS NULL)"
_HAS_PART = (
    "(instr(lower(name), lower(?)) OR instr(lower(given), lower(?)) OR instr(lower(family), lower(?)) "
    "OR instr(lower(email), lower(?)) OR instr(lower(reference), lower(?)) "
    "OR id IN (SELECT contact FROM phone WHERE instr(lower(number), lower(?))))"
)

_MERGED_WITH = (
    "WITH RECURSIVE merged (id) AS (SELECT contact FROM aside WHERE merged_into = ? "
    "UNION SELECT contact FROM aside JOIN merged ON aside.merged_into = merged.id) SELECT id FROM merged ORDER BY id"
)


class People(Part):
    """Contacts and what is known of how to reach them."""

    def add_contacts(self, contacts: Iterable[Contact]) -> list[ContactId]:
        """See ``keeping.People``."""
        # The ids that AUTOINCREMENT would give, all known before anything is written: the transaction holds the lock.
        (last,) = self._db.one("SELECT seq FROM sqlite_sequence WHERE name = 'contact'") or (0,)
        numbered = [(ContactId(number), one) for number, one in enumerate(contacts, last + 1)]
        self._db.run_each(_ADD, [(same_name(one.name), id, *_CONTACT.row(one)[1:]) for id, one in numbered])
        phones = [row for id, one in numbered for row in _phone_rows(id, one)]
        self._db.run_each("INSERT INTO phone VALUES (?, ?, ?, ?, ?)", phones)
        return [id for id, _ in numbered]

    def contact(self, id: ContactId) -> Contact:
        """See ``keeping.People``."""
        row = self._db.one(f"{_CONTACT.select} WHERE id = ?", (id,))
        if row is None:
            raise NoSuchContactError(id)
        return self._read([row])[0]

    def save_contact(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        self._db.run(_SAVE, (same_name(contact.name), *_CONTACT.row(contact)[1:], contact.id))

    def save_phones(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        if self._db.one("SELECT 1 FROM contact WHERE id = ?", (contact.id,)) is None:
            return
        named = (Recipient.PATIENT, *contact.companions)
        gone = f"DELETE FROM phone WHERE contact = ? AND recipient IN ({marks(named)})"
        self._db.run(gone, (contact.id, *named))
        self._db.run_each("INSERT INTO phone VALUES (?, ?, ?, ?, ?)", _phone_rows(contact.id, contact))

    def save_choice(self, contact: Contact) -> None:
        """See ``keeping.People``."""
        self._db.run("UPDATE contact SET choice = ? WHERE id = ?", (choice_to_json(contact.choice), contact.id))

    def set_line_type(self, number: str, line_type: LineType) -> None:
        """See ``keeping.People``."""
        self._db.run("UPDATE phone SET line_type = ? WHERE number = ?", (line_type, number))

    def contact_count(self) -> int:
        """See ``keeping.People``."""
        return int((self._db.one(f"SELECT count(*) FROM contact WHERE {_HERE}") or (0,))[0])

    def contact_with_reference(self, reference: str) -> Contact | None:
        """See ``keeping.People``."""
        query = "SELECT id FROM contact WHERE reference = ? AND reference <> '' ORDER BY id"
        found = self._now(self._db.all(query, (reference,)))
        return self.contact(found[0]) if found else None

    def find_contacts(
        self, text: str = "", *, state: State | None = None, without: Collection[State] = (), limit: int = 50
    ) -> list[Contact]:
        """See ``keeping.People``."""
        wanted, values = [_HERE], list[Any]()
        if text:
            wanted.append(_HAS_PART)
            values += [text] * _HAS_PART.count("?")
        if state:
            wanted.append(f"{_SHOWN} = ?")
            values.append(state)
        if without:
            wanted.append(f"{_SHOWN} NOT IN ({', '.join('?' for _ in without)})")
            values += without
        query = f"{_CONTACT.select} WHERE {' AND '.join(wanted)} ORDER BY id LIMIT ?"
        return self._read(self._db.all(query, (*values, limit)))

    def all_contacts(self) -> Iterator[Contact]:
        """See ``keeping.People``."""
        for page in self._db.pages(f"{_CONTACT.select} WHERE {_HERE}"):
            yield from self._read(page)

    def namesakes(self, name: str) -> list[Contact]:
        """See ``keeping.People``."""
        query = f"{_CONTACT.select} WHERE same_name = ? AND {NOT_ERASED} ORDER BY id"
        return self._read(self._db.all(query, (same_name(name),)))

    def contacts_on_number(self, number: str) -> list[ContactId]:
        """See ``keeping.People``."""
        query = "SELECT DISTINCT contact FROM phone WHERE number = ?"
        return self._now(self._db.all(query, (number,)))

    def is_shared(self, number: str) -> bool:
        """See ``keeping.People``."""
        # Somebody may have the same number as several of theirs, so that the second row need not be somebody else's.
        if len(self._db.all("SELECT DISTINCT contact FROM phone WHERE number = ? LIMIT 2", (number,))) < 2:
            return False
        merged = "SELECT 1 FROM aside JOIN phone ON phone.contact = aside.contact WHERE number = ? LIMIT 1"
        return self._db.one(merged, (number,)) is None or len(self.contacts_on_number(number)) > 1

    def set_aside(self, contact: ContactId, at: datetime, into: ContactId | None = None) -> None:
        """See ``keeping.People``."""
        self._db.run("INSERT OR REPLACE INTO aside VALUES (?, ?, ?)", (contact, to_micros(at), into))

    def bring_back(self, contact: ContactId) -> None:
        """See ``keeping.People``."""
        self._db.run("DELETE FROM aside WHERE contact = ?", (contact,))

    def aside(self, contact: ContactId) -> Aside | None:
        """See ``keeping.People``."""
        row = self._db.one("SELECT at, merged_into FROM aside WHERE contact = ?", (contact,))
        return Aside(instant(row[0]), row[1]) if row else None

    def merged_with(self, contact: ContactId) -> list[ContactId]:
        """See ``keeping.People``."""
        return [ContactId(row[0]) for row in self._db.all(_MERGED_WITH, (contact,))]

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

    def forget_notes(self, contact: ContactId) -> int:
        """See ``keeping.People``."""
        return self._db.run("DELETE FROM note WHERE contact = ?", (contact,)).rowcount

    def _now(self, found: list[tuple[Any, ...]]) -> list[ContactId]:
        """Who stands where *found* did: themselves, whom they were merged into in the end, nobody if erased."""
        return sorted({one for one in self._leads(id for (id,) in found).values() if one is not None})

    def _leads(self, found: Iterable[ContactId]) -> Mapping[ContactId, ContactId | None]:
        """Who stands in the place of each of *found*."""
        leads: dict[ContactId, ContactId | None] = {one: one for one in found}
        while asides := self._asides(one for one in leads.values() if one is not None):
            leads = {one: asides.get(now, now) if now is not None else None for one, now in leads.items()}
        return leads

    def _asides(self, contacts: Iterable[ContactId]) -> Mapping[ContactId, ContactId | None]:
        """Into whom those of *contacts* were merged who are put aside."""
        query = "SELECT contact, merged_into FROM aside WHERE contact IN ({})"
        return {one: into for some in pieces(contacts) for one, into in self._db.all(query.format(marks(some)), some)}

    def _with_ids(self, ids: Collection[ContactId]) -> list[Contact]:
        query = f"{_CONTACT.select} WHERE id IN ({{}})"
        return self._read([row for some in pieces(ids) for row in self._db.all(query.format(marks(some)), some)])

    def _read(self, rows: list[tuple[Any, ...]]) -> list[Contact]:
        phones = self._phones([row[0] for row in rows])
        return [_reached(_CONTACT.read(row), phones[row[0]]) for row in rows]

    def _phones(self, contacts: list[ContactId]) -> Mapping[ContactId, _Phones]:
        found: dict[ContactId, _Phones] = {contact: {} for contact in contacts}
        for some in pieces(contacts):
            query = f"SELECT contact, recipient, kind, number, line_type FROM phone WHERE contact IN ({marks(some)})"
            for contact, recipient, kind, number, line_type in self._db.all(query, some):
                phone = Phone(number, LineType(line_type))
                found[contact].setdefault(Recipient(recipient), {})[PhoneKind(kind)] = phone
        return found


_Phones: TypeAlias = dict[Recipient, dict[PhoneKind, Phone]]
"""The phones by which a contact is reached, by whose they are."""


def _phone_rows(number: ContactId, contact: Contact) -> list[tuple[int, str, str, str, str]]:
    whose = {Recipient.PATIENT: contact.phones, **{of: one.phones for of, one in contact.companions.items()}}
    return [
        (number, of, kind, phone.number, phone.line_type)
        for of, phones in whose.items()
        for kind, phone in phones.items()
    ]


def _reached(contact: Contact, phones: _Phones) -> Contact:
    """A contact as read, with the phones that are kept apart."""
    companions = {of: replace(one, phones=phones.get(of, {})) for of, one in contact.companions.items()}
    return replace(contact, phones=phones.get(Recipient.PATIENT, {}), companions=companions)
