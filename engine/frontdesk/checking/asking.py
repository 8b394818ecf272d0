"""What a choice is asked for: some lost reason always holds, and offers ask for what can be said (M016, M017).

Whoever is asked for a reason must find one that holds, or nobody can choose the status; that is proved over everybody
to whom it is offered.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

from frontdesk.checking.proofs import can_both_hold, diagram, leaf
from frontdesk.facts import HAS_APPOINTMENT
from frontdesk.interpreter.offers import in_phase
from frontdesk.interpreter.reasons import are_asked_by
from frontdesk.model import ASKS_NOTHING, Asked, OfferRequires, Ruleset
from frontdesk.model.engine_tables import REASONS
from frontdesk.names import LimitVerdict, ReasonId, Requirement, State
from frontdesk.problems import Problem, choices
from frontdesk.tables import UNKNOWN, Complement, Condition, Row, Table
from frontdesk.tables.diagrams import Alive, TooLargeError


def check_asking(ruleset: Ruleset) -> Iterator[Problem]:
    """Check what choosing a status asks for."""
    table = ruleset.tables.get(REASONS)
    if table is not None:
        try:
            yield from _without_a_reason(ruleset, table)
            yield from _suggested_in_vain(ruleset, table)
        except TooLargeError as error:
            cause = f"whether some lost reason always holds could not be proved: {error}"
            yield Problem(table.where, "T016", cause, "let the conditions of reasons ask for fewer facts")
    yield from _for_what_cannot_be(ruleset)
    yield from _differently(ruleset)


def _without_a_reason(ruleset: Ruleset, table: Table[ReasonId]) -> Iterator[Problem]:
    """Somebody to whom a status is offered that asks for a reason, and of whom none holds."""
    told = set()
    for row in ruleset.offers.rows:
        for state, given in _offered(ruleset, row):
            if state in told or not are_asked_by(ruleset, state):
                continue
            person = diagram(ruleset, table, given=given).smallest(lambda alive: not leaf(alive))
            if person is not None:
                told.add(state)
                cause = f"'{state}' asks for a reason, and none holds of {person.words}, to whom it is offered"
                hint = "let one reason hold of everybody, such as one with note: required"
                place = table.rows[0].where if table.rows else table.where
                yield Problem(place, "M016", cause, hint, ((row.where, f"the offer '{row.id}' is here"),))


def _suggested_in_vain(ruleset: Ruleset, table: Table[ReasonId]) -> Iterator[Problem]:
    """The limit on attempts suggests a status with a reason that does not hold there, so that nobody can follow it."""
    limit = ruleset.tables.get("attempts")
    for row in limit.rows if limit else ():
        named = next((one for one in table.rows if one.id == row.then["reason"]), None)
        if named is None or row.then["verdict"] != LimitVerdict.SUGGEST:
            continue
        holds = 1 << table.rows.index(named)

        def is_left(alive: Alive, holds: int = holds) -> bool:
            return not leaf(alive) & holds

        person = diagram(ruleset, table, given=row.when).smallest(is_left)
        if person is not None:
            cause = f"at the limit the reason '{named.id}' is suggested, which does not hold of {person.words}"
            hint = f"let it hold there, as with when: {{attempts.verdict: {LimitVerdict.SUGGEST}}}"
            yield Problem(named.where, "M016", cause, hint, ((row.where, "the limit is here"),))


def _for_what_cannot_be(ruleset: Ruleset) -> Iterator[Problem]:
    """An offer that asks for what its own condition rules out, so that nobody can take it."""
    asked = ruleset.part(OfferRequires).offer_requires
    for row in ruleset.offers.rows:
        for what, test in _tests(asked.get(row.id, ASKS_NOTHING)):
            if row.when and not can_both_hold(ruleset, ruleset.offers, ruleset.offers, (*row.when, test)):
                cause = f"the offer '{row.id}' asks for {what}, which its own condition rules out"
                yield Problem(row.where, "M017", cause, "ask for something else, or mend its condition")


def _tests(asks: Asked) -> Iterator[tuple[str, Condition]]:
    """What must be so of whoever gives what is asked for, as far as that is a fact."""
    if Requirement.APPOINTMENT in asks.requires:
        yield "an appointment", Condition(HAS_APPOINTMENT, frozenset({"yes"}), "yes")
    for name in asks.facts:
        yield f"'{name}'", Condition(name, Complement(frozenset({UNKNOWN})), f"not {UNKNOWN}")


def _differently(ruleset: Ruleset) -> Iterator[Problem]:
    """Two offers of one status to one person that ask for different things: staff would be asked for both."""
    asked = ruleset.part(OfferRequires).offer_requires
    for one, other in combinations(ruleset.offers.rows, 2) if asked else ():
        asks, others = asked.get(one.id, ASKS_NOTHING), asked.get(other.id, ASKS_NOTHING)
        if set(asks.words) == set(others.words):
            continue
        for state, given in _offered(ruleset, one):
            both = [also for same, also in _offered(ruleset, other) if same == state]
            if both and can_both_hold(ruleset, ruleset.offers, ruleset.offers, (*given, *both[0])):
                ask = [f"'{row.id}' asks for {_words(what)}" for row, what in ((one, asks), (other, others))]
                cause = f"'{state}' is offered to the same people twice: {ask[0]}, {ask[1]}"
                related = ((one.where, f"'{one.id}' is here"),)
                hint = "let both ask for the same, or make one of them narrower"
                yield Problem(other.where, "M017", cause, hint, related)
                break


def _words(asks: Asked) -> str:
    return choices(asks.words).replace(" or ", " and ") if asks.words else "nothing"


def _offered(ruleset: Ruleset, row: Row[Any]) -> Iterator[tuple[State, tuple[Condition, ...]]]:
    """The states that *row* offers, and of whom: its conditions, and from where ``./status`` means that state."""
    for target in row.then:
        if not target.startswith("./"):
            yield State(target), row.when
            continue
        for state in dict.fromkeys(in_phase(here, target) for here in ruleset.states):
            froms = [here for here in ruleset.states if in_phase(here, target) == state]
            if state in ruleset.states:
                yield state, (*row.when, Condition("state", frozenset(froms), choices(froms), row.where))
