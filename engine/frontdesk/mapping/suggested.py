"""What is proposed for one column of a file, or asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frontdesk.model.mappings import MappedColumn

IGNORE = "ignore"
"""The answer that a column is not read."""
NOT_KNOWN = "not known here"


@dataclass(frozen=True, slots=True)
class SuggestedColumn:
    """What a column is proposed to become; nothing where it is to be left out.

    ``look`` is what somebody should look at, in words that quote no cell; empty where heading and cells say it plainly.
    ``words`` are those of the column that only the practice can give a meaning, as what they would say of the field
    ``may_say``, each with what it seems to mean, or nothing. ``leaves_out`` are words of rows that are none of the
    practice's. A ``spare`` number counts after all others.
    """

    heading: str
    becomes: MappedColumn | None = None
    look: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    may_say: str = ""
    leaves_out: frozenset[str] = frozenset()
    spare: bool = False
    order_open: bool = False
    """Whether its days could be read in two orders, and nobody said in which."""
    question: str = ""
    """What must be answered before there is a mapping, where nobody but the practice can tell what the column is."""
    may_be: tuple[MappedColumn, ...] = ()
    """What the answer may be."""
