"""The smallest person that a diagram decides in some way: the counterexample that people are shown.

Knows nothing of what is wanted: whoever asks says which ends are.
"""

# What is sought is an implicant of "comes to a good end": some facts, each with a class of values, after which every
# way of filling in the rest is good. One from which no fact can be left out is a prime implicant (Quine 1952). They are
# not all listed to pick the shortest, as Quine and McCluskey do: there can be exponentially many, and people are shown
# one.
#
# 1. ``_cheapest``: a path through the diagram to a good end that names as few facts as a path can. A shortest path,
#    each position looked at once. It is sufficient by itself, being one path; but a path must name every fact at which
#    its own positions branch, also where all branches are good in the end.
# 2. ``_needed``: facts that are not needed go. One pass gives a prime implicant: fewer facts are harder to be
#    sufficient with, so a fact that could not go once cannot go later either. It goes from the last level to the first,
#    because levels stand in the order of their worth, so what is left says much about the decision.
# 3. ``_fewest``: a prime implicant is not always a shortest. Smaller ones are tried outright, the smallest first, as
#    long as there are tries left. So one that is found is a smallest; where tries run out, the prime implicant stands,
#    and ``smallest_person`` promises no more than that.
# 4. ``_told_by_one``: of facts that go together one is told where it does: a state without the past.
#
# Everything goes in the order of levels and classes and never in that of a hash, so the example stays the same from run
# to run. Counting comes first (``drawn.outcomes()``) and has passed every position that is visited here, so a table
# that is too large to count is given up before a search begins.

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from frontdesk.tables.classes import ValueClass
from frontdesk.tables.diagrams import Alive, Diagram
from frontdesk.tables.searching import Named
from frontdesk.tables.values import written

__all__ = ["Person", "smallest_person"]

_TRIES = 2_000
"""Each try costs a walk over the positions at most; that is to stay bearable where facts have many classes."""


_GOOD, _BAD = 1, 2
"""Ends that people come to, as bits; where an excluded row fits there is nobody, and no end."""


@dataclass(frozen=True, slots=True)
class Person:
    """One combination of facts, as few as matter, and how each table decides it."""

    facts: Mapping[str, ValueClass]
    alive: Alive

    @property
    def words(self) -> str:
        """The facts as people read them."""
        return ", ".join(f"{name.replace('_', ' ')} {one.words}" for name, one in self.facts.items()) or "anybody"


def smallest_person(drawn: Diagram, wanted: Callable[[Alive], bool]) -> Person | None:
    """The person decided as *wanted* that names as few facts as any; ``None`` proves that there is none.

    Whatever the facts are that are not named, the decision is one of those wanted. No fact named could be left
    out; where there are very many, naming quite different ones might do with fewer. Raises TooLargeError.
    """
    good = frozenset(alive for alive in drawn.outcomes() if wanted(alive))
    if not good:
        return None
    named = _Search(drawn, good).smallest()
    return person_of(drawn, named, end_of(drawn, named))


def person_of(drawn: Diagram, named: Named, alive: Alive) -> Person:
    """The facts by name, in the order in which the tables name them."""
    facts = {
        name: part
        for depth, (one, _) in named.items()
        for name, part in one.parts or ((drawn.levels[depth].names[0], one),)
    }
    as_written = ["state", *(name for table in drawn.tables for name in table.inputs)]
    ordered = {name: facts[name] for name in dict.fromkeys(as_written) if name in facts}
    return Person(ordered | facts, alive)


def end_of(drawn: Diagram, named: Named) -> Alive:
    """How the first of those is decided who have the facts *named*."""
    passed: set[tuple[int, int]] = set()

    def first(depth: int, alive: int) -> Alive | None:
        if (depth, alive) in passed:
            return None
        passed.add((depth, alive))
        if depth == len(drawn.levels):
            return None if drawn.is_nobody(alive) else drawn.apart(alive)
        lives = _lives(drawn, named, depth)
        ends = (first(depth + 1, drawn.after(depth, alive, one)) for one in lives)
        return next((end for end in ends if end is not None), None)

    return first(0, drawn.start()) or ()


def _lives(drawn: Diagram, named: Named, depth: int) -> Sequence[int]:
    return named[depth][1] if depth in named else [living for _, living in drawn.levels[depth].classes]


@dataclass(slots=True)
class _Search:
    """The search for whom to name of those who come to a *good* end."""

    drawn: Diagram
    good: frozenset[Alive]
    _costs: dict[tuple[int, int], float] = field(init=False, default_factory=dict)
    _ahead: dict[tuple[int, int], int] = field(init=False, default_factory=dict)

    def smallest(self) -> Named:
        """As few facts as any that leave no doubt."""
        return self._told_by_one(self._fewest(self._needed(self._cheapest())))

    def _cheapest(self) -> Named:
        """What tells positions apart on the way to a good end that passes the fewest of them."""
        named: dict[int, tuple[ValueClass, tuple[int, ...]]] = {}
        alive = self.drawn.start()
        for depth, level in enumerate(self.drawn.levels):
            every = [(one, living, self.drawn.after(depth, alive, living)) for one, living in level.classes]
            children = [one for one in every if not self.drawn.leads_nowhere(depth + 1, one[2])]
            if len({child for _, _, child in children}) > 1 or level.is_given:
                each = [self._cost(depth + 1, child) for _, _, child in children]
                one, living, alive = children[each.index(min(each))]
                named[depth] = one, (living,)
            else:
                alive = children[0][2]
        return named

    def _cost(self, depth: int, alive: int) -> float:
        """How many facts a person must name from here on to come to a good end."""
        if depth == len(self.drawn.levels):
            return 0.0 if self._end(alive) == _GOOD else float("inf")
        if (depth, alive) not in self._costs:
            every = {self.drawn.after(depth, alive, living) for _, living in self.drawn.levels[depth].classes}
            children = {child for child in every if not self.drawn.leads_nowhere(depth + 1, child)}
            named = 0.0 if len(children) == 1 else 1.0
            costs = (self._cost(depth + 1, child) for child in children)
            self._costs[depth, alive] = named + min(costs, default=float("inf"))
        return self._costs[depth, alive]

    def _needed(self, named: Named) -> Named:
        """*named* without the facts that need not be known, those that end the fewest rows left out first."""
        # What is given stays: the person is one of those asked about, and is told as such.
        for depth in sorted(named, reverse=True):
            fewer = {other: one for other, one in named.items() if other != depth}
            if not self.drawn.levels[depth].is_given and self._suffices(fewer):
                named = fewer
        return named

    def _fewest(self, named: Named) -> Named:
        """*named*, or fewer facts that do as well, as far as so many tries find any."""
        levels = self.drawn.levels
        given = [depth for depth in named if levels[depth].is_given]
        free = [depth for depth, level in enumerate(levels) if len(level.classes) > 1 and not level.is_given]
        choices = (
            {depth: (one, (living,)) for depth, (one, living) in zip((*given, *depths), classes, strict=True)}
            for size in range(len(named) - len(given))
            for depths in combinations(free, size)
            for classes in product(*(levels[depth].classes for depth in (*given, *depths)))
        )
        return next((fewer for fewer in islice(choices, _TRIES) if self._suffices(fewer)), named)

    def _told_by_one(self, named: Named) -> Named:
        """*named* with one fact in place of several that go together where it does: the state without the past."""
        for depth, (one, lives) in named.items():
            alone = [key for key, each in self.drawn.levels[depth].by_fact.items() if set(lives) <= set(each)]
            for name, value in alone if len(one.parts) > 1 else ():
                part = ValueClass(value, written(value))
                shorter = ValueClass(one.sample, one.words, one.count, ((name, part),))
                fewer = {**named, depth: (shorter, self.drawn.levels[depth].by_fact[name, value])}
                if self._suffices(fewer):
                    named = fewer
                    break
        return named

    def _suffices(self, named: Named) -> bool:
        """Whether everybody with the facts *named* comes to a good end, and there is somebody who has them."""
        # ``seen`` ends with the call: what it holds depends on *named*. Below the last level named the ends depend on
        # the position alone, so ``_ends`` keeps them for every later try.
        last = max(named, default=-1)
        seen: dict[tuple[int, int], int] = {}

        def ends(depth: int, alive: int) -> int:
            if depth > last:
                return self._ends(depth, alive)
            if (depth, alive) not in seen:
                found = 0
                for living in _lives(self.drawn, named, depth):
                    found |= ends(depth + 1, self.drawn.after(depth, alive, living))
                    if found & _BAD:
                        break
                seen[depth, alive] = found
            return seen[depth, alive]

        return ends(0, self.drawn.start()) == _GOOD

    def _ends(self, depth: int, alive: int) -> int:
        """To what ends people come from here on: good ones, bad ones, both, or none because there is nobody."""
        if depth == len(self.drawn.levels):
            return self._end(alive)
        if (depth, alive) not in self._ahead:
            found = 0
            for _, living in self.drawn.levels[depth].classes:
                found |= self._ends(depth + 1, self.drawn.after(depth, alive, living))
                if found & _BAD:
                    break
            self._ahead[depth, alive] = found
        return self._ahead[depth, alive]

    def _end(self, alive: int) -> int:
        if self.drawn.is_nobody(alive):
            return 0
        return _GOOD if self.drawn.apart(alive) in self.good else _BAD
