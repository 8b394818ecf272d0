"""Mappings: how the export of another system is read, column by column. Knows neither YAML, nor files, nor rows.

A mapping decides nothing about anybody: it says which of our fields a column is, and what its words mean there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.named import named
from frontdesk.names import DateForm, FileOf, Rest
from frontdesk.problems import NOWHERE, Location


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
    among them means ``otherwise``, and where that is ``None`` it is not understood. Dates and numbers are in the file's
    own form where the column says nothing else.
    """

    heading: str
    to: tuple[str, ...]
    split: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    otherwise: Mapping[str, str] | None = None
    dates: DateForm | None = None
    decimal: str = ""
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class FileMapping:
    """How one kind of file is read: its columns by heading, what every row says besides, and which rows are left out.

    ``rest`` is what becomes of columns that are neither mapped nor ``ignored``; ``leave_out`` names, by heading, the
    words (in small letters) of rows that are none of the practice's. ``known_by`` are the headings that a file must have
    to be of this kind; where it names none, they are those of all columns.
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
    where: Location = NOWHERE


@dataclass(frozen=True, slots=True)
class Mappings:
    """The mappings of a practice and of the rulesets that it is built on, by name."""

    mappings: Mapping[str, FileMapping] = field(default_factory=dict, metadata=named("mapping"))
