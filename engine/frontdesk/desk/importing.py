"""Importing contacts from a CSV file: read as a stream, checked row by row, kept all together or not at all.

Takes our own columns and those of the lead source that domain.md 1.6 describes (B13). Importing places contacts in
their status, and enters none, because nobody chose that status here. What follows is up to the rules on
``contact_added``, which know where a contact came from: a list of old patients is not a lead who wrote this morning.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from frontdesk import events
from frontdesk.desk import claiming, consents, timers
from frontdesk.desk.following import happen
from frontdesk.desk.import_columns import HeadingError, columns_of
from frontdesk.desk.import_rows import ReadRow, RowReader
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.tasks import ask_follow_up
from frontdesk.interpreter.consequences import may_follow
from frontdesk.journal import ContactAdded, ContactImported, ContactsImported
from frontdesk.names import ContactId, ContactSource
from frontdesk.problems import FrontdeskError
from frontdesk.sheets import harmless

MOST_LISTED = 1_000
"""How many bad rows are remembered word for word; the rest are counted."""
_BATCH = 500
_TELL_EVERY = 1_000


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
    refused: int = 0
    """How many of those added have an address whose owner refuses something already: that binds them too."""
    bad_count: int = 0
    bad: list[BadRow] = field(default_factory=list)


class ImportRefusedError(FrontdeskError):
    """The file cannot be imported; nothing was."""

    def __init__(self, words: str, imported: Imported | None = None) -> None:
        self.imported = imported or Imported()
        super().__init__(words)


class NotAddedError(FrontdeskError):
    """What is said of somebody cannot be a contact; nothing was kept."""


def import_contacts(
    act: Act,
    path: Path,
    *,
    source: ContactSource = ContactSource.IMPORT,
    skip_bad: bool = False,
    rejects: Path | None = None,
    tell: Callable[[int], None] | None = None,
) -> Imported:
    """Add every contact of the CSV file at *path*; with *skip_bad*, bad rows are left out and written to *rejects*.

    *source* is where the people on the list came from, as rules on ``contact_added`` ask for it. ``tell`` is called
    with the number of rows read so far. Raises ImportRefusedError; then nothing is kept.
    """
    imported = Imported()
    with path.open(encoding="utf-8-sig", newline="") as file, act.deciding():
        try:
            _import_rows(act, _numbered(file), imported, source, skip_bad, rejects, tell)
        except (UnicodeDecodeError, csv.Error) as error:
            raise ImportRefusedError(
                f"{path.name} is not a CSV file in UTF-8: {error}; save it as 'CSV UTF-8'"
            ) from None
        except HeadingError as error:
            raise ImportRefusedError(f"line 1: {error}") from None
        if imported.bad_count and not skip_bad:
            raise ImportRefusedError(
                f"{imported.bad_count} of {imported.added + imported.bad_count} rows cannot be imported; "
                "nothing was imported. Mend them, or import the rest with --skip-bad",
                imported,
            )
        act.record(None, ContactsImported(path.name, imported.added, imported.bad_count))
    return imported


def add_contact(act: Act, cells: Mapping[str, str], source: ContactSource = ContactSource.BY_HAND) -> Answer:
    """Add one contact; *cells* are what a row of an import would say, by column, and *source* is where it came from.

    Enters no status, as an import does not: choosing one does. Raises NotAddedError.
    """

    def do() -> Answer:
        try:
            reader = RowReader(act, columns_of(act.ruleset, list(cells)), len(cells))
        except HeadingError as error:
            raise NotAddedError(str(error)) from None
        checked = reader.read(list(cells.values()))
        if checked.causes:
            raise NotAddedError("; ".join(checked.causes))
        (number,) = _add(act, [checked], ContactAdded, source)
        label = act.ruleset.status_label(checked.contact.settled)
        told = "".join(f"; {extension}" for extension in checked.extensions)
        bound = consents.told(consents.refusals(act, checked.contact))
        return Answer(number, f"{checked.contact.name} is contact {number} now: {label}{told}{bound}", number)

    return once(act, ("add", source, *(word for cell in cells.items() for word in cell)), do)


def add_read(act: Act, row: ReadRow, source: ContactSource) -> ContactId:
    """Add a contact that was read, inside the caller's transaction, with all that follows."""
    (number,) = _add(act, [row], ContactAdded, source)
    return number


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
    source: ContactSource,
    skip_bad: bool,
    rejects: Path | None,
    tell: Callable[[int], None] | None,
) -> None:
    _, heading = next(rows, (1, None))
    if not heading:
        raise ImportRefusedError("the file is empty: its first line must name the columns")
    reader = RowReader(act, columns_of(act.ruleset, heading), len(heading))
    rejected = _Rejects(rejects, heading) if skip_bad and rejects else None
    batch: list[ReadRow] = []
    try:
        for line, row in rows:
            if not any(cell.strip() for cell in row):
                continue
            checked = reader.read(row)
            if checked.causes:
                _set_aside(imported, BadRow(line, checked.causes, tuple(row)), rejected)
            else:
                imported.added += 1
                imported.refused += bool(consents.refusals(act, checked.contact))
                batch.append(checked)
            if len(batch) >= _BATCH:
                _add(act, batch, ContactImported, source)
            read = imported.added + imported.bad_count
            if tell and read % _TELL_EVERY == 0:
                tell(read)
        _add(act, batch, ContactImported, source)
    finally:
        if rejected:
            rejected.close()


def _add(
    act: Act, batch: list[ReadRow], said: type[ContactAdded] | type[ContactImported], source: ContactSource
) -> list[ContactId]:
    """Keep the contacts of a batch, with all that follows.

    A list of many thousand of whom no rule wants to hear brings about no event for each: that it was imported, the
    journal says of each of them already.
    """
    added = events.ContactAdded(source)
    listened_for = may_follow(act.ruleset, added)
    numbers = act.store.add_contacts([row.contact for row in batch])
    for number, row in zip(numbers, batch, strict=True):
        contact = row.contact
        act.record(number, said(contact.settled, contact.reference))
        for note in (row.note, *row.extensions):
            if note:
                act.store.add_note(number, act.now, act.by, note)
        if act.ruleset.timers:
            timers.state_entered(act, number, contact.settled, act.now)
            timers.dates_known(act, replace(contact, id=number))
        if contact.reference:
            claiming.claim(act, number)
        if row.follow_up_at:
            ask_follow_up(act, number, None, row.follow_up_at)
        if said is ContactAdded or listened_for:
            happen(act, number, added)
    batch.clear()
    return numbers


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
