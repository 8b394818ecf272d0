"""Every decision table: nothing forgotten, contradictory, hidden or dead (T001 to T009, T011, T016).

Proved over all combinations, and told with the smallest person for whom it is so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import time
from typing import Any

from frontdesk.checking.machine import is_about_the_state
from frontdesk.checking.proofs import contacts_in_its_state, decider, diagram, leaf, outcome
from frontdesk.checking.wide import check_wide
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.problems import Problem, choices
from frontdesk.tables import UNKNOWN, HitPolicy, Row, Scale, Table, Value, written
from frontdesk.tables.classes import classes_of, holes_of
from frontdesk.tables.diagrams import TooLargeError
from frontdesk.tables.linked import Linked

_ONE_A_ROW = ("event", "timer")
"""What a rule is about: it has one, so two rules cannot be one rule with both."""


def check_tables(ruleset: Ruleset, *, notes: bool = False) -> Iterator[Problem]:
    """Check every table of *ruleset*; with *notes* also what could be said shorter."""
    tables = [*ruleset.tables.values(), ruleset.offers, ruleset.consequences]
    tables += [step.condition for one in ruleset.campaigns.values() for step in one.steps if step.condition]
    for table in tables:
        try:
            yield from _check(ruleset, table, notes)
        except TooLargeError as error:
            cause = f"the table '{table.name}' could not be proved: {error}"
            yield Problem(table.where, "T016", cause, "split it into tables that read each other")


def _check(ruleset: Ruleset, table: Table[Any], notes: bool) -> Iterator[Problem]:
    never = [row for row in table.rows if _never_fits(ruleset, table, row)]
    for row in never:
        yield _about(row, "T004", f"the row '{row.id}' can never fit", "mend its conditions, or delete the row")
    yield from _holes(table)
    engine = ENGINE_TABLES.get(table.name)
    listed = bool(table.outcomes) and not (engine and engine.engine_words)
    drawn = diagram(ruleset, table)
    try:
        leaves = drawn.outcomes()
    except TooLargeError:
        yield from check_wide(ruleset, table, words=listed)
        return
    if table.hit is not HitPolicy.EVERY:
        yield from _gaps(table, drawn)
        yield from _conflicts(table, drawn)
        yield from _hidden(ruleset, table, {leaf(alive) for alive in leaves}, never)
    if listed:
        yield from _dead(table, {one for alive in leaves for one in _given(outcome(table, leaf(alive)))})
    if notes and not (engine and engine.made):
        yield from _mergeable(table)
        yield from _redundant(ruleset, table)


def _never_fits(ruleset: Ruleset, table: Table[Any], row: Row[Any]) -> bool:
    """Whether a condition of *row* accepts nothing, or no one meets all of them at once."""
    if any(all(not bits for _, bits in classes_of(table.inputs[test.fact], [test.accepts])) for test in row.when):
        return True
    joint = contacts_in_its_state(ruleset, row.when) if is_about_the_state(row) else None
    return len(row.when) > 1 and (1,) not in diagram(ruleset, table.only((row,)), joint=joint).outcomes()


def _given(answer: object) -> tuple[object, ...]:
    """The outcomes that an answer holds: one, or each of those that an ``every`` table lists."""
    return answer if isinstance(answer, tuple) else (answer,)


def _gaps(table: Table[Any], drawn: Linked) -> Iterator[Problem]:
    if table.otherwise is not None:
        return
    person = drawn.smallest(lambda alive: not leaf(alive))
    if person is None:
        return
    count = sum(number for alive, number in drawn.outcomes().items() if not leaf(alive))
    code = "T011" if any(one.sample == UNKNOWN for one in person.facts.values()) else "T001"
    cause = f"no row of '{table.name}' answers for {person.words} ({count:,} of {drawn.size:,} combinations)"
    yield Problem(table.where, code, cause, "add a row, or otherwise:")


def _conflicts(table: Table[Any], drawn: Linked) -> Iterator[Problem]:
    if table.hit is HitPolicy.FIRST:
        return

    def disagrees(alive: tuple[int, ...]) -> bool:
        rows = _contesting(table, leaf(alive))
        same = all(row.then == rows[0].then for row in rows)
        return len(rows) > 1 and (table.hit is HitPolicy.UNIQUE or not same)

    person = drawn.smallest(disagrees)
    if person is not None:
        first, second, *_ = _contesting(table, leaf(person.alive))
        code = "T003" if table.hit is HitPolicy.PRIORITY else "T002"
        cause = f"the rows '{first.id}' and '{second.id}' both fit {person.words}; the hit policy is '{table.hit}'"
        related = ((first.where, f"'{first.id}' is here"),)
        hint = "make one of them narrower, or order them with hit: first"
        yield Problem(second.where, code, cause, hint, related)


def _contesting(table: Table[Any], alive: int) -> list[Row[Any]]:
    rows = [row for number, row in enumerate(table.rows) if alive >> number & 1]
    if table.hit is HitPolicy.PRIORITY and rows:
        highest = max(row.priority for row in rows)
        return [row for row in rows if row.priority == highest]
    return rows


def _hidden(ruleset: Ruleset, table: Table[Any], leaves: set[int], never: list[Row[Any]]) -> Iterator[Problem]:
    """Rows that fit somebody and decide for nobody, because others come first, alone or together."""
    deciding: set[int] = set()
    for alive in leaves:
        contesting = _contesting(table, alive) if table.hit is HitPolicy.PRIORITY else None
        deciding |= {
            number
            for number, row in enumerate(table.rows)
            if alive >> number & 1 and (contesting is None or row in contesting)
        }
    for number, row in enumerate(table.rows):
        if number not in deciding and row not in never:
            hiding = _hiders(ruleset, table, row)
            cause = f"the row '{row.id}' never decides: {choices(hiding).replace(' or ', ' and ')} come first"
            yield _about(row, "T005", cause, "move it up, make the others narrower, or delete it")


def _hiders(ruleset: Ruleset, table: Table[Any], row: Row[Any]) -> list[str]:
    """The rows that decide wherever *row* fits."""
    leaves = diagram(ruleset, table, given=row.when).outcomes()
    deciding = {id(decider(table, leaf(alive))) for alive in leaves}  # rows that answer in parts have no hash
    return [other.id for other in table.rows if id(other) in deciding and other is not row]


def _dead(table: Table[Any], given: set[object]) -> Iterator[Problem]:
    dead = [word for word in table.outcomes if word not in given and word != UNKNOWN]
    for word in dead:
        cause = f"the table '{table.name}' never answers '{word}'"
        yield Problem(table.where, "T008", cause, "add a row that does, or take it off the list")


def _holes(table: Table[Any]) -> Iterator[Problem]:
    """A value between two intervals that nothing asks for, such as 21.5 between 18..21 and 22..25."""
    for name, domain in table.inputs.items():
        if not isinstance(domain, Scale):
            continue
        tests = [(row, test) for row in table.rows for test in row.when if test.fact == name]
        hole = next(holes_of(domain, [test.accepts for _, test in tests]), None)
        if hole is not None:
            row = tests[0][0]
            cause = f"no row asks for '{name}' {_exactly(hole)}, which lies between two of its intervals"
            yield _about(row, "T009", cause, "let the intervals meet: [18..22) and [22..25]")


def _exactly(value: Value) -> str:
    return value.isoformat() if isinstance(value, time) and value.second else written(value)


def _mergeable(table: Table[Any]) -> Iterator[Problem]:
    for first, second in zip(table.rows, table.rows[1:], strict=False):
        if first.then != second.then or len(first.when) != len(second.when):
            continue
        differ = [one.fact for one, other in zip(first.when, second.when, strict=True) if one.accepts != other.accepts]
        if (
            len(differ) == 1
            and differ[0] not in _ONE_A_ROW
            and [one.fact for one in first.when] == [one.fact for one in second.when]
        ):
            cause = f"the rows '{first.id}' and '{second.id}' differ in '{differ[0]}' only and give the same"
            yield _about(second, "T007", cause, f"write one row with both values of '{differ[0]}'")


def _redundant(ruleset: Ruleset, table: Table[Any]) -> Iterator[Problem]:
    if table.hit is not HitPolicy.FIRST:
        return
    for row in table.rows:
        without = replace(table, rows=tuple(one for one in table.rows if one is not row))
        both = diagram(ruleset, table, without)
        changes = any(outcome(table, leaf(alive)) != outcome(without, leaf(alive, 1)) for alive in both.outcomes())
        decides = any(decider(table, leaf(alive)) is row for alive in both.outcomes())
        if decides and not changes:
            cause = f"without the row '{row.id}' every answer would be the same"
            yield _about(row, "T006", cause, "keep it if it says the rule better, or delete it")


def _about(row: Row[Any], code: str, cause: str, hint: str) -> Problem:
    return Problem(row.where, code, cause, hint)
