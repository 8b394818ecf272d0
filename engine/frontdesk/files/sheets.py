"""A sheet of a workbook as it is stored, looked through before a library holds all of it in memory.

What the library does not tell: how far its cells are spread; whether each comes once and in its order; which of them
hold a formula without a result, which come as if they were blank; which are merged; which show more zeros than they
hold. A phone number that is ``#REF!`` is not known, which is something else than none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise
from operator import le
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from frontdesk.files.formats import Mask, masks_of
from frontdesk.files.merged import Merged
from frontdesk.files.rows import FileError

_AT_ONCE = 1 << 20
MOST_BETWEEN = 1 << 23
"""So many bytes one cell of a sheet takes at most, and what stands around all of them; a text of Excel takes less."""
_MOST_IN_A_PART = 1 << 25
"""So many bytes take what a workbook says of its sheets, and of its styles."""
_WORKBOOK = PurePosixPath("xl/workbook.xml")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
# What may be as long as it likes is looked at up to here only, so that no sheet takes more than it has bytes.
_ATTRIBUTES = rb"[^<>]{0,999}"
_PLACE = rb"""\br=["']([A-Z]+)([0-9]+)["']"""
_FILLED = re.compile(rb"<(?:\w+:)?c\b(?:" + _ATTRIBUTES + rb"?" + _PLACE + rb")?" + _ATTRIBUTES + rb"(?<!/)>")
_ROWS = re.compile(rb"<(?:\w+:)?row\b" + _ATTRIBUTES + rb"""?\br=["']([0-9]+)["']""")
_AT = re.compile(_PLACE)
_END = re.compile(rb"</(?:\w+:)?sheetData>")
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\b" + _ATTRIBUTES + rb"""?\bref=["']([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)["']""")
_ERROR = re.compile(rb"""\bt=["']e["']""")
_NO_NUMBER = re.compile(rb"""\bt=["'](?!n["'])""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^<>]{0,99}(?:/>|>([^<]*)<)")
_COLUMN_BITS = 15
"""A sheet has 16,384 columns at most, counted from 1."""
NOT_COMPUTED = "a formula that nobody has computed"


@dataclass(slots=True)
class Extent:
    """How far the cells of a sheet are spread that are not blank, and by row the first without a result (``#REF!``).

    ``twice`` is the first cell, or row, that comes again or after one that stands below it; empty where none does.
    ``masks`` are by row those of its cells, by their column, whose format fills up with zeros.
    """

    first_row: int = 0
    rows: int = 0
    columns: int = 0
    without_result: dict[int, str] = field(default_factory=dict)
    twice: str = ""
    merged: list[Merged] = field(default_factory=list)
    masks: dict[int, tuple[tuple[int, Mask], ...]] = field(default_factory=dict)


def extent_of(path: Path, sheet: str) -> Extent:
    """Look through a sheet of the workbook at *path*. Raises FileError for one that no program writes so."""
    with zipfile.ZipFile(path) as archive:
        looking = _Looking(path.name, _masks(path.name, archive))
        part = _part(path.name, archive, sheet)
        for text in _texts(path.name, archive, part) if part in archive.namelist() else ():
            looking.look(text)
    return looking.found()


class _Columns(dict[bytes, int]):
    """The numbers of columns by their letters: A is 1, AA is 27."""

    def __missing__(self, letters: bytes) -> int:
        number = 0
        for letter in letters:
            number = 26 * number + letter - 64
        self[letters] = number
        return number


class _Looking:
    """What was found in the pieces of a sheet so far."""

    def __init__(self, name: str, masks: Mapping[bytes, Mask]) -> None:
        self._name, self._masks, self._numbers = name, masks, _Columns()
        self._styled = _of_styles(masks) if masks else None
        self._extent = Extent()
        self._columns: set[bytes] = set()
        self._last_cell = self._last_row = 0
        self._has_unplaced = False
        self._shared: dict[tuple[tuple[int, Mask], ...], tuple[tuple[int, Mask], ...]] = {}

    def look(self, text: bytes) -> None:
        """Take in a piece, which ends with a cell, or stands behind all of them."""
        self._ordered_rows(_ROWS.findall(text))
        self._ordered_cells(_FILLED.findall(text))
        if b't="e"' in text or b"t='e'" in text or _FORMULA.search(text):
            self._without_result(text)
        if self._styled:
            self._of_masks(self._styled.finditer(text))
        self._extent.merged += [
            Merged(int(top), self._numbers[left], int(bottom), self._numbers[right])
            for left, top, right, bottom in _MERGED.findall(text)
        ]
        if self._extent.merged and self._has_unplaced:
            raise self._unplaced()

    def found(self) -> Extent:
        """All that was found."""
        numbers = [self._numbers[column] for column in self._columns] or [0]
        self._extent.columns = max(numbers) - min(numbers) + 1
        return self._extent

    def _ordered_rows(self, rows: Sequence[bytes]) -> None:
        numbers = [self._last_row, *map(int, rows)]
        if not self._extent.twice and any(map(le, islice(numbers, 1, None), numbers)):
            again = next(later for earlier, later in pairwise(numbers) if later <= earlier)
            self._extent.twice = f"row {again}"
        self._last_row = numbers[-1]

    def _ordered_cells(self, places: Sequence[tuple[bytes, bytes]]) -> None:
        columns = {column for column, _ in places}
        if b"" in columns:
            self._has_unplaced = True
            places = [place for place in places if place[0]]
        if not places:
            return
        numbers, found = self._numbers, self._extent
        self._columns |= columns - {b""}
        cells = [self._last_cell, *[(int(row) << _COLUMN_BITS) + numbers[column] for column, row in places]]
        if not found.twice and any(map(le, islice(cells, 1, None), cells)):
            steps = zip(places, pairwise(cells), strict=True)
            found.twice = next(
                f"cell {b''.join(place).decode()}" for place, (earlier, later) in steps if later <= earlier
            )
        self._last_cell = cells[-1]
        found.first_row = found.first_row or int(places[0][1])
        found.rows = max(found.rows, (self._last_cell >> _COLUMN_BITS) - found.first_row + 1)

    def _without_result(self, text: bytes) -> None:
        """Look at the cells of a piece that has formulas, or results that are none."""
        cells = list(_FILLED.finditer(text))
        ends = [*(cell.start() for cell in cells[1:]), len(text)]
        for cell, end in zip(cells, ends, strict=True):
            content = text[cell.end() : end]
            is_error, value = _ERROR.search(cell[0]), _VALUE.search(content)
            if is_error or (not value and _FORMULA.search(content)):
                if not cell[1]:
                    raise self._unplaced()
                told = (value[1] or b"").decode("utf-8", "replace") if is_error and value else NOT_COMPUTED
                self._extent.without_result.setdefault(int(cell[2]), told)

    def _of_masks(self, cells: Iterator[re.Match[bytes]]) -> None:
        """Look at the cells whose format fills up with zeros that they do not hold."""
        masks: dict[int, list[tuple[int, Mask]]] = {}
        for cell in cells:
            if not _NO_NUMBER.search(cell[0]):
                if not (place := _AT.search(cell[0])):
                    raise self._unplaced()
                masks.setdefault(int(place[2]), []).append((self._numbers[place[1]], self._masks[cell[1]]))
        for row, of_row in masks.items():
            # The rows of a sheet have the same formats in the same columns, so they are kept once.
            whole = (*self._extent.masks.get(row, ()), *of_row)
            self._extent.masks[row] = self._shared.setdefault(whole, whole)

    def _unplaced(self) -> FileError:
        return FileError(
            f"{self._name}: its cells do not say where they stand; open it in a spreadsheet, and save it anew"
        )


def _of_styles(styles: Iterable[bytes]) -> re.Pattern[bytes]:
    """Finds the cells of these styles that are not blank."""
    style = rb"""\bs=["'](""" + b"|".join(styles) + rb""")["']"""
    return re.compile(rb"<(?:\w+:)?c\b(?=" + _ATTRIBUTES + rb"?" + style + rb")" + _ATTRIBUTES + rb"(?<!/)>")


def _texts(name: str, archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a part by pieces, each of which ends with a cell, or with any tag behind the last one."""
    rest, is_over = b"", False
    with archive.open(part) as file:
        while data := file.read(_AT_ONCE):
            text = rest + data
            is_over = is_over or _END.search(text) is not None
            whole, cut, rest = text.rpartition(b">" if is_over else b"</c>" if b"</c>" in text else b":c>")
            if len(rest) > MOST_BETWEEN:
                raise FileError(
                    f"{name} has more than {MOST_BETWEEN >> 20} MB between two cells; open it in a spreadsheet, and "
                    "save it anew"
                )
            yield whole + cut
    yield rest


def _masks(name: str, archive: zipfile.ZipFile) -> Mapping[bytes, Mask]:
    try:
        return masks_of(_parsed(name, archive, _STYLES))
    except (KeyError, ElementTree.ParseError):
        return {}


def _parsed(name: str, archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if archive.getinfo(part).file_size > _MOST_IN_A_PART:
        raise FileError(f"{name}: {part} in it is larger than any program writes it; open it, and save it anew")
    return ElementTree.fromstring(archive.read(part))


def _part(name: str, archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of a workbook that holds a sheet (ISO/IEC 29500-1, 12.3.24); empty if it cannot be told."""
    try:
        sheets, relations = _parsed(name, archive, str(_WORKBOOK)), _parsed(name, archive, _RELATIONS)
    except (KeyError, ElementTree.ParseError):
        return ""
    of_sheet = {
        one.get("name"): value
        for one in sheets.iter()
        if one.tag.endswith("}sheet")
        for key, value in one.items()
        if key.endswith("}id")
    }
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    target = targets.get(of_sheet.get(sheet), "")
    return target.removeprefix("/") if target.startswith("/") else str(_WORKBOOK.parent / target)
