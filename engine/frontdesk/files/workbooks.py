"""Workbooks (.xlsx): the rows of one sheet, each cell as the text that means it, whatever its format shows.

A date is written as ISO 8601 has it, a number without the point of zero that a spreadsheet gives it and with the zeros
that its format puts before it, yes and no as we say them. A cell whose formula failed is a fault of its row. Knows no
mapping.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

from frontdesk.files.extras import extra
from frontdesk.files.formats import Mask
from frontdesk.files.framing import MOST_ABOVE, Frame
from frontdesk.files.merged import spread
from frontdesk.files.rows import FileError, FileRow, FileRows
from frontdesk.files.sheets import Extent, extent_of
from frontdesk.model.mappings import FileForm

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

MOST_UNPACKED = 1 << 29
"""A workbook of a million rows unpacks to as many bytes; one that unpacks to more is read by nobody."""
MOST_CELLS = 25_000_000
"""So many cells a sheet is spread over at most, blank ones among them, since each of them takes memory."""
_AT_ONCE = 256
_MOST_DIGITS = 1e15
"""A number of a spreadsheet has at most 15 digits that mean anything."""
_Value = str | bool | int | float | date | time | timedelta


@contextmanager
def workbook_rows(path: Path, form: FileForm, headings: Collection[str]) -> Iterator[FileRows]:
    """The rows of a sheet; *headings* are names, in small letters, that its heading may have. Raises FileError."""
    calamine = extra("python_calamine", "workbooks")
    _unpacks(path)
    try:
        with calamine.load_workbook(str(path)) as workbook:
            sheet, extent, said = _sheet(path, workbook, form.sheet)
            first_column = sheet.start[1] + 1 if sheet.start else 1
            rows = _rows(sheet, extent, first_column)
            head = list(islice(rows, max(MOST_ABOVE, form.heading)))
            frame = Frame(path.name, head, headings, form.heading, "row")
            below = chain((row for row in head if row.line > frame.line), rows)
            leftover: list[FileRow] = []
            table = frame.inside(_blocks(below), leftover)
            table = spread(table, extent.merged, first_column, frame.line)
            yield FileRows(frame.heading, frame.line, table, (*said, *frame.said), leftover)
    except calamine.CalamineError as error:
        raise FileError(f"{path.name} is damaged ({error}); open it, and save it anew") from None


def _unpacks(path: Path) -> None:
    """Refuse what would unpack to more than memory should hold, and what was damaged on its way."""
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
            if size > MOST_UNPACKED:
                raise FileError(
                    f"{path.name} unpacks to {size >> 20:,} MB, and may to {MOST_UNPACKED >> 20}; "
                    "save it as 'CSV UTF-8'"
                )
            # A size that is not the true one shows when the part is unpacked, which stops there.
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        damaged = str(error)
    if damaged:
        raise FileError(f"{path.name} was damaged on its way ({damaged}); export it again")


def _sheet(path: Path, workbook: CalamineWorkbook, wanted: str) -> tuple[CalamineSheet, Extent, tuple[str, ...]]:
    """The sheet that is wanted, or the only one that is seen and has rows. Raises FileError."""
    calamine, name = extra("python_calamine", "workbooks"), path.name
    titles = {title.casefold(): title for title in workbook.sheet_names}
    if wanted:
        if (title := titles.get(wanted.casefold())) is None:
            raise FileError(f"{name} has no sheet '{wanted}'; it has {_listed(workbook.sheet_names)}")
        return *_opened(path, workbook, title), ()
    sheets: list[tuple[CalamineSheet, Extent]] = []
    hidden: list[str] = []
    for about in workbook.sheets_metadata:
        if about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        if about.visible != calamine.SheetVisibleEnum.Visible:
            hidden.append(about.name)
        elif (opened := _opened(path, workbook, about.name))[0].start is not None:
            sheets.append(opened)
    if len(sheets) > 1:
        first = sheets[0][0].name
        raise FileError(
            f"{name} has several sheets: {_listed([sheet.name for sheet, _ in sheets])}; say which: "
            f"'--sheet \"{first}\"', or 'file: {{sheet: {first}}}' in its mapping"
        )
    if not sheets:
        also = f"; '{hidden[0]}' is hidden, and is read with '--sheet \"{hidden[0]}\"'" if hidden else ""
        raise FileError(f"{name} is empty: no sheet has rows{also}")
    return *sheets[0], tuple(f"the hidden sheet '{title}' is not read" for title in hidden)


def _opened(path: Path, workbook: CalamineWorkbook, title: str) -> tuple[CalamineSheet, Extent]:
    extent = extent_of(path, title)
    if extent.twice:
        raise FileError(
            f"{path.name}: {extent.twice} of '{title}' stands there twice, or below what comes after it; "
            "open it in a spreadsheet, look whether every row is right, and save it anew"
        )
    if extent.rows * extent.columns > MOST_CELLS:
        raise FileError(
            f"{path.name}: the cells of '{title}' are spread over {extent.rows:,} rows and {extent.columns:,} columns; "
            "delete what stands far away from the table, or save the sheet as 'CSV UTF-8'"
        )
    return workbook.get_sheet_by_name(title), extent


def _rows(sheet: CalamineSheet, extent: Extent, first_column: int) -> Iterator[FileRow]:
    """The rows of a sheet, counted from its very first; their cells begin with the first column that has any."""
    failed, masks = extent.without_result, extent.masks
    for number, values in enumerate(sheet.iter_rows(), 1):
        row = FileRow(number, tuple(value if isinstance(value, str) else _text(value) for value in values))
        if number in masks:
            row = _masked(row, values, masks[number], first_column)
        if number in failed:
            row = row._replace(fault=f"holds {failed[number]}, and no result; mend it in the workbook")
        yield row


def _masked(row: FileRow, values: Sequence[_Value], masks: Sequence[tuple[int, Mask]], first_column: int) -> FileRow:
    """The row with the zeros that it shows, or with a fault where nobody can say what it shows."""
    cells, fault = list(row.cells), ""
    for column, mask in masks:
        place = column - first_column
        if 0 <= place < len(cells) and isinstance(value := values[place], (int, float)):
            try:
                cells[place] = mask.shows(value) or cells[place]
            except ValueError as error:
                fault = fault or str(error)
    return FileRow(row.line, tuple(cells), fault)


def _blocks(rows: Iterator[FileRow]) -> Iterator[list[FileRow]]:
    while block := list(islice(rows, _AT_ONCE)):
        yield [row for row in block if not row.is_blank]


def _text(value: _Value) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            if abs(value) >= _MOST_DIGITS:
                # As a spreadsheet shows it: whoever needs all of its digits sees that they are lost.
                return f"{value:.14E}"
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return _clock(value.isoformat(" "))
        case time():
            return _clock(value.isoformat())
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return _clock(f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}")
        case _:
            return str(value)


def _clock(text: str) -> str:
    """A time without seconds where there are none."""
    return text.removesuffix(":00") if text.count(":") == 2 else text


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
