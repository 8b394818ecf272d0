"""Tables that are too wide to count: what is forgotten, contradictory, hidden or never answered, found by search.

The same codes as in ``tables``, without numbers of combinations; what could be said shorter is not looked for here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

from frontdesk.checking.proofs import as_first, diagram, leaf
from frontdesk.checking.references import row_mended
from frontdesk.model import Ruleset
from frontdesk.problems import Problem, choices
from frontdesk.tables import UNKNOWN, Complement, Condition, HitPolicy, Row, Table, Total
from frontdesk.tables.linked import Linked
from frontdesk.tables.smallest import Person


def check_wide(ruleset: Ruleset, table: Table[Any], *, words: bool) -> Iterator[Problem]:
    """Check *table* by search; with *words* also whether it gives each of its answers. Raises TooLargeError."""
    found = None if table.otherwise else _unanswered(ruleset, table)
    if found and (table.hit is not HitPolicy.EVERY or table.total in (Total.MIN, Total.MAX)):
        code = "T011" if any(one.sample == UNKNOWN for one in found.facts.values()) else "T001"
        yield Problem(
            table.where, code, f"no row of '{table.name}' answers for {found.words}", "add a row, or otherwise:"
        )
    if table.hit in (HitPolicy.UNIQUE, HitPolicy.ANY, HitPolicy.PRIORITY):
        yield from _conflicts(ruleset, table)
    decided = [row for row in table.rows if _decides(ruleset, table, row)]
    for row in [one for one in table.rows if one not in decided]:
        if above := [one for one in _above(table, row) if one in decided]:
            cause = f"the row '{row.id}' never decides: {_told(above)} first"
            hint = row_mended(ruleset, row, "move it up, make the others narrower, or delete it")
            yield Problem(row.where, "T005", cause, hint)
    if words:
        given = [row.then for row in decided]
        given += [table.otherwise.then] if table.otherwise and _unanswered(ruleset, table) else []
        for word in [word for word in table.outcomes if word not in given and word != UNKNOWN]:
            cause = f"the table '{table.name}' never answers '{word}'"
            yield Problem(table.where, "T008", cause, "add a row that does, or take it off the list")


def _told(rows: Sequence[Row[Any]]) -> str:
    names = [row.id for row in rows]
    return f"{choices(names).replace(' or ', ' and ')} come{'' if len(names) > 1 else 's'}"


def _unanswered(ruleset: Ruleset, table: Table[Any]) -> Person | None:
    """Somebody whom no row fits, rather of whom everything is known."""
    bare = replace(as_first(table), hit=HitPolicy.FIRST)
    found = diagram(ruleset, bare).smallest(lambda alive: not leaf(alive))
    if found is None or all(one.sample != UNKNOWN for one in found.facts.values()):
        return found
    known = [
        Condition(name, Complement(frozenset({UNKNOWN})), "known")
        for name, domain in table.inputs.items()
        if domain.may_be_unknown and ruleset.facts[name].compute
    ]
    return diagram(ruleset, bare, given=known).smallest(lambda alive: not leaf(alive)) or found


def _decides(ruleset: Ruleset, table: Table[Any], row: Row[Any]) -> bool:
    """Whether *row* decides for somebody: no row that comes before it fits them."""
    above = _above(table, row)
    return _alone(ruleset, table, above, row).somebody((1 << len(above),).__eq__) is not None


def _above(table: Table[Any], row: Row[Any]) -> list[Row[Any]]:
    """The rows that decide before *row* where both fit."""
    if table.hit is HitPolicy.FIRST:
        return list(table.rows[: table.rows.index(row)])
    return [one for one in table.rows if one.priority > row.priority] if table.hit is HitPolicy.PRIORITY else []


def _conflicts(ruleset: Ruleset, table: Table[Any]) -> Iterator[Problem]:
    for first, second in combinations(table.rows, 2):
        if table.hit is not HitPolicy.UNIQUE and first.then == second.then:
            continue
        if table.hit is HitPolicy.PRIORITY and first.priority != second.priority:
            continue
        both = replace(first, when=(*first.when, *second.when))
        above = _above(table, first)
        drawn = _alone(ruleset, table, above, both)
        person = drawn.smallest((1 << len(above),).__eq__)
        if person is not None:
            code = "T003" if table.hit is HitPolicy.PRIORITY else "T002"
            cause = f"the rows '{first.id}' and '{second.id}' both fit {person.words}; the hit policy is '{table.hit}'"
            related = ((first.where, f"'{first.id}' is here"),)
            hint = "make one of them narrower, or order them with hit: first"
            yield Problem(second.where, code, cause, hint, related)
            return


def _alone(ruleset: Ruleset, table: Table[Any], before: Sequence[Row[Any]], row: Row[Any]) -> Linked:
    """The table with *row* and those *before* it alone, of which the first that fits decides."""
    return diagram(ruleset, replace(table.only((*before, row)), hit=HitPolicy.FIRST, otherwise=None))
