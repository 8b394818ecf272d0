"""One row of an import, read into a contact, or into every cause for which it cannot be one.

Knows no file: importing keeps what is read here, or nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.desk.practice import Act
from frontdesk.facts import CONSENT_BASES
from frontdesk.model import Fact, Ruleset, Scope, UnknownNameError
from frontdesk.names import ContactId, LineType, PhoneKind, State, phase_of
from frontdesk.problems import FrontdeskError, choices, did_you_mean
from frontdesk.records import Contact, Phone, Preference, normal_number, ways_to_write
from frontdesk.sheets import meant
from frontdesk.tables import Value

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_COLUMNS: Mapping[str, str] = {
    "phone (mobile)": "cell",
    "mobile": "cell",
    "phone": "cell",
    "home phone": "home",
    "work phone": "work",
    "e-mail": "email",
    "notes": "note",
    "state": "status",
    "id": "reference",
    "patient_id": "reference",
    "time zone": "zone",
}
COLUMNS: tuple[str, ...] = (
    *("name", "first name", "last name"),
    *("cell", "cell_type", "home", "home_type", "work", "work_type", "email"),
    *("status", "phase", "zone", "region", "reference", "basis"),
    *("preferred_number", "preferred_method", "do_not_contact", "note"),
)
"""The columns that are read; the practice's own facts of a contact join them by name."""


class HeadingError(FrontdeskError):
    """The columns are not named as they are read."""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row as read: the contact, a note about it, and why it cannot be imported, if it cannot."""

    contact: Contact
    note: str
    causes: tuple[str, ...]


def columns_of(ruleset: Ruleset, heading: Sequence[str]) -> dict[str, int]:
    """Which column is where. Raises HeadingError for one that nothing reads, or when no name is there."""
    known = {*COLUMNS, "cause", *(fact.name for fact in _own_facts(ruleset))}
    places: dict[str, int] = {}
    for index, title in enumerate(heading):
        written = " ".join(title.strip().casefold().split())
        name = _COLUMNS.get(written, written)
        if name not in known:
            hint = did_you_mean(written, {*known, *_COLUMNS}) or f"columns are {choices(COLUMNS, most=30)}"
            raise HeadingError(f"nothing reads a column called '{title}'; {hint}")
        if name in places:
            raise HeadingError(f"the column '{title}' is there twice")
        places[name] = index
    if not {"name", "first name", "last name"} & places.keys():
        raise HeadingError("there is no column 'name' (or 'first name' and 'last name')")
    return places


def _own_facts(ruleset: Ruleset) -> list[Fact]:
    return [fact for fact in ruleset.facts.values() if fact.own and fact.of is Scope.CONTACT]


class RowReader:
    """Reads one row after another into contacts, collecting every cause for which a row cannot be one.

    What corrects a contact, *of*, is on file already, and so no second one.
    """

    def __init__(self, act: Act, places: Mapping[str, int], width: int, of: ContactId | None = None) -> None:
        self._act, self._ruleset, self._places, self._width = act, act.ruleset, places, width
        self._facts = [fact for fact in _own_facts(act.ruleset) if fact.name in places]
        self._seen: set[str] = set()
        self._of = of
        self._people: set[str] | None = None

    def read(self, row: Sequence[str]) -> ReadRow:
        """Return the contact that *row* describes, or every cause for which it cannot be imported."""
        causes: list[str] = []
        if len(row) != self._width:
            causes.append(f"there are {len(row)} values for {self._width} columns; is a comma not in quotes?")
        cells = {name: meant(row[index].strip()).strip() for name, index in self._places.items() if index < len(row)}
        name = cells.get("name") or f"{cells.get('first name', '')} {cells.get('last name', '')}".strip()
        if not name:
            causes.append("the name is missing")
        contact = Contact(
            ContactId(0),
            name,
            self._state(cells, causes),
            self._act.now,
            phones=self._phones(cells, causes),
            email=self._email(cells, causes),
            zone=self._zone(cells, causes),
            region=cells.get("region", "").upper(),
            consent_basis=_listed(cells, "basis", CONSENT_BASES, causes),
            facesheet=self._preference(cells, causes),
            facts=self._own(cells, causes),
            reference=self._reference(cells, causes),
        )
        is_known_apart = bool(contact.reference) or self._of is not None
        own = {_person(name, address) for address in _addresses(contact)} if name and not is_known_apart else set()
        if own and not own.isdisjoint(self._on_file()):
            somebody_else = "if it is somebody else, give them a reference of their own"
            causes.append(f"'{name}' with this number or e-mail is on file already; {somebody_else}")
        if own and not causes:
            self._on_file().update(own)
        been = replace(contact, been=frozenset({contact.settled}))
        return ReadRow(been, cells.get("note", ""), tuple(causes))

    def _on_file(self) -> set[str]:
        """Who is in the store or in a row before: each name with each of its numbers and its e-mail.

        Asked of rows without a reference only: an EMR's reference says who is who, and nothing else does.
        """
        if self._people is None:
            self._people = {_person(name, address) for name, address in self._act.store.names_and_addresses()}
        return self._people

    def _state(self, cells: Mapping[str, str], causes: list[str]) -> State:
        status, phase = cells.get("status", ""), cells.get("phase", "")
        try:
            if status:
                return self._ruleset.state(f"{phase}/{status}" if phase and "/" not in status else status)
            return self._entry_of(phase) if phase else self._ruleset.initial
        except UnknownNameError as error:
            causes.append(str(error))
            return self._ruleset.initial

    def _entry_of(self, phase: str) -> State:
        """The first status of a phase named by its label or name."""
        wanted = phase.casefold()
        for state in self._ruleset.states:
            one = self._ruleset.phases[phase_of(state)]
            if wanted in (one.id.casefold(), one.label.casefold()):
                return state
        raise UnknownNameError("phase", phase, list(self._ruleset.phases))

    def _phones(self, cells: Mapping[str, str], causes: list[str]) -> dict[PhoneKind, Phone]:
        phones = {}
        for kind in PhoneKind:
            if not (number := cells.get(kind, "")):
                continue
            if sum(letter.isdigit() for letter in number) < 7:
                causes.append(f"{kind} '{number}' is not a phone number")
            types = [one for one in LineType if one is not LineType.MISSING]
            line_type = _listed(cells, f"{kind}_type", types, causes) or LineType.UNKNOWN
            phones[kind] = Phone(normal_number(number), LineType(line_type))
        return phones

    def _email(self, cells: Mapping[str, str], causes: list[str]) -> str:
        email = cells.get("email", "")
        if email and not _EMAIL.fullmatch(email):
            causes.append(f"'{email}' is not an e-mail address")
        return email

    def _zone(self, cells: Mapping[str, str], causes: list[str]) -> str:
        zone = cells.get("zone", "")
        try:
            if zone:
                ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            causes.append(f"'{zone}' is not a time zone; write it like 'America/New_York'")
            return ""
        return zone

    def _preference(self, cells: Mapping[str, str], causes: list[str]) -> Preference:
        number = _listed(cells, "preferred_number", tuple(PhoneKind), causes)
        method = _listed(cells, "preferred_method", tuple(self._ruleset.channels), causes)
        refused = _listed(cells, "do_not_contact", ("yes", "no"), causes)
        return Preference(number or "not_sent", method or "not_sent", refused == "yes")

    def _own(self, cells: Mapping[str, str], causes: list[str]) -> dict[str, Value]:
        values: dict[str, Value] = {}
        for fact in self._facts:
            if not (text := cells.get(fact.name, "")):
                continue
            try:
                values[fact.name] = fact.domain.parse(text)
            except ValueError as error:
                causes.append(f"{fact.name}: {error}")
        return values

    def _reference(self, cells: Mapping[str, str], causes: list[str]) -> str:
        reference = cells.get("reference", "")
        if reference and reference in self._seen:
            causes.append(f"reference '{reference}' is in the file twice")
        elif reference and (other := self._act.store.contact_with_reference(reference)) and other.id != self._of:
            causes.append(f"reference '{reference}' is on file already")
        if reference:
            self._seen.add(reference)
        return reference


def _addresses(contact: Contact) -> list[str]:
    return [*(phone.number for phone in contact.phones.values()), *([contact.email] if contact.email else [])]


def _person(name: str, address: str) -> str:
    """Somebody as two files that tell of them write them alike."""
    same = address.casefold() if "@" in address else ways_to_write(address)[0]
    return f"{' '.join(name.casefold().split())} {same}"


def _listed(cells: Mapping[str, str], column: str, values: Iterable[str], causes: list[str]) -> str:
    text = cells.get(column, "").casefold()
    known = list(values)
    if text and text not in known:
        causes.append(f"{column} '{text}' is not one of {choices(known)}")
        return ""
    return text
