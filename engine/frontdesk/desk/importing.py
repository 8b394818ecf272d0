"""Importing contacts from a CSV file: read as a stream, checked row by row, kept all together or not at all.

Takes our own columns and those of the lead source that domain.md 1.6 describes (B13). Importing places contacts in
their status; it starts nothing, because nobody chose that status here.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.desk import timers
from frontdesk.desk.practice import Act
from frontdesk.facts import CONSENT_BASES
from frontdesk.model import Fact, Ruleset, Scope, UnknownNameError
from frontdesk.names import ContactId, LineType, PhoneKind, State, phase_of
from frontdesk.problems import FrontdeskError, choices, did_you_mean
from frontdesk.records import Contact, Phone, Preference, normal_number
from frontdesk.sheets import harmless, meant
from frontdesk.tables import Value

MOST_LISTED = 1_000
"""How many bad rows are remembered word for word; the rest are counted."""
_BATCH = 500
_TELL_EVERY = 1_000
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


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported: its line in the file (the heading is line 1), the causes, and the row itself."""

    line: int
    causes: tuple[str, ...]
    row: tuple[str, ...] = ()


@dataclass(slots=True)
class Imported:
    """What an import did: contacts added, and the bad rows (the first thousand in words)."""

    added: int = 0
    bad_count: int = 0
    bad: list[BadRow] = field(default_factory=list)


class ImportRefusedError(FrontdeskError):
    """The file cannot be imported; nothing was."""

    def __init__(self, words: str, imported: Imported | None = None) -> None:
        self.imported = imported or Imported()
        super().__init__(words)


def import_contacts(
    act: Act,
    path: Path,
    *,
    skip_bad: bool = False,
    rejects: Path | None = None,
    tell: Callable[[int], None] | None = None,
) -> Imported:
    """Add every contact of the CSV file at *path*; with *skip_bad*, bad rows are left out and written to *rejects*.

    ``tell`` is called with the number of rows read so far. Raises ImportRefusedError; then nothing is kept.
    """
    imported = Imported()
    with path.open(encoding="utf-8-sig", newline="") as file, act.store.transaction():
        try:
            _import_rows(act, _numbered(file), imported, skip_bad, rejects, tell)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ImportRefusedError(
                f"{path.name} is not a CSV file in UTF-8: {error}; save it as 'CSV UTF-8'"
            ) from None
        if imported.bad_count and not skip_bad:
            raise ImportRefusedError(
                f"{imported.bad_count} of {imported.added + imported.bad_count} rows cannot be imported; "
                "nothing was imported. Mend them, or import the rest with --skip-bad",
                imported,
            )
        counts = {"file": path.name, "added": imported.added, "left out": imported.bad_count}
        act.record("contacts imported", None, counts)
    return imported


def _numbered(file: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV file, each with the line that it begins on, since a cell may hold several lines."""
    rows, line = csv.reader(file), 1
    for row in rows:
        yield line, row
        line = rows.line_num + 1


def _import_rows(
    act: Act,
    rows: Iterator[tuple[int, list[str]]],
    imported: Imported,
    skip_bad: bool,
    rejects: Path | None,
    tell: Callable[[int], None] | None,
) -> None:
    _, heading = next(rows, (1, None))
    if not heading:
        raise ImportRefusedError("the file is empty: its first line must name the columns")
    reader = _Reader(act, _columns(act.ruleset, heading), len(heading))
    rejected = _Rejects(rejects, heading) if skip_bad and rejects else None
    batch: list[_Checked] = []
    try:
        for line, row in rows:
            if not any(cell.strip() for cell in row):
                continue
            checked = reader.read(row)
            if checked.causes:
                _set_aside(imported, BadRow(line, checked.causes, tuple(row)), rejected)
            else:
                imported.added += 1
                batch.append(checked)
            if len(batch) >= _BATCH:
                _add(act, batch)
            read = imported.added + imported.bad_count
            if tell and read % _TELL_EVERY == 0:
                tell(read)
        _add(act, batch)
    finally:
        if rejected:
            rejected.close()


@dataclass(frozen=True, slots=True)
class _Checked:
    """A row as read: the contact, a note about it, and why it cannot be imported, if it cannot."""

    contact: Contact
    note: str
    causes: tuple[str, ...]


def _add(act: Act, batch: list[_Checked]) -> None:
    numbers = act.store.add_contacts([row.contact for row in batch])
    for number, row in zip(numbers, batch, strict=True):
        contact = row.contact
        act.record("contact imported", number, {"state": contact.settled, "reference": contact.reference})
        if row.note:
            act.store.add_note(number, act.now, act.by, row.note)
        if act.ruleset.timers:
            timers.state_entered(act, number, contact.settled, act.now)
            timers.dates_known(act, replace(contact, id=number))
    batch.clear()


def _set_aside(imported: Imported, bad: BadRow, rejected: _Rejects | None) -> None:
    imported.bad_count += 1
    if len(imported.bad) < MOST_LISTED:
        imported.bad.append(bad)
    if rejected:
        rejected.write(bad)


class _Rejects:
    """The file of rows left out: the same columns, and why, ready to be mended and imported."""

    def __init__(self, path: Path, heading: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file)
        self._writer.writerow([*heading, "cause"])

    def write(self, bad: BadRow) -> None:
        self._writer.writerow(map(harmless, [*bad.row, "; ".join(bad.causes)]))

    def close(self) -> None:
        self._file.close()


def _columns(ruleset: Ruleset, heading: Sequence[str]) -> dict[str, int]:
    """Which column is where. Raises ImportRefusedError for one that nothing reads, or when no name is there."""
    known = {*COLUMNS, "cause", *(fact.name for fact in _own_facts(ruleset))}
    places: dict[str, int] = {}
    for index, title in enumerate(heading):
        written = " ".join(title.strip().casefold().split())
        name = _COLUMNS.get(written, written)
        if name not in known:
            hint = did_you_mean(written, {*known, *_COLUMNS}) or f"columns are {choices(COLUMNS, most=30)}"
            raise ImportRefusedError(f"line 1: nothing reads a column called '{title}'; {hint}")
        if name in places:
            raise ImportRefusedError(f"line 1: the column '{title}' is there twice")
        places[name] = index
    if not {"name", "first name", "last name"} & places.keys():
        raise ImportRefusedError("line 1: there is no column 'name' (or 'first name' and 'last name')")
    return places


def _own_facts(ruleset: Ruleset) -> list[Fact]:
    return [fact for fact in ruleset.facts.values() if fact.own and fact.of is Scope.CONTACT]


class _Reader:
    """Reads one row after another into contacts, collecting every cause for which a row cannot be one."""

    def __init__(self, act: Act, places: Mapping[str, int], width: int) -> None:
        self._act, self._ruleset, self._places, self._width = act, act.ruleset, places, width
        self._facts = [fact for fact in _own_facts(act.ruleset) if fact.name in places]
        self._seen: set[str] = set()

    def read(self, row: Sequence[str]) -> _Checked:
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
        been = replace(contact, been=frozenset({contact.settled}))
        return _Checked(been, cells.get("note", ""), tuple(causes))

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
        elif reference and self._act.store.contact_with_reference(reference):
            causes.append(f"reference '{reference}' is on file already")
        if reference:
            self._seen.add(reference)
        return reference


def _listed(cells: Mapping[str, str], column: str, values: Iterable[str], causes: list[str]) -> str:
    text = cells.get(column, "").casefold()
    known = list(values)
    if text and text not in known:
        causes.append(f"{column} '{text}' is not one of {choices(known)}")
        return ""
    return text
