"""The file of rows set aside of an import: what stands beside the input, to be mended and imported by itself.

It holds the rows as they stood, but that of a character which a terminal would obey the number is written; why each was
left out, and a column in which somebody answers who it is. It is written before the import is kept, so that no row is
lost, and taken away where the import is not.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path

from frontdesk.files import FileError
from frontdesk.files.writing import new_file
from frontdesk.sheets import harmless, meant
from frontdesk.strangers import as_spelt, spelt_out

CAUSE, CONTACT = "cause", "contact"
"""The columns that are added: why a row was left out, and who it is, as somebody answers."""
_OURS = "frontdesk "
"""What stands before an added column where the file has one of that name."""
_BREAK, _BREAK_SPELT = "\n", "<U+000A>"


def added_columns(heading: Sequence[str]) -> dict[str, int]:
    """Where the added columns stand in the heading of a file of rows set aside; none where it is no such file."""
    names = [title.strip().casefold() for title in heading]
    if len(names) < 3:
        return {}
    ends = tuple(names[-2:])
    ours = [(f"{before}{CONTACT}", f"{other}{CAUSE}") for before in ("", _OURS) for other in ("", _OURS)]
    return {CONTACT: len(names) - 2, CAUSE: len(names) - 1} if ends in ours else {}


def as_it_stood(cell: str) -> str:
    """What a cell of a file of rows set aside was in the file from which it was left out."""
    return as_spelt(meant(cell))


def is_whole(cells: Sequence[str]) -> bool:
    """Whether a row is the lines of a card or an event that could not be parted: no cells that could be mended."""
    return len(cells) == 1 and (_BREAK in cells[0] or _BREAK_SPELT in cells[0])


class RowsSetAside:
    """Writes rows that are left out; the file is made with the first of them."""

    def __init__(self, beside: Path, heading: Sequence[str], wanted: Path | None = None) -> None:
        """*heading* is that of the file *beside* which it is written, unless *wanted* names another place."""
        added = added_columns(heading)
        self._path = wanted or _free_name(beside)
        self._answer = added.get(CONTACT)
        self._width = len(heading) - len(added)
        titles = list(heading[: self._width])
        self._titles = [*titles, *(_title(name, titles) for name in (CONTACT, CAUSE))]
        self._open = ExitStack()
        self._file: TextIOWrapper | None = None
        self._is_there = False

    def write(self, cells: Sequence[str], causes: Sequence[str], *, parted: bool = True) -> None:
        """Write down a row as it stands and why it is left out; *parted*: its cells are those of the heading.

        A row that is not parted as the heading is stays so, and is left out again until somebody mends it; on one line,
        or it would be taken for as many rows as it has lines. Raises FileError.
        """
        if not parted and is_whole(cells):
            cells = [cells[0].replace(_BREAK, _BREAK_SPELT)]
        cause, whole = "; ".join(causes), self._width + (2 if self._answer else 0)
        if parted and len(cells) == whole:
            answer = cells[self._answer] if self._answer else ""
            row = [*cells[: self._width], answer, cause]
        else:
            row = [*cells, cause] if len(cells) != self._width + 1 else [*cells, "", cause]
        csv.writer(self._file or self._begin()).writerow(harmless(spelt_out(cell)) for cell in row)

    def finish(self) -> Path | None:
        """Let the file be there, whole and on the disk, and return where; ``None`` where no row was left out.

        Raises FileError.
        """
        if self._file is None:
            return None
        self._file.flush()
        self._file.detach()
        self._open.close()
        self._is_there = True
        return self._path

    def discard(self) -> None:
        """Leave no file behind, since the import is not kept either."""
        if self._is_there:
            self._path.unlink(missing_ok=True)
        elif self._file is not None:
            error = FileError("the import was not kept")
            self._open.__exit__(FileError, error, None)

    def _begin(self) -> TextIOWrapper:
        try:
            file = self._open.enter_context(new_file(self._path))
        except FileError as error:
            raise FileError(f"the rows set aside have no place, so nothing was imported: {error} (--rejects)") from None
        self._file = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        csv.writer(self._file).writerow(map(spelt_out, self._titles))
        return self._file


def _title(name: str, titles: Sequence[str]) -> str:
    taken = {title.strip().casefold() for title in titles}
    return f"{_OURS}{name}" if name in taken else name


def _free_name(beside: Path) -> Path:
    """The first name that is free for the rows set aside of a file; those left out once more are numbered on."""
    stem, number = beside.stem.partition(".rejected")[0], 1
    path = beside.with_name(f"{stem}.rejected.csv")
    while os.path.lexists(path):
        number += 1
        path = beside.with_name(f"{stem}.rejected-{number}.csv")
    return path
