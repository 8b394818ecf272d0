"""What a message waits for that the windows move: does time alone ever let it leave (R012)?

Asks the table ``windows`` with what stays of a message, and for each answer with whatever time can make of the rest.
Knows no clock and no calendar.
"""

# Two walks instead of one. What stays is decided first, in a diagram without any condition on what moves: its ends are
# the rows that can still fit, whatever the hour. Few sets of rows remain, and for each the same tables, less those
# conditions, are asked over all that moves. Where every answer is "move", no hour opens. What returns (a clock, a day)
# can have any value in the end, so all of them are tried; what grows or falls goes one way for ever, so only its far
# end is.

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import product
from typing import Any

from frontdesk.checking.proofs import contacts
from frontdesk.model import OverTime, Ruleset, Scope
from frontdesk.names import Verdict
from frontdesk.problems import Problem
from frontdesk.tables import UNKNOWN, Condition, Domain, Listed, Row, Scale, ScaleKind, Table, Value
from frontdesk.tables.diagrams import Alive, Diagram, TooLargeError
from frontdesk.tables.linked import Linked, answered, standing_on
from frontdesk.tables.smallest import smallest_person

_FAR = 10**9
"""Farther than any row asks: what a number that only grows comes to."""


def check_waits(ruleset: Ruleset) -> Iterator[Problem]:
    """Warn of each row of the windows that moves a message which no hour lets leave."""
    windows = ruleset.choice("windows")
    waits = _Waits(ruleset, standing_on(windows))
    try:
        stuck = {alive: row for alive in waits.drawn.outcomes() if (row := waits.never_leaves(alive)) is not None}
        for row in {row.id: row for row in stuck.values()}.values():
            person = smallest_person(waits.drawn, partial(_is_stuck, stuck, row))
            if person is not None:
                cause = f"no hour lets a message leave that the row '{row.id}' moves, for {person.words}"
                yield Problem(row.where, "R012", cause, "let a row send it at some hour, or answer drop")
    except TooLargeError as error:
        cause = f"whether every message that is moved can leave could not be proved: {error}"
        yield Problem(windows.where, "T016", cause, "split the table into tables that read each other")


def _is_stuck(stuck: Mapping[Alive, Row[Any]], row: Row[Any], alive: Alive) -> bool:
    return stuck.get(alive) is row


def _far(domain: Domain, over_time: OverTime) -> Value | None:
    """What a fact comes to that goes one way; the words of a list are in the order in which they come."""
    grows = over_time is OverTime.GROWS
    match domain:
        case Listed(values):
            return values[-1 if grows else 0]
        case Scale(kind=ScaleKind.NUMBER):
            return _FAR if grows else -_FAR if domain.least is None else domain.least
        case Scale(kind=ScaleKind.DATE):
            return date.max if grows else date.min
    return None


@dataclass(slots=True)
class _Waits:
    """The windows with all that they stand on, themselves last, and what of it time moves."""

    ruleset: Ruleset
    chain: tuple[Table[Any], ...]
    moving: Mapping[str, OverTime] = field(init=False)
    drawn: Diagram = field(init=False)
    """Everything that stays."""
    _later: frozenset[str] = field(init=False)
    """The facts that are not known while only what stays is: what moves, and what tables below answer."""

    def __post_init__(self) -> None:
        tests = [test for table in self.chain for row in table.rows for test in row.when]
        facts = {test.fact: self.ruleset.facts[test.fact] for test in tests if test.fact in self.ruleset.facts}
        self.moving = {name: one.over_time for name, one in facts.items() if one.over_time is not OverTime.STAYS}
        self._later = frozenset(self.moving) | answered(self.chain[:-1], tests)
        known = [self._only(table, table.rows, of_time=False) for table in self.chain]
        open_rows = tuple(
            frozenset(at for at, row in enumerate(table.rows) if any(test.fact in self._later for test in row.when))
            for table in self.chain
        )
        asked = [test for table in known for row in table.rows for test in row.when]
        joint = contacts(self.ruleset, asked)
        self.drawn = Diagram(tuple(known), (), self.ruleset.scopes[Scope.SENDING], (joint,), undecided=open_rows)

    def never_leaves(self, alive: Alive) -> Row[Any] | None:
        """A row that moves a message for which these rows can still fit, if none ever lets it leave or drops it."""
        left: dict[str, Table[Any]] = {}
        for table, bits in zip(self.chain, alive, strict=True):
            rows = tuple(row for number, row in enumerate(table.rows) if bits >> number & 1)
            one = self._only(table, rows, of_time=True)
            left[table.name] = replace(one, upstream=tuple(left[up.name] for up in one.upstream if up.name in left))
        windows = left[self.chain[-1].name]
        for given in self._far_ends():
            asked = Linked((windows,), given, self.ruleset.scopes[Scope.SENDING])
            decisions = [asked.decisions(end)[0] for end in asked.outcomes()]
            if decisions and all(one.outcome == Verdict.MOVE for one in decisions):
                ids = {one.row.id for one in decisions if one.row is not None}
                return next(row for row in self.chain[-1].every_row if row.id in ids)
        return None

    def _only(self, table: Table[Any], rows: tuple[Row[Any], ...], *, of_time: bool) -> Table[Any]:
        """The table with these rows, of their conditions those on what moves and is answered later, or the others."""
        kept = tuple(
            replace(row, when=tuple(test for test in row.when if (test.fact in self._later) is of_time)) for row in rows
        )
        read = {test.fact for row in kept for test in row.when}
        return replace(table, rows=kept, inputs={name: one for name, one in table.inputs.items() if name in read})

    def _far_ends(self) -> Iterator[tuple[Condition, ...]]:
        """Where what goes one way comes to: its far end, or where it need not be known, unknown for ever."""
        domains = self.ruleset.scopes[Scope.SENDING]
        ends: list[list[tuple[str, Value]]] = []
        for name, over_time in self.moving.items():
            domain = domains[name]
            if (far := None if over_time is OverTime.RETURNS else _far(domain, over_time)) is not None:
                end: list[tuple[str, Value]] = [(name, far)]
                ends.append([*end, *([(name, UNKNOWN)] if domain.may_be_unknown else [])])
        for chosen in product(*ends):
            yield tuple(Condition(name, frozenset({value}), str(value)) for name, value in chosen)
