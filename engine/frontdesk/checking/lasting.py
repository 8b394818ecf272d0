"""Statuses that last a while: does something follow their end, and is it known when that is (M011 to M013).

Who can be where is the machine's to say.
"""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.checking.machine import Machine, events_of, machine_of
from frontdesk.effects import SetStatus
from frontdesk.events import EventKind
from frontdesk.interpreter.statuses import lasts_until_a_date
from frontdesk.model import Ruleset
from frontdesk.names import State, status_of
from frontdesk.problems import Problem, choices

_ENDED = EventKind.STATUS_EXPIRED


def check_lasting(ruleset: Ruleset) -> Iterator[Problem]:
    """Check the statuses of *ruleset* that last a while, and the rules on their end."""
    machine = machine_of(ruleset)
    yield from _followed_by_nothing(machine)
    yield from _without_a_date(machine)
    yield from _never_over(ruleset)


def _followed_by_nothing(machine: Machine) -> Iterator[Problem]:
    ruleset = machine.ruleset
    rows = [row for row in ruleset.consequences.rows if _ENDED in events_of(row)]
    for status in ruleset.statuses.values():
        lasts = status.lasts
        inside = [one for one in machine.onward if status_of(one.state) == status.id]
        follows = any(machine.follows(row, _ENDED, one) is not False for row in rows for one in inside)
        if lasts and inside and not follows:
            cause = f"'{status.id}' lasts a while, and nothing follows when that is over"
            hint = "say then: STATE, or write a rule on: {status_expired: ...}"
            yield Problem(lasts.where, "M011", cause, hint)


def _without_a_date(machine: Machine) -> Iterator[Problem]:
    """Who is moved into such a status, or begins in it, is there for ever: nobody chose a date."""
    ruleset = machine.ruleset
    asking = {state for state in ruleset.states if lasts_until_a_date(ruleset, state)}
    hint = "let staff choose it, or let it last for a length or until a date fact: lasts: {for: 30 days}"
    if ruleset.initial in asking:
        cause = f"contacts begin in '{ruleset.initial}', which lasts until a date that somebody chooses with it"
        yield Problem(ruleset.statuses[status_of(ruleset.initial)].where, "M012", cause, hint)
    for row in ruleset.consequences.rows:
        moves = [one for one in row.then if isinstance(one, SetStatus)]
        for state in sorted(asking & {target for one in moves for target in _targets(machine, one)}):
            cause = f"a rule brings contacts into '{state}', which lasts until a date that somebody chooses with it"
            yield Problem(row.where, "M012", cause, hint)


def _targets(machine: Machine, effect: SetStatus) -> set[State]:
    """Where a rule leads: for the state before, wherever its moves lead that somebody can make."""
    if effect.state is not None:
        return {effect.state}
    made = (move for found in machine.onward.values() for move, _ in found if move.back)
    return {move.after for move in made if effect in move.row.then}


def _never_over(ruleset: Ruleset) -> Iterator[Problem]:
    for row in ruleset.consequences.rows:
        asked = [test for test in row.when if test.fact == "event_state"]
        if list(events_of(row)) != [_ENDED] or not asked:
            continue
        named = {status_of(one) for one in ruleset.states if all(one in test.accepts for test in asked)}
        if named and not any(ruleset.statuses[one].lasts for one in named):
            cause = f"the rule waits until {choices(sorted(named))} is over, which lasts as long as nobody ends it"
            hint = "say how long the status lasts, as lasts: {for: 30 days}, or write on: {time_in_status: ...}"
            yield Problem(row.where, "M013", cause, hint)
