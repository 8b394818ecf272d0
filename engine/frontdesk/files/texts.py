"""A table as plain text (CSV and its kin): its letters, what parts its cells, where its heading is, and its rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TextIO

from frontdesk.files.delimited import Records
from frontdesk.files.delimiters import NAMES, checked, delimiter_of, told_by
from frontdesk.files.encodings import Encoding, encoding_of, reading
from frontdesk.files.framing import MOST_ABOVE, Frame
from frontdesk.files.lines import Lines
from frontdesk.files.rows import FileRow, FileRows
from frontdesk.model.mappings import FileForm

_LOOKED_AT = 60
"""So many of the first lines are looked at for what parts their cells."""


@contextmanager
def text_rows(path: Path, form: FileForm, headings: Collection[str]) -> Iterator[FileRows]:
    """The rows of a text; *headings* are names, in small letters, that its heading may have. Raises FileError."""
    encoding = encoding_of(path, form.encoding)
    delimiter, has_sep = _delimiter(path, encoding, form, headings)
    frame = _frame(path, encoding, delimiter, has_sep, form, headings)
    said = [one for one in (encoding.said, "" if delimiter == "," else f"parted by {_called(delimiter)}") if one]
    leftover: list[FileRow] = []
    with reading(path, encoding) as file:
        records = _records(path, file, delimiter, has_sep)
        records.below(frame.line, frame.width)
        yield FileRows(
            frame.heading, frame.line, frame.inside(records.blocks(), leftover), (*said, *frame.said), leftover
        )


def _delimiter(path: Path, encoding: Encoding, form: FileForm, headings: Collection[str]) -> tuple[str, bool]:
    """What parts the cells, and whether a first line of its own says so. Raises FileError."""
    with reading(path, encoding) as file:
        lines = Lines(path.name, file)
        first = [line for offset in range(_LOOKED_AT) if (line := lines.at(offset)) is not None]
    told = told_by(first[0]) if first else None
    if form.delimiter:
        return checked(form.delimiter), told is not None
    if told is not None:
        return told, True
    return delimiter_of(path.name, first, headings), False


def _frame(
    path: Path, encoding: Encoding, delimiter: str, has_sep: bool, form: FileForm, headings: Collection[str]
) -> Frame:
    """The heading of the text. What stands below it is read anew, once it is known how wide a row is."""
    with reading(path, encoding) as file:
        records = _records(path, file, delimiter, has_sep)
        head = list(islice(iter(records.next, None), max(MOST_ABOVE, form.heading)))
    return Frame(path.name, head, headings, form.heading, "line")


def _records(path: Path, file: TextIO, delimiter: str, has_sep: bool) -> Records:
    lines = Lines(path.name, file)
    if has_sep and lines.at(0) is not None:
        lines.advance(1)
    return Records(lines, delimiter)


def _called(delimiter: str) -> str:
    return NAMES.get(delimiter, f"'{delimiter}'")
