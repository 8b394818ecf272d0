"""Promises: laws in the practice's words, proved over all combinations or refuted with the smallest person.

The laws that every practice owes are here too: one channel at most, nothing in spite of a refusal (D001 to D004).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, cast

from frontdesk.checking.proofs import contacts, decider, diagram, leaf, outcome
from frontdesk.effects import CloseTask, Effect, EndCampaign
from frontdesk.events import EventKind
from frontdesk.interpreter.offers import in_phase
from frontdesk.model import Change, Promise, Ruleset, Scope
from frontdesk.names import NO_CHANNEL, State, status_of
from frontdesk.problems import Problem, severity_of
from frontdesk.tables import Condition, HitPolicy, Row, Table, Value, written_duration
from frontdesk.tables.diagrams import Person, TooLargeError

_OUTCOMES = {"channel": "delivery", "offered": "offers"}
"""What a promise calls the answer of a table that is not called by the table's name."""
_ENGINES = (
    *("delivery", "windows", "task_states", "attempts", "number_from", "method_from", "do_not_contact"),
    *("destination_number", "consent_unrecorded"),
)
"""The tables that the files of a ruleset bring; the others are the practice's own."""


@dataclass(frozen=True, slots=True)
class Proved:
    """A promise that holds, and over how many combinations."""

    words: str
    combinations: int


def prove(ruleset: Ruleset) -> tuple[list[Proved], list[Problem]]:
    """Prove or refute every promise of *ruleset*, and the laws that need no writing down."""
    proved: list[Proved] = []
    problems = list(_laws(ruleset))
    for promise in ruleset.promises:
        try:
            size, found = _kind_of_proof(promise)(ruleset, promise)
        except TooLargeError as error:
            cause = f"the promise could not be proved: {error}"
            found = [Problem(promise.where, "T016", cause, "narrow it with when:", severity_of("T016"))]
        problems += found
        if not found:
            proved.append(Proved(promise.words, size))
    return proved, problems


def _kind_of_proof(promise: Promise) -> Callable[[Ruleset, Promise], tuple[int, list[Problem]]]:
    if promise.follows:
        return _follow_proof
    return _window_proof if promise.correctable_for is not None else _proof


def _laws(ruleset: Ruleset) -> Iterator[Problem]:
    delivery = ruleset.table("delivery")
    if delivery.hit is HitPolicy.EVERY:
        cause = "the delivery table has hit: every, so a message could go out by several channels"
        yield Problem(delivery.where, "D001", cause, "write hit: first")
        return
    for channel in [str(one.id) for one in ruleset.channels.values() if one.consent]:
        out = Condition(f"{channel}_consent", frozenset({"opted_out"}), "opted_out")
        yield from _never(ruleset, delivery, (out,), channel, f"somebody who opted out of '{channel}' gets one")
    refused = (
        Condition("message", frozenset({"automation"}), "automation"),
        Condition("do_not_contact", frozenset({"yes"}), "yes"),
    )
    for channel in [one for one in delivery.outcomes if one != NO_CHANNEL]:
        yield from _never(ruleset, delivery, refused, channel, "an automation goes out in spite of Do Not Contact")
    rows = [*delivery.rows, *([delivery.otherwise] if delivery.otherwise else [])]
    for row in rows:
        if row.then == NO_CHANNEL and not row.because:
            cause = f"the row '{row.id}' contacts nobody and gives no reason"
            yield Problem(
                row.where, "D004", cause, "add because:; staff see it when a message is skipped", severity_of("D004")
            )


def _never(
    ruleset: Ruleset, table: Table[Any], given: tuple[Condition, ...], answer: str, cause: str
) -> Iterator[Problem]:
    drawn = diagram(ruleset, table, given=given)
    person = drawn.smallest(lambda alive: outcome(table, leaf(alive)) == answer)
    if person is not None:
        row = decider(table, leaf(person.alive))
        yield Problem(row.where, "D002", f"{cause}: {person.words}", "add the condition to the row, or a row before it")


def _proof(ruleset: Ruleset, promise: Promise) -> tuple[int, list[Problem]]:
    """Over how many combinations a promise holds, or why it does not."""
    targets = _targets(ruleset, promise)
    if len(targets) != 1:
        known = "channel, offered, or the name of a table"
        cause = "a promise is about the answer of one table"
        return 0, [Problem(promise.where, "T014", cause, f"name one answer under never: {known}")]
    (name, asked) = next(iter(targets.items()))
    rest = tuple(test for test in (*promise.never, *promise.when) if test not in asked)
    if name == "offers":
        return _offer_proof(ruleset, promise, asked[0], rest)
    table = ruleset.table(name)
    unknown = [test for test in rest if test.fact not in ruleset.scopes[Scope(table.scope)]]
    if unknown:
        cause = f"the table '{name}' is asked where the fact '{unknown[0].fact}' does not exist"
        return 0, [Problem(unknown[0].where, "T013", cause, "name facts of that table's scope")]
    if promise.change:
        return _change_proof(ruleset, promise, table, asked, rest, promise.change)
    drawn = diagram(ruleset, table, given=rest)
    person = drawn.smallest(lambda alive: _answers(outcome(table, leaf(alive)), asked))
    if person is None:
        return drawn.size, []
    return 0, [_broken(promise, person, decider(table, leaf(person.alive)))]


def _change_proof(
    ruleset: Ruleset,
    promise: Promise,
    table: Table[Any],
    asked: tuple[Condition, ...],
    given: tuple[Condition, ...],
    change: Change,
) -> tuple[int, list[Problem]]:
    """Nobody gets what must never be by the change of one fact."""
    before, after = (_fixed(table, change.fact, value) for value in (change.before, change.after))
    drawn = diagram(ruleset, before, after, given=given)

    def comes_about(alive: tuple[int, ...]) -> bool:
        was = _answers(outcome(before, leaf(alive)), asked)
        return not was and _answers(outcome(after, leaf(alive, 1)), asked)

    person = drawn.smallest(comes_about)
    if person is None:
        return drawn.size, []
    return 0, [_broken(promise, person, decider(after, leaf(person.alive, 1)))]


def _fixed(table: Table[Any], fact: str, value: object) -> Table[Any]:
    """The table as it is for everybody of whom *fact* has this value."""
    rows = tuple(
        replace(row, when=tuple(test for test in row.when if test.fact != fact))
        for row in table.rows
        if all(test.fact != fact or value in test.accepts for test in row.when)
    )
    inputs = {name: domain for name, domain in table.inputs.items() if name != fact}
    return replace(table, rows=rows, inputs=inputs)


def _offer_proof(
    ruleset: Ruleset, promise: Promise, asked: Condition, given: tuple[Condition, ...]
) -> tuple[int, list[Problem]]:
    """No row that offers the status may fit anybody of whom the rest holds."""
    covered = 0
    for row in ruleset.offers.rows:
        single = replace(ruleset.offers, rows=(row,))
        for state in ruleset.states:
            offered = [in_phase(state, written) for written in row.then]
            if not any(_is_offered(one, asked) and one != state for one in offered):
                continue
            here = Condition("state", frozenset({state}), state)
            drawn = diagram(ruleset, single, given=(*given, here))
            covered += drawn.size
            person = drawn.smallest(lambda alive: bool(leaf(alive)))
            if person is not None:
                return 0, [_broken(promise, person, row)]
    return covered, []


def _follow_proof(ruleset: Ruleset, promise: Promise) -> tuple[int, list[Problem]]:
    """Whenever the event happens, rows that ask for each of the effects fit, whoever it happens to."""
    covered = 0
    for effect in promise.follows:
        rows = tuple(row for row in ruleset.consequences.rows if any(_brings(one, effect) for one in row.then))
        table = _narrowed(ruleset.consequences, rows)
        joint = tuple({**one, "event_state": one["state"]} for one in contacts(ruleset, promise.when, always=True))
        asks_state = any(test.fact == "event_state" for test in promise.when)
        drawn = diagram(ruleset, table, given=promise.when, joint=joint if asks_state else None)
        covered += drawn.size
        person = drawn.smallest(lambda alive: not leaf(alive))
        if person is not None:
            return 0, [_broken(promise, person, None)]
    return covered, []


def _brings(effect: Effect, asked: Effect) -> bool:
    """Whether an effect does what is asked; what ends or closes everything ends each thing."""
    ends_all = isinstance(effect, EndCampaign) and effect.campaign is None and isinstance(asked, EndCampaign)
    closes_all = isinstance(effect, CloseTask) and effect.task is None and isinstance(asked, CloseTask)
    return effect == asked or ends_all or closes_all


def _narrowed(table: Table[Any], rows: tuple[Row[Any], ...]) -> Table[Any]:
    """The table with these rows and the facts that they read."""
    read = {test.fact for row in rows for test in row.when}
    return replace(table, rows=rows, inputs={name: domain for name, domain in table.inputs.items() if name in read})


def _window_proof(ruleset: Ruleset, promise: Promise) -> tuple[int, list[Problem]]:
    """What follows a choice waits until it settles (docs/language.md), so the correction window decides."""
    asked, window = promise.correctable_for or timedelta(), ruleset.correction_window
    entering = [row for row in ruleset.consequences.rows if _may_follow_a_status(row)]
    if window >= asked:
        return len(ruleset.states) * max(len(entering), 1), []
    place = ruleset.places.get("ruleset.correction_window")
    cause = f"the promise does not hold: a choice can be corrected for {written_duration(window)} only"
    hint = f"write correction_window: {written_duration(asked)} in ruleset.yaml"
    related = ((place, "the correction window is here"),) if place else ()
    return 0, [Problem(promise.where, "D003", cause, hint, severity_of("D003"), related)]


def _may_follow_a_status(row: Row[Any]) -> bool:
    return all(test.fact != "event" or EventKind.STATUS_ENTERED in test.accepts for test in row.when)


def _is_offered(state: State, asked: Condition) -> bool:
    return state in asked.accepts or status_of(state) in asked.accepts


def _targets(ruleset: Ruleset, promise: Promise) -> dict[str, tuple[Condition, ...]]:
    """The table whose answer a promise is about, and what it says of it.

    ``offered`` comes first, then a table that is no fact, then ``channel``, then a table of the practice's own, whose
    answer may also be what narrows another promise.
    """
    named: dict[str, tuple[Condition, ...]] = {}
    for test in promise.never:
        name, _, part = test.fact.partition(".")
        if name in ruleset.tables and (part or name not in ruleset.facts) and name not in _own(ruleset):
            named[name] = (*named.get(name, ()), test)
    plain = {test.fact: (test,) for test in promise.never if test.fact in _OUTCOMES}
    roots = {test.fact.partition(".")[0]: test for test in promise.never}
    own = {name: (test,) for name, test in roots.items() if name in _own(ruleset)}
    if "offered" in plain or not named:
        chosen = plain.get("offered") or plain.get("channel")
        return {_OUTCOMES[chosen[0].fact]: chosen} if chosen else dict(own)
    return named


def _own(ruleset: Ruleset) -> set[str]:
    """The practice's own tables: their answers are facts."""
    return {name for name in ruleset.tables if name not in _ENGINES}


def _answers(answer: object, asked: tuple[Condition, ...]) -> bool:
    """Whether an answer is all that is asked: a value, one of a list, or several parts."""
    return all(any(one in test.accepts for one in _parts(answer, test.fact.partition(".")[2])) for test in asked)


def _parts(answer: object, part: str) -> tuple[Value, ...]:
    if isinstance(answer, tuple):
        return answer
    whole = answer[part] if part and isinstance(answer, Mapping) else answer
    return () if whole is None else (cast(Value, whole),)


def _broken(promise: Promise, person: Person, row: Row[Any] | None) -> Problem:
    by = f", by the row '{row.id}'" if row else ", because no row fits"
    cause = f"the promise does not hold for {person.words}{by}"
    related = ((row.where, f"'{row.id}' is here"),) if row else ()
    hint = "mend the row, or narrow the promise with when:"
    return Problem(promise.where, "D003", cause, hint, severity_of("D003"), related)
