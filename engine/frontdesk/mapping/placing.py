"""A mapping is laid over the heading of a file: which column becomes what, and every column that does not fit, at once.

Everything that is the same for all rows is prepared here, so that a row is a plain loop. Knows no file and no store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.mapping.columns import Heading, heading_key, headings_of, nearest
from frontdesk.mapping.faults import faults_in
from frontdesk.mapping.fields import Field, Holds, fields_of
from frontdesk.mapping.rows import Placed, Reading, RowStep, joined, noted, said_by, to_be_empty
from frontdesk.model import Fact
from frontdesk.model.mappings import FileMapping, MappedColumn
from frontdesk.problems import FrontdeskError, counted

_NOTE = "note"
_WHOLE, _PARTS = "name", ("first name", "last name")
"""Of a file that says the parts of a name, the whole is told with the headings of both."""
_CAUSE = "cause"
"""The column that an import puts beside rows that it left out: it comes back with them, and says nothing."""


class HeadingError(FrontdeskError):
    """A heading that a mapping does not fit: ``faults`` are all columns that are wrong, each in words."""

    def __init__(self, what: str, faults: Sequence[str], hint: str = "") -> None:
        self.faults = tuple(faults)
        lines = f"{what}: {faults[0]}" if len(faults) == 1 else "\n  ".join((f"{what}:", *faults))
        super().__init__(f"{lines}{'; ' if len(faults) == 1 else chr(10)}{hint}" if hint else lines)


def place(mapping: FileMapping, heading: Sequence[str], facts: Iterable[Fact], dates: DateForm | None = None) -> Placed:
    """Lay *mapping* over *heading*; those *facts* that are the practice's own are fields of their names.

    *dates* is how this one file writes days, whatever the mapping says: a spreadsheet that saved it wrote them anew.

    Raises HeadingError with every column that nothing reads, that is there twice, or without which a row cannot be
    understood. A column of the mapping that the file does not have is told in what comes of it.
    """
    if dates:
        mapping = replace(mapping, dates=dates, columns=tuple(replace(one, dates=None) for one in mapping.columns))
    return _Placing(mapping, heading, fields_of(mapping.of, facts)).placed()


def plain_mapping(of: FileOf, heading: Sequence[str], facts: Iterable[Fact]) -> FileMapping:
    """The mapping of a file in our own words: each column becomes the field of its name; others are not read."""
    ours = {heading_key(name): name for name in fields_of(of, facts)}
    named = [one for one in headings_of(heading) if one.key in ours]
    columns = tuple(MappedColumn(one.written, (ours[one.key],)) for one in named)
    return FileMapping("", "our own words", of, columns, ignored=(_CAUSE,))


class _Placing:
    """One laying of a mapping over a heading, collecting what is wrong."""

    def __init__(self, mapping: FileMapping, heading: Sequence[str], fields: Mapping[str, Field]) -> None:
        self._mapping, self._fields = mapping, fields
        self._headings = headings_of(heading)
        by_key = {one.key: one for one in self._headings if one.key}
        self._found = [(one, by_key[key]) for one in mapping.columns if (key := heading_key(one.heading)) in by_key]
        self._missing = [one for one in mapping.columns if heading_key(one.heading) not in by_key]
        self._left_out = {name: by_key.get(heading_key(name)) for name in mapping.leave_out}
        self._known_by = [one for one in mapping.known_by if heading_key(one) not in by_key]
        ignored = {heading_key(one) for one in mapping.ignored}
        self._further = [
            one for one in self._headings if one.key not in ignored and heading_key(one.written) in ignored
        ]
        self._ignored = [one for one in self._headings if one.key in ignored or one in self._further]
        self._several = self._said_by_several()

    def placed(self) -> Placed:
        faults = [*self._unusable(), *self._lost()]
        if faults:
            raise HeadingError(self._what(), faults, "" if self._mapping.id else self._advice())
        unread = [*self._twice(), *self._unread()]
        if unread:
            raise HeadingError(self._what(), unread, self._advice())
        return Placed(
            width=len(self._headings),
            blank=self._blank(),
            left_out=tuple(
                (one.place, one.called, self._mapping.leave_out[name]) for name, one in self._left_out.items() if one
            ),
            plain=tuple((one.place, column.to[0]) for column, one in self._found if self._is_plain(column)),
            steps=tuple(self._steps()),
            said=(*map(self._said, self._headings), *(f"'{one.heading}' is not in the file" for one in self._missing)),
            called=self._called(),
        )

    def _what(self) -> str:
        name = self._mapping.id
        return f"the columns are not those of the mapping '{name}'" if name else "the columns are not all understood"

    def _advice(self) -> str:
        if name := self._mapping.id:
            return f"name them under 'columns' or 'ignore' of imports/{name}.yaml, or say there: rest: ignore"
        return (
            "a mapping says what they become, or ignores them: 'frontdesk import --suggest FILE' proposes one, "
            "and docs/importing.md shows how to write one by hand"
        )

    def _unusable(self) -> Iterator[str]:
        """What is wrong with the mapping as far as this file has its columns."""
        here = replace(self._mapping, columns=tuple(column for column, _ in self._found))
        for fault in faults_in(here, self._fields):
            yield f"{fault.cause} ({fault.hint})" if fault.hint else fault.cause

    def _lost(self) -> Iterator[str]:
        """Columns that are not there, and without which rows would be misunderstood."""
        for name, found in self._left_out.items():
            if found is None:
                yield f"there is no column '{name}', which says whose rows are left out"
        for name in self._known_by:
            yield f"there is no column '{name}', by which such a file is known"
        there = {field for column, _ in self._found for field in column.to}
        for column in self._missing:
            if heading_key(column.heading) in map(heading_key, self._known_by):
                continue
            for field in (self._fields[name] for name in column.to if name in self._fields):
                if field.refuses:
                    yield f"there is no column '{column.heading}', which says who refuses"
                elif field.knows_again and field.name not in there:
                    yield f"there is no column '{column.heading}', by which rows are known again"
                elif field.holds in (Holds.MOMENT, Holds.DAY_OR_MOMENT) and field.name in there:
                    yield f"there is no column '{column.heading}', which is half of '{field.name}'"

    def _twice(self) -> Iterator[str]:
        """Columns whose heading is that of one that is read; or of one that is ignored, while another is missing."""
        for one in self._headings:
            first = self._headings[one.first]
            if one.key and one.first != one.place and self._is_read(first) and not self._is_named(one):
                yield f"{self._both(one)}; the second is called '{one.called}' in a mapping"
        if self._mapping.rest is Rest.REFUSE and self._missing:
            for one in (further for further in self._further if not self._is_read(further)):
                yield f"{self._both(one)}, and '{self._missing[0].heading}' is not; is one of them that column?"

    def _both(self, further: Heading) -> str:
        return f"'{further.written}' is there twice, as columns {further.first + 1} and {further.place + 1}"

    def _unread(self) -> Iterator[str]:
        if self._mapping.rest is not Rest.REFUSE:
            return
        names = [*(one.heading for one in self._missing), *(() if self._mapping.id else self._fields)]
        for one in self._rest():
            if one.key and not self._is_read(self._headings[one.first]):
                near = nearest(one.written, names)
                yield f"nothing reads a column called '{one.called}'" + (f"; did you mean '{near}'?" if near else "")

    def _is_read(self, heading: Heading) -> bool:
        return any(one is heading for _, one in self._found) or heading in self._left_out.values()

    def _is_named(self, heading: Heading) -> bool:
        return self._is_read(heading) or heading in self._ignored

    def _rest(self) -> list[Heading]:
        """The columns that the mapping does not name, and those that have no heading."""
        return [one for one in self._headings if not self._is_named(one)]

    def _said_by_several(self) -> frozenset[str]:
        """The fields that more than one column says, so that their texts are gathered first."""
        told = [name for column, _ in self._found for name in dict.fromkeys(column.to)]
        several = {name for name in told if told.count(name) > 1}
        spills = any(self._fields[name].holds is Holds.ADDRESS for name in several if name in self._fields)
        return frozenset(several | ({_NOTE} if spills or self._mapping.rest is Rest.NOTE else set()))

    def _is_plain(self, column: MappedColumn) -> bool:
        """Whether the text of the cell is what is said, with nothing to read and nothing beside it."""
        if column.values or len(column.to) != 1 or column.to[0] in (*self._several, *self._mapping.every):
            return False
        return said_by(column, self._mapping, self._fields[column.to[0]]) is None

    def _blank(self) -> dict[str, str]:
        told = [name for column, _ in self._found for name in column.to]
        words = [name for column, _ in self._found for said in _phrases(column) for name in said]
        note = [_NOTE] if _NOTE in self._several else []
        return {**dict.fromkeys((*told, *words, *note), ""), **self._mapping.every}

    def _called(self) -> dict[str, str]:
        """What the file calls each field, where that is not our word for it."""
        told: dict[str, list[str]] = {}
        for column, one in self._found:
            for name in dict.fromkeys((*column.to, *(name for said in _phrases(column) for name in said))):
                told.setdefault(name, []).append(one.called)
        theirs = {
            name: " and ".join(headings)
            for name, headings in told.items()
            if [heading_key(name)] != [*map(heading_key, headings)]
        }
        parts = [theirs.get(name, name) for name in _PARTS if name in told]
        return {_WHOLE: " and ".join(parts), **theirs} if theirs.keys() & {*_PARTS} and _WHOLE not in told else theirs

    def _steps(self) -> Iterator[RowStep]:
        for column, one in self._found:
            if not self._is_plain(column):
                yield Reading(one.place, one.called, column, self._mapping, self._fields, self._several).step
        for one in self._rest():
            if self._mapping.rest is Rest.NOTE:
                yield noted(one.place, one.called)
            elif self._mapping.rest is Rest.REFUSE:
                yield to_be_empty(one.place, one.called)
        yield from (joined(self._fields[name], self._mapping) for name in sorted(self._several, key=_NOTE.__eq__))

    def _said(self, heading: Heading) -> str:
        """What becomes of one column, in words."""
        for column, one in self._found:
            if one is heading:
                return f"{heading.called} -> {self._becomes(column)}"
        if heading in self._left_out.values():
            return f"{heading.called} -> says whose rows are left out"
        if heading in self._ignored or self._mapping.rest is Rest.IGNORE:
            return f"{heading.called}: ignored"
        if self._mapping.rest is Rest.NOTE:
            return f"{heading.called} -> note"
        return f"{heading.called}: has no heading, and is to be empty"

    def _becomes(self, column: MappedColumn) -> str:
        parts = ", ".join(column.to) or "nothing"
        told = [f"parted at '{column.split}'"] if column.split else []
        if column.values:
            known = counted(len(column.values), "word")
            told.append(f"{known} {'has' if len(column.values) == 1 else 'have'} a meaning")
        else:
            holds = {self._fields[name].holds for name in column.to}
            if holds & {Holds.DAY, Holds.MOMENT, Holds.DAY_OR_MOMENT}:
                told.append(str(column.dates or self._mapping.dates))
            if Holds.NUMBER in holds:
                told.append(f"decimals after '{column.decimal or self._mapping.decimal}'")
        return f"{parts} ({'; '.join(told)})" if told else parts


def _phrases(column: MappedColumn) -> Iterator[Mapping[str, str]]:
    yield from column.values.values()
    yield column.otherwise or {}
