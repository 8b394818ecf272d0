"""Everything that is kept at one moment, as plain dicts and lists of records that nobody can change."""

from __future__ import annotations

from collections.abc import Mapping, Reversible
from copy import copy
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias, TypeVar

from frontdesk.journal import Link
from frontdesk.names import ChannelId, ContactId, Covers, LineId
from frontdesk.records import (
    Appointment,
    Aside,
    Choice,
    Companion,
    ConsentRecord,
    Contact,
    Due,
    DueKind,
    Enrolment,
    Message,
    Note,
    Notice,
    Task,
)
from frontdesk.store.instants import in_utc

RecordT = TypeVar("RecordT")
DueKey: TypeAlias = tuple[DueKind, ContactId, str]


@dataclass(slots=True)
class Tables:
    """What is kept. Every record in it is frozen, so that a copy of the tables is a copy of everything.

    Numbered records stand under their numbers, which only grow, so that a dict's own order is that of the numbers;
    ``due`` is in the order in which things were first put on the list. ``forgotten`` are the hashes of numbers that are
    kept no more, and ``told`` the hashes of words and whom they are about, by source and the hash of the key.
    """

    contacts: dict[ContactId, Contact] = field(default_factory=dict)
    asides: dict[ContactId, Aside] = field(default_factory=dict)
    notes: list[tuple[ContactId, Note]] = field(default_factory=list)
    consents: dict[tuple[str, LineId, ChannelId, Covers], ConsentRecord] = field(default_factory=dict)
    forgotten: set[str] = field(default_factory=set)
    appointments: dict[int, Appointment] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    exempt: set[int] = field(default_factory=set)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    tasks: dict[int, Task] = field(default_factory=dict)
    notices: dict[int, Notice] = field(default_factory=dict)
    due: dict[DueKey, Due] = field(default_factory=dict)
    chain: list[Link] = field(default_factory=list)
    rulesets: dict[str, str] = field(default_factory=dict)
    in_force: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    cursors: dict[str, str] = field(default_factory=dict)
    unclaimed: dict[tuple[str, str], str] = field(default_factory=dict)
    told: dict[tuple[str, str], tuple[str, ContactId]] = field(default_factory=dict)

    def copied(self) -> Tables:
        """The same, to be changed apart."""
        return Tables(**{one.name: copy(getattr(self, one.name)) for one in fields(self)})


def next_number(table: Reversible[int]) -> int:
    """The number after the last; nothing is ever taken out of a table of numbered records."""
    return next(iter(reversed(table)), 0) + 1


_FACTS = "facts"


def as_kept(record: RecordT, **changes: object) -> RecordT:
    """*record* with *changes* as it is kept: its instants in UTC, its mappings copies that nobody can change.

    Raises ValueError for an instant that names no zone; a moment among facts is none, but what a clock shows.
    """
    values: dict[str, Any] = {one.name: changes.get(one.name, getattr(record, one.name)) for one in fields(record)}  # type: ignore[arg-type]
    kept = {name: MappingProxyType(dict(one)) if name == _FACTS else _kept(one) for name, one in values.items()}
    return replace(record, **kept)  # type: ignore[type-var]


def _kept(value: Any) -> Any:
    match value:
        case datetime():
            return in_utc(value)
        case Choice() | Companion():
            return as_kept(value)
        case Mapping():
            return MappingProxyType({name: _kept(one) for name, one in value.items()})
    return value
