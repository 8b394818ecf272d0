"""One table in two versions, decided side by side for every combination of facts that both versions know.

A fact that an own table answers is not tried value by value: that table is decided too, and what it answers counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from frontdesk.checking.proofs import contacts
from frontdesk.model import Ruleset
from frontdesk.tables import (
    UNKNOWN,
    Condition,
    Decision,
    Domain,
    HitPolicy,
    Listed,
    Members,
    Row,
    Scale,
    Table,
    Text,
    Value,
)
from frontdesk.tables.diagrams import Alive, Diagram
from frontdesk.tables.smallest import Person, smallest_person


class IncomparableError(Exception):
    """A fact means something else in the two versions, so no person is the same in both."""


@dataclass(frozen=True, slots=True)
class Side:
    """One version of a table with the own tables whose answers it reads, those first."""

    tables: tuple[Table[Any], ...]

    @classmethod
    def of(cls, table: Table[Any]) -> Side:
        """Gather what *table* stands on."""
        found: dict[str, Table[Any]] = {}
        _gather(table, found)
        return cls(tuple(found.values()))

    @property
    def derived(self) -> frozenset[str]:
        """The facts that are answers of these tables."""
        names = {table.name for table in self.tables[:-1]}
        read = {fact for table in self.tables for fact in table.inputs}
        return frozenset(fact for fact in read if fact.partition(".")[0] in names)

    def decide(self, alive: Sequence[int]) -> Decision[Any]:
        """What the table answers where these rows of the tables can fit, as bits."""
        derived: dict[str, Value] = {}
        decision: Decision[Any] = Decision(UNKNOWN, None)
        for table, bits in zip(self.tables, alive, strict=True):
            possible = [row for number, row in enumerate(table.rows) if bits >> number & 1]
            decision = table.answer(tuple(row for row in possible if _still_fits(row, derived)))
            parts = decision.outcome if isinstance(decision.outcome, Mapping) else {"": decision.outcome}
            derived |= {f"{table.name}.{part}" if part else table.name: value for part, value in parts.items()}
        return decision


@dataclass(frozen=True, slots=True)
class Together:
    """Both versions of a table over what they have in common."""

    before: Side
    after: Side
    drawn: Diagram

    @classmethod
    def of(
        cls, rules: tuple[Ruleset, Ruleset], tables: tuple[Table[Any], Table[Any]], given: Sequence[Condition] = ()
    ) -> Together:
        """Lay *tables*, one of each of *rules*, side by side. Raises IncomparableError."""
        before, after = Side.of(tables[0]), Side.of(tables[1])
        derived = before.derived | after.derived
        for fact in before.derived ^ after.derived:
            if all(any(fact in table.inputs for table in side.tables) for side in (before, after)):
                raise IncomparableError(f"the fact '{fact}' is the answer of a table in one version only")
        bare = [_bare(table, derived) for table in (*before.tables, *after.tables)]
        domains = _common([table.inputs for table in bare])
        fitted = tuple(replace(table, inputs={name: domains[name] for name in table.inputs}) for table in bare)
        asked = [test for table in fitted for row in table.rows for test in row.when] + list(given)
        joint = tuple(one for one in contacts(rules[0], asked) if one["state"] in rules[1].states)
        own = {name: domain for name, domain in domains.items() if name not in derived}
        return cls(before, after, Diagram(fitted, tuple(given), own, joint))

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return self.drawn.size

    def leaves(self) -> Iterator[tuple[Decision[Any], Decision[Any], int]]:
        """What both answer, and for how many combinations. Raises TooLargeError."""
        for alive, count in self.drawn.outcomes().items():
            yield (*self.decide(alive), count)

    def decide(self, alive: Alive) -> tuple[Decision[Any], Decision[Any]]:
        """What both answer at one leaf."""
        cut = len(self.before.tables)
        return self.before.decide(alive[:cut]), self.after.decide(alive[cut:])

    def smallest(self, before: object, after: object) -> tuple[Person, Decision[Any], Decision[Any]] | None:
        """The person with the fewest facts for whom the answers are these two."""

        def wanted(alive: Alive) -> bool:
            was, now = self.decide(alive)
            return bool(was.outcome == before and now.outcome == after)

        person = smallest_person(self.drawn, wanted)
        return None if person is None else (person, *self.decide(person.alive))


def _gather(table: Table[Any], found: dict[str, Table[Any]]) -> None:
    for upstream in table.upstream:
        if upstream.name not in found:
            _gather(upstream, found)
    found[table.name] = table


def _still_fits(row: Row[Any], derived: Mapping[str, Value]) -> bool:
    return all(derived[test.fact] in test.accepts for test in row.when if test.fact in derived)


def _bare(table: Table[Any], derived: frozenset[str]) -> Table[Any]:
    """The table without its conditions on *derived* facts; if it has any, every row counts until those are known."""
    if not derived & table.inputs.keys():
        return table
    rows = tuple(replace(row, when=tuple(test for test in row.when if test.fact not in derived)) for row in table.rows)
    inputs = {name: domain for name, domain in table.inputs.items() if name not in derived}
    return replace(table, rows=rows, inputs=inputs, hit=HitPolicy.EVERY)


def _common(inputs: Sequence[Mapping[str, Domain]]) -> dict[str, Domain]:
    """For each fact the values that all tables know. Raises IncomparableError."""
    found: dict[str, Domain] = {}
    for domains in inputs:
        for name, domain in domains.items():
            found[name] = _shared(name, found[name], domain) if name in found else domain
    return found


def _shared(name: str, one: Domain, other: Domain) -> Domain:
    unknown = one.may_be_unknown and other.may_be_unknown
    if isinstance(one, Listed) and isinstance(other, Listed):
        values = tuple(value for value in one.values if value in other.values)
        if values or unknown:
            return Listed(values, unknown)
    if isinstance(one, Members) and isinstance(other, Members):
        return Members(tuple(value for value in one.values if value in other.values), unknown)
    if isinstance(one, Scale) and isinstance(other, Scale) and one.kind is other.kind:
        least = one.least if one.least == other.least else None
        return Scale(one.kind, unknown, one.whole and other.whole, least)
    if isinstance(one, Text) and isinstance(other, Text):
        return one
    raise IncomparableError(f"the fact '{name}' means something else")
