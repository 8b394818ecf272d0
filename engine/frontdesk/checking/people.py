"""Who can exist: the facts that go together by the engine's own rules, and those that never do by the practice's word.

Knows nothing of what is proved over them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Any

from frontdesk.facts import BY_STATE, LIMIT_VERDICT, state_facts
from frontdesk.model import Ruleset
from frontdesk.model.engine_tables import ENGINE_TABLES
from frontdesk.model.relations import Relations
from frontdesk.names import NOT_SENT, LineType, PhoneKind
from frontdesk.tables import Complement, Condition, HitPolicy, Row, Table, Union, Value, written
from frontdesk.tables.diagrams import Group
from frontdesk.tables.linked import standing_on

NUMBERS = ("preferred_number", *map(str, PhoneKind), "destination")
"""Facts that depend on each other: which number is preferred, what each can take, and what the chosen one can."""
_ORDER = "destination_number"
_DECIDED = {"do_not_contact": "do_not_contact", LIMIT_VERDICT: "attempts"}
"""Facts that a table of the engine decides from facts that other tables read as well, each with that table."""


def own_tables(ruleset: Ruleset) -> tuple[Table[Any], ...]:
    """The practice's own tables: their answers are facts."""
    return tuple(table for name, table in ruleset.tables.items() if name not in ENGINE_TABLES)


def numbers(ruleset: Ruleset, asked: Sequence[Condition]) -> Group:
    """Every combination of the contact's numbers that *asked* tells apart; nothing where it asks for one of them only.

    What a message's number can take follows from the preferred number and what each number can take.
    """
    named = {test.fact for test in asked}
    read = tuple(name for name in NUMBERS if name in named)
    return _combinations(ruleset.tables[_ORDER], read) if "destination" in read and len(read) > 1 else ()


def nobody(ruleset: Ruleset, asked: Sequence[Condition]) -> Table[Any] | None:
    """A table whose rows fit who cannot exist, as far as they speak of what *asked* speaks of; ``None`` without any.

    By the practice's word, and by the table that decides a fact which other tables read beside what it reads itself.
    """
    named = {test.fact for test in asked}
    impossible = list(_impossible(ruleset, named))
    if not impossible:
        return None
    known = _known_with(ruleset, named)
    rows = tuple(row for row in impossible if all(test.fact in known for test in row.when))
    inputs = {test.fact: ruleset.facts[test.fact].domain for row in rows for test in row.when}
    return Table("never_together", inputs, rows, hit=HitPolicy.EVERY, upstream=own_tables(ruleset)) if rows else None


def why_nobody(ruleset: Ruleset, facts: Mapping[str, Value]) -> str:
    """Why nobody has all of *facts*, as far as they say so themselves; empty where somebody may."""
    states = {name: value for name, value in facts.items() if name in BY_STATE}
    if states and not any(states.items() <= state_facts(ruleset, one).items() for one in ruleset.states):
        return f"no state has {_together(states)}"
    chosen = {name: facts[name] for name in NUMBERS if name in facts}
    if "destination" in chosen:
        combinations = _combinations(ruleset.tables[_ORDER], tuple(chosen))
        if not any(chosen.items() <= one.items() for one in combinations):
            return f"what a message's number can take follows from the numbers, never {_together(chosen)}"
    for row in _impossible(ruleset, set(facts)):
        if all(test.fact in facts and facts[test.fact] in test.accepts for test in row.when):
            named = {test.fact: facts[test.fact] for test in row.when}
            return f"{_together(named)} never go together ('{row.id}'{': ' if row.because else ''}{row.because})"
    return ""


def _together(facts: Mapping[str, Value]) -> str:
    return " and ".join(f"{name.replace('_', ' ')} {written(value)}" for name, value in facts.items())


def _impossible(ruleset: Ruleset, named: set[str]) -> Iterator[Row[Any]]:
    """What is never together, by the practice's word or by a table that decides one of the facts *named*."""
    for one in ruleset.part(Relations).never_together.values():
        yield Row(one.id, one.tests, True, one.because, one.where)
    for fact, table in _DECIDED.items():
        if fact in named and table in ruleset.tables:
            yield from _implied(fact, ruleset.tables[table])


@lru_cache(maxsize=64)
def _implied(fact: str, deciding: Table[Any]) -> tuple[Row[Any], ...]:
    """What cannot go with the answer of a table that decides *fact*: a row fits, and the answer is another."""
    if deciding.hit is not HitPolicy.FIRST or deciding.otherwise is None:
        return ()
    answers = {row.id: _part(row.then, fact) for row in deciding.every_row}
    usual = answers[deciding.otherwise.id]
    found = []
    for number, row in enumerate(deciding.rows):
        if all(answers[earlier.id] == answers[row.id] for earlier in deciding.rows[:number]):
            found.append((row, row.when))
    other = [row for row in deciding.rows if answers[row.id] != usual]
    for name in dict.fromkeys(test.fact for row in other for test in row.when):
        asked = [test.accepts for row in other for test in row.when if test.fact == name]
        if len(asked) == len(other):  # each of them asks, so what none of them accepts leads to the answer otherwise
            none = Condition(name, Complement(Union(tuple(asked))), "what no row asks for")
            found.append((deciding.otherwise, (none,)))
    return tuple(
        Row(
            row.id,
            (*when, Condition(fact, Complement(frozenset({answers[row.id]})), "another answer")),
            True,
            row.because,
        )
        for row, when in found
    )


def _part(answer: Any, fact: str) -> Value:
    value: Value = answer[fact.partition(".")[2]] if isinstance(answer, Mapping) else answer
    return value


def _known_with(ruleset: Ruleset, named: set[str]) -> set[str]:
    """*named* and what follows from them: phase, state and past from each other, and what own tables make of them."""
    along = {*BY_STATE, "has_been"}
    known = named | along if named & along else set(named)
    for table in own_tables(ruleset):
        read = {name for one in standing_on(table) for name in one.inputs}
        if all(name in known or name.partition(".")[0] in ruleset.tables for name in read):
            known |= {f"{table.name}.{part}" if part else table.name for part in table.parts}
    return known


@lru_cache(maxsize=64)
def _combinations(order: Table[Any], read: tuple[str, ...]) -> Group:
    values = [(*map(str, PhoneKind), NOT_SENT), *([str(one) for one in LineType] for _ in PhoneKind)]
    found: dict[tuple[Value, ...], None] = {}
    for combination in product(*values):
        facts: dict[str, Value] = dict(zip(NUMBERS, combination, strict=False))
        chosen = str(order.decide(facts).outcome)
        facts["destination"] = facts.get(chosen, str(LineType.MISSING))
        found[tuple(facts[name] for name in read)] = None
    return tuple(dict(zip(read, combination, strict=True)) for combination in found)
