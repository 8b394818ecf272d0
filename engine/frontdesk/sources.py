"""An export of an EMR, read as what a source tells: through the reader of all files and a mapping of the practice.

What an export says of who is not to be contacted must be whole: a damaged one is refused with every line, since half a
list is worse than yesterday's. A word that is not understood costs what it says, and is told. Knows no store, and not
what the EMR's words mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from frontdesk.file_words import FileOf
from frontdesk.files import FileError, FileRow, FileRows, no_more_than, open_rows
from frontdesk.hookspecs import (
    AppointmentChange,
    Changes,
    PatientChange,
    PreferenceChange,
    SourceChange,
    SourceError,
)
from frontdesk.mapping import HeadingError, Placed, SaidRow, fields_of, heading_key, nearest, place
from frontdesk.mapping.cells import read_consent, read_yes_no
from frontdesk.mapping.written import from_text
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn
from frontdesk.names import Consent
from frontdesk.problems import choices

_SAYS = ("preferred_number", "preferred_method", "do_not_contact", "consent")
_OF_PEOPLE = ("name", "cell", "home", "work", "email", "zone")
_BESIDE_THE_PATIENT = frozenset({*_OF_PEOPLE, "first name", "last name", "born", "contact"})
"""Who somebody is in a file of visits or wishes: the EMR's number says that, and an EMR knows its own patients."""
_MOST_FAULTS = 20
_ADVICE = "nothing was taken over; correct the export, or export it again"


def read_export(path: Path | str, mapping: str = "") -> Changes:
    """Return all that the export at *path* tells, with an empty cursor: a file is read from its beginning each time.

    *mapping* is what a setting of the kind ``mapping`` arrives as: of visits, preferences or contacts. Without one the
    columns are in our own words: ``patient`` with any of the wishes, or ``patient``, ``reference`` and ``at`` of
    visits; other columns are not read. Raises SourceError with every line of a damaged file; then nothing of it counts.
    """
    file, meant = Path(path), from_text(mapping) if mapping else None
    known = [column.heading for column in meant.columns] if meant else [*_SAYS, "patient"]
    try:
        with open_rows(file, meant.form if meant else FileForm(), known) as rows:
            return _Reading(file, rows, meant or _in_our_words(file, rows)).changes()
    except FileError as error:
        raise SourceError(str(error)) from error


def wish_of(said: Mapping[str, str]) -> PreferenceChange:
    """What a row says of how somebody wants to be reached; of a column that is not there it does not speak."""
    visit = said.get("appointment", "")
    is_time = _is_time(visit)
    return PreferenceChange(
        reference=said.get("patient", ""),
        appointment="" if is_time else visit,
        at=visit if is_time else "",
        number=said.get("preferred_number"),
        method=said.get("preferred_method"),
        do_not_contact=said.get("do_not_contact"),
        consent=said.get("consent"),
    )


def visit_of(said: Mapping[str, str], patient: str) -> AppointmentChange:
    """What a row says of a visit of *patient*."""
    told = {name: said.get(name, "") for name in ("reference", "at", "state", "type", "provider", "place")}
    return AppointmentChange(patient=patient, **told)


@dataclass(slots=True)
class Contradictions:
    """The words of one file on refusals, of which none is the newer: rows that contradict each other say all of them.

    Such a word, ``N and Y``, is listed nowhere, so that it counts as a refusal and is told, whichever row comes last.
    """

    _said: dict[tuple[str, str, str, str], dict[str, str]] = field(default_factory=dict)
    _told: dict[tuple[str, str, str, str], int] = field(default_factory=dict)

    def note(self, change: PreferenceChange) -> None:
        """Remember the words of one row."""
        for column, word in (("do_not_contact", change.do_not_contact), ("consent", change.consent)):
            if word:
                self._said.setdefault(_about(change, column), {}).setdefault(word.casefold(), word)

    def together(self, change: PreferenceChange) -> PreferenceChange:
        """*change* with all words that are known of this patient or visit; with none where they were told before."""
        self.note(change)
        return replace(
            change,
            do_not_contact=self._word(change, "do_not_contact", change.do_not_contact),
            consent=self._word(change, "consent", change.consent),
        )

    def _word(self, change: PreferenceChange, column: str, word: str | None) -> str | None:
        key = _about(change, column)
        said = self._said.get(key, {})
        if not word or len(said) < 2:
            return word
        was_told = self._told.get(key) == len(said)
        self._told[key] = len(said)
        return None if was_told else " and ".join(said.values())


def _about(change: PreferenceChange, column: str) -> tuple[str, str, str, str]:
    return change.reference, change.appointment, change.at, column


def _is_time(visit: str) -> bool:
    """Whether an appointment is named by its time, such as 2026-03-05 10:00, and not by its number."""
    with suppress(ValueError):
        datetime.fromisoformat(visit)
        return not visit.isdigit()
    return False


def _in_our_words(file: Path, rows: FileRows) -> FileMapping:
    """The mapping of a file whose columns are in our own words; a column that is nearly one of ours is asked about."""
    of = _told_of({heading_key(one) for one in rows.heading})
    ours = {heading_key(name): name for name in fields_of(of) if name not in _BESIDE_THE_PATIENT}
    columns = [MappedColumn(one, (ours[heading_key(one)],)) for one in rows.heading if heading_key(one) in ours]
    others = [one for one in rows.heading if one and heading_key(one) not in ours]
    missing = [name for name in ours.values() if name not in {to for one in columns for to in one.to}]
    said = {to for one in columns for to in one.to}
    faults = [f"the column '{name}' is there twice" for name in said if _times(columns, name) > 1]
    meant = {one: near for one in others if (near := nearest(one, missing))}
    faults += [f"is the column '{one}' meant to be '{near}'? Then call it so" for one, near in meant.items()]
    if "patient" not in {*said, *meant.values()}:
        faults.append("there is no column 'patient'; it holds the patient's id")
    if of is FileOf.PREFERENCES and not {*_SAYS} & {*said, *meant.values()}:
        faults.append(f"none of the columns {', '.join(_SAYS)} is there; nothing could be read")
    if faults:
        raise SourceError("\n".join(f"{file}, line {rows.line}: {fault}" for fault in faults))
    return FileMapping("", "our own words", of, tuple(columns), ignored=tuple(others))


def _times(columns: Sequence[MappedColumn], name: str) -> int:
    return sum(name in one.to for one in columns)


def _told_of(keys: set[str]) -> FileOf:
    is_of_visits = "reference" in keys and keys & {"at", "state"} and not keys & {*map(heading_key, _SAYS)}
    return FileOf.VISITS if is_of_visits else FileOf.PREFERENCES


class _Reading:
    """One reading of a file, which collects what is told, every line that is damaged, and what is not understood."""

    def __init__(self, file: Path, rows: FileRows, mapping: FileMapping) -> None:
        self._file, self._rows = file, rows
        self._mapping = _as_a_source_tells(file, mapping)
        self._placed = self._laid()
        self._damaged: list[str] = []
        self._unclear: list[str] = []

    def changes(self) -> Changes:
        rows = no_more_than(self._mapping.most_rows, self._rows.rows, str(self._file), self._mapping.called)
        told = [change for row in rows for change in self._told_in(row)]
        if self._damaged:
            raise SourceError(_told_at_once(self._damaged))
        words, gone = Contradictions(), {one.reference for one in told if _says_gone(one)}
        for one in told:
            if isinstance(one, PreferenceChange):
                words.note(one)
        whole = [words.together(one) if isinstance(one, PreferenceChange) else one for one in told]
        told = [
            replace(one, active=False) if isinstance(one, PatientChange) and one.reference in gone else one
            for one in whole
        ]
        return Changes(tuple(told), "", tuple(self._unclear))

    def _laid(self) -> Placed:
        try:
            return place(self._mapping, self._rows.heading, ())
        except HeadingError as error:
            faults = [f"{self._file}, line {self._rows.line}: {fault}" for fault in error.faults]
            raise SourceError("\n".join(faults)) from error

    def _told_in(self, row: FileRow) -> Iterator[SourceChange]:
        """What one row tells; what it cannot be understood without is damage, and costs the whole file."""
        if fault := self._damage(row):
            self._damaged.append(f"{self._file}, line {row.line}: {fault}")
            return
        if row.is_blank:
            return
        said = self._placed.row(row.cells)
        who = "reference" if self._mapping.of is FileOf.CONTACTS else "patient"
        if not said.said.get(who, "") and not said.left_out:
            self._damaged.append(f"{self._file}, line {row.line}: the column '{who}' is empty")
            return
        unclear = said.refusals if said.left_out else (*said.faults, *said.refusals)
        self._unclear += [f"{self._file.name}, line {row.line}: {one}" for one in unclear]
        yield from self._left_out(said) if said.left_out else self._meant(said)

    def _damage(self, row: FileRow) -> str:
        wanted = len(self._rows.heading)
        if row.fault or row.is_blank or len(row.cells) == wanted:
            return row.fault
        return f"there are {len(row.cells)} values for {wanted} columns"

    def _meant(self, row: SaidRow) -> Iterable[SourceChange]:
        """The changes of a row; of one that is not all understood, only what refuses."""
        said = row.said
        match self._mapping.of:
            case FileOf.VISITS:
                return () if row.faults else (visit_of(said, said["patient"]),)
            case FileOf.CONTACTS:
                patient = replace(_patient_of(said), active=True if self._mapping.leave_out else None)
                return _refused_by(said) if row.faults else (patient, *_refused_by(said))
            case _:
                wish = wish_of(said)
                return (replace(wish, number=None, method=None) if row.faults else wish,)

    def _left_out(self, row: SaidRow) -> Iterable[SourceChange]:
        """What a row tells that is left out: what it refuses, and of a patient that they are left alone from now on."""
        said = row.said
        match self._mapping.of:
            case FileOf.CONTACTS if reference := said.get("reference", ""):
                return (PatientChange(reference, active=False), *_refused_by(said))
            case FileOf.PREFERENCES if said.get("patient", ""):
                wish = _without_agreement(wish_of(said))
                return (wish,) if wish.method or wish.do_not_contact or wish.consent else ()
            case _:
                return ()


def _without_agreement(wish: PreferenceChange) -> PreferenceChange:
    """The wish without what is plainly no refusal; of any other word only the practice knows whether it is one."""
    plainly_no = wish.do_not_contact and _reads(read_yes_no, wish.do_not_contact) == "no"
    plainly_yes = wish.consent and _reads(read_consent, wish.consent) == Consent.OPTED_IN
    return replace(
        wish,
        number=None,
        do_not_contact=None if plainly_no else wish.do_not_contact,
        consent=None if plainly_yes else wish.consent,
    )


def _reads(read: Callable[[str], str], word: str) -> str:
    with suppress(ValueError):
        return read(word)
    return ""


def _refused_by(said: Mapping[str, str]) -> tuple[PreferenceChange, ...]:
    """What the row of a patient refuses."""
    refused = PreferenceChange(said["reference"], do_not_contact=said.get("do_not_contact"))
    return (refused,) if refused.do_not_contact else ()


def _says_gone(change: SourceChange) -> bool:
    """Whether a row says that nobody is to contact a patient any more; then it is so, whatever another row says."""
    return isinstance(change, PatientChange) and change.active is False


def _patient_of(said: Mapping[str, str]) -> PatientChange:
    parts = " ".join(filter(None, (said.get("first name", ""), said.get("last name", ""))))
    told = {name: said[name] for name in _OF_PEOPLE if name in said} | ({"name": parts} if parts else {})
    change = PatientChange(said["reference"])
    return replace(change, **told)  # type: ignore[arg-type]  # texts, all


def _as_a_source_tells(file: Path, mapping: FileMapping) -> FileMapping:
    """The mapping as far as a source tells of its fields: the practice's own facts, a status or a note it does not.

    Raises SourceError where that would leave out who refuses.
    """
    if mapping.of is FileOf.CONSENTS:
        raise SourceError(f"{file}: the mapping '{mapping.id}' is of consents; 'frontdesk import' takes such a file")
    fields = fields_of(mapping.of)
    told = {"reference", "first name", "last name", "do_not_contact", *_OF_PEOPLE}
    left = [
        column
        for column in mapping.columns
        if not all(to in fields for to in column.to) or (mapping.of is FileOf.CONTACTS and not told & {*column.to})
    ]
    refusing = [column.heading for column in left if any(to in fields and fields[to].refuses for to in column.to)]
    if refusing:
        which = f"the mapping '{mapping.id}' reads from {choices(refusing)} who refuses"
        raise SourceError(f"{file}: {which}, which no source tells so; 'frontdesk import' takes such a file")
    headings = tuple(column.heading for column in left)
    kept = tuple(column for column in mapping.columns if column not in left)
    return replace(mapping, columns=kept, ignored=(*mapping.ignored, *headings))


def _told_at_once(faults: Sequence[str]) -> str:
    more = [f"and {len(faults) - _MOST_FAULTS} more lines"] if len(faults) > _MOST_FAULTS else []
    return "\n".join([*faults[:_MOST_FAULTS], *more, _ADVICE])
