"""Questions put to all combinations at once: the diagram of a ruleset's table, with what depends on what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from frontdesk.checking.people import nobody, numbers, own_tables
from frontdesk.facts import BY_STATE, state_facts
from frontdesk.model import Ruleset, Scope
from frontdesk.names import State, phase_of
from frontdesk.tables import Complement, Condition, HasAny, HitPolicy, Table, Total, Union, Value
from frontdesk.tables.classes import TooLargeError, sets_of
from frontdesk.tables.diagrams import Alive, Group
from frontdesk.tables.linked import Linked, standing_on

_MOST_BEEN = 6
"""Up to so many names each past counts; beyond, those that the conditions tell apart."""


def diagram(
    ruleset: Ruleset,
    *tables: Table[Any],
    given: Sequence[Condition] = (),
    joint: Group | None = None,
) -> Linked:
    """All combinations of *tables* and of those that they stand on, under *given*; nobody who cannot exist.

    Status, phase and past of a contact go together, or what *joint* says.
    """
    domains = ruleset.scopes[Scope(tables[0].scope)]
    answering = own_tables(ruleset)
    roots = {test.fact.partition(".")[0] for test in given}
    read = [one for table in (*tables, *(one for one in answering if one.name in roots)) for one in standing_on(table)]
    asked = [test for table in read for row in table.rows for test in row.when] + list(given)
    excluded = nobody(ruleset, asked)
    asked += [test for row in excluded.rows for test in row.when] if excluded else []
    states = contacts(ruleset, asked) if joint is None else joint
    together = (states, numbers(ruleset, asked))
    return Linked(tables, tuple(given), domains, together, excluded, answering)


def can_both_hold(
    ruleset: Ruleset, first: Table[Any], second: Table[Any], asked: Sequence[Condition], joint: Group | None = None
) -> bool:
    """Whether somebody can meet all that is *asked* over the facts of two tables of one scope.

    So too where that is too much to be proved.
    """
    row = replace(first.rows[0], when=tuple(asked))
    upstream = tuple({one.name: one for one in (*first.upstream, *second.upstream)}.values())
    both = replace(first, inputs={**first.inputs, **second.inputs}, upstream=upstream)
    both = replace(both.only((row,)), hit=HitPolicy.FIRST, otherwise=None)
    try:
        return diagram(ruleset, both, joint=joint).somebody(lambda alive: bool(leaf(alive))) is not None
    except TooLargeError:
        return True


def contacts(ruleset: Ruleset, asked: Sequence[Condition], *, always: bool = False) -> tuple[Mapping[str, Value], ...]:
    """Every combination of state, phase, status, kind and past that a contact can have, as far as *asked* tells.

    Raises TooLargeError when *asked* tells too many pasts apart.
    """
    if not always and not any(test.fact in (*BY_STATE, "has_been") for test in asked):
        return ()
    named = sorted({member for test in asked if test.fact == "has_been" for member in _members(test.accepts)})
    if len(named) > _MOST_BEEN:
        pasts = sets_of(test.accepts for test in asked if test.fact == "has_been")
    else:
        pasts = [frozenset(chosen) for size in range(len(named) + 1) for chosen in combinations(named, size)]
    return tuple(
        {**state_facts(ruleset, state), "has_been": past | _now(state, named)}
        for state in ruleset.states
        for past in dict.fromkeys(past | _now(state, named) for past in pasts)
    )


def as_first(table: Table[Any]) -> Table[Any]:
    """The table as one in which the first row that fits decides: it answers alike, and proving it takes less.

    Of rows that contradict each other, which is told elsewhere, the first counts. One whose rows add up stays as it is.
    """
    if table.hit is HitPolicy.EVERY:
        return table
    rows = sorted(table.rows, key=lambda row: -row.priority) if table.hit is HitPolicy.PRIORITY else table.rows
    return replace(table, rows=tuple(rows), hit=HitPolicy.FIRST)


def contacts_in_its_state(ruleset: Ruleset, asked: Sequence[Condition]) -> tuple[Mapping[str, Value], ...]:
    """The same as an event about the state that they are in meets them: ``event_state`` is that state."""
    return tuple({**one, "event_state": one["state"]} for one in contacts(ruleset, asked, always=True))


def outcome(table: Table[Any], alive: int) -> object:
    """What the deciding rows of a leaf give; for ``every`` what they add up to; ``None`` where that is no answer."""
    rows = tuple(row for number, row in enumerate(table.rows) if alive >> number & 1)
    if not rows and leaves_open(table):
        return None
    if table.hit is HitPolicy.EVERY:
        total: object = table.answer(rows).outcome
        return total
    return rows[0].then if rows else table.otherwise and table.otherwise.then


def leaves_open(table: Table[Any]) -> bool:
    """Whether the table has no answer where none of its rows fits: an empty list, a sum or a count of 0 is one."""
    adds_up = table.hit is HitPolicy.EVERY and table.total in (Total.LIST, Total.SUM, Total.COUNT)
    return table.otherwise is None and not adds_up


def decider(table: Table[Any], alive: int) -> Any:
    """The row that decides a leaf, or ``otherwise``."""
    return next((row for number, row in enumerate(table.rows) if alive >> number & 1), table.otherwise)


def leaf(alive: Alive, place: int = 0) -> int:
    """The deciding rows of one of the tables of a diagram."""
    return alive[place]


def _now(state: State, named: Sequence[str]) -> frozenset[str]:
    return frozenset(name for name in (state, phase_of(state)) if name in named)


def _members(accepts: object) -> frozenset[str]:
    if isinstance(accepts, HasAny):
        return accepts.members
    if isinstance(accepts, Complement):
        return _members(accepts.of)
    if isinstance(accepts, Union):
        return frozenset().union(*(_members(part) for part in accepts.of))
    return frozenset()
