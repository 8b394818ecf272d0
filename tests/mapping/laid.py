"""Mappings for tests, laid over headings: a column is written as its heading and what it becomes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.file_words import FileOf
from frontdesk.mapping import Placed, place
from frontdesk.model import Fact, Scope
from frontdesk.model.mappings import FileMapping, MappedColumn
from frontdesk.tables import NUMBER, YES_NO, Listed, Scale, ScaleKind

OWN_FACTS = (
    Fact("last_seen", Scope.CONTACT, Scale(ScaleKind.DATE, may_be_unknown=True), own=True),
    Fact("balance", Scope.CONTACT, NUMBER, own=True),
    Fact("insured", Scope.CONTACT, YES_NO, own=True),
    Fact("plan", Scope.CONTACT, Listed(("gold", "silver")), own=True),
    Fact("surgery", Scope.APPOINTMENT, YES_NO, own=True),
    Fact("attempts", Scope.CONTACT, NUMBER),
)
"""Facts of a practice; the last one is the engine's."""


def a_mapping(
    columns: Mapping[str, str | MappedColumn], of: FileOf = FileOf.CONTACTS, name: str = "ours", **said: Any
) -> FileMapping:
    """A mapping of *columns*: the field that each heading becomes, or a column in full."""
    made = [
        what if isinstance(what, MappedColumn) else MappedColumn(heading, (what,)) for heading, what in columns.items()
    ]
    return FileMapping(name, "Ours", of, tuple(made), **said)


def laid(mapping: FileMapping, heading: Iterable[str] = ()) -> Placed:
    """The mapping over a heading; by default over that of its own columns."""
    return place(mapping, [*heading] or [one.heading for one in mapping.columns], OWN_FACTS)
