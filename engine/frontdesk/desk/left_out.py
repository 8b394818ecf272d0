"""Rows that a mapping leaves out: they are of none of the practice's people, and may still be of somebody on file.

Nobody comes in by such a row, and nothing on file is changed by it but for what it refuses, which counts. Whoever is on
file, and in no other row of the file, is told by name: they may have died, and their reminders go on. That is told
once, until the row says something else. Knows no file, and not why a mapping leaves a row out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from frontdesk.desk import import_changes, import_consents, intake
from frontdesk.desk.finding import NUMBER
from frontdesk.desk.import_contacts import ContactTaker
from frontdesk.desk.import_rows import RowReader
from frontdesk.desk.of_fields import with_headings
from frontdesk.desk.on_file import OnFile
from frontdesk.desk.practice import Act
from frontdesk.desk.recognising import recognise
from frontdesk.desk.row_memory import RowMemory
from frontdesk.desk.taking import NOT_IN, SaidLine, Taken, Taker, Wish
from frontdesk.desk.whose import Finder
from frontdesk.file_words import FileOf, RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import Consent, ContactId
from frontdesk.records import Contact, Telling
from frontdesk.sources import wish_of

_WISHES = frozenset({"preferred_number", "preferred_method", "do_not_contact", "consent"})


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A row that is left out, by which key it is known again, and in which words; empty where it is not."""

    line: int
    said: SaidRow
    key: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class ToldLine:
    """What staff are told of a row that is left out: ``who`` is on file, with why it is, in short; and all of it."""

    line: int
    who: str
    said: tuple[str, ...]

    def under(self, called: Mapping[str, str]) -> ToldLine:
        """The same, told with what the file calls each field (``Placed.called``)."""
        return replace(self, said=with_headings(self.said, called))


class RowsLeftOut(Protocol):
    """Who looks at the rows of one kind of file that are left out, inside the importer's transaction."""

    def take(self, rows: Sequence[LeftOutRow], *, at_the_end: bool) -> Sequence[Taken | None]:
        """What becomes of each of *rows*; ``None`` for one that is to be asked once more after the file's last row.

        What is said of none is told by ``told``.
        """

    def told(self) -> Iterator[ToldLine]:
        """What is to be told of them, after the last row of the file."""


def rows_left_out(
    act: Act, of: FileOf, wish: Wish, fields: Collection[str], taker: Taker, memory: RowMemory
) -> RowsLeftOut:
    """Who looks at the rows that are left out of a file that is taken in by *taker*; *fields* are all a row may say."""
    if isinstance(taker, ContactTaker):
        return _OfContacts(act, wish, fields, taker.has_told_of, memory)
    return _OfOthers(act, of, taker)


@dataclass(frozen=True, slots=True)
class _Here:
    """A row of somebody who is on file, and what it refuses that was not refused before."""

    row: LeftOutRow
    contact: ContactId
    refused: tuple[str, ...]


class _OfContacts:
    """Looks at the rows of a list of people."""

    def __init__(
        self,
        act: Act,
        wish: Wish,
        fields: Collection[str],
        has_told_of: Callable[[ContactId], bool],
        memory: RowMemory,
    ) -> None:
        self._act, self._wish, self._has_told_of, self._memory = act, wish, has_told_of, memory
        self._reader, self._on_file = RowReader(act, fields), OnFile(act)
        self._here: list[_Here] = []

    def take(self, rows: Sequence[LeftOutRow], *, at_the_end: bool) -> Sequence[Taken | None]:
        """What becomes of each; one that refuses, of nobody yet, may be of somebody who comes in by a later row."""
        people = [self._reader.read(row.said.said).contact for row in rows]
        self._on_file.look_up(people)
        taken = [self._take(row, person, at_the_end) for row, person in zip(rows, people, strict=True)]
        self._on_file.forget_all()
        return taken

    def told(self) -> Iterator[ToldLine]:
        """Whom the list leaves out though they are on file, and what is refused by a row that is left out."""
        for one in self._here:
            contact, why = self._act.store.contact(one.contact), one.row.said.left_out
            who = f"{NUMBER}{contact.id} {contact.name}"
            if self._has_told_of(one.contact):
                if one.refused:
                    said = f"{who} refuses something in a row that is left out: {why}"
                    yield ToldLine(one.row.line, f"{who} ({why})", (said, *one.refused))
                continue
            if one.row.words:
                self._memory.remember([Telling(one.row.key, one.row.words, one.contact)])
            if one.refused or not _is_left_alone(contact):
                said = f"{who} is on file, and the list leaves them out: {why}"
                yield ToldLine(one.row.line, f"{who} ({why})", (said, *one.refused))

    def _take(self, row: LeftOutRow, person: Contact, at_the_end: bool) -> Taken | None:
        found = recognise(self._act, person, row.said.said.get("contact", ""), self._on_file)
        if found.contact is not None and not found.merged:
            refused = import_changes.take_refusals(self._act, found.contact, row.said.said, self._wish)
            if refused:
                self._on_file.forget(found.contact)
            kept = replace(row, said=SaidRow({}, left_out=row.said.left_out))
            self._here.append(_Here(kept, found.contact.id, refused))
            return Taken(RowOutcome.LEFT_OUT, contact=found.contact.id)
        if not found.merged and import_consents.says_refusal(self._act.ruleset, row.said.said):
            if unclear := found.question or found.fault:
                outcome = RowOutcome.ASKED if found.question else RowOutcome.REFUSED
                at = import_consents.refuse_at(self._act, person, row.said.said)
                said = f"is left out ({row.said.left_out}) and refuses something; {unclear}"
                return Taken(outcome, (said, *at.told()), opted_out=at.binds)
            if not at_the_end:
                return None
        return Taken(RowOutcome.LEFT_OUT, (row.said.left_out,))


class _OfOthers:
    """Looks at the rows of visits, which refuse nothing, and of consents and wishes, which may."""

    def __init__(self, act: Act, of: FileOf, taker: Taker) -> None:
        self._act, self._of, self._taker = act, of, taker
        self._finder = Finder(act)
        self._told: list[ToldLine] = []

    def take(self, rows: Sequence[LeftOutRow], *, at_the_end: bool) -> Sequence[Taken | None]:
        """What becomes of each row."""
        return [self._take(row) for row in rows]

    def told(self) -> Iterator[ToldLine]:
        """What was refused by rows that are left out."""
        yield from self._told

    def _take(self, row: LeftOutRow) -> Taken:
        why = row.said.left_out
        refusing = self._refusing(row.said)
        if refusing is None:
            return Taken(RowOutcome.LEFT_OUT, (why,))
        (one,) = self._taker.take([SaidLine(row.line, refusing)])
        if one.outcome in NOT_IN:
            return replace(one, said=(f"is left out ({why}) and refuses something", *one.said))
        if one.outcome is RowOutcome.UNCHANGED:
            return Taken(RowOutcome.LEFT_OUT, (why,))
        whose = self._finder.whose(row.said.said).contact
        who = f"{NUMBER}{whose} {self._act.store.contact(whose).name}" if whose else row.said.said.get("address", "")
        said = f"{who} refuses something in a row that is left out: {why}"
        self._told.append(ToldLine(row.line, f"{who} ({why})", (said,)))
        return Taken(RowOutcome.LEFT_OUT)

    def _refusing(self, row: SaidRow) -> SaidRow | None:
        """What the row refuses of somebody who may be on file; ``None`` where it refuses nothing, or of nobody."""
        said = row.said
        if self._of is FileOf.CONSENTS and said.get("consent", "").casefold() not in ("", Consent.OPTED_IN):
            whose = self._finder.whose(said)
            is_somebodys = whose.contact or said.get("address") or whose.outcome is RowOutcome.ASKED
            return SaidRow(said, row.faults, row.refusals) if is_somebodys else None
        if self._of is FileOf.PREFERENCES and self._act.store.contact_with_reference(said.get("patient", "")):
            wish = intake.only_refusals(self._act, wish_of(said))
            if wish is not None:
                words = {
                    "preferred_method": wish.method,
                    "do_not_contact": wish.do_not_contact,
                    "consent": wish.consent,
                }
                refused = {name: word for name, word in words.items() if word}
                return SaidRow({name: text for name, text in said.items() if name not in _WISHES} | refused)
        return None


def _is_left_alone(contact: Contact) -> bool:
    """Whether nothing is sent to somebody whatever happens, so that there is nothing to look at."""
    return contact.facesheet.refuses or contact.emr.refuses
