"""Mappings: how the export of another system is read, column by column. Knows neither YAML, nor files, nor rows.

A mapping decides nothing about anybody: it says which of our fields a column is, and what its words mean there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.model.ruleset import UnknownNameError
from frontdesk.problems import NOWHERE, FrontdeskError, Location


@dataclass(frozen=True, slots=True)
class FileForm:
    """The form of a file, as far as somebody says it; what is empty is found out from the file.

    ``encoding`` is a name that Python knows, ``delimiter`` one letter, ``sheet`` the name of a sheet of a workbook,
    ``heading`` the number of the line or row that names the columns.
    """

    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    heading: int = 0


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What one column of a file becomes.

    ``to`` are the fields that it says: one, or as many as ``split`` parts the cell into. ``values`` are what the words
    of the file mean, by the word in small letters: for each field what it says then. With any, a word that is not
    among them means ``otherwise``, and where that is ``None`` it is not understood; with ``anywhere`` they count
    wherever they stand in a cell, as whole words. Dates and numbers are in the file's own form where the column says
    nothing else.
    """

    heading: str
    to: tuple[str, ...]
    split: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    otherwise: Mapping[str, str] | None = None
    dates: DateForm | None = None
    decimal: str = ""
    anywhere: bool = False
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How one kind of file is read: its columns by heading, what every row says besides, and which rows are left out.

    ``rest`` is what becomes of columns that are neither mapped nor ``ignored``; ``leave_out`` names, by heading, the
    words (in small letters) of rows that are none of the practice's. ``known_by`` are the headings that a file must
    have to be of this kind; where it names none, they are those of all columns.
    """

    id: str
    label: str
    of: FileOf
    columns: tuple[MappedColumn, ...]
    ignored: tuple[str, ...] = ()
    rest: Rest = Rest.REFUSE
    every: Mapping[str, str] = field(default_factory=dict)
    leave_out: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dates: DateForm = DateForm.YEAR_MONTH_DAY
    decimal: str = "."
    form: FileForm = FileForm()
    known_by: tuple[str, ...] = ()
    most_rows: int | None = field(default=None, repr=False)
    """How many rows a file may have, its heading aside; ``None`` where nothing limits it. No part of what rows mean."""
    where: Location = NOWHERE

    @property
    def called(self) -> str:
        """What it is called where a file is refused."""
        return f"the mapping '{self.id}'" if self.id else "a file"


class UnusableMappingError(FrontdeskError):
    """A mapping that has faults is asked for; says them all."""

    def __init__(self, name: str, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n  ".join((f"the mapping '{name}' has faults, and nothing is read by it:", *faults)))


@dataclass(frozen=True, slots=True)
class Mappings:
    """The mappings of a practice and of the rulesets that it is built on, by name.

    ``unusable`` are those that have faults, with each of them in words: the rules run without them. ``faulty`` are the
    same as far as they can be read, so that a file of theirs is known.
    """

    mappings: Mapping[str, FileMapping] = field(default_factory=dict)
    unusable: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faulty: Mapping[str, FileMapping] = field(default_factory=dict)

    def mapping(self, name: str) -> FileMapping:
        """Return the mapping called *name*. Raises UnknownNameError, and UnusableMappingError with all its faults."""
        if name in self.unusable:
            raise UnusableMappingError(name, self.unusable[name])
        try:
            return self.mappings[name]
        except KeyError:
            raise UnknownNameError("mapping", name, list(self.mappings)) from None
