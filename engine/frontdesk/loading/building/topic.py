"""A topic: one file of a ruleset, and all that the loader has to know to read it.

What a topic leaves out it does not have. Knows no topic by name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from frontdesk.loading.building.following import Following
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.triggers import TriggerList
from frontdesk.model import Fact
from frontdesk.model.named import words_of
from frontdesk.tables import Table

TableReader: TypeAlias = Callable[[Symbols, Section], Table[Any] | None]
"""Reads one table of the engine; ``None`` when the ruleset does without it."""
Follows: TypeAlias = Callable[[Symbols, Section, Following], None]


@dataclass(frozen=True, slots=True)
class Defined:
    """Things that a file gives names to: the key that they stand under, and what one of them is called."""

    key: str
    what: str


def defined(kind: type, *keys: str) -> tuple[Defined, ...]:
    """The things under *keys* of a file, called as the fields of *kind* that hold them are (see ``model.named``)."""
    words = words_of(kind)
    return tuple(Defined(key, words[key]) for key in keys)


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of a ruleset. ``name`` is the file's, without its ending, and that of its schema."""

    name: str
    defines: tuple[Defined, ...] = ()
    facts: Callable[[Section], Iterable[Fact]] | None = None
    """The facts that the file declares; they are there before any rule is read."""
    tables: Mapping[str, TableReader] = field(default_factory=dict)
    """How each table of the engine that the file brings is read, by name."""
    triggers: Callable[[Section], Iterable[TriggerList]] | None = None
    """Where in the file triggers stand."""
    stops: Follows | None = None
    """Adds what the file ends or closes after an event: all stops come before all starts."""
    starts: Follows | None = None
    """Adds what the file starts, opens or does after an event."""
    part: Callable[[Symbols, Section], object] | None = None
    """Builds the file's part of the ruleset, which ``Ruleset.part`` returns to whoever names its class."""
    parts: tuple[Callable[[Symbols, Section], object], ...] = ()
    """Builds further parts of the ruleset in the same way."""
