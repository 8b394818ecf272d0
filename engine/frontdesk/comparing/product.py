"""One table in two versions, decided side by side for every combination of facts that both versions know.

A fact that an own table answers is not tried value by value: that table is decided too, and what it answers counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from frontdesk.checking.proofs import contacts
from frontdesk.model import Ruleset
from frontdesk.tables import Condition, Decision, Domain, Listed, Members, Ordered, Scale, Table, Text
from frontdesk.tables.diagrams import BUDGET, Alive
from frontdesk.tables.linked import Linked, answered, standing_on
from frontdesk.tables.smallest import Person


class IncomparableError(Exception):
    """A fact means something else in the two versions, so no person is the same in both."""


@dataclass(frozen=True, slots=True)
class Product:
    """Both versions of a table over what they have in common."""

    linked: Linked

    @classmethod
    def of(
        cls,
        rules: tuple[Ruleset, Ruleset],
        tables: tuple[Table[Any], Table[Any]],
        given: Sequence[Condition] = (),
        budget: int = BUDGET,
    ) -> Product:
        """Lay *tables*, one of each of *rules*, side by side; *budget* as for ``Diagram``. Raises IncomparableError."""
        before, after = standing_on(tables[0]), standing_on(tables[1])
        derived = _derived(before), _derived(after)
        for fact in derived[0] ^ derived[1]:
            if all(any(fact in table.inputs for table in side) for side in (before, after)):
                raise IncomparableError(f"the fact '{fact}' is the answer of a table in one version only")
        read = [_own_inputs(table, derived[0] | derived[1]) for table in (*before, *after)]
        domains = _common(read)
        asked = [test for table in (*before, *after) for row in table.rows for test in row.when] + list(given)
        joint = tuple(one for one in contacts(rules[0], asked) if one["state"] in rules[1].states)
        fitted = tuple(_fitted(table, domains) for table in tables)
        return cls(Linked(fitted, tuple(given), domains, (joint,), budget=budget))

    @property
    def size(self) -> int:
        """How many combinations there are."""
        return self.linked.size

    def leaves(self) -> Iterator[tuple[Decision[Any], Decision[Any], int]]:
        """What both answer, and for how many combinations. Raises TooLargeError."""
        for alive, count in self.linked.outcomes().items():
            yield (*self.decide(alive), count)

    def decide(self, alive: Alive) -> tuple[Decision[Any], Decision[Any]]:
        """What both answer at one leaf."""
        before, after = self.linked.decisions(alive)
        return before, after

    def smallest(self, wanted: Callable[[Decision[Any], Decision[Any]], bool]) -> Person | None:
        """The person with the fewest facts for whom the two answers are as *wanted*. Raises TooLargeError."""
        return self.linked.smallest(lambda alive: wanted(*self.decide(alive)))


def _derived(chain: Sequence[Table[Any]]) -> frozenset[str]:
    """The facts that the last of these tables, or one below it, takes from the answers of those before."""
    return answered(chain[:-1], [test for table in chain for row in table.rows for test in row.when])


def _own_inputs(table: Table[Any], derived: frozenset[str]) -> Mapping[str, Domain]:
    return {name: domain for name, domain in table.inputs.items() if name not in derived}


def _fitted(table: Table[Any], domains: Mapping[str, Domain]) -> Table[Any]:
    """The table, and those below it, over the values that both versions know."""
    inputs = {name: domains.get(name, domain) for name, domain in table.inputs.items()}
    return replace(table, inputs=inputs, upstream=tuple(_fitted(one, domains) for one in table.upstream))


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
        return Scale(one.kind, unknown, one.whole or other.whole, *_reach(name, one, other))
    if isinstance(one, Text) and isinstance(other, Text):
        return one
    raise IncomparableError(f"the fact '{name}' means something else")


def _reach(name: str, one: Scale, other: Scale) -> tuple[Ordered | None, Ordered | None]:
    """The least and the most value that both know; ``None`` where neither has an end."""
    least = [cast(int, end) for end in (one.least, other.least) if end is not None]
    most = [cast(int, end) for end in (one.most, other.most) if end is not None]
    if least and most and max(least) > min(most):
        raise IncomparableError(f"the fact '{name}' has no value in common")
    return max(least, default=None), min(most, default=None)
