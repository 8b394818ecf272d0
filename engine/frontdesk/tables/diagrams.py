"""Decision diagrams: everything that tables can answer, without trying every combination.

Walks the facts one by one with the rows that can still fit, and remembers every (fact, rows) that it has seen. Counts
are exact. Beyond a budget of nodes nothing is claimed: ``TooLargeError`` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from frontdesk.tables.classes import ValueClass, classes_of
from frontdesk.tables.domains import Domain
from frontdesk.tables.table import Condition, HitPolicy, Row, Table
from frontdesk.tables.values import Value

BUDGET = 500_000
Alive = tuple[int, ...]
"""For each table, the rows that can still fit, as bits."""


class TooLargeError(Exception):
    """A table has more to it than the budget allows to look at, so nothing is proved."""


@dataclass(frozen=True, slots=True)
class Person:
    """One combination of facts, as few as matter, and how each table decides it."""

    facts: Mapping[str, ValueClass]
    alive: Alive

    @property
    def words(self) -> str:
        """The facts as people read them."""
        return ", ".join(f"{name.replace('_', ' ')} {one.words}" for name, one in self.facts.items()) or "anybody"


@dataclass(slots=True)
class Diagram:
    """All combinations of the facts that *tables* read, under *given* conditions that must hold."""

    tables: tuple[Table[Any], ...]
    given: tuple[Condition, ...] = ()
    domains: Mapping[str, Domain] = field(default_factory=dict)
    joint: tuple[Mapping[str, Value], ...] = ()
    """Facts that depend on each other, as every combination of them that there is, such as status and phase."""
    budget: int = BUDGET
    _levels: list[tuple[tuple[str, ...], list[tuple[ValueClass, Alive]]]] = field(init=False, default_factory=list)
    _rest: list[Alive] = field(init=False, default_factory=list)
    _counted: dict[tuple[int, Alive], dict[Alive, int]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        inputs = {name: domain for table in self.tables for name, domain in table.inputs.items()}
        inputs |= {test.fact: self.domains[test.fact] for test in self.given if test.fact not in inputs}
        bound = {name for name in inputs if self.joint and name in self.joint[0]}
        for name in sorted(inputs.keys() - bound, key=self._weight):
            self._levels.append(((name,), list(self._classes((name,), inputs[name]))))
        if bound:
            names = tuple(sorted(bound))
            self._levels.insert(0, (names, list(self._classes(names, None))))
        for level in range(len(self._levels) + 1):
            later = {name for names, _ in self._levels[level:] for name in names}
            self._rest.append(tuple(_asking(table.rows, later) for table in self.tables))

    @property
    def size(self) -> int:
        """How many combinations there are."""
        total = 1
        for _, classes in self._levels:
            total *= sum(one.count for one, _ in classes)
        return total

    def outcomes(self) -> Mapping[Alive, int]:
        """For each table the deciding rows, as bits, and how many combinations they decide. Raises TooLargeError."""
        return self._count(0, self._start())

    def deciding(self, alive: Alive) -> tuple[tuple[Row[Any], ...], ...]:
        """The rows that *alive* stands for, for each table."""
        return tuple(
            tuple(row for number, row in enumerate(table.rows) if bits >> number & 1)
            for table, bits in zip(self.tables, alive, strict=True)
        )

    def smallest(self, wanted: Callable[[Alive], bool]) -> Person | None:
        """The person that names the fewest facts and is decided as *wanted*; ``None`` proves that there is none."""
        if not any(wanted(alive) for alive in self.outcomes()):
            return None
        facts: dict[str, ValueClass] = {}
        costs: dict[tuple[int, Alive], float] = {}
        alive = self._start()
        for level, (names, classes) in enumerate(self._levels):
            children = [(one, self._after(level, alive, bits)) for one, bits in classes]
            if len({child for _, child in children}) == 1 and not self._is_given(names):
                alive = children[0][1]
                continue
            each = [self._cost(level + 1, child, wanted, costs) for _, child in children]
            one, alive = children[each.index(min(each))]
            facts[names[0] if len(names) == 1 else "state"] = one
        return Person(facts, alive)

    def _start(self) -> Alive:
        return tuple((1 << len(table.rows)) - 1 for table in self.tables)

    def _is_given(self, names: tuple[str, ...]) -> bool:
        return any(test.fact in names for test in self.given)

    def _weight(self, name: str) -> tuple[int, str]:
        """Facts that most rows read come first: they end the most rows."""
        read = sum(test.fact == name for table in self.tables for row in table.rows for test in row.when)
        return -read, name

    def _classes(self, names: tuple[str, ...], domain: Domain | None) -> Iterator[tuple[ValueClass, Alive]]:
        """The classes that the given conditions allow, each with the rows that it lets live."""
        tests: list[tuple[int, int, Condition]] = []
        for place, table in enumerate(self.tables):
            for number, row in enumerate(table.rows):
                tests += [(place, number, test) for test in row.when if test.fact in names]
        required = [test for test in self.given if test.fact in names]
        asked = [test for _, _, test in tests] + required
        needed = sum(1 << (len(tests) + number) for number in range(len(required)))
        for one, bits in self._joint_classes(asked) if domain is None else _single(domain, asked):
            if bits & needed == needed:
                living = [(1 << len(table.rows)) - 1 for table in self.tables]
                for number, (place, dead, _) in enumerate(tests):
                    if not bits >> number & 1:
                        living[place] &= ~(1 << dead)
                yield one, tuple(living)

    def _joint_classes(self, asked: Sequence[Condition]) -> Iterator[tuple[ValueClass, int]]:
        groups: dict[int, list[Mapping[str, Value]]] = {}
        for facts in self.joint:
            bits = sum(1 << number for number, test in enumerate(asked) if facts[test.fact] in test.accepts)
            groups.setdefault(bits, []).append(facts)
        for bits, several in groups.items():
            words = list(dict.fromkeys(str(facts["state"]) for facts in several))
            named = " or ".join(words[:3]) + (" ..." if len(words) > 3 else "")
            yield ValueClass(several[0]["state"], named, len(several)), bits

    def _after(self, level: int, alive: Alive, bits: Alive) -> Alive:
        rest = self._rest[level + 1]
        return tuple(
            _settled(table, rows & living, asking)
            for table, rows, living, asking in zip(self.tables, alive, bits, rest, strict=True)
        )

    def _count(self, level: int, alive: Alive) -> dict[Alive, int]:
        if level == len(self._levels):
            return {alive: 1}
        known = self._counted.get((level, alive))
        if known is not None:
            return known
        if len(self._counted) >= self.budget:
            raise TooLargeError(f"more than {self.budget} cases to tell apart")
        counts: dict[Alive, int] = {}
        for one, bits in self._levels[level][1]:
            for leaf, number in self._count(level + 1, self._after(level, alive, bits)).items():
                counts[leaf] = counts.get(leaf, 0) + number * one.count
        self._counted[level, alive] = counts
        return counts

    def _cost(
        self, level: int, alive: Alive, wanted: Callable[[Alive], bool], costs: dict[tuple[int, Alive], float]
    ) -> float:
        """How many facts a person must name from here on to be decided as *wanted*."""
        if level == len(self._levels):
            return 0.0 if wanted(alive) else float("inf")
        if (level, alive) not in costs:
            children = {self._after(level, alive, bits) for _, bits in self._levels[level][1]}
            named = 0.0 if len(children) == 1 else 1.0
            costs[level, alive] = named + min(
                (self._cost(level + 1, child, wanted, costs) for child in children), default=float("inf")
            )
        return costs[level, alive]


def _single(domain: Domain, asked: Sequence[Condition]) -> Iterator[tuple[ValueClass, int]]:
    yield from classes_of(domain, [test.accepts for test in asked])


def _asking(rows: Sequence[Row[Any]], facts: set[str]) -> int:
    """The rows that still ask for one of *facts*, as bits."""
    return sum(1 << number for number, row in enumerate(rows) if any(test.fact in facts for test in row.when))


def _settled(table: Table[Any], alive: int, asking: int) -> int:
    """*alive* without the rows that cannot matter any more, so that equal futures are one node."""
    certain = alive & ~asking
    if table.hit is HitPolicy.FIRST and certain:
        first = certain & -certain
        return alive & (first | (first - 1))
    if table.hit is HitPolicy.PRIORITY and certain:
        sure = max(row.priority for number, row in enumerate(table.rows) if certain >> number & 1)
        return sum(1 << number for number, row in enumerate(table.rows) if alive >> number & 1 and row.priority >= sure)
    return alive
