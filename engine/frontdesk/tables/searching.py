"""Search: is there somebody whom some rows fit and others do not, without counting how many there are.

For tables that are too wide to count. Knows levels of a diagram and rows as bits, and nothing of what rows decide.
"""

# That a row fits narrows some facts to some of their classes. That a row does not fit is a clause: one of its facts has
# a class in which it dies. So the question is one of satisfiability over facts with many values, and it is answered as
# solvers do (Davis, Putnam, Logemann and Loveland 1962): what follows at once is drawn from the clauses (a clause with
# one way left takes it), then the clause with the fewest ways is tried way by way, each way without those before it.
# Counting cannot stop so early, as it owes a number. Conflicts are not learnt from: rows ask for few facts each, so
# what follows at once is most of the work.

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from frontdesk.tables.classes import TooLargeError, ValueClass
from frontdesk.tables.diagrams import Diagram

__all__ = ["TRIES", "Named", "Open", "Search"]

TRIES = 20_000
"""How many ways are tried for one question before nothing is claimed."""
Named: TypeAlias = Mapping[int, tuple[ValueClass, tuple[int, ...]]]
"""By level, what is said of a person, with the rows that it lets live: several, if it leaves that open."""
_Clause: TypeAlias = tuple[tuple[int, int], ...]
"""How a row comes not to fit: for each of its levels, the classes in which it dies, as bits."""
Open: TypeAlias = tuple[int, ...]
"""For each level the classes that are left, as bits."""


@dataclass(slots=True)
class Search:
    """Questions put to the people of one diagram: of each row it is said that it fits or that it does not."""

    drawn: Diagram
    tries: int = TRIES
    everybody: Open = field(init=False)
    _clauses: dict[int, _Clause] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.everybody = tuple((1 << len(level.classes)) - 1 for level in self.drawn.levels)

    def fitting(self, left: Open, row: int) -> Open | None:
        """Those of the people *left* whom the row of number *row* fits; ``None`` where there are none."""
        narrowed = list(left)
        for level, dead in self._clause(row):
            narrowed[level] &= ~dead
            if not narrowed[level]:
                return None
        return tuple(narrowed)

    def somebody(self, left: Open, fits: Iterable[int], never: Sequence[int]) -> Named | None:
        """One of those *left* whom the rows *never* do not fit, by the facts that it takes; *fits* are those that do.

        ``None`` proves that there is nobody. Raises TooLargeError.
        """
        if not all(left):
            return None
        clauses = [self._clause(row) for row in never]
        found = _Trying(self.tries).solve(list(left), clauses)
        return (
            None
            if found is None
            else self._named(found, clauses, {level for row in fits for level in self._levels(row)})
        )

    def _named(self, found: list[int], clauses: Sequence[_Clause], needed: set[int]) -> Named:
        """The facts that make rows fit or die, each row by one; what is given stays."""
        chosen = [(bits & -bits).bit_length() - 1 for bits in found]
        needed = needed | {depth for depth, level in enumerate(self.drawn.levels) if level.is_given}
        ways = [{level for level, dead in clause if dead >> chosen[level] & 1} for clause in clauses]
        while ways := [way for way in ways if not way & needed]:
            counts = {level: sum(level in way for way in ways) for level in sorted(set().union(*ways))}
            needed.add(max(counts, key=lambda level: counts[level]))
        classes = ((depth, self.drawn.levels[depth].classes[chosen[depth]]) for depth in sorted(needed))
        return {depth: (one, (living,)) for depth, (one, living) in classes}

    def _levels(self, row: int) -> Iterable[int]:
        return (level for level, _ in self._clause(row))

    def _clause(self, row: int) -> _Clause:
        if row not in self._clauses:
            dead = (
                (depth, sum(1 << number for number, (_, living) in enumerate(level.classes) if not living >> row & 1))
                for depth, level in enumerate(self.drawn.levels)
                if level.asking >> row & 1
            )
            self._clauses[row] = tuple(dead)
        return self._clauses[row]


@dataclass(slots=True)
class _Trying:
    """One question, way by way."""

    left: int

    def solve(self, left: list[int], clauses: Sequence[_Clause]) -> list[int] | None:
        """The classes of each level, of which any will do; ``None`` where the clauses cannot all be met."""
        rest = _following(left, clauses)
        if rest is None or not rest:
            return left if rest is not None else None
        self.left -= 1
        if self.left < 0:
            raise TooLargeError("more ways to try than are tried")
        for level, dead in min(rest, key=len):
            tried = list(left)
            tried[level] &= dead
            if tried[level] and (found := self.solve(tried, rest)) is not None:
                return found
            left[level] &= ~dead
            if not left[level]:
                return None
        return None


def _following(left: list[int], clauses: Sequence[_Clause]) -> list[_Clause] | None:
    """Draw from *clauses* what follows at once, in *left*; those still open, or ``None`` if one cannot be met."""
    rest = list(clauses)
    while True:
        still: list[_Clause] = []
        drawn = False
        for clause in rest:
            ways = []
            for level, dead in clause:
                here = left[level]
                if not here & ~dead:
                    break
                if here & dead:
                    ways.append((level, dead))
            else:
                if not ways:
                    return None
                if len(ways) == 1:
                    left[ways[0][0]] &= ways[0][1]
                    drawn = True
                else:
                    still.append(tuple(ways))
        rest = still
        if not drawn:
            return rest
