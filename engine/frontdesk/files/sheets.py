"""A sheet of a workbook as it is stored, looked through before a library holds all of it in memory.

Two things that the library does not tell: how far its cells are spread, and which of them hold a formula without a
result, which come as if they were blank. A phone number that is ``#REF!`` is not known, which is something else than
none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

_AT_ONCE = 1 << 20
_WORKBOOK = PurePosixPath("xl/workbook.xml")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_PLACE = rb'\br="([A-Z]+)([0-9]+)"'
_FILLED = re.compile(rb"<(?:\w+:)?c\b[^>]*" + _PLACE + rb"[^>]*(?<!/)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*)(?<!/)>(.*?)</(?:\w+:)?c>", re.DOTALL)
_ROW = re.compile(_PLACE)
_ERROR = re.compile(rb"""\bt=["']e["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*(?:/>|>([^<]*)<)")
NOT_COMPUTED = "a formula that nobody has computed"


@dataclass(slots=True)
class Extent:
    """How far the cells of a sheet are spread that are not blank, and by row the first without a result (``#REF!``)."""

    first_row: int = 0
    rows: int = 0
    columns: int = 0
    without_result: dict[int, str] = field(default_factory=dict)


def extent_of(path: Path, sheet: str) -> Extent:
    """Look through a sheet of the workbook at *path*."""
    found, columns = Extent(), set[bytes]()
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        for text in _texts(archive, part) if part in archive.namelist() else ():
            places = _FILLED.findall(text)
            if places:
                columns.update(column for column, _ in places)
                found.first_row = found.first_row or int(places[0][1])
                found.rows = int(places[-1][1]) - found.first_row + 1
            if b't="e"' in text or b"t='e'" in text or _FORMULA.search(text):
                found.without_result.update(_without_result(text))
    numbers = [_number(column) for column in columns] or [0]
    found.columns = max(numbers) - min(numbers) + 1
    return found


def _texts(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The text of a part by pieces, each of which ends with a cell."""
    rest = b""
    with archive.open(part) as file:
        while data := file.read(_AT_ONCE):
            whole, end, rest = (rest + data).rpartition(b"c>")
            yield whole + end


def _without_result(text: bytes) -> Iterator[tuple[int, str]]:
    # From the last to the first, so that of several in a row the first one stays.
    for cell in reversed(list(_CELL.finditer(text))):
        value = _VALUE.search(cell[2])
        is_error = _ERROR.search(cell[1])
        place = _ROW.search(cell[1])
        if place and (is_error or (_FORMULA.search(cell[2]) and not value)):
            yield int(place[2]), (value[1] or b"").decode("utf-8", "replace") if is_error and value else NOT_COMPUTED


def _number(column: bytes) -> int:
    """The number of a column by its letters: A is 1, AA is 27."""
    number = 0
    for letter in column:
        number = 26 * number + letter - 64
    return number


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of a workbook that holds a sheet (ISO/IEC 29500-1, 12.3.24); empty if it cannot be told."""
    try:
        sheets = ElementTree.fromstring(archive.read(str(_WORKBOOK)))
        relations = ElementTree.fromstring(archive.read(_RELATIONS))
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
