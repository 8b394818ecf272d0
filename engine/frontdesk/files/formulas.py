"""Cells of a workbook whose formula has no result: the library that reads the rest gives them as if they were blank.

A phone number that is ``#REF!``, or that nobody has computed yet, is not known, which is something else than none.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

_AT_ONCE = 1 << 20
_WORKBOOK = PurePosixPath("xl/workbook.xml")
_RELATIONS = "xl/_rels/workbook.xml.rels"
_CELL = re.compile(rb"<c\b([^>]*)(?<!/)>(.*?)</c>", re.DOTALL)
_PLACE = re.compile(rb'\br="[A-Z]+([0-9]+)"')
_ERROR = re.compile(rb"""\bt=["']e["']""")
_VALUE = re.compile(rb"<v\b[^>]*>([^<]*)</v>")
NOT_COMPUTED = "a formula that nobody has computed"


def without_result(path: Path, sheet: str) -> Mapping[int, str]:
    """By row of the sheet, the first cell of it whose formula has no result: what stands there (``#REF!``)."""
    found: dict[int, str] = {}
    with zipfile.ZipFile(path) as archive:
        part = _part(archive, sheet)
        if part not in archive.namelist():
            return {}
        for attributes, content in _cells(archive, part):
            is_error = _ERROR.search(attributes)
            value = _VALUE.search(content)
            if not (is_error or (b"<f" in content and not value)):
                continue
            # A cell that says no place stands after the one before; the row of that is near enough to find it.
            place = _PLACE.search(attributes)
            row = int(place[1]) if place else max(found, default=1)
            found.setdefault(row, value[1].decode("utf-8", "replace") if is_error and value else NOT_COMPUTED)
    return found


def _cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[bytes, bytes]]:
    """The attributes and the content of the cells of a sheet that hold a formula or an error, among others."""
    rest = b""
    with archive.open(part) as file:
        while data := file.read(_AT_ONCE):
            whole, end, rest = (rest + data).rpartition(b"</c>")
            if b"<f" in whole or b't="e"' in whole or b"t='e'" in whole:
                yield from ((found[1], found[2]) for found in _CELL.finditer(whole + end))


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
