"""An export that is being damaged: its lines and who each tells of, and the file that comes of it.

What stands in the file is known line by line, and what it may be taken to say of whom: so that whatever an import makes
of it can be held against who is in it. Which damage there is, ``damaging`` says.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from mapping.known import Export, Person, delimiter, table, text_of


@dataclass
class Line:
    """One record of a file as it is written: its letters, without the end of its line, and who it tells of.

    ``people`` are places in the export's list of people; ``cells`` is what was in it before any damage to its letters.
    """

    written: str
    people: tuple[int, ...] = ()
    cells: tuple[str, ...] = ()


@dataclass
class Draft:
    """An export on its way to being damaged: its lines, how they are written, and what may be believed of it."""

    export: Export
    chance: Random
    lines: list[Line]
    encoding: str
    bom: bytes
    ends: Callable[[int], str]
    between: str
    heading: tuple[str, ...]
    believable: dict[int, list[Person]]
    """What may be on file of each person: what is true, and what the damaged file says as plainly."""
    gone: set[int] = field(default_factory=set)
    """Of whom the file tells no more."""
    left_of: dict[int, str] = field(default_factory=dict)
    """What is still there of the row of whoever was cut."""
    raw: Callable[[bytes], bytes] = bytes
    """What happens to the bytes of the file."""
    alter: Callable[[Workbook, Worksheet], None] = lambda book, sheet: None
    """What happens to the workbook, where it is one."""

    @property
    def rows(self) -> list[Line]:
        """The lines that tell of somebody."""
        return [line for line in self.lines if line.people]

    @property
    def has_references(self) -> bool:
        """Whether the system that wrote the file says who is who."""
        return "reference" in self.export.people[0]

    def any_row(self) -> Line:
        return self.chance.choice(self.rows)

    def write(self, cells: Sequence[str], between: str = "") -> str:
        """A record as this export writes its own."""
        text = io.StringIO()
        dialect = "unix" if self.export.quotes == "all" else "excel"  # of Python: every cell in quotes, or where needed
        csv.writer(text, dialect, delimiter=between or self.between, lineterminator="\r\n").writerow(cells)
        return text.getvalue().removesuffix("\r\n")

    def believe(self, line: Line, cells: Sequence[str]) -> None:
        """Let what *cells* say be believed of whom *line* tells of, if it can be read."""
        if len(cells) == len(self.heading) and (person := self.export.says(self.heading, cells)):
            for one in line.people:
                self.believable[one].append(person)

    def rewrite(self, line: Line, cells: Sequence[str]) -> None:
        """Write other cells into a row, as what it says now."""
        self.replace_cells(line, cells)
        self.believe(line, cells)

    def replace_cells(self, line: Line, cells: Sequence[str]) -> None:
        line.written, line.cells = self.write(cells), tuple(cells)

    def believe_written(self, line: Line, written: str) -> None:
        """Let what is left of a record be believed, where it is a whole row still."""
        try:
            rows = list(csv.reader(io.StringIO(written, newline=""), delimiter=self.between, strict=True))
        except csv.Error:
            return
        if len(rows) == 1:
            self.believe(line, rows[0])

    def column_of(self, *fields: str) -> int | None:
        """One of the columns that say one of these fields."""
        named = [index for index, title in enumerate(self.heading) if _field(self.export, title) in fields]
        return self.chance.choice(named) if named else None


@dataclass(frozen=True)
class Damaged:
    """A damaged file: its bytes, on which lines each person stands, and what may be believed of them."""

    export: Export
    suffix: str
    raw: bytes
    where: dict[int, list[range]]
    written: dict[int, str]
    believable: dict[int, list[Person]]
    gone: frozenset[int]


def draft(export: Export, chance: Random) -> Draft:
    """The export as it is; a workbook as the text that its system would have written instead."""
    heading, *rows = table(export)
    between = delimiter(export)
    people = {number: [person] for number, person in enumerate(export.people)}
    encoding = {"utf-16": "utf-16-le"}.get(export.encoding, export.encoding)
    is_of_windows = not export.is_workbook and "\r\n".encode(encoding) in export.file.read_bytes()
    end = "\r\n" if is_of_windows else "\n"
    made = Draft(export, chance, [], encoding, _mark(export), lambda _: end, between, tuple(heading), people)
    above = [Line("sep=,")] if not export.is_workbook and text_of(export).startswith("sep=") else []
    told = [Line(made.write(row), (number,), tuple(row)) for number, row in enumerate(rows)]
    made.lines = [*above, Line(made.write(heading), (), tuple(heading)), *told]
    return made


def finished(made: Draft) -> Damaged:
    """The bytes of a draft, and where everybody stands in them."""
    text, at = "", 1
    where: dict[int, list[range]] = {}
    written: dict[int, str] = {}
    for number, line in enumerate(made.lines):
        piece = line.written + made.ends(number)
        breaks = piece.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        for one in line.people:
            where.setdefault(one, []).append(range(at, at + max(breaks, 1)))
            written[one] = f"{written.get(one, '')} {line.written}"
        at += breaks
        text += piece
    raw = made.raw(made.bom + text.encode(made.encoding))
    suffix = ".txt" if made.export.file.suffix == ".txt" else ".csv"
    gone = frozenset({*made.gone, *(one for one in made.believable if one not in where)})
    return Damaged(made.export, suffix, raw, where, written | made.left_of, made.believable, gone)


def as_workbook(made: Draft) -> Damaged:
    """The cells of a draft as a workbook, and where everybody stands in it."""
    letters = io.BytesIO()
    with Workbook(letters, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("All contacts")
        for number, line in enumerate(made.lines):
            for at, cell in enumerate(line.cells or (line.written.partition(made.between)[0],)):
                if cell:
                    sheet.write_string(number, at, cell)
        made.alter(book, sheet)
    where: dict[int, list[range]] = {}
    for number, line in enumerate(made.lines):
        for one in line.people:
            where.setdefault(one, []).append(range(number + 1, number + 2))
    written = {one: " ".join(line.written for line in made.rows if one in line.people) for one in where}
    gone = frozenset({*made.gone, *(one for one in made.believable if one not in where)})
    raw = made.raw(letters.getvalue())
    return Damaged(made.export, ".xlsx", raw, where, written | made.left_of, made.believable, gone)


def _field(export: Export, title: str) -> str:
    column = export.columns.get(title, "")
    return column if isinstance(column, str) else column["to"]


def _mark(export: Export) -> bytes:
    if export.is_workbook:
        return b""
    head = export.file.read_bytes()[:3]
    return next((mark for mark in (b"\xef\xbb\xbf", b"\xff\xfe") if head.startswith(mark)), b"")
