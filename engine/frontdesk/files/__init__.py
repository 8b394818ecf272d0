"""Files that other people made, as rows of text: whatever their format, with the place of each row.

What cannot be read for certain is a fault of its row, and costs no other row; what is no such file at all is refused
with its cause and what to do. Knows nothing of what a column means, of rules and of the store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from pathlib import Path

from frontdesk.files.calendars import calendar_rows
from frontdesk.files.cards import card_rows
from frontdesk.files.kinds import FileKind, kind_of
from frontdesk.files.rows import FileError, FileRow, FileRows, no_more_than
from frontdesk.files.texts import text_rows
from frontdesk.files.workbooks import workbook_rows
from frontdesk.model.mappings import FileForm

__all__ = ["FileError", "FileKind", "FileRow", "FileRows", "no_more_than", "open_rows"]


_Reader = Callable[[Path, FileForm, Collection[str]], AbstractContextManager[FileRows]]
_READERS: Mapping[FileKind, _Reader] = {
    FileKind.TEXT: text_rows,
    FileKind.WORKBOOK: workbook_rows,
    FileKind.CARDS: card_rows,
    FileKind.CALENDAR: calendar_rows,
}


def open_rows(
    path: Path,
    form: FileForm = FileForm(),  # noqa: B008
    headings: Collection[str] = (),
) -> AbstractContextManager[FileRows]:
    """Open the file at *path* and read it row by row, in little memory however long it is.

    *form* is what somebody says of it; *headings* are names of columns that its heading may hold, by which it is found
    below a title. Raises FileError, also while rows are read.
    """
    return _READERS[kind_of(path)](path, form, {heading.strip().casefold() for heading in headings})
