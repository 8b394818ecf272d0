"""The file of rows left out of an import: what stands beside the input, to be mended and imported by itself.

It holds the rows as they stood, why each was left out, and a column in which somebody answers who it is. Nobody but its
owner reads it, it never takes the place of a file that exists, and it is there when its import is, whole, or not at all.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkstemp
from typing import TextIO

from frontdesk.problems import FrontdeskError
from frontdesk.sheets import harmless

CAUSE, CONTACT = "cause", "contact"
"""The columns that are added: why a row was left out, and who it is, as somebody answers."""
_OURS_TOO = "frontdesk "
"""What stands before an added column where the file has one of that name."""
_MOST_TRIED = 1_000


class LeftOutError(FrontdeskError):
    """The rows left out cannot be written down; nothing was imported."""


def added_columns(heading: Sequence[str]) -> dict[str, int]:
    """Where the added columns stand in the heading of a file of rows left out; none where it is no such file."""
    last = {name: at for at, title in list(enumerate(heading))[-2:] if (name := _ours(title))}
    return last if CAUSE in last else {}


def _ours(title: str) -> str:
    name = title.strip().casefold().removeprefix(_OURS_TOO)
    return name if name in (CAUSE, CONTACT) else ""


class RowsLeftOut:
    """Writes rows that are left out; the file is made with the first of them.

    Between ``finish`` and ``keep`` lies the end of the transaction; ``discard`` leaves nothing.
    """

    def __init__(self, beside: Path, heading: Sequence[str], wanted: Path | None = None) -> None:
        """*heading* is that of the file; *wanted* is where to write, instead of beside it. Raises LeftOutError."""
        self._beside, self._wanted = beside, wanted
        if wanted and wanted.exists():
            raise LeftOutError(f"{wanted} exists already, and nothing is written over it; name another file")
        self._of_old = added_columns(heading)
        self._of_file = [at for at in range(len(heading)) if at not in self._of_old.values()]
        titles = [heading[at] for at in self._of_file]
        self._titles = [*titles, *(_title(name, titles) for name in (CONTACT, CAUSE))]
        self._file: TextIO | None = None
        self._writing, self._path = Path(), Path()

    def write(self, cells: Sequence[str], causes: Sequence[str]) -> None:
        """Write down a row as it stands and why it is left out. Raises LeftOutError."""
        try:
            file = self._file or self._begin()
            row = list(cells)
            if len(row) == len(self._of_file) + len(self._of_old):
                answer = row[self._of_old[CONTACT]] if CONTACT in self._of_old else ""
                row = [*(row[at] for at in self._of_file), answer]
            else:  # a row that is not parted as its heading is stands at the beginning, as it is
                row = [*row, *[""] * (len(self._of_file) + 1 - len(row))]
            csv.writer(file).writerow(map(harmless, [*row, "; ".join(causes)]))
        except OSError as error:
            raise self._cannot(error) from None

    def finish(self) -> Path | None:
        """Bring what was written to the disk, under a name that is taken for it; ``None`` where nothing was.

        Raises LeftOutError.
        """
        if self._file is None:
            return None
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._path = self._reserve()
        except OSError as error:
            raise self._cannot(error) from None
        return self._path

    def keep(self) -> None:
        """Let the file be there under its name."""
        if self._file is not None:
            os.replace(self._writing, self._path)
            _flush_folder(self._path.parent)

    def discard(self) -> None:
        """Leave no file behind."""
        if self._file is None:
            return
        self._file.close()
        self._writing.unlink(missing_ok=True)
        if self._path.name:
            self._path.unlink(missing_ok=True)

    def _begin(self) -> TextIO:
        folder = (self._wanted or self._beside).parent
        handle, name = mkstemp(prefix=f".{self._beside.stem}-", suffix=".part", dir=folder)
        self._writing = Path(name)
        self._file = os.fdopen(handle, "w", encoding="utf-8-sig", newline="")
        csv.writer(self._file).writerow(self._titles)
        return self._file

    def _reserve(self) -> Path:
        """Take the first name that is free, in one step with finding that it is."""
        for path in [self._wanted] if self._wanted else _names(self._beside):
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            except FileExistsError:
                continue
            return path
        raise LeftOutError(
            f"{self._wanted or self._beside.with_suffix('.rejected.csv')} exists already; "
            "name another file with --rejects"
        )

    def _cannot(self, error: OSError) -> LeftOutError:
        folder = (self._wanted or self._beside).parent
        cause = f"the rows left out cannot be written in {folder}: {error.strerror or error}"
        return LeftOutError(f"{cause}; name a file elsewhere with --rejects")


def _title(name: str, titles: Sequence[str]) -> str:
    taken = {title.strip().casefold() for title in titles}
    return f"{_OURS_TOO}{name}" if name in taken else name


def _names(beside: Path) -> list[Path]:
    """Names for the rows left out of a file; those of rows that were left out before are numbered on."""
    stem = beside.name.removesuffix("".join(beside.suffixes[-1:]))
    stem = stem.partition(".rejected")[0]
    numbers = ["", *(f"-{number}" for number in range(2, _MOST_TRIED))]
    return [beside.with_name(f"{stem}.rejected{number}.csv") for number in numbers]


def _flush_folder(folder: Path) -> None:
    """Let the name survive a power cut, where the system can say so of folders."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
