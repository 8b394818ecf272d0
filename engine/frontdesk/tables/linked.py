"""Tables that read each other, over all combinations: what a table answers is decided, never tried value by value.

So nobody is counted who cannot be, such as somebody whom a table refuses although nothing about them is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from frontdesk.problems import ConflictError
from frontdesk.tables.diagrams import BUDGET, Alive, Diagram, Group, TooLargeError
from frontdesk.tables.domains import Domain
from frontdesk.tables.searching import Open, Search
from frontdesk.tables.smallest import Person, person_of, smallest_person
from frontdesk.tables.table import Condition, Decision, HitPolicy, Row, Table
from frontdesk.tables.values import Value

__all__ = ["Linked", "answered", "standing_on"]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the tables asked with those that it stands on, itself last, and where each is in the diagram."""

    tables: tuple[Table[Any], ...]
    places: tuple[int, ...]

    def decide(self, alive: Alive) -> tuple[int, dict[str, Value]]:
        """The rows that decide, as bits, and what the tables below answer, by fact."""
        derived: dict[str, Value] = {}
        bits = 0
        for table, place in zip(self.tables, self.places, strict=True):
            bits = _deciding(table, _fitting(table, alive[place], derived))
            if table is not self.tables[-1]:
                derived |= _as_facts(table, _answer(table, bits).outcome)
        return bits, derived


@dataclass(slots=True)
class Linked:
    """All combinations of the facts that the tables *asked* stand on, under *given* conditions that must hold.

    *given* may also speak of what *answering* tables answer, and *excluded* of what those answer that it stands on.
    *domains*, *joint*, *budget*: as for ``Diagram``.
    """

    asked: tuple[Table[Any], ...]
    given: tuple[Condition, ...] = ()
    domains: Mapping[str, Domain] = field(default_factory=dict)
    joint: tuple[Group, ...] = ()
    excluded: Table[Any] | None = None
    answering: tuple[Table[Any], ...] = ()
    budget: int = BUDGET
    drawn: Diagram = field(init=False)
    _sides: tuple[_Side, ...] = field(init=False)
    _later: tuple[Condition, ...] = field(init=False)
    """The conditions of *given* that are on answers."""
    _decided: dict[Alive, Alive | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        named = [table for table in self.answering if any(_root(test) == table.name for test in self.given)]
        chains = [standing_on(table, *(named if number == 0 else ())) for number, table in enumerate(self.asked)]
        plain, on_answers = _parted(self.excluded)
        chains += [standing_on(on_answers)] if on_answers else []
        tables = {id(table): table for chain in chains for table in chain}
        places = {table: place for place, table in enumerate(tables)}
        self._sides = tuple(_Side(chain, tuple(places[id(table)] for table in chain)) for chain in chains)
        below = {fact for chain in chains for fact in answered(chain[:-1], [*_tests(chain), *self.given])}
        self._later = tuple(test for test in self.given if test.fact in below)
        bare = [_bare(table, below) for table in tables.values()]
        self.drawn = Diagram(
            tuple(table for table, _ in bare),
            tuple(test for test in self.given if test.fact not in below),
            {name: domain for name, domain in self.domains.items() if name not in below},
            self.joint,
            plain,
            undecided=tuple(rows for _, rows in bare),
            budget=self.budget,
        )

    @property
    def size(self) -> int:
        """How many combinations there are; where too many to count, as many as if nobody was left out."""
        try:
            left_out = self._later or len(self._sides) > len(self.asked)
            return sum(self.outcomes().values()) if left_out else self.drawn.size
        except TooLargeError:
            return self.drawn.most

    def outcomes(self) -> Mapping[Alive, int]:
        """For each table asked the deciding rows, as bits, and how many combinations they decide.

        Raises TooLargeError.
        """
        if self._is_plain:
            return self.drawn.outcomes()
        found: dict[Alive, int] = {}
        for alive, count in self.drawn.outcomes().items():
            decided = self._decide(alive)
            if decided is not None:
                found[decided] = found.get(decided, 0) + count
        return found

    def decisions(self, alive: Alive) -> tuple[Decision[Any], ...]:
        """What each table asked answers where these rows decide."""
        return tuple(_answer(table, bits) for table, bits in zip(self.asked, alive, strict=True))

    def smallest(self, wanted: Callable[[Alive], bool]) -> Person | None:
        """The person with the fewest facts for whom the tables asked decide as *wanted*; ``None`` if nobody is.

        Where there are too many to count and the first row decides, somebody is searched for, and may be told by more
        facts than the fewest. Raises TooLargeError.
        """
        if self.drawn.is_counted or any(table.hit is not HitPolicy.FIRST for table in self.asked):
            return self._counted(wanted) if any(map(wanted, self.outcomes())) else None
        try:
            found = self.somebody(wanted)
        except TooLargeError:  # the rows of a table below add up, so which of them fit can only be counted
            return self._counted(wanted)
        try:
            return found and self._counted(wanted)
        except TooLargeError:
            return found

    def somebody(self, wanted: Callable[[Alive], bool]) -> Person | None:
        """Anybody for whom the tables asked, in which the first row decides, decide as *wanted*; ``None`` if nobody is.

        Found without counting, so where counting is too much. Raises TooLargeError.
        """
        return _Choosing(self, wanted).somebody()

    def _counted(self, wanted: Callable[[Alive], bool]) -> Person | None:
        if self._is_plain:
            return smallest_person(self.drawn, wanted)

        def is_wanted(alive: Alive) -> bool:
            decided = self._decide(alive)
            return decided is not None and wanted(decided)

        person = smallest_person(self.drawn, is_wanted)
        return person and replace(person, alive=self._decide(person.alive) or ())

    def ends(self) -> Collection[Alive]:
        """How the tables asked decide for anybody: ``outcomes`` without the numbers. Raises TooLargeError."""
        try:
            return self.outcomes().keys()
        except TooLargeError:
            if len(self.asked) > 1 or self.asked[0].hit is not HitPolicy.FIRST:
                raise
            each = [0, *(1 << number for number in range(len(self.asked[0].rows)))]
            return [(bits,) for bits in each if self.somebody((bits,).__eq__)]

    @property
    def _is_plain(self) -> bool:
        """Whether every table stands for itself, so that the diagram says it all."""
        return len(self._sides) == len(self.asked) and all(len(side.tables) == 1 for side in self._sides)

    def _decide(self, alive: Alive) -> Alive | None:
        """The rows that decide in each table asked; ``None`` where what is given does not hold."""
        if alive not in self._decided:
            decided = [side.decide(alive) for side in self._sides]
            below = decided[0][1]
            holds = all(below[test.fact] in test.accepts for test in self._later)
            nobody = any(bits for bits, _ in decided[len(self.asked) :])
            self._decided[alive] = (
                tuple(bits for bits, _ in decided[: len(self.asked)]) if holds and not nobody else None
            )
        return self._decided[alive]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Which rows decide, of the tables looked at so far: whom they leave, what they answer, and what must not fit."""

    left: Open
    fits: tuple[int, ...] = ()
    never: tuple[int, ...] = ()
    below: Mapping[str, Value] = field(default_factory=dict)
    bits: Mapping[int, int] = field(default_factory=dict)
    """For each table by its place the row that decides, as bits."""


@dataclass(slots=True)
class _Choosing:
    """Somebody whom the tables decide as *wanted*: from below, it is chosen for each table which row decides."""

    linked: Linked
    wanted: Callable[[Alive], bool]
    search: Search = field(init=False)
    tables: tuple[tuple[int, Table[Any]], ...] = field(init=False)
    """Each table with its place, those first that others stand on; at last the one of those who cannot exist."""
    last: set[int] = field(init=False)
    """The places of those on which none stands."""

    def __post_init__(self) -> None:
        sides = self.linked._sides
        self.search = Search(self.linked.drawn)
        self.last = {side.places[-1] for side in sides} - {place for side in sides for place in side.places[:-1]}
        self.tables = tuple({p: one for side in sides for p, one in zip(side.places, side.tables, strict=True)}.items())

    def somebody(self) -> Person | None:
        """Somebody like that; ``None`` proves that there is nobody. Raises TooLargeError."""
        drawn = self.linked.drawn
        start = _Chosen(self.search.everybody, never=tuple(drawn.excluded_rows))
        return next(self._choices(0, start), None)

    def _choices(self, number: int, chosen: _Chosen) -> Iterator[Person]:
        if number == len(self.tables):
            yield from self._found(chosen)
            return
        place, table = self.tables[number]
        if place in {side.places[-1] for side in self.linked._sides[len(self.linked.asked) :]}:
            rows = [drawn for at, drawn in self._rows(place, table) if _may_fit(table.rows[at], chosen.below)]
            yield from self._choices(number + 1, replace(chosen, never=(*chosen.never, *rows)))
            return
        if table.hit is HitPolicy.EVERY:
            raise TooLargeError(f"the rows of '{table.name}' add up, over more cases than can be told apart")
        never = chosen.never
        for at, row in self._rows(place, table):
            if _may_fit(table.rows[at], chosen.below):
                left = self.search.fitting(chosen.left, row)
                if left is not None:
                    fits = (*chosen.fits, row)
                    yield from self._choices(number + 1, self._answering(chosen, number, 1 << at, left, fits, never))
                never = (*never, row)
        yield from self._choices(number + 1, self._answering(chosen, number, 0, chosen.left, chosen.fits, never))

    def _answering(
        self, chosen: _Chosen, number: int, bits: int, left: Open, fits: tuple[int, ...], never: tuple[int, ...]
    ) -> _Chosen:
        """What is chosen when these *bits* decide the table of that *number*, and what it answers to those above."""
        place, table = self.tables[number]
        below = chosen.below
        if place not in self.last:
            below = {**below, **_as_facts(table, _answer(table, bits).outcome)}
        return _Chosen(left, fits, never, below, {**chosen.bits, place: bits})

    def _rows(self, place: int, table: Table[Any]) -> list[tuple[int, int]]:
        """The rows, those that decide before others first: the number of each in the table and in the diagram."""
        first = self.linked.drawn.first_row(place)
        order = range(len(table.rows))
        if table.hit is HitPolicy.PRIORITY:
            return [(at, first + at) for at in sorted(order, key=lambda at: -table.rows[at].priority)]
        return [(at, first + at) for at in order]

    def _found(self, chosen: _Chosen) -> Iterator[Person]:
        asked = tuple(chosen.bits[side.places[-1]] for side in self.linked._sides[: len(self.linked.asked)])
        if _may_fit(Row("", self.linked._later, None), chosen.below) and self.wanted(asked):
            named = self.search.somebody(chosen.left, chosen.fits, chosen.never)
            if named is not None:
                yield person_of(self.linked.drawn, named, asked)


def _may_fit(row: Row[Any], below: Mapping[str, Value]) -> bool:
    """Whether a row fits what the tables below answer; what else it asks for is not looked at."""
    return all(below[test.fact] in test.accepts for test in row.when if test.fact in below)


def standing_on(table: Table[Any], *more: Table[Any]) -> tuple[Table[Any], ...]:
    """The tables whose answers *table* reads, those that they read, and *more*; those first, itself last."""
    found: dict[str, Table[Any]] = {}
    for one in more:
        _gather(one, found)
    _gather(table, found)
    found[table.name] = found.pop(table.name)
    return tuple(found.values())


def _parted(excluded: Table[Any] | None) -> tuple[Table[Any] | None, Table[Any] | None]:
    """Its rows that ask for no answer of a table, and those that do."""
    if excluded is None:
        return None, None
    below = answered(excluded.upstream, _tests([excluded]))
    later = [row for row in excluded.rows if any(test.fact in below for test in row.when)]
    plain = [row for row in excluded.rows if row not in later]
    return excluded.only(plain) if plain else None, excluded.only(later) if later else None


def answered(tables: Iterable[Table[Any]], tests: Iterable[Condition]) -> frozenset[str]:
    """The facts of *tests* that one of *tables* answers."""
    names = {table.name for table in tables}
    return frozenset(test.fact for test in tests if _root(test) in names)


def _gather(table: Table[Any], found: dict[str, Table[Any]]) -> None:
    read = {_root(test) for row in table.rows for test in row.when}
    for upstream in table.upstream:
        if upstream.name in read and upstream.name not in found:
            _gather(upstream, found)
    found[table.name] = table


def _tests(tables: Iterable[Table[Any]]) -> list[Condition]:
    return [test for table in tables for row in table.rows for test in row.when]


def _root(test: Condition) -> str:
    return test.fact.partition(".")[0]


def _bare(table: Table[Any], below: set[str]) -> tuple[Table[Any], frozenset[int]]:
    """The table without its conditions on facts that tables *below* answer, and the rows that had any."""
    rows = tuple(replace(row, when=tuple(test for test in row.when if test.fact not in below)) for row in table.rows)
    had = frozenset(at for at, (row, was) in enumerate(zip(rows, table.rows, strict=True)) if row.when != was.when)
    if not had:
        return table, had
    return replace(table, rows=rows, inputs={name: one for name, one in table.inputs.items() if name not in below}), had


def _fitting(table: Table[Any], alive: int, derived: Mapping[str, Value]) -> int:
    """Those of the rows *alive* that fit what the tables below answer, too."""
    if not derived:
        return alive
    return sum(
        1 << number
        for number, row in enumerate(table.rows)
        if alive >> number & 1 and all(derived[test.fact] in test.accepts for test in row.when if test.fact in derived)
    )


def _deciding(table: Table[Any], fitting: int) -> int:
    if table.hit is HitPolicy.FIRST:
        return fitting & -fitting
    if table.hit is HitPolicy.PRIORITY and fitting:
        rows = _rows(table, fitting)
        highest = max(row.priority for row in rows)
        return sum(1 << number for number, row in enumerate(table.rows) if row in rows and row.priority == highest)
    return fitting


def _answer(table: Table[Any], bits: int) -> Decision[Any]:
    """What the table answers; where its rows contradict each other, which is told elsewhere, the first of them."""
    rows = _rows(table, bits)
    try:
        return table.answer(rows)
    except ConflictError:
        return Decision(rows[0].then, rows[0])


def _rows(table: Table[Any], bits: int) -> tuple[Row[Any], ...]:
    return tuple(row for number, row in enumerate(table.rows) if bits >> number & 1)


def _as_facts(table: Table[Any], outcome: Any) -> dict[str, Value]:
    """What a table answers, by fact; where no row fits, each of its parts is unknown."""
    parts = outcome if isinstance(outcome, Mapping) else dict.fromkeys(table.parts, outcome)
    return {f"{table.name}.{part}" if part else table.name: value for part, value in parts.items()}
