"""Every decision table: nothing forgotten, contradictory, hidden or dead (T001 to T005, T008, T009, T011, T016).

Proved over all combinations, and told with the smallest person for whom it is so. What could be said shorter is told by
``shorter``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from frontdesk.checking.machine import is_about_the_state
from frontdesk.checking.proofs import contacts_in_its_state, decider, diagram, leaf, leaves_open, outcome
from frontdesk.checking.references import row_mended
from frontdesk.checking.shorter import check_shorter
from frontdesk.checking.wide import check_wide
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.problems import Problem, choices
from frontdesk.tables import (
    UNKNOWN,
    Complement,
    Condition,
    Domain,
    HitPolicy,
    Interval,
    Listed,
    Row,
    Scale,
    Table,
    written,
)
from frontdesk.tables.classes import classes_of, holes_of
from frontdesk.tables.diagrams import Alive, TooLargeError
from frontdesk.tables.linked import Linked, standing_on
from frontdesk.tables.smallest import Person


def check_tables(ruleset: Ruleset, *, notes: bool = False) -> Iterator[Problem]:
    """Check every table of *ruleset*; with *notes* also what could be said shorter."""
    tables = [*ruleset.tables.values(), ruleset.offers, ruleset.consequences]
    tables += [step.condition for one in ruleset.campaigns.values() for step in one.steps if step.condition]
    tables += [kind.cause for kind in ruleset.tasks.values() if kind.cause]
    for table in tables:
        try:
            yield from _check(ruleset, table, notes)
        except TooLargeError as error:
            cause = f"the table '{table.name}' could not be proved: {error}"
            yield Problem(table.where, "T016", cause, "split it into tables that read each other")


def _check(ruleset: Ruleset, table: Table[Any], notes: bool) -> Iterator[Problem]:
    never = [row for row in table.rows if _never_fits(ruleset, table, row)]
    for row in never:
        hint = row_mended(ruleset, row, "mend its conditions, or delete the row")
        yield _about(row, "T004", f"the row '{row.id}' can never fit", hint)
    yield from _holes(table)
    engine = ENGINE_TABLES.get(table.name)
    listed = bool(table.outcomes) and not (engine and engine.engine_words)
    drawn = diagram(ruleset, table)
    try:
        leaves = drawn.outcomes()
    except TooLargeError:
        yield from check_wide(ruleset, table, words=listed)
        return
    yield from _gaps(ruleset, table, drawn)
    if table.hit is not HitPolicy.EVERY:
        yield from _conflicts(table, drawn)
        yield from _hidden(ruleset, table, {leaf(alive) for alive in leaves}, never)
    if listed:
        yield from _dead(table, {one for alive in leaves for one in _given(table, leaf(alive))})
    if notes and not (engine and engine.made):
        yield from check_shorter(ruleset, table)


def _never_fits(ruleset: Ruleset, table: Table[Any], row: Row[Any]) -> bool:
    """Whether a condition of *row* accepts nothing, or no one meets all of them at once."""
    if any(all(not bits for _, bits in classes_of(table.inputs[test.fact], [test.accepts])) for test in row.when):
        return True
    joint = contacts_in_its_state(ruleset, row.when) if is_about_the_state(row) else None
    return bool(row.when) and (1,) not in diagram(ruleset, table.only((row,)), joint=joint).outcomes()


def _given(table: Table[Any], alive: int) -> Iterator[object]:
    """The outcomes that a leaf gives: those of all rows that decide it, also where they contradict each other."""
    rows = _contesting(table, alive)
    if table.hit is HitPolicy.FIRST or not rows:
        answer = outcome(table, alive)
        yield from answer if isinstance(answer, tuple) else (answer,)
    else:
        yield from (row.then for row in rows)


def _gaps(ruleset: Ruleset, table: Table[Any], drawn: Linked) -> Iterator[Problem]:
    """The smallest person whom nobody thought of: somebody of whom all is known, before one of whom something is not.

    Whom a table below leaves without an answer is told there.
    """
    if not leaves_open(table) or all(leaf(alive) for alive in drawn.outcomes()):
        return
    code, rest = "T001", ""
    found = _unanswered(ruleset, table)
    if found and _unknown(found[0]):
        known = _of_whom_all_is_known(ruleset, table)
        rest = ", all else known" if known and not _whatever_else(ruleset, table, known[0]) else ""
        found, code = (known, "T001") if known else (found, "T011")
    if found:
        person, count, size = found
        cause = f"no row of '{table.name}' answers for {person.words}{rest} ({count:,} of {size:,} combinations)"
        yield Problem(table.where, code, cause, "add a row, or otherwise:")


def _whatever_else(ruleset: Ruleset, table: Table[Any], person: Person) -> bool:
    """Whether *table* leaves the person without an answer also where things are unknown that are not said of them."""
    given = [Condition(name, frozenset({one.sample}), one.words) for name, one in person.facts.items()]
    return not any(leaf(alive) for alive in diagram(ruleset, table, given=given).outcomes())


def _unknown(person: Person) -> list[str]:
    """What of the person is said to be unknown."""
    return [name for name, one in person.facts.items() if one.sample == UNKNOWN]


def _of_whom_all_is_known(ruleset: Ruleset, table: Table[Any]) -> tuple[Person, int, int] | None:
    """The same as ``_unanswered`` among people of whom everything is known."""
    known = _of_the_known(table, {})
    given: list[Condition] = []
    found = _unanswered(ruleset, known)
    # Facts that go together come as they are, unknown or not, so of those named it must be asked.
    while found and (names := _unknown(found[0])):
        given += [Condition(name, Complement(frozenset({UNKNOWN})), f"not {UNKNOWN}") for name in names]
        found = _unanswered(ruleset, known, given)
    return found


def _unanswered(ruleset: Ruleset, table: Table[Any], given: Sequence[Condition] = ()) -> tuple[Person, int, int] | None:
    """The smallest person whom *table*, and no table below it, leaves without an answer, of how many combinations."""
    below = [one for one in standing_on(table)[:-1] if leaves_open(one)]
    drawn = diagram(ruleset, table, *below, given=given)

    def is_left(alive: Alive) -> bool:
        own, *others = alive
        return not own and all(others)

    person = drawn.smallest(is_left)
    if person is None:
        return None
    return person, sum(count for alive, count in drawn.outcomes().items() if is_left(alive)), drawn.size


def _of_the_known(table: Table[Any], made: dict[str, Table[Any]]) -> Table[Any]:
    """*table* and those that it stands on for people of whom everything is known; *made* holds those there are."""
    if table.name not in made:
        answered = {one.name for one in table.upstream}
        inputs: Mapping[str, Domain] = {
            name: domain if name.partition(".")[0] in answered else _known(domain)
            for name, domain in table.inputs.items()
        }
        upstream = tuple(_of_the_known(one, made) for one in table.upstream)
        made[table.name] = replace(table, inputs=inputs, upstream=upstream)
    return made[table.name]


def _known(domain: Domain) -> Domain:
    if isinstance(domain, Listed):
        return Listed(tuple(one for one in domain.values if one != UNKNOWN))
    return replace(domain, may_be_unknown=False)  # type: ignore[type-var]  # every domain is a dataclass


def _conflicts(table: Table[Any], drawn: Linked) -> Iterator[Problem]:
    if table.hit is HitPolicy.FIRST:
        return
    person = drawn.smallest(lambda alive: len(_disagreeing(table, leaf(alive))) > 1)
    if person is not None:
        first, second = _disagreeing(table, leaf(person.alive))
        code = "T003" if table.hit is HitPolicy.PRIORITY else "T002"
        cause = f"the rows '{first.id}' and '{second.id}' both fit {person.words}; the hit policy is '{table.hit}'"
        related = ((first.where, f"'{first.id}' is here"),)
        hint = "make one of them narrower, or order them with hit: first"
        yield Problem(second.where, code, cause, hint, related)


def _disagreeing(table: Table[Any], alive: int) -> list[Row[Any]]:
    """Two of the rows that decide a leaf and may not both; fewer where there are no two."""
    rows = _contesting(table, alive)
    return [
        *rows[:1],
        *[row for row in rows[1:] if table.hit is HitPolicy.UNIQUE or row.then != rows[0].then][:1],
    ]


def _contesting(table: Table[Any], alive: int) -> list[Row[Any]]:
    rows = [row for number, row in enumerate(table.rows) if alive >> number & 1]
    if table.hit is HitPolicy.PRIORITY and rows:
        highest = max(row.priority for row in rows)
        return [row for row in rows if row.priority == highest]
    return rows


def _hidden(ruleset: Ruleset, table: Table[Any], leaves: set[int], never: list[Row[Any]]) -> Iterator[Problem]:
    """Rows that fit somebody and decide for nobody, because others come first, alone or together."""
    deciding = {id(row) for alive in leaves for row in _contesting(table, alive)}  # rows of several parts have no hash
    for row in table.rows:
        if id(row) not in deciding and row not in never:
            hiding = _hiders(ruleset, table, row)
            come = "comes" if len(hiding) == 1 else "come"
            cause = f"the row '{row.id}' never decides: {choices(hiding).replace(' or ', ' and ')} {come} first"
            hint = row_mended(ruleset, row, "move it up, make the others narrower, or delete it")
            yield _about(row, "T005", cause, hint)


def _hiders(ruleset: Ruleset, table: Table[Any], row: Row[Any]) -> list[str]:
    """The rows that decide wherever *row* fits."""
    leaves = diagram(ruleset, table, given=row.when).outcomes()
    deciding = {id(decider(table, leaf(alive))) for alive in leaves}
    return [other.id for other in table.rows if id(other) in deciding and other is not row]


def _dead(table: Table[Any], given: set[object]) -> Iterator[Problem]:
    dead = [word for word in table.outcomes if word not in given and word != UNKNOWN]
    for word in dead:
        cause = f"the table '{table.name}' never answers '{word}'"
        yield Problem(table.where, "T008", cause, "add a row that does, or take it off the list")


def _holes(table: Table[Any]) -> Iterator[Problem]:
    """Values between two intervals that nothing asks for, such as 21.5 between 18..21 and 22..25."""
    for name, domain in table.inputs.items():
        if isinstance(domain, Scale):
            tests = [(row, test) for row in table.rows for test in row.when if test.fact == name]
            for hole in holes_of(domain, [test.accepts for _, test in tests]):
                row, below = tests[hole.asks_below]
                between = f"'{_said(below, hole.below)}' and '{_said(tests[hole.asks_above][1], hole.above)}'"
                cause = f"no row asks for '{name}' {written(hole.value)}, which lies between {between}"
                hint = f"let them meet: write '{hole.meeting}' in place of '{_said(below, hole.below)}'"
                yield _about(row, "T009", cause, hint)


def _said(test: Condition, part: Interval) -> str:
    """A range that a condition names, as the practice wrote it; one of a list is written anew."""
    return test.written if isinstance(test.accepts, Interval) else str(part)


def _about(row: Row[Any], code: str, cause: str, hint: str) -> Problem:
    return Problem(row.where, code, cause, hint)
