"""What several tests of files share: a file written and read again at once, whole."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from frontdesk.files import FileError, FileRow, open_rows
from frontdesk.model.mappings import FileForm


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read to its end: its heading, cells and faults by line, and what was said."""

    heading: tuple[str, ...]
    line: int
    rows: dict[int, tuple[str, ...]]
    faults: dict[int, str]
    leftover: dict[int, str]
    said: tuple[str, ...]
    all: tuple[FileRow, ...]


def read(path: Path, form: FileForm = FileForm(), headings: Collection[str] = ()) -> Read:  # noqa: B008
    with open_rows(path, form, headings) as file:
        rows = tuple(file.rows)
    return Read(
        file.heading,
        file.line,
        {row.line: row.cells for row in rows if not row.fault},
        {row.line: row.fault for row in rows if row.fault},
        {row.line: row.fault for row in file.leftover},
        file.said,
        rows,
    )


def read_text(folder: Path, text: str | bytes, form: FileForm = FileForm(), name: str = "people.csv") -> Read:  # noqa: B008
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, form)


def refusal(folder: Path, text: str | bytes, form: FileForm = FileForm(), name: str = "people.csv") -> str:  # noqa: B008
    """Why a file is not read at all."""
    try:
        read_text(folder, text, form, name)
    except FileError as error:
        return str(error)
    raise AssertionError(f"{name} was read")
