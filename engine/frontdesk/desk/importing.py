"""Importing a file: read as a stream by its mapping, taken in row by row, and told to the last row.

Rows that can be taken in are; the others are set aside in a file of their own, to be mended and imported again, and
staff are told. All of it is kept together or not at all. Knows nothing of what a kind of row becomes, and nothing of
what a column means.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from frontdesk.desk.finding import NUMBER
from frontdesk.desk.import_consent_rows import ConsentTaker
from frontdesk.desk.import_contacts import ContactTaker
from frontdesk.desk.import_preferences import PreferenceTaker
from frontdesk.desk.import_visits import VisitTaker
from frontdesk.desk.imported import Imported, notice_of
from frontdesk.desk.laid import Laid
from frontdesk.desk.left_out import LeftOutRow, rows_left_out
from frontdesk.desk.opened_files import mapping_by_form, opened
from frontdesk.desk.others_refusals import bound
from frontdesk.desk.practice import Act
from frontdesk.desk.row_memory import RowMemory, StandingRow
from frontdesk.desk.set_aside import RowsSetAside, is_whole
from frontdesk.desk.taking import EXAMPLES, NOT_IN, SaidLine, Taken, Taker, Wish
from frontdesk.file_words import DateForm, FileOf, RowOutcome
from frontdesk.files import FileRow, FileRows, no_more_than
from frontdesk.journal import ContactsImported
from frontdesk.mapping import SaidRow
from frontdesk.model.mappings import FileForm, FileMapping
from frontdesk.problems import FrontdeskError, counted
from frontdesk.records import Telling

_AS_FOUND_OUT = FileForm()
_MENDABLE = (RowOutcome.REFUSED, RowOutcome.ASKED)
"""What somebody puts right in the rows set aside; what differs waits for ``--update`` instead."""
_CAME_IN = (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.UNCHANGED, RowOutcome.LEFT_OUT)
_BATCH = 500
_TELL_EVERY = 1_000


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
        laid = Laid.over(act, file, mapping, how.dates)
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


@dataclass(slots=True)
class _Row:
    """A row on its way: as it stands, what it says, what is known of it already, and by which words it is known again.

    ``answer`` is who somebody says that it is of. ``words`` are empty where it is looked at however often it comes.
    """

    file: FileRow
    said: SaidRow
    answer: str
    taken: Taken | None = None
    key: str = ""
    words: str = ""


def _taker_of(act: Act, laid: Laid, wish: Wish) -> Taker:
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

    def __init__(self, act: Act, file: FileRows, laid: Laid, wish: Wish, how: FileWish, imported: Imported) -> None:
        self._act, self._file, self._laid, self._wish, self._how = act, file, laid, wish, how
        self._taker = _taker_of(act, laid, wish)
        self._again = self._taker if isinstance(self._taker, ContactTaker) else None
        source = f"import {laid.mapping.of} {laid.mapping.id}".strip()
        self._memory = RowMemory(
            act, source, (laid.meaning, *file.heading[: laid.width]), mends=laid.answer is not None
        )
        self._left_out = rows_left_out(act, laid.mapping.of, wish, laid.placed.fields, self._taker, self._memory)
        self._later: list[_Row] = []
        self._told = imported
        imported.of, imported.mapping = laid.mapping.of, laid.mapping.id
        imported.said, imported.columns = file.said, laid.placed.said

    def take_all(self) -> None:
        """Take in every row.

        Raises ImportRefusedError where all or none are wanted, and not all can be, and FileError where they are more
        than the mapping takes.
        """
        batch, read, mapping = list[_Row](), 0, self._laid.mapping
        rows = no_more_than(mapping.most_rows, self._file.rows, self._wish.file, mapping.called)
        for row in rows:
            batch.append(self._read(row))
            read += 1
            if len(batch) >= _BATCH:
                self._take(batch)
                batch = []
            if self._how.tell and read % _TELL_EVERY == 0:
                self._how.tell(read)
        self._take(batch)
        for start in range(0, len(self._later), _BATCH):
            self._take(self._later[start : start + _BATCH], at_the_end=True)
        self._told.left_out_here.extend(one.under(self._laid.placed.called) for one in self._left_out.told())
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
        if not told.is_whole or told.resembling:
            self._act.store.add_notice(None, self._act.now, notice_of(self._wish.file, told))
        self._act.record(
            None, ContactsImported(self._wish.file, told.added, told.set_aside, told.changed, told.mapping)
        )

    def _read(self, row: FileRow) -> _Row:
        is_parted = len(row.cells) > 1 and len(row.cells) == len(self._file.heading)
        if row.fault and not is_parted:
            return _Row(row, SaidRow({}, (row.fault,)), "", Taken(RowOutcome.REFUSED, (row.fault,)))
        row, said, answer = self._laid.row(row)
        if row.fault:  # it does not come in, and what its cells refuse counts
            said = replace(said, faults=(row.fault, *said.faults), left_out="")
        key = self._again.key(said.said) if self._again else ""
        is_again = key and not answer and not (said.refusals if said.left_out else said.faults)
        words = "\x1f".join((self._laid.meaning, *said.said.values(), said.left_out)) if is_again else ""
        if answer:
            said = replace(said, said={**said.said, "contact": answer})
        return _Row(row, said, answer, key=key, words=words)

    def _take(self, batch: Sequence[_Row], *, at_the_end: bool = False) -> None:
        """Take in the rows of a batch that are news, and remember those that are in the practice now."""
        self._pass_over(batch)
        news = [row for row in batch if row.taken is None and not row.said.left_out]
        taken = self._taker.take([SaidLine(row.file.line, row.said) for row in news]) if news else ()
        for row, one in zip(news, taken, strict=True):
            row.taken = one
            if not one.refused_nowhere:
                self._told.read_as_refusals.update(row.said.refusals)
        left = [row for row in batch if row.taken is None]
        self._leave_out(left, at_the_end=at_the_end)
        known = [(row, row.taken, row.taken.contact) for row in batch if row.key and row.taken]
        came = {row.key: of for row, one, of in known if of is not None and one.outcome in _CAME_IN}
        differ = {
            row.key: of for row, one, of in known if row.answer and of is not None and one.outcome is RowOutcome.DIFFERS
        }
        self._memory.came_in(came)
        self._memory.were_answered(differ)
        self._remember([*news, *left])
        for row in batch:
            if row.taken is not None:
                self._tell(row, row.taken)

    def _leave_out(self, rows: Sequence[_Row], *, at_the_end: bool) -> None:
        """Look at the rows that are left out, at some of them once more after the last row of the file."""
        left = [LeftOutRow(row.file.line, row.said, row.key, row.words) for row in rows]
        for row, one in zip(rows, self._left_out.take(left, at_the_end=at_the_end) if left else (), strict=True):
            row.taken = one
            if one is None:
                self._later.append(row)
            elif one.contact is not None:
                self._told.read_as_refusals.update(row.said.refusals)

    def _pass_over(self, batch: Sequence[_Row]) -> None:
        """Note the rows that say what the file said of them the last time: they are no news."""
        first: dict[str, _Row] = {}
        for row in batch:
            if row.words:
                first.setdefault(row.key, row)
        if self._again is None:
            return
        before = self._memory.told_before({key: row.words for key, row in first.items()})
        for key, contact in before.items():
            if first[key].said.left_out:
                first[key].taken = Taken(RowOutcome.LEFT_OUT, contact=contact)
            else:
                self._again.told_of(contact)
                first[key].taken = Taken(RowOutcome.UNCHANGED, contact=contact)
        rest = [row for row in batch if row.key and row.taken is None and not row.answer]
        for row, mended in zip(rest, self._memory.mended_before([*map(self._standing, rest)]), strict=True):
            if mended is not None:
                row.taken = Taken(RowOutcome.MENDED, (f"it came in as {NUMBER}{mended}",), contact=mended)
        for row, answered in zip(rest, self._memory.answered_before([*map(self._standing, rest)]), strict=True):
            if answered is not None:
                row.said = replace(row.said, said={**row.said.said, "contact": f"{NUMBER}{answered}"})

    def _standing(self, row: _Row) -> StandingRow:
        """The row word for word, as it stands in the columns of the first file that had it."""
        return StandingRow(row.key, "\x1f".join(row.file.cells[: self._laid.width]))

    def _remember(self, rows: Sequence[_Row]) -> None:
        """Remember rows that are in the practice now, and those that somebody is to mend."""
        self._memory.remember(
            Telling(row.key, row.words, one.contact)
            for row in rows
            if (one := row.taken) and one.settled and one.contact is not None
            if row.words and not (row.said.refusals or row.said.left_out)
        )
        aside = [row for row in rows if row.key and row.taken and row.taken.outcome in _MENDABLE]
        self._memory.were_set_aside([*map(self._standing, aside)])

    def _tell(self, row: _Row, taken: Taken) -> None:
        """Tell what became of a row, by the headings that its file has."""
        taken = taken.under(self._laid.placed.called)
        self._told.tell(row.file.line, taken)
        for one in taken.opted_out:
            if one not in self._told.bound and len(self._told.bound) < EXAMPLES:
                self._told.opted_out_named.append(bound(self._act, one))
            self._told.bound.add(one)
        if taken.outcome in NOT_IN and not self._how.rehearse:
            parted = not row.file.fault or len(row.file.cells) > 1
            self._told.aside_whole += not parted and is_whole(row.file.cells)
            self.aside.write(row.file.cells, taken.said, parted=parted)
