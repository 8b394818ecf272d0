"""One row of a file after the other, said in our own fields: what every cell becomes, and what of it is not understood.

What several columns say of one field is put together without anything being lost. Knows no heading but by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from frontdesk.file_words import PARTLY_OPTED_OUT, DateForm
from frontdesk.mapping import cells as reading
from frontdesk.mapping.cells import folded
from frontdesk.mapping.columns import heading_key
from frontdesk.mapping.fields import Field, Holds
from frontdesk.model.mappings import FileMapping, MappedColumn
from frontdesk.names import Consent
from frontdesk.problems import counted
from frontdesk.strangers import on_one_line
from frontdesk.tables import UNKNOWN

CellReader: TypeAlias = Callable[[str], str]
"""Reads a cell that is not empty into our own form. Raises ValueError with the end of a sentence on it."""
_MOST_SHOWN = 60
"""So many letters of a cell are shown where it is told that it was not understood."""
_NOTE = "note"
_REMEMBERED = 4096
"""So many cells of a column are remembered with what they said: some hundreds of kilobytes."""
_WORDS: Mapping[Holds, CellReader] = {
    Holds.YES_NO: reading.read_yes_no,
    Holds.CONSENT: reading.read_consent,
    Holds.REFERENCE: reading.read_reference,
}
_REFUSALS: Mapping[Holds, tuple[str, ...]] = {
    Holds.YES_NO: ("yes",),
    Holds.CONSENT: (str(Consent.OPTED_OUT), PARTLY_OPTED_OUT),
}
"""What a field says of somebody who refuses, the strictest first, which is also what nobody understood."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What a row says: the text of each field, in our own form; a field whose cell is empty says the empty text.

    ``faults`` are what was not understood, in words that name the column. ``refusals`` are words in a column of consent
    or of contact wishes that were not understood: each counts as a refusal until somebody looks, and ``said`` has it as
    one. ``left_out`` says why the row is none of the practice's; empty for one that is. Such a row is read all the
    same: whoever is on file and refuses something there refuses it.
    """

    said: Mapping[str, str]
    faults: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    left_out: str = ""


class Telling:
    """What a row has said so far; ``gathered`` are texts of fields that several columns say, each with its column."""

    __slots__ = ("faults", "gathered", "refusals", "said")

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        self.faults: list[str] = []
        self.refusals: list[str] = []
        self.gathered: dict[str, list[tuple[str, str]]] = {}

    def gather(self, name: str, column: str, text: str) -> None:
        """Keep one of several texts of a field."""
        self.gathered.setdefault(name, []).append((column, text))


RowStep: TypeAlias = Callable[[Sequence[str], Telling], None]
"""Takes the cells of a row, and tells what one column of it says."""


class Placed:
    """A mapping that is laid over the heading of a file.

    ``fields`` are all that a row may say; ``said`` is what becomes of each column, in words, for whoever looks.
    ``called`` is the heading of each field that the file calls otherwise than we do; of two, that of both.
    """

    __slots__ = ("_blank", "_left_out", "_plain", "_steps", "_width", "called", "fields", "said")

    def __init__(
        self,
        width: int,
        blank: Mapping[str, str],
        left_out: tuple[tuple[int, str, frozenset[str]], ...],
        plain: tuple[tuple[int, str], ...],
        steps: tuple[RowStep, ...],
        said: tuple[str, ...],
        called: Mapping[str, str],
    ) -> None:
        self._width, self._blank, self._left_out, self._plain, self._steps = width, dict(blank), left_out, plain, steps
        self.fields, self.said, self.called = frozenset(blank), said, called

    def row(self, cells: Sequence[str]) -> SaidRow:
        """What the cells of one row say."""
        if len(cells) != self._width:
            there = f"there {'is' if len(cells) == 1 else 'are'} {counted(len(cells), 'value')}"
            fault = f"{there} for {counted(self._width, 'column')}; is a separator not in quotes?"
            return SaidRow(dict(self._blank), (fault,))
        said = self._blank.copy()
        for place, name in self._plain:
            said[name] = cells[place].strip()
        left_out = self._why_left_out(cells) if self._left_out else ""
        if not self._steps:
            return SaidRow(said, left_out=left_out)
        telling = Telling(said)
        for step in self._steps:
            step(cells, telling)
        return SaidRow(said, tuple(telling.faults), tuple(telling.refusals), left_out)

    def _why_left_out(self, cells: Sequence[str]) -> str:
        for place, column, words in self._left_out:
            if folded(cells[place]) in words:
                return f"{column} is {_shown(cells[place].strip()) or 'empty'}"
        return ""


def said_by(column: MappedColumn, mapping: FileMapping, held: Field) -> CellReader | None:
    """How a cell is read that says *held*; ``None`` where its text is what it says.

    What was read a short while ago is remembered: the same days and words come again and again.
    """
    read = _reader(column, mapping, held)
    if read is None or not held.may_be_unknown:
        return lru_cache(_REMEMBERED)(read) if read else None
    return lambda cell: UNKNOWN if cell == UNKNOWN else read(cell)


def _reader(column: MappedColumn, mapping: FileMapping, held: Field) -> CellReader | None:
    form, decimal = column.dates or mapping.dates, column.decimal or mapping.decimal
    if held.holds is Holds.DAY:
        read = reading.read_day_of_any_hour if held.own else reading.read_day
        return lambda cell: read(cell, form).isoformat()
    if held.holds is Holds.MOMENT:
        return lambda cell: reading.read_moment(cell, form)
    if held.holds is Holds.DAY_OR_MOMENT:
        return lambda cell: reading.read_moment(cell, form, hour_needed=False)
    if held.holds is Holds.NUMBER:
        return lambda cell: reading.read_number(cell, decimal)
    return _WORDS.get(held.holds)


class Reading:
    """What one column says that is not just its text: read, parted, by what its words mean, or one of several."""

    def __init__(
        self,
        place: int,
        called: str,
        column: MappedColumn,
        mapping: FileMapping,
        fields: Mapping[str, Field],
        several: frozenset[str],
    ) -> None:
        self._place, self._called, self._column = place, called, column
        self._held = [fields[name] for name in column.to]
        self._gathered = several
        self._leaves_out = _leaving_out(mapping, column)
        self._readers = [
            None if held.holds in _IN_TWO and held.name in several else said_by(column, mapping, held)
            for held in self._held
        ]
        self._meaning = lru_cache(_REMEMBERED)(self._what_it_means)

    @property
    def step(self) -> RowStep:
        """Tells what the column says in a row; an empty cell says nothing, unless it has a meaning."""
        if self._column.values:
            return self._by_words
        if self._column.split:
            return self._parted
        return self._said

    def _said(self, cells: Sequence[str], telling: Telling) -> None:
        if cell := cells[self._place].strip():
            reader, name = self._readers[0], self._held[0].name
            try:
                text = reader(cell) if reader else cell
            except ValueError as error:
                self._not_understood(cell, str(error), telling)
                return
            if name in self._gathered:
                telling.gather(name, self._called, text)
            else:
                telling.said[name] = text

    def _parted(self, cells: Sequence[str], telling: Telling) -> None:
        cell = cells[self._place].strip()
        parts = [part.strip() for part in cell.split(self._column.split)] if cell else [""] * len(self._held)
        if len(parts) != len(self._held):
            fields = ", ".join(self._column.to)
            cause = f"has {counted(len(parts), 'part')}, and should have {len(self._held)}: {fields}"
            self._not_understood(cell, cause, telling)
            return
        try:
            said = {
                held.name: reader(part) if reader else part
                for held, reader, part in zip(self._held, self._readers, parts, strict=True)
                if part
            }
        except ValueError as error:
            self._not_understood(cell, str(error), telling)
        else:
            self._say(said, telling)

    def _by_words(self, cells: Sequence[str], telling: Telling) -> None:
        cell = cells[self._place]
        meaning = self._meaning(cell)
        if meaning is None:
            self._not_understood(cell.strip(), "has no meaning in the mapping; list it under 'values'", telling)
        else:
            self._say(meaning, telling)

    def _what_it_means(self, cell: str) -> Mapping[str, str] | None:
        word, values = folded(cell), self._column.values
        if self._column.anywhere and word not in values:
            found = [said for one, said in values.items() if one and _stands_in(one, word)]
            if found:
                return _agreed(found)
        return values.get(word, self._column.otherwise if word else {})

    def _say(self, said: Mapping[str, str], telling: Telling) -> None:
        for name, text in said.items():
            if name in self._gathered:
                telling.gather(name, self._called, text)
            elif text:
                telling.said[name] = text

    def _not_understood(self, cell: str, cause: str, telling: Telling) -> None:
        """Tell a cell that was not understood; where it may have been a refusal, it counts as one.

        A word by which the row is left out is understood, and says nothing else.
        """
        if folded(cell) in self._leaves_out:
            return
        words = f"{self._called}: '{_shown(cell)}' {cause}"
        refusing = {held.name: _REFUSALS.get(held.holds, (cell,))[0] for held in self._held if held.refuses}
        self._say(refusing, telling)
        (telling.refusals if refusing else telling.faults).append(words)


def _leaving_out(mapping: FileMapping, column: MappedColumn) -> frozenset[str]:
    """The words of a column that is mapped by which rows are left out as well."""
    key = heading_key(column.heading)
    return next((words for name, words in mapping.leave_out.items() if heading_key(name) == key), frozenset())


def _stands_in(word: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _agreed(found: Sequence[Mapping[str, str]]) -> Mapping[str, str] | None:
    """What several words of one text say together; ``None`` where they contradict each other."""
    said: dict[str, str] = {}
    for one in found:
        if any(said.get(name, text) != text for name, text in one.items()):
            return None
        said |= one
    return said


def noted(place: int, called: str) -> RowStep:
    """The step of a column that is kept as a note."""

    def take(cells: Sequence[str], telling: Telling) -> None:
        if text := cells[place].strip():
            telling.gather(_NOTE, called, text)

    return take


def to_be_empty(place: int, called: str) -> RowStep:
    """The step of a column without a heading: what stands there, nobody can say."""

    def take(cells: Sequence[str], telling: Telling) -> None:
        if text := cells[place].strip():
            telling.faults.append(f"{called} has no heading, and says '{_shown(text)}'")

    return take


def joined(held: Field, mapping: FileMapping) -> RowStep:
    """The step that puts together what several columns say of *held*."""
    name = held.name

    def take(_: Sequence[str], telling: Telling) -> None:
        told = [(column, text) for column, text in telling.gathered.get(name, ()) if text]
        if not told:
            return
        if held.holds is Holds.NOTE:
            telling.said[name] = "; ".join(f"{column}: {text}" for column, text in told)
        elif held.holds is Holds.ADDRESS:
            telling.said[name] = told[0][1]
            for column, text in told[1:]:
                if text not in telling.said.values():
                    telling.gather(_NOTE, column, text)
        elif held.holds in _REFUSALS:
            texts = [text for _, text in told]
            telling.said[name] = next((word for word in _REFUSALS[held.holds] if word in texts), texts[0])
        elif held.holds in _IN_TWO:
            _join_moment(held, told, form_of(mapping, name), telling)
        else:
            telling.said[name] = " ".join(text for _, text in told)

    return take


def form_of(mapping: FileMapping, name: str) -> DateForm:
    """In which order the days of a field are written: as the first of its columns says that says so."""
    said = (column.dates for column in mapping.columns if name in column.to and column.dates)
    return next(said, mapping.dates)


_IN_TWO = (Holds.MOMENT, Holds.DAY_OR_MOMENT)
"""What a day in one column and an hour in another make."""


def _join_moment(held: Field, told: list[tuple[str, str]], form: DateForm, telling: Telling) -> None:
    first, second = (*(text for _, text in told), "")[:2]
    needed = held.holds is Holds.MOMENT
    try:
        telling.said[held.name] = reading.put_together((first, second), form, hour_needed=needed)
    except ValueError as error:
        columns = " and ".join(column for column, _ in told)
        telling.faults.append(f"{columns}: '{_shown(' '.join((first, second)).strip())}' {error}")


def _shown(cell: str) -> str:
    """A cell as it may be printed: on one line, and not longer than what is worth reading."""
    text = on_one_line(cell)
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}\N{HORIZONTAL ELLIPSIS}"
