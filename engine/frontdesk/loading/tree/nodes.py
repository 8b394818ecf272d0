"""The text of a ruleset as a tree: every piece knows the file, line and column that it came from.

Between ``reading`` and ``building`` a ruleset is this tree and nothing else. Scalars are the text as written; no value
is ever converted here (``No``, ``5:00`` and ``01234`` stay what they are).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from frontdesk.problems import Location


@dataclass(frozen=True, slots=True)
class Scalar:
    """One piece of text. ``plain`` is false when the writer put it in quotes or a block."""

    text: str
    where: Location
    plain: bool = True


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and what stands under them, in the order written; ``keys`` holds the place of each key."""

    entries: Mapping[str, Node]
    keys: Mapping[str, Location]
    where: Location

    def get(self, key: str) -> Node | None:
        """Return what stands under *key*, or ``None``."""
        return self.entries.get(key)

    def __contains__(self, key: str) -> bool:
        return key in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self.entries)


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Node, ...]
    where: Location


Node: TypeAlias = Scalar | Entries | Items


@dataclass(frozen=True, slots=True)
class Folder:
    """A ruleset's files as trees, by topic ("statuses" for statuses.yaml), with the text of every file read.

    ``sources`` maps the file name shown in locations to its lines. ``base`` is what ``extends`` names, if anything.
    ``digest`` is a SHA-256 over the files' names and bytes, those of the base included once extended; what
    decides nothing, ``examples`` and ``imports``, is no part of it.
    """

    name: str
    topics: Mapping[str, Entries]
    sources: Mapping[str, tuple[str, ...]]
    digest: str
    examples: Mapping[str, Entries] = field(default_factory=dict)
    """The files of ``examples/``, by their name without ending; never merged with the base's."""
    removed: Mapping[str, Location] = field(default_factory=dict)
    """What overlays took away, by its name, and the place that says so; for the words of problems only."""
    imports: Mapping[str, Entries] = field(default_factory=dict)
    """The files of ``imports/``, by their name without ending; one takes the place of the base's of that name."""
    unread: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Those of them by which nothing can be read as they are written, with all that is wrong, in words."""
