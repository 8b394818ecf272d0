"""What a file's columns become: a mapping is laid over a heading, and every row is said in our own fields.

The fields, their forms and the words of closed fields are ours (``fields``); whatever reads them afterwards never sees
how a file wrote it. Pure: knows no file, no store and nobody.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from frontdesk.model.mappings import FileMapping
from frontdesk.problems import FrontdeskError


class HeadingError(FrontdeskError):
    """A heading that a mapping does not fit; says every column that is wrong, at once."""


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What a row says: the text of each field, in our own form; a field whose cell is empty says the empty text.

    ``faults`` are what was not understood, in words that name the column. ``refusals`` are words in a column of
    consent or of contact wishes that were not understood: each counts as a refusal until somebody looks. ``left_out``
    says why the row is none of the practice's; empty for one that is.
    """

    said: Mapping[str, str]
    faults: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    left_out: str = ""


class Placed:
    """A mapping that is laid over the heading of a file.

    ``fields`` are all that a row may say; ``said`` is what becomes of each column, in words, for whoever looks.
    """

    fields: frozenset[str]
    said: tuple[str, ...]

    def row(self, cells: Sequence[str]) -> SaidRow:
        """What the cells of one row say."""
        raise NotImplementedError


def place(mapping: FileMapping, heading: Sequence[str], own: Collection[str]) -> Placed:
    """Lay *mapping* over *heading*; *own* are the practice's own facts, each a field of its name. Raises HeadingError."""
    raise NotImplementedError
