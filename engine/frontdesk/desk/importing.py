"""Importing a file: read as a stream by its mapping, taken in row by row, and told to the last row.

Rows that can be taken in are; the others are set aside in a file of their own, to be mended and imported again, and
staff are told. All of it is kept together or not at all. Knows nothing of what a kind of row becomes, and nothing of
what a column means.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from frontdesk.desk.import_consent_rows import ConsentTaker
from frontdesk.desk.import_contacts import ContactTaker
from frontdesk.desk.import_preferences import PreferenceTaker
from frontdesk.desk.import_visits import VisitTaker
from frontdesk.desk.opened_files import mapping_by_form, opened
from frontdesk.desk.others_refusals import bound
from frontdesk.desk.practice import Act
from frontdesk.desk.set_aside import CONTACT, RowsSetAside, added_columns
from frontdesk.desk.taking import EXAMPLES, MOST_CHANGED, NOT_IN, SaidLine, Taken, Taker, Wish
from frontdesk.files import FileRow, FileRows
from frontdesk.journal import ContactsImported
from frontdesk.mapping import Placed, SaidRow, place
from frontdesk.mapping.choosing import chosen
from frontdesk.model.mappings import FileForm, FileMapping, Mappings
from frontdesk.names import ContactId, DateForm, FileOf, RowOutcome
from frontdesk.problems import NOWHERE, FrontdeskError, counted
from frontdesk.records import Telling
from frontdesk.sheets import meant

MOST_LISTED = 1_000
"""How many rows set aside are remembered word for word; the rest are counted, and stand in the rows set aside."""
MOST_WORDS = 10
"""So many words that nobody understood are told one by one; more stand in no column of consent, or hardly."""
_AS_FOUND_OUT = FileForm()
_BATCH = 500
_TELL_EVERY = 1_000
_MOST_REMARKED = 3


@dataclass(frozen=True, slots=True)
class ToldRow:
    """What is told of one row: its line in the file, what became of it, and why or how; ``who`` as in ``Taken``."""

    line: int
    outcome: RowOutcome
    said: tuple[str, ...]
    who: str = ""


@dataclass(slots=True)
class Imported:
    """What an import did, or in a rehearsal what it would do.

    ``rows`` are those set aside (the first thousand), the first twenty that changed something, and some of the others
    for each outcome. ``said`` is how the file was understood, ``columns`` what became of each column. ``aside_in`` is
    where the rows set aside stand.
    """

    of: FileOf = FileOf.CONTACTS
    mapping: str = ""
    said: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    counts: Counter[RowOutcome] = field(default_factory=Counter)
    rows: list[ToldRow] = field(default_factory=list)
    bound: set[ContactId] = field(default_factory=set)
    """Who is opted out by a refusal that stands for their address, whatever the file agrees to."""
    opted_out_named: list[str] = field(default_factory=list)
    """Some of those who are ``bound``, and whose refusal that is."""
    other_status: int = 0
    """How many are in another status here; a file changes none. Some of them are in ``elsewhere``."""
    elsewhere: list[str] = field(default_factory=list)
    remarks: list[ToldRow] = field(default_factory=list)
    remarked: int = 0
    """How many rows say something that is left as it is here, such as what staff corrected; some are in ``remarks``."""
    read_as_refusals: Counter[str] = field(default_factory=Counter)
    """Words about consent or contact wishes that nobody understood, and in how many rows: each counts as a refusal."""
    aside_in: Path | None = None

    @property
    def added(self) -> int:
        """How many are new."""
        return self.counts[RowOutcome.NEW]

    @property
    def changed(self) -> int:
        """How many were on file, and are known better now."""
        return self.counts[RowOutcome.CHANGED]

    @property
    def opted_out(self) -> int:
        """How many are ``bound``."""
        return len(self.bound)

    @property
    def set_aside(self) -> int:
        """How many rows are not, or not all, in the practice."""
        return sum(self.counts[outcome] for outcome in NOT_IN)

    @property
    def is_whole(self) -> bool:
        """Whether everything that the file says is in the practice, and was understood."""
        return not self.set_aside and not self.read_as_refusals

    def tell(self, line: int, taken: Taken) -> None:
        """Count what became of a row, and remember it where somebody should see it."""
        self.counts[taken.outcome] += 1
        self.other_status += taken.other_status
        if taken.other_status and len(self.elsewhere) < EXAMPLES:
            self.elsewhere.append(taken.who)
        most = MOST_LISTED if taken.outcome in NOT_IN else EXAMPLES
        most = MOST_CHANGED if taken.outcome is RowOutcome.CHANGED else most
        if self.counts[taken.outcome] <= most and taken.outcome is not RowOutcome.UNCHANGED:
            self.rows.append(ToldRow(line, taken.outcome, taken.said, taken.who))
        if taken.remarks:
            self.remarked += 1
            if self.remarked <= _MOST_REMARKED:
                self.remarks.append(ToldRow(line, taken.outcome, taken.remarks))


class ImportRefusedError(FrontdeskError):
    """The file cannot be imported; nothing was."""

    def __init__(self, words: str, imported: Imported | None = None) -> None:
        self.imported = imported or Imported()
        super().__init__(words)


@dataclass(frozen=True, slots=True)
class FileWish:
    """How a file is to be imported, besides what is done with its rows.

    ``form`` is what somebody says of the file, before what its mapping says, and ``dates`` how it writes days.
    ``rehearse``: everything is done and nothing is kept. ``whole``: all rows or none. ``rejects``: where the rows set
    aside go, instead of beside the file. ``tell`` is called with the number of rows read so far.
    """

    form: FileForm = _AS_FOUND_OUT
    dates: DateForm | None = None
    rehearse: bool = False
    whole: bool = False
    rejects: Path | None = None
    tell: Callable[[int], None] | None = None


class _RehearsedError(Exception):
    """Everything was done, and nothing of it is to be kept."""


def import_file(
    act: Act, path: Path, mapping: FileMapping | None = None, wish: Wish | None = None, how: FileWish | None = None
) -> Imported:
    """Take in the file at *path*, read by *mapping*, or where none is named by the one that fits its headings.

    Raises ImportRefusedError, FileError and HeadingError; then nothing is kept.
    """
    how, imported = how or FileWish(), Imported()
    if how.rejects and how.rejects.exists():
        raise ImportRefusedError(
            f"{how.rejects} exists already, and nothing is written over it; nothing was read. Name another file"
        )
    mapping = mapping or mapping_by_form(act, path, how.form)
    with opened(act, path, mapping, how.form) as file:
        laid = _Laid.over(act, file, mapping, how.dates)
        run = _Run(act, file, laid, wish or Wish(path.name), how, imported)
        run.aside = RowsSetAside(path, file.heading, how.rejects)
        try:
            with act.deciding():
                run.take_all()
                if how.rehearse:
                    raise _RehearsedError
                run.conclude()
        except _RehearsedError:
            run.aside.discard()
        except BaseException:
            run.aside.discard()
            raise
    return imported


@dataclass(frozen=True, slots=True)
class _Laid:
    """A mapping that is laid over a file, which may be one of rows set aside and have two columns more.

    ``meaning`` is what the mapping makes of words: the same words under another one are no news no more.
    """

    mapping: FileMapping
    placed: Placed
    width: int
    answer: int | None
    meaning: str

    @classmethod
    def over(cls, act: Act, file: FileRows, mapping: FileMapping | None, dates: DateForm | None) -> _Laid:
        """Lay *mapping*, or the one that fits, over the heading of *file*. Raises HeadingError."""
        added = added_columns(file.heading)
        heading = file.heading[: len(file.heading) - len(added)]
        facts = act.ruleset.facts.values()
        named = mapping or chosen(act.ruleset.part(Mappings), heading, list(facts))
        meaning = hashlib.sha256(repr(replace(named, where=NOWHERE)).encode()).hexdigest()[:16]
        return cls(named, place(named, heading, facts, dates), len(heading), added.get(CONTACT), meaning)

    def row(self, row: FileRow) -> tuple[FileRow, SaidRow, str]:
        """The row with its cells as they were meant, what it says, and who somebody answered that it is of."""
        cells = row.cells
        if any(cell[:1] == "'" for cell in cells):
            cells = tuple(map(meant, cells))
            row = FileRow(row.line, cells, row.fault)
        if self.answer is None:
            return row, self.placed.row(cells), ""
        if len(cells) != self.width + 2:
            there = f"there are {counted(len(cells), 'value')} for {counted(self.width + 2, 'column')}"
            return row, SaidRow({}, (f"{there}; was it mended cell by cell?",)), ""
        return row, self.placed.row(cells[: self.width]), cells[self.answer].strip()


@dataclass(slots=True)
class _Row:
    """A row on its way: as it stands, what it says, what is known of it already, and by which words it is known again.

    ``answer`` is who somebody says that it is of.
    """

    file: FileRow
    said: SaidRow
    answer: str
    taken: Taken | None = None
    key: str = ""
    words: str = ""


def _taker_of(act: Act, laid: _Laid, wish: Wish) -> Taker:
    """Who takes in what such a file tells of."""
    match laid.mapping.of:
        case FileOf.CONTACTS:
            return ContactTaker(act, wish, laid.placed.fields)
        case FileOf.VISITS:
            return VisitTaker(act)
        case FileOf.CONSENTS:
            return ConsentTaker(act)
        case FileOf.PREFERENCES:
            return PreferenceTaker(act)


class _Run:
    """One import on its way, inside its transaction."""

    aside: RowsSetAside

    def __init__(self, act: Act, file: FileRows, laid: _Laid, wish: Wish, how: FileWish, imported: Imported) -> None:
        self._act, self._file, self._laid, self._wish, self._how = act, file, laid, wish, how
        self._taker = _taker_of(act, laid, wish)
        self._again = self._taker if isinstance(self._taker, ContactTaker) else None
        self._source = f"import {laid.mapping.of} {laid.mapping.id}".strip()
        self._told = imported
        imported.of, imported.mapping = laid.mapping.of, laid.mapping.id
        imported.said, imported.columns = file.said, laid.placed.said

    def take_all(self) -> None:
        """Take in every row. Raises ImportRefusedError where all or none are wanted, and not all can be."""
        batch, read = list[_Row](), 0
        for row in self._file.rows:
            batch.append(self._read(row))
            read += 1
            if len(batch) >= _BATCH:
                self._take(batch)
                batch = []
            if self._how.tell and read % _TELL_EVERY == 0:
                self._how.tell(read)
        self._take(batch)
        for left in self._file.leftover:
            self._told.tell(left.line, Taken(RowOutcome.LEFT_OUT, (left.fault,)))
        if self._how.whole and not self._how.rehearse and self._told.set_aside:
            raise ImportRefusedError(
                f"{self._told.set_aside} of {counted(read, 'row')} cannot be imported, so nothing was; "
                "without --whole the others are",
                self._told,
            )

    def conclude(self) -> None:
        """Tell staff what is not in the practice, and write down what was done."""
        told = self._told
        self._taker.end()
        told.aside_in = self.aside.finish()
        if not told.is_whole:
            self._act.store.add_notice(None, self._act.now, _notice(self._wish.file, told))
        self._act.record(
            None, ContactsImported(self._wish.file, told.added, told.set_aside, told.changed, told.mapping)
        )

    def _read(self, row: FileRow) -> _Row:
        if row.fault:
            return _Row(row, SaidRow({}, (row.fault,)), "", Taken(RowOutcome.REFUSED, (row.fault,)))
        row, said, answer = self._laid.row(row)
        if said.left_out:
            return _Row(row, said, answer, Taken(RowOutcome.LEFT_OUT, (said.left_out,)))
        key = self._again.key(said.said) if self._again and not (answer or said.faults) else ""
        words = "\x1f".join((self._laid.meaning, *said.said.values())) if key else ""
        if answer:
            said = replace(said, said={**said.said, "contact": answer})
        return _Row(row, said, answer, key=key, words=words)

    def _take(self, batch: Sequence[_Row]) -> None:
        """Take in the rows of a batch that are news, and remember those that are in the practice now."""
        self._pass_over(batch)
        news = [row for row in batch if row.taken is None]
        taken = self._taker.take([SaidLine(row.file.line, row.said) for row in news]) if news else ()
        for row, one in zip(news, taken, strict=True):
            row.taken = one
            self._told.read_as_refusals.update(row.said.refusals)
        for row in batch:
            if row.taken is not None:
                self._tell(row, row.taken)
        tellings = [
            Telling(row.key, row.words, one.contact)
            for row, one in zip(news, taken, strict=True)
            if row.key and one.settled and one.contact is not None and not row.said.refusals
        ]
        if tellings:
            self._act.store.remember_told(self._source, tellings)

    def _pass_over(self, batch: Sequence[_Row]) -> None:
        """Note the rows that say what the file said of them the last time: they are no news."""
        first: dict[str, _Row] = {}
        for row in batch:
            if row.key:
                first.setdefault(row.key, row)
        if not first or self._again is None:
            return
        before = self._act.store.told_before(self._source, {key: row.words for key, row in first.items()})
        for key, contact in before.items():
            self._again.told_of(contact)
            first[key].taken = Taken(RowOutcome.UNCHANGED, contact=contact)

    def _tell(self, row: _Row, taken: Taken) -> None:
        """Tell what became of a row, by the headings that its file has."""
        taken = taken.under(self._laid.placed.called)
        self._told.tell(row.file.line, taken)
        for one in taken.opted_out:
            if one not in self._told.bound and len(self._told.bound) < EXAMPLES:
                self._told.opted_out_named.append(bound(self._act, one))
            self._told.bound.add(one)
        if taken.outcome in NOT_IN and not self._how.rehearse:
            self.aside.write(row.file.cells, taken.said, parted=not row.file.fault or len(row.file.cells) > 1)


def _notice(file: str, told: Imported) -> str:
    """What staff are told of an import that is not, or not all, in the practice."""
    parts = [f"{file} was imported: {told.added} new, {told.changed} changed"]
    if told.set_aside:
        asked, refused = told.counts[RowOutcome.ASKED], told.counts[RowOutcome.REFUSED]
        each = [(refused, "refused"), (told.counts[RowOutcome.DIFFERS], "other than on file"), (asked, "to be asked")]
        them = ", ".join(f"{number} {what}" for number, what in each if number)
        parts.append(f"{counted(told.set_aside, 'row')} set aside ({them}) in {told.aside_in}")
    for word, rows in told.read_as_refusals.most_common(MOST_WORDS):
        parts.append(f"{word} in {counted(rows, 'row')}, which counts as a refusal until somebody looks")
    if (more := len(told.read_as_refusals) - MOST_WORDS) > 0:
        parts.append(f"and {counted(more, 'more word')}: is that a column of consent?")
    return "; ".join(parts)
