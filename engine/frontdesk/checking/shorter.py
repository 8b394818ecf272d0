"""What a table could say shorter (T006, T007), each piece of advice tried on everybody before it is given.

Followed alone, and together with all advice before it, no answer changes for anybody. Knows nothing of mistakes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from frontdesk.checking.proofs import diagram, leaf, leaves_open
from frontdesk.model import Ruleset
from frontdesk.problems import ConflictError, Problem
from frontdesk.tables import Complement, Condition, HitPolicy, Row, Table, Total, Union
from frontdesk.tables.diagrams import TooLargeError

_ONE_A_ROW = ("event", "timer")
"""What a rule is about: it has one, so two rules cannot be one rule with both."""
_OPEN, _CONTRADICTORY = "no row fits", "rows contradict each other"
_Rows = tuple[Row[Any], ...]


@dataclass(frozen=True, slots=True)
class _Advice:
    """To delete a row (``merges`` is none), or to let it and the row called *merges* be one."""

    row: str
    merges: str = ""

    def followed(self, rows: _Rows) -> _Rows | None:
        """*rows* as they are then; ``None`` where the advice cannot be followed any more."""
        if not self.merges:
            fewer = tuple(row for row in rows if row.id != self.row)
            return fewer if fewer and len(fewer) < len(rows) else None
        for at, (first, second) in enumerate(pairwise(rows)):
            if (first.id, second.id) == (self.merges, self.row):
                differing = _differing(first, second)
                # The row in which both are one bears the name of the second, so that a third can be joined to it.
                return (*rows[:at], _joined(first, second, differing), *rows[at + 2 :]) if differing else None
        return None


def check_shorter(ruleset: Ruleset, table: Table[Any]) -> Iterator[Problem]:
    """Advise how *table* could be shorter, in the order of its rows: rows to delete, then rows to write as one."""
    shorter = table.rows
    for row in table.rows if _may_be_deleted(table) else ():
        fewer = _tried(ruleset, table, shorter, _Advice(row.id))
        if fewer is not None and _decides(ruleset, table, row):
            shorter = fewer
            cause = f"without the row '{row.id}' every answer would be the same"
            yield Problem(row.where, "T006", cause, "keep it if it says the rule better, or delete it")
    for first, second in pairwise(table.rows):
        # Rows in one place are one line of the practice's already, such as the end of a status in each of its phases.
        differing = _differing(first, second) if first.where != second.where else ""
        fewer = _tried(ruleset, table, shorter, _Advice(second.id, first.id)) if differing else None
        if differing and fewer is not None:
            shorter = fewer
            cause = f"the rows '{first.id}' and '{second.id}' differ in '{differing}' only and give the same"
            yield Problem(second.where, "T007", cause, f"write one row with both values of '{differing}'")


def _may_be_deleted(table: Table[Any]) -> bool:
    """Whether some row could be superfluous: where each one adds to the answer and nobody falls back, none is."""
    return table.hit is not HitPolicy.EVERY or table.total not in (Total.LIST, Total.COUNT) or bool(table.otherwise)


def _tried(ruleset: Ruleset, table: Table[Any], shorter: _Rows, advice: _Advice) -> _Rows | None:
    """*shorter* with the *advice* followed, if that, and following it alone, changes nothing for anybody."""
    alone, together = advice.followed(table.rows), advice.followed(shorter)
    if alone is None or together is None:
        return None
    try:
        unchanged = _same_answers(ruleset, table, alone) and (
            shorter is table.rows or _same_answers(ruleset, table, together)
        )
    except TooLargeError:
        return None  # what is not proved is not advised
    return together if unchanged else None


def _same_answers(ruleset: Ruleset, table: Table[Any], rows: _Rows) -> bool:
    """Whether *table* would answer everybody as it does if *rows* were its rows."""
    other = replace(table, rows=rows)
    both = diagram(ruleset, table, other).outcomes()
    return all(_answer(table, leaf(alive)) == _answer(other, leaf(alive, 1)) for alive in both)


def _answer(table: Table[Any], alive: int) -> object:
    """What people are told; to have no answer, and to have two, are answers of their own here."""
    rows = tuple(row for number, row in enumerate(table.rows) if alive >> number & 1)
    if not rows and leaves_open(table):
        return _OPEN
    try:
        return table.answer(rows).outcome
    except ConflictError:
        return _CONTRADICTORY


def _decides(ruleset: Ruleset, table: Table[Any], row: Row[Any]) -> bool:
    """Whether *row* decides for anybody; one that does not is told as T004 or T005."""
    bit = 1 << table.rows.index(row)
    return any(leaf(alive) & bit for alive in diagram(ruleset, table).outcomes())


def _differing(first: Row[Any], second: Row[Any]) -> str:
    """The one fact of which two rows that give the same ask different values; empty where they are no such rows."""
    asked, also = ({test.fact: test.accepts for test in row.when} for row in (first, second))
    if first.then != second.then or first.priority != second.priority or asked.keys() != also.keys():
        return ""
    differ = [fact for fact, accepts in asked.items() if accepts != also[fact]]
    # What is not something cannot be written in one list with something else.
    if len(differ) != 1 or differ[0] in _ONE_A_ROW or _excludes(asked[differ[0]], also[differ[0]]):
        return ""
    return differ[0]


def _excludes(*accepts: object) -> bool:
    return any(isinstance(one, Complement) for one in accepts)


def _joined(first: Row[Any], second: Row[Any], fact: str) -> Row[Any]:
    """One row with both values of *fact*."""
    other = {test.fact: test for test in second.when}
    return replace(second, when=tuple(_both(test, other[fact]) if test.fact == fact else test for test in first.when))


def _both(one: Condition, other: Condition) -> Condition:
    return replace(one, accepts=Union((one.accepts, other.accepts)), written=f"{one.written} or {other.written}")
