"""What can change between two versions of a ruleset, as values: answers, offers, what follows, and single settings."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.effects import Effect
from frontdesk.names import State
from frontdesk.tables import Row


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """Another answer of a table: for how many combinations, the smallest person, and the rows that decide."""

    before: object
    after: object
    combinations: int
    person: str
    row_before: Row[object] | None
    row_after: Row[object] | None


@dataclass(frozen=True, slots=True)
class TableChange:
    """A table that answers differently: of how many combinations, and every pair of answers."""

    table: str
    combinations: int
    changes: tuple[AnswerChange, ...]

    @property
    def changed(self) -> int:
        """For how many combinations the answer changes."""
        return sum(one.combinations for one in self.changes)


@dataclass(frozen=True, slots=True)
class OfferChange:
    """A status that is offered now and was not, or was and is not: from where, and to whom."""

    state: State
    offered: State
    gained: bool
    combinations: int
    of: int
    person: str
    row: Row[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class FollowingChange:
    """An event after which other things follow: the smallest case, what follows no more, and what follows now."""

    case: str
    combinations: int
    lost: tuple[Effect, ...]
    gained: tuple[Effect, ...]
    row: Row[tuple[Effect, ...]]


@dataclass(frozen=True, slots=True)
class PartChange:
    """One setting of one thing: ``None`` where it is not there."""

    kind: str
    name: str
    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that two versions of a ruleset do differently."""

    before: str
    after: str
    combinations: int
    """Over how many combinations the tables of both were compared."""
    tables: tuple[TableChange, ...]
    offers: tuple[OfferChange, ...]
    following: tuple[FollowingChange, ...]
    parts: tuple[PartChange, ...]
    not_compared: tuple[str, ...]
    """What could not be compared, and why."""

    @property
    def same(self) -> bool:
        """Whether nothing at all changes."""
        return not (self.tables or self.offers or self.following or self.parts or self.not_compared)

    @property
    def changed(self) -> int:
        """For how many combinations an answer changes."""
        return sum(table.changed for table in self.tables)
