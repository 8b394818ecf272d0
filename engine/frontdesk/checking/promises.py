"""Promises: laws in the practice's words, proved over all combinations or refuted with the smallest person (D003).

Promises on what follows an event are proved in ``following``; the laws that nobody needs to write are in ``laws``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from frontdesk.checking.following import proof_of_following, proof_of_the_window
from frontdesk.checking.laws import check_laws
from frontdesk.checking.machine import is_about_the_state, machine_of
from frontdesk.checking.people import own_tables
from frontdesk.checking.proofs import as_first, decider, diagram, leaf, outcome
from frontdesk.effects import SetStatus
from frontdesk.interpreter.offers import in_phase
from frontdesk.model import Change, Promise, Ruleset, Scope
from frontdesk.names import NO_CHANNEL, State, status_of
from frontdesk.problems import Problem, choices
from frontdesk.tables import Condition, Row, Table, Value
from frontdesk.tables.diagrams import Alive, TooLargeError
from frontdesk.tables.linked import answered, standing_on
from frontdesk.tables.smallest import Person

_HOW_MANY = "channels_used"
"""By how many channels a message goes out: another question to the delivery table."""
_COMING = ("offered", "entered")
"""Into which status somebody may come: by choice, or by choice and by rules."""
_TOGETHER = frozenset({"state", "phase", "status", "status_kind", "has_been"})
"""Facts that depend on each other."""


@dataclass(frozen=True, slots=True)
class Proved:
    """A promise that holds, and over how many combinations."""

    words: str
    combinations: int


def prove(ruleset: Ruleset) -> tuple[list[Proved], list[Problem]]:
    """Prove or refute every promise of *ruleset*, and the laws that need no writing down."""
    proved: list[Proved] = []
    problems = list(check_laws(ruleset))
    for promise in ruleset.promises:
        try:
            size, found = _kind_of_proof(promise)(ruleset, promise)
        except TooLargeError as error:
            cause = f"the promise could not be proved: {error}"
            found = [Problem(promise.where, "T016", cause, "narrow it with when:")]
        problems += found
        if not found and not size:
            cause = f"the promise '{promise.id}' is about nobody: its facts never go together"
            problems.append(Problem(promise.where, "D006", cause, "mend what it names, or take the promise back"))
        elif not found:
            proved.append(Proved(promise.words, size))
    return proved, problems


def _kind_of_proof(promise: Promise) -> Callable[[Ruleset, Promise], tuple[int, list[Problem]]]:
    if promise.follows:
        return proof_of_following
    return proof_of_the_window if promise.correctable_for is not None else _proof


def _proof(ruleset: Ruleset, promise: Promise) -> tuple[int, list[Problem]]:
    """Over how many combinations a promise holds, or why it does not."""
    targets = _targets(ruleset, promise)
    if len(targets) != 1:
        known = f"{choices(['channel', _HOW_MANY, *_COMING], most=9)}, or the name of a table"
        cause = "a promise is about the answer of one table"
        return 0, [Problem(promise.where, "T014", cause, f"name one answer under never: {known}")]
    (name, asked) = next(iter(targets.items()))
    rest = tuple(test for test in (*promise.never, *promise.when) if test not in asked)
    table = ruleset.offers if name in _COMING else ruleset.table(name)
    if problem := _elsewhere(ruleset, promise, table, rest) or _not_alone(promise, name, table, rest):
        return 0, [problem]
    if name in _COMING:
        return _coming_proof(ruleset, promise, asked[0], rest)
    if promise.change:
        return _change_proof(ruleset, promise, table, asked, rest, promise.change)
    table = as_first(table)
    drawn = diagram(ruleset, table, given=rest)
    size = drawn.size  # what is counted need not be searched
    person = drawn.smallest(lambda alive: _answers(outcome(table, leaf(alive)), asked))
    if person is None:
        return size, []
    return 0, [_broken(promise, person, decider(table, leaf(person.alive)))]


def _elsewhere(ruleset: Ruleset, promise: Promise, table: Table[Any], rest: tuple[Condition, ...]) -> Problem | None:
    """A promise can name only facts that exist where its table is asked."""
    known = ruleset.scopes[Scope(table.scope)]
    named = [(test.fact, test.where) for test in rest]
    named += [(promise.change.fact, promise.where)] if promise.change else []
    for fact, where in named:
        if fact not in known:
            cause = f"the table '{table.name}' is asked where the fact '{fact}' does not exist"
            return Problem(where, "T013", cause, "name facts of that table's scope")
    return None


def _not_alone(promise: Promise, name: str, table: Table[Any], rest: tuple[Condition, ...]) -> Problem | None:
    """Whether a change moves more than the one fact, or none that matters here: then nothing would be proved."""
    if promise.change is None:
        return None
    fact, tables = promise.change.fact, standing_on(table)
    read = {name for one in tables for name in one.inputs}
    hint = f"let a fact change that its rows read: {choices(table.inputs, most=20)}"
    moved = answered((one for one in tables if any(fact in below.inputs for below in standing_on(one))), rest)
    if name in _COMING:
        cause, hint = f"'{name}' and 'change' do not go together", "leave change: out, or promise an answer"
    elif fact not in read:
        cause = f"nothing that the table '{table.name}' answers depends on '{fact}'"
    elif moved:
        cause, hint = f"with '{fact}' changes '{min(moved)}', which the promise names too", "leave one of them out"
    elif fact in _TOGETHER and _TOGETHER & {*read, *(test.fact for test in rest)} - {fact}:
        cause = f"'{fact}' never changes alone: phase, status and past go with the state"
    else:
        return None
    return Problem(promise.where, "T014", f"this change cannot be judged: {cause}", hint)


def _change_proof(
    ruleset: Ruleset,
    promise: Promise,
    table: Table[Any],
    asked: tuple[Condition, ...],
    given: tuple[Condition, ...],
    change: Change,
) -> tuple[int, list[Problem]]:
    """Nobody gets what must never be by the change of one fact."""
    table, covered = as_first(table), 0
    after = _fixed(table, change.fact, change.after)
    for value in change.before:
        before = _fixed(table, change.fact, value)
        drawn = diagram(ruleset, before, after, given=given)
        covered += drawn.size
        person = drawn.smallest(_comes_about(before, after, asked))
        if person is not None:
            return 0, [_broken(promise, person, decider(after, leaf(person.alive, 1)))]
    return covered, []


def _comes_about(before: Table[Any], after: Table[Any], asked: tuple[Condition, ...]) -> Callable[[Alive], bool]:
    """Whether somebody has what is asked after a change, and did not have it before."""

    def comes_about(alive: Alive) -> bool:
        was = _answers(outcome(before, leaf(alive)), asked)
        return not was and _answers(outcome(after, leaf(alive, 1)), asked)

    return comes_about


def _fixed(table: Table[Any], fact: str, value: object) -> Table[Any]:
    """The table as it is for everybody of whom *fact* has this value, and those that it stands on."""
    upstream = tuple(_fixed(one, fact, value) for one in table.upstream)
    if fact not in table.inputs and upstream == table.upstream:
        return table
    rows = tuple(
        replace(row, when=tuple(test for test in row.when if test.fact != fact))
        for row in table.rows
        if all(test.fact != fact or value in test.accepts for test in row.when)
    )
    inputs = {name: domain for name, domain in table.inputs.items() if name != fact}
    return replace(table, rows=rows, inputs=inputs, upstream=upstream)


def _coming_proof(
    ruleset: Ruleset, promise: Promise, asked: Condition, given: tuple[Condition, ...]
) -> tuple[int, list[Problem]]:
    """No row that offers the status, or with ``entered`` sets it, may fit anybody of whom the rest holds."""
    covered = 0
    if asked.fact == "entered" and (problem := _from_outside(ruleset, promise, asked)):
        return 0, [problem]
    tables: tuple[Table[Any], ...] = (ruleset.offers, ruleset.consequences)
    for table in tables if asked.fact == "entered" else tables[:1]:
        for row in table.rows:
            single = replace(table, rows=(row,))
            for state in ruleset.states:
                if not any(_is_asked(one, asked) and one != state for one in _targets_of(ruleset, row, state)):
                    continue
                drawn = diagram(ruleset, single, given=(*given, *_here(row, state)))
                covered += drawn.size
                person = drawn.smallest(lambda alive: bool(leaf(alive)))
                if person is not None:
                    return 0, [_broken(promise, person, row)]
    return covered, []


def _from_outside(ruleset: Ruleset, promise: Promise, asked: Condition) -> Problem | None:
    """A status with ``entry: yes`` is entered by an import or from the EMR too, whatever the past."""
    for state in ruleset.states:
        status = ruleset.statuses[status_of(state)]
        if status.entry and _is_asked(state, asked):
            cause = f"the promise does not hold: contacts come into '{state}' from outside, since it has entry: yes"
            hint = "take entry: back, or promise what is 'offered'"
            related = ((status.where, f"'{status.id}' is here"),)
            return Problem(promise.where, "D003", cause, hint, related)
    return None


def _targets_of(ruleset: Ruleset, row: Row[Any], state: State) -> list[State]:
    """The states that a row of ``offers`` offers in *state*, or that a row of ``consequences`` sets."""
    moves = [one for one in row.then if isinstance(one, SetStatus)]
    offered = [in_phase(state, one) for one in row.then if isinstance(one, str)]
    return [*offered, *(target for one in moves for target in machine_of(ruleset).targets(one.state, state))]


def _here(row: Row[Any], state: State) -> Iterator[Condition]:
    """Somebody in *state*; an event that is about the state in which they are names the same one."""
    names = frozenset({state})
    yield Condition("state", names, state)
    if is_about_the_state(row):
        yield Condition("event_state", names, state)


def _is_asked(state: State, asked: Condition) -> bool:
    return state in asked.accepts  # a status without a phase was read as its states


def _targets(ruleset: Ruleset, promise: Promise) -> dict[str, tuple[Condition, ...]]:
    """What a promise is about, and what it says of it: the status somebody comes into, or the table that it names.

    The status comes first, then a table that is no fact, then ``channel``, then a table of the practice's own, whose
    answer may also be what narrows another promise.
    """
    own = {table.name for table in own_tables(ruleset)}
    named: dict[str, tuple[Condition, ...]] = {test.fact: (test,) for test in promise.never if test.fact in _COMING}
    if named:
        return named
    for test in promise.never:
        name, _, part = test.fact.partition(".")
        if name in ruleset.tables and (part or name not in ruleset.facts) and name not in own:
            named[name] = (*named.get(name, ()), test)
    if named:
        return named
    sent = tuple(test for test in promise.never if test.fact in ("channel", _HOW_MANY))
    if sent:
        return {"delivery": sent}
    roots = [(test.fact.partition(".")[0], test) for test in promise.never]
    return {name: tuple(test for root, test in roots if root == name) for name, _ in roots if name in own}


def _answers(answer: object, asked: tuple[Condition, ...]) -> bool:
    """Whether an answer is all that is asked: a value, one of a list, or several parts."""
    return all(any(one in test.accepts for one in _parts(answer, test.fact)) for test in asked)


def _parts(answer: object, fact: str) -> tuple[Value, ...]:
    part = fact.partition(".")[2]
    whole = answer if isinstance(answer, tuple) else (answer,)
    if fact == _HOW_MANY:
        return (len({one for one in whole if one not in (None, NO_CHANNEL)}),)
    values = [one[part] if part and isinstance(one, Mapping) else one for one in whole]
    return tuple(cast(Value, one) for one in values if one is not None)


def _broken(promise: Promise, person: Person, row: Row[Any] | None) -> Problem:
    by = f", by the row '{row.id}'" if row else ", because no row fits"
    cause = f"the promise does not hold for {person.words}{by}"
    related = ((row.where, f"'{row.id}' is here"),) if row else ()
    meant = f"narrow the promise with when:, or write {{remove: {promise.id}}} in promises.yaml"
    hint = f"mend the row; if you mean it, {meant}"
    return Problem(promise.where, "D003", cause, hint, related)
