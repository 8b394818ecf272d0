"""What the journal says of files: that what the practice keeps went out. None of it is personal; knows no store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from frontdesk.file_words import ExportOf
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class Exported:
    """A table went out, of so many rows; ``file`` is what its file was called, ``-`` where another program got it."""

    wire: ClassVar = wire("exported", what="what", file="file", rows="rows")
    what: ExportOf
    file: str
    rows: int
