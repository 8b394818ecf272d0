"""The status machine of a ruleset: every move from state to state, by staff or by itself, and what can be reached.

Conditions that a state alone does not decide are taken as possible, so nothing that can happen is left out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.effects import SetStatus
from frontdesk.events import EventKind
from frontdesk.facts import state_facts
from frontdesk.interpreter.offers import holds, in_phase, offering, possible
from frontdesk.model import Ruleset
from frontdesk.names import State
from frontdesk.tables import Condition, Row, Value

BY_THEMSELVES = frozenset(
    {
        EventKind.STATUS_ENTERED,
        EventKind.TIME_IN_STATUS,
        EventKind.DATE_REACHED,
        EventKind.DELIVERY_REPORTED,
        EventKind.CAMPAIGN_FINISHED,
        EventKind.FOLLOW_UP_OVERDUE,
        EventKind.TASK_EXPIRED,
    }
)
"""Events that need no person to happen."""


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a state to another, the row that allows or makes it, and whether it happens by itself."""

    before: State
    after: State
    row: Row[Any]
    automatic: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """Every move of a ruleset, by the state in which it begins."""

    moves: Mapping[State, tuple[Move, ...]]

    def reached(self, begins: Iterable[State]) -> dict[State, tuple[Move, ...]]:
        """Every state that can be reached from *begins*, with a shortest way to it."""
        ways: dict[State, tuple[Move, ...]] = dict.fromkeys(begins, ())
        waiting = deque(ways)
        while waiting:
            state = waiting.popleft()
            for move in self.moves[state]:
                if move.after not in ways:
                    ways[move.after] = (*ways[state], move)
                    waiting.append(move.after)
        return ways


def machine_of(ruleset: Ruleset) -> Machine:
    """Gather the moves of *ruleset*."""
    return Machine({state: tuple(_moves(ruleset, state)) for state in ruleset.states})


def events_of(row: Row[Any]) -> Collection[str]:
    """The kinds of events that a row of ``consequences`` follows."""
    return next((test.accepts for test in row.when if test.fact == "event" and isinstance(test.accepts, frozenset)), ())


def can_follow(ruleset: Ruleset, row: Row[Any], kind: EventKind, state: State) -> bool:
    """Whether *row* can follow an event of *kind* that happens to somebody who is (or is then) in *state*."""
    known: dict[str, Value] = {**state_facts(ruleset, state), "event": kind}
    if kind in (EventKind.STATUS_ENTERED, EventKind.TIME_IN_STATUS):
        known["event_state"] = state
    derived = {
        fact: answers
        for table in ruleset.consequences.upstream
        for fact, answers in possible(table, state_facts(ruleset, state)).items()
    }
    return all(holds(test, known, derived) is not False for test in row.when) and _timer_runs(ruleset, row, state)


def _moves(ruleset: Ruleset, state: State) -> Iterator[Move]:
    for row, _ in offering(ruleset, state):
        for written in row.then:
            after = in_phase(state, written)
            if after in ruleset.states and after != state:
                yield Move(state, after, row, automatic=False)
    for rule in ruleset.consequences.rows:
        targets = [effect.state for effect in rule.then if isinstance(effect, SetStatus) and effect.state != state]
        for kind in map(EventKind, events_of(rule) if targets else ()):
            if can_follow(ruleset, rule, kind, state):
                yield from (Move(state, target, rule, kind in BY_THEMSELVES) for target in targets)


def _timer_runs(ruleset: Ruleset, row: Row[Any], state: State) -> bool:
    """A clock on the time in a status runs only there."""
    for test in row.when:
        timer = ruleset.timers.get(test.written) if test.fact == "timer" else None
        if timer and timer.states and state not in timer.states:
            return False
    return True


def together(first: Iterable[Condition], second: Iterable[Condition], ruleset: Ruleset) -> bool:
    """Whether two lists of conditions can hold at once, as far as facts with listed values tell."""
    by_fact: dict[str, list[Condition]] = {}
    for test in (*first, *second):
        by_fact.setdefault(test.fact, []).append(test)
    domains = ruleset.consequences.inputs
    for fact, tests in by_fact.items():
        values = getattr(domains.get(fact), "every_value", None)
        if values is not None and not any(all(value in test.accepts for test in tests) for value in values):
            return False
    return True
