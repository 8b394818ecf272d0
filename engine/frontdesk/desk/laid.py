"""A mapping that is laid over a file to be imported, which may be one of rows set aside and have two columns more.

Knows what a row says and who somebody answered that it is of; neither what becomes of it nor who is on file.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from frontdesk.desk.practice import Act
from frontdesk.desk.set_aside import CONTACT, added_columns, as_it_stood, is_whole
from frontdesk.file_words import DateForm
from frontdesk.files import FileRow, FileRows
from frontdesk.mapping import Placed, SaidRow, place
from frontdesk.mapping.choosing import chosen
from frontdesk.model.mappings import FileMapping, Mappings
from frontdesk.problems import NOWHERE, counted
from frontdesk.sheets import meant
from frontdesk.strangers import as_spelt


@dataclass(frozen=True, slots=True)
class Laid:
    """A mapping that is laid over a file, which may be one of rows set aside and have two columns more.

    ``meaning`` is what the mapping makes of words: the same words under another one are no news no more.
    """

    mapping: FileMapping
    placed: Placed
    width: int
    answer: int | None
    meaning: str

    @classmethod
    def over(cls, act: Act, file: FileRows, mapping: FileMapping | None, dates: DateForm | None = None) -> Laid:
        """Lay *mapping*, or the one that fits, over the heading of *file*. Raises HeadingError.

        *dates* is how this one file writes days, whatever the mapping says.
        """
        added = added_columns(file.heading)
        heading = file.heading[: len(file.heading) - len(added)]
        heading = tuple(map(as_spelt, heading)) if added else heading
        facts = act.ruleset.facts.values()
        named = mapping or chosen(act.ruleset.part(Mappings), heading, list(facts))
        meaning = hashlib.sha256(repr(replace(named, where=NOWHERE)).encode()).hexdigest()[:16]
        return cls(named, place(named, heading, facts, dates), len(heading), added.get(CONTACT), meaning)

    def row(self, row: FileRow) -> tuple[FileRow, SaidRow, str]:
        """The row with its cells as they were meant, what it says, and who somebody answered that it is of."""
        cells = row.cells
        if self.answer is not None:
            cells = tuple(map(as_it_stood, cells))
        elif any(cell[:1] == "'" for cell in cells):
            cells = tuple(map(meant, cells))
        if cells is not row.cells:
            row = FileRow(row.line, cells, row.fault)
        if self.answer is None:
            return row, self.placed.row(cells), ""
        if len(cells) == 2 and is_whole(cells[:1]):  # it and its cause, as they were set aside
            return FileRow(row.line, cells[:1], cells[1]), SaidRow({}), ""
        if len(cells) != self.width + 2:
            there = f"there {'is' if len(cells) == 1 else 'are'} {counted(len(cells), 'value')}"
            there += f" for {counted(self.width + 2, 'column')}"
            return row, SaidRow({}, (f"{there}; was it mended cell by cell?",)), ""
        return row, self.placed.row(cells[: self.width]), cells[self.answer].strip()
