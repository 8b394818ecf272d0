"""Decision diagrams: everything that tables can answer, without trying every combination.

Walks the facts one by one, all combinations together: those that leave the same rows able to decide are one position
from there on, with a count. Counts are exact. Beyond a budget of positions nothing is claimed: ``TooLargeError``.
"""

# This is a decision diagram with many-valued variables and many terminals (an MDD, the many-valued cousin of the
# MTBDD), walked from the top and a layer at a time. A layer is a fact, an edge a class of its values, a position the
# set of rows that can still decide, a terminal the rows that do decide. Only the layer at hand is held: ``_count``
# needs no more, and ``smallest`` finds a position again by ``start`` and ``after``.
#
# Positions are merged when they keep the same rows, which the dict of a layer does by its keys. That is sound: what
# follows depends on nothing but the rows kept and the facts still to come. It is not canonical, as a reduced diagram
# (ROBDD) would be: two different sets of rows may answer alike in every case. Terminals must name rows and not answers,
# because the checks ask which rows decide (a row that never does, two that contradict each other), so there is less to
# merge for a canonical form than it seems.
#
# The other ways: joining a diagram of each row to the next ("apply"), as packages for BDDs do, holds the whole in
# memory, and keeps answers rather than rows; trying every combination is what the tests do to hold this against, and
# multiplies with each fact; a SAT solver says whether there is somebody, and does not count.

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from math import log, prod
from operator import or_
from typing import Any

from frontdesk.tables.classes import TooLargeError, ValueClass, classes_of
from frontdesk.tables.domains import Domain
from frontdesk.tables.table import Condition, HitPolicy, Row, Table
from frontdesk.tables.values import Value, written

__all__ = ["BUDGET", "Alive", "Diagram", "Group", "Level", "Telling", "TooLargeError"]

BUDGET = 500_000
Alive = tuple[int, ...]
"""For each table, the rows that can still fit, as bits."""
Group = tuple[Mapping[str, Value], ...]
"""Facts that go together, such as status and phase, as every combination of them that there is."""
Telling = Callable[[Domain, Sequence[Container[Value]]], Sequence[tuple[ValueClass, int]]]
"""How the values of a domain are told apart by what rows ask: ``classes_of``, or another way to hold it against."""


@dataclass(frozen=True, slots=True)
class Level:
    """One fact (or several that depend on each other): its classes, each with the rows that it lets live."""

    names: tuple[str, ...]
    classes: tuple[tuple[ValueClass, int], ...]
    asking: int
    """The rows that ask for this fact."""
    is_given: bool
    """Whether a given condition speaks of the fact."""
    by_fact: Mapping[tuple[str, Value], tuple[int, ...]] = field(default_factory=dict)
    """Where facts depend on each other: for each value of one the rows that it lets live, whatever the others are."""

    @property
    def size(self) -> int:
        """How many values there are, of all classes together."""
        return sum(one.count for one, _ in self.classes)

    @property
    def worth(self) -> float:
        """How many rows knowing the fact ends, on average, for how much it branches: the best come first."""
        # The order of the facts decides how wide the layers get, and finding the best order is NP-hard. This is the
        # greedy guess of decision-tree builders: what ends many rows early leaves few sets of rows to tell apart below
        # it. A wrong guess costs time and never an answer: counts are the same in any order.
        ended = sum(one.count * (~living).bit_count() for one, living in self.classes)
        return ended / max(self.size, 1) / log(1 + len(self.classes)) if ended else 0.0


@dataclass(frozen=True, slots=True)
class _Cover:
    """Which rows make others pointless, once the facts of some levels are known.

    A row covers those that it outranks and that fit, from here on, only where it fits itself.
    """

    by: tuple[int, ...]
    covering: int
    """The rows that cover any."""

    def without(self, alive: int) -> int:
        """*alive* without the rows that cannot matter any more, so that equal futures are one position."""
        # Covering is transitive (both being outranked and fitting only where the other fits are), so a row that has
        # just gone need not be looked at for what it covers itself: whatever covers it covers that as well. For the
        # same reason the order of looking changes nothing, and the result is a valid key: one set, one future.
        looking = alive & self.covering
        while looking:
            row = looking & -looking
            alive &= ~self.by[row.bit_length() - 1]
            looking = alive & looking & ~row
        return alive


@dataclass(slots=True)
class Diagram:
    """All combinations of the facts that *tables* read, under *given* conditions that must hold."""

    tables: tuple[Table[Any], ...]
    given: tuple[Condition, ...] = ()
    domains: Mapping[str, Domain] = field(default_factory=dict)
    joint: tuple[Group, ...] = ()
    """Facts that depend on each other: each group as every combination of them that there is."""
    excluded: Table[Any] | None = None
    """Nobody is as one of its rows says: who fits one is not counted."""
    undecided: tuple[frozenset[int], ...] = ()
    """For each table the rows of which this diagram does not know all conditions, so that they outrank none."""
    budget: int = BUDGET
    telling: Telling = classes_of
    positions: int = field(init=False, default=0)
    """How many positions the last count made."""
    levels: list[Level] = field(init=False, default_factory=list)
    _covers: list[_Cover] = field(init=False, default_factory=list)
    _offsets: list[int] = field(init=False, default_factory=list)
    """Inside, the rows of all tables are the bits of one number; here each table's begin."""
    _counted: Mapping[Alive, int] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        every = self._every_table
        self._offsets = [sum(len(table.rows) for table in every[:place]) for place in range(len(every) + 1)]
        inputs = {name: domain for table in self.tables for name, domain in table.inputs.items()}
        inputs |= {test.fact: self.domains[test.fact] for test in self.given if test.fact not in inputs}
        inputs |= self.excluded.inputs if self.excluded else {}
        groups = [(tuple(sorted(inputs.keys() & group[0].keys())), group) for group in self.joint if group]
        bound = {name for names, _ in groups for name in names}
        together = [self._level(names, None, group) for names, group in groups if names]
        # By name first: the sort below is stable, so facts of equal worth stand in the same order in every run, and the
        # person that a problem shows does not change from one to the next.
        singles = [self._level((name,), inputs[name]) for name in sorted(inputs.keys() - bound)]
        self.levels += together[:1] + sorted(together[1:] + singles, key=lambda level: -level.worth)
        undecided = self.undecided or (frozenset[int](),) * len(self.tables)
        self._covers = _covers(self.levels, _outranked(self.tables, undecided, self.excluded))

    @property
    def size(self) -> int:
        """How many combinations there are. Raises TooLargeError where some are left out."""
        return sum(self.outcomes().values()) if self.excluded else self.most

    @property
    def most(self) -> int:
        """How many combinations there would be if none were left out."""
        return prod(level.size for level in self.levels)

    @property
    def is_counted(self) -> bool:
        """Whether its outcomes are known already, so that asking for them takes nothing."""
        return self._counted is not None

    def outcomes(self) -> Mapping[Alive, int]:
        """For each table the deciding rows, as bits, and how many combinations they decide. Raises TooLargeError."""
        if self._counted is None:
            ends = self._count().items()
            self._counted = {self.apart(alive): count for alive, count in ends if count and not self.is_nobody(alive)}
        return self._counted

    def deciding(self, alive: Alive) -> tuple[tuple[Row[Any], ...], ...]:
        """The rows that *alive* stands for, for each table."""
        return tuple(
            tuple(row for number, row in enumerate(table.rows) if bits >> number & 1)
            for table, bits in zip(self.tables, alive, strict=True)
        )

    def start(self) -> int:
        """The rows that can decide while no fact is known, as the bits of one number."""
        return self._covers[0].without((1 << self._offsets[-1]) - 1)

    def after(self, depth: int, alive: int, living: int) -> int:
        """Those of the rows *alive* that can still decide when the fact of level *depth* lets only *living* live."""
        return self._covers[depth + 1].without(alive & living)

    def apart(self, alive: int) -> Alive:
        """The rows of each table for itself."""
        return tuple(
            alive >> offset & (1 << len(table.rows)) - 1
            for table, offset in zip(self.tables, self._offsets, strict=False)
        )

    def is_nobody(self, alive: int) -> bool:
        """Whether nobody comes to this end, because an excluded row fits."""
        return self.excluded is not None and alive >> self._offsets[len(self.tables)] != 0

    def leads_nowhere(self, depth: int, alive: int) -> bool:
        """Whether an excluded row surely fits before level *depth*, so that there is nobody ahead."""
        return self.is_nobody(alive) and self.is_nobody(alive & ~reduce(or_, self._asking[depth:], 0))

    def first_row(self, place: int) -> int:
        """The number of the first row of the table at *place*, among the rows of all."""
        return self._offsets[place]

    @property
    def excluded_rows(self) -> range:
        """The numbers of the excluded rows, among the rows of all."""
        return range(self._offsets[len(self.tables)], self._offsets[-1])

    @property
    def _asking(self) -> list[int]:
        return [level.asking for level in self.levels]

    @property
    def _every_table(self) -> tuple[Table[Any], ...]:
        return self.tables if self.excluded is None else (*self.tables, self.excluded)

    def _level(self, names: tuple[str, ...], domain: Domain | None, group: Group = ()) -> Level:
        """The classes that the given conditions allow, each with the rows that it lets live."""
        # Each class of values is known by the conditions that it meets, as bits: those of the rows first, then those
        # that are given, all of which (``needed``) it must meet or it does not exist here. A row dies of one unmet
        # condition. ``~dead`` is negative: it lets every row live that does not ask, also those of the other tables.
        tests: list[tuple[int, Condition]] = []
        for table, offset in zip(self._every_table, self._offsets, strict=False):
            for number, row in enumerate(table.rows, start=offset):
                tests += [(1 << number, test) for test in row.when if test.fact in names]
        required = [test for test in self.given if test.fact in names]
        asked = [test for _, test in tests] + required
        needed = (1 << len(asked)) - (1 << len(tests))
        together = _by_conditions(group, asked)
        classes = []
        by_fact: dict[tuple[str, Value], tuple[int, ...]] = {}
        single = self.telling(domain, [test.accepts for test in asked]) if domain else ()
        for one, bits in single if domain else _joint(names, together):
            if bits & needed == needed:
                dead = reduce(or_, (row for number, (row, _) in enumerate(tests) if not bits >> number & 1), 0)
                classes.append((one, ~dead))
                told = [(name, facts[name]) for facts in together.get(bits, ()) for name in _telling_alone(facts)]
                for name, value in dict.fromkeys(told):
                    by_fact[name, value] = (*by_fact.get((name, value), ()), ~dead)
        return Level(names, tuple(classes), reduce(or_, (row for row, _ in tests), 0), bool(required), by_fact)

    def _count(self) -> dict[int, int]:
        """Where all combinations end, level by level: the deciding rows, and how many combinations they decide."""
        self.positions = 0
        here = {self.start(): 1}
        for depth, level in enumerate(self.levels):
            ahead: dict[int, int] = {}
            after: dict[int, int] = {}
            size, without = level.size, self._covers[depth + 1].without
            classes = [(one.count, living) for one, living in level.classes]
            for alive, number in here.items():
                if not alive & level.asking:
                    # Nobody asks, so every class leads to the same set; and none of its rows can have become covered
                    # by this fact, as the coverer would have had to die of some of its values.
                    ahead[alive] = ahead.get(alive, 0) + number * size
                    continue
                self.positions += 1
                for count, living in classes:
                    # Very many pairs of position and class meet in few sets of rows: ``after`` prunes each once. It is
                    # a layer's own, since what is covered depends on the facts that are still to come.
                    rows = alive & living
                    child = after.get(rows)
                    if child is None:
                        child = after[rows] = without(rows)
                    ahead[child] = ahead.get(child, 0) + number * count
                if self.positions + len(ahead) > self.budget:
                    raise TooLargeError(f"more than {self.budget} cases to tell apart")
            here = ahead
        return here


def _telling_alone(facts: Mapping[str, Value]) -> tuple[str, ...]:
    """The facts by one of which those that go together may be told: what follows from the others comes first."""
    return ("state",) if "state" in facts else tuple(facts)[::-1]


def _by_conditions(group: Group, asked: Sequence[Condition]) -> dict[int, list[Mapping[str, Value]]]:
    """The combinations of facts that go together, by which conditions they meet."""
    # Each value is asked once of each condition, however many combinations have it.
    values = {name: dict.fromkeys(facts[name] for facts in group) for name in {test.fact for test in asked}}
    meets = {
        name: {
            value: sum(1 << number for number, test in enumerate(asked) if test.fact == name and value in test.accepts)
            for value in every
        }
        for name, every in values.items()
    }
    found: dict[int, list[Mapping[str, Value]]] = {}
    for facts in group:
        bits = 0
        for name, of_values in meets.items():
            bits |= of_values[facts[name]]
        found.setdefault(bits, []).append(facts)
    return found


def _joint(names: Sequence[str], groups: Mapping[int, list[Mapping[str, Value]]]) -> Iterator[tuple[ValueClass, int]]:
    # Facts that depend on each other, taken as levels of their own, would count people who cannot be (a status outside
    # of its phase). Every combination that there is, sorted by the conditions that it meets, is a level like any other.
    if not any("state" in facts for several in groups.values() for facts in several[:1]):
        yield from ((_class_of_some(names, bits, groups), bits) for bits in groups)
        return
    telling = _telling(("state",) if "state" in names else names, groups)
    for bits, several in groups.items():
        yield _joint_class(telling[bits], several), bits


def _class_of_some(names: Sequence[str], bits: int, groups: Mapping[int, Sequence[Mapping[str, Value]]]) -> ValueClass:
    """A class of facts that go together, told by as few of them as tell it from the others."""
    several = groups[bits]
    sample = several[0]
    others = [facts for other, each in groups.items() if other != bits for facts in each]
    told = next(
        chosen
        for size in range(1, len(names) + 1)
        for chosen in combinations(names, size)
        if size == len(names) or not any(all(one[name] == sample[name] for name in chosen) for one in others)
    )
    parts = tuple((name, ValueClass(sample[name], written(sample[name]))) for name in told)
    return ValueClass(parts[0][1].sample, parts[0][1].words, len(several), parts)


def _telling(names: Sequence[str], groups: Mapping[int, Sequence[Mapping[str, Value]]]) -> dict[int, tuple[str, ...]]:
    """By which facts each group is told from the others: one if it can be, else the state and what it has been."""
    found: dict[int, tuple[str, ...]] = {}
    for name in names:
        seen: dict[Value, set[int]] = {}
        for bits, several in groups.items():
            for facts in several:
                seen.setdefault(facts[name], set()).add(bits)
        shared = {bits for several in seen.values() if len(several) > 1 for bits in several}
        found.update({bits: (name,) for bits in groups if bits not in shared and bits not in found})
    if len(found) < len(groups) and tuple(names) != ("state",):
        found = _telling(("state",), groups) | found
    return dict.fromkeys(groups, ("state", "has_been")) | found


def _joint_class(names: tuple[str, ...], several: Sequence[Mapping[str, Value]]) -> ValueClass:
    """A class of facts that go together, told by some of them: the past as an example, the others with every value."""
    past = several[0].get("has_been")
    alike = [facts for facts in several if "has_been" not in names or facts["has_been"] == past]
    parts = []
    for name in names:
        words = list(dict.fromkeys(written(facts[name]) for facts in alike))
        said = " or ".join(words[:3]) + (" ..." if len(words) > 3 else "")
        parts.append((name, ValueClass(alike[0][name], said)))
    return ValueClass(parts[0][1].sample, parts[0][1].words, len(several), tuple(parts))


def _outranked(
    tables: Sequence[Table[Any]], undecided: Sequence[frozenset[int]], excluded: Table[Any] | None
) -> list[int]:
    """For each row the rows of its table that do not decide where it fits, as bits: later or less important ones.

    Where an excluded row fits there is nobody, so no other row matters.
    """
    outranked: list[int] = []
    for table, open_rows in zip(tables, undecided, strict=True):
        offset = len(outranked)
        for number, row in enumerate(table.rows):
            # Under the other hit policies every row that fits counts, so none makes another pointless. Neither does a
            # row with conditions that are not in this diagram: where it seems to fit, it may not.
            lower: list[int] = []
            if number in open_rows:
                pass
            elif table.hit is HitPolicy.FIRST:
                lower = list(range(number + 1, len(table.rows)))
            elif table.hit is HitPolicy.PRIORITY:
                lower = [other for other, one in enumerate(table.rows) if one.priority < row.priority]
            outranked.append(sum(1 << (offset + other) for other in lower))
    decided = (1 << len(outranked)) - 1
    for number in range(len(excluded.rows) if excluded else 0):
        later = (1 << len(excluded.rows if excluded else ())) - (2 << number)
        outranked.append(decided | later << decided.bit_length())
    return outranked


def _covers(levels: Sequence[Level], outranked: list[int]) -> list[_Cover]:
    """Before each level, and after the last: what each row covers from there on, found from the end."""
    # With all facts known, a row that still lives fits, so it covers all that it outranks. A level earlier it covers of
    # these only what dies in every class in which it dies itself. As levels are independent of each other (facts that
    # are not are one level), checking class by class is checking all combinations: levels x classes x rows, once.
    by = list(outranked)
    covers = [_cover(by)]
    for level in reversed(levels):
        for _, living in level.classes:
            by = [rows if living >> number & 1 else rows & ~living for number, rows in enumerate(by)]
        covers.append(_cover(by))
    return covers[::-1]


def _cover(by: list[int]) -> _Cover:
    return _Cover(tuple(by), sum(1 << number for number, rows in enumerate(by) if rows))
