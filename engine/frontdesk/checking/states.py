"""Statuses: does everybody get somewhere, can a wrong choice be mended, does nothing run in circles (M001 to M006)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from frontdesk.checking.machine import BY_THEMSELVES, Machine, Move, can_follow, events_of, machine_of
from frontdesk.effects import SendMessage, SetStatus, StartCampaign
from frontdesk.events import EventKind
from frontdesk.model import Again, Ruleset
from frontdesk.names import State, StatusKind, status_of
from frontdesk.problems import Problem, choices, severity_of
from frontdesk.tables import Row

_ENDS = (StatusKind.WON, StatusKind.LOST, StatusKind.INVALID)


def check_states(ruleset: Ruleset) -> Iterator[Problem]:
    """Check the status machine of *ruleset*."""
    machine = machine_of(ruleset)
    yield from _unreachable(ruleset, machine)
    yield from _stuck(ruleset, machine)
    yield from _uncorrectable(ruleset, machine)
    yield from _sending_circles(ruleset)
    yield from _limit(ruleset, machine)


def _unreachable(ruleset: Ruleset, machine: Machine) -> Iterator[Problem]:
    begins = [ruleset.initial, *(state for state in ruleset.states if ruleset.statuses[status_of(state)].entry)]
    reached = machine.reached(begins)
    for state in ruleset.states:
        if state not in reached:
            hint = "offer it somewhere, let a rule set it, or say entry: yes if contacts arrive in it from outside"
            yield _about(ruleset, state, "M001", f"nobody can get into '{state}'", hint)


def _stuck(ruleset: Ruleset, machine: Machine) -> Iterator[Problem]:
    finals = [state for state in ruleset.states if ruleset.statuses[status_of(state)].kind in _ENDS]
    for state in ruleset.states:
        if state in finals:
            continue
        if not machine.moves[state]:
            hint = "offer something there, or give the status the kind won, lost or invalid"
            yield _about(ruleset, state, "M002", f"there is no way out of '{state}'", hint)
        elif not machine.reached([state]).keys() & set(finals):
            hint = "offer a way to a status of the kind won, lost or invalid"
            yield _about(ruleset, state, "M003", f"from '{state}' the follow-up can never come to an end", hint)


def _uncorrectable(ruleset: Ruleset, machine: Machine) -> Iterator[Problem]:
    """After a wrong choice, every status that was right before must still be within reach (domain.md 1.4)."""
    told: set[tuple[State, State]] = set()
    for state in ruleset.states:
        offered = list(dict.fromkeys(move.after for move in machine.moves[state] if not move.automatic))
        for wrong in offered:
            lost = [right for right in offered if right != wrong and right not in machine.reached([wrong])]
            fresh = [right for right in lost if (wrong, right) not in told]
            told.update((wrong, right) for right in fresh)
            if fresh:
                cause = f"who chooses '{wrong}' by mistake in '{state}' can never get to {choices(fresh)}"
                hint = f"offer a way back from '{wrong}'"
                yield _about(ruleset, wrong, "M005", cause, hint)


@dataclass(frozen=True, slots=True)
class _Edge:
    """One thing that brings about another by itself: a state, a finished campaign or the report of a message."""

    after: str
    sends: bool
    row: Row[Any]


def _sending_circles(ruleset: Ruleset) -> Iterator[Problem]:
    edges = _chain(ruleset)
    for start in edges:
        circle = _circle(edges, start)
        if circle and any(edge.sends for edge in circle) and start == min(edge.after for edge in circle):
            names = choices([edge.row.id for edge in circle])
            cause = f"these rules send messages in a circle, without anybody doing anything: {names}"
            hint = "let a person or a limit come between, or let the campaign run once"
            yield Problem(circle[0].row.where, "M004", cause, hint, severity_of("M004"))


def _chain(ruleset: Ruleset) -> dict[str, list[_Edge]]:
    edges: dict[str, list[_Edge]] = {}
    for row in ruleset.consequences.rows:
        for kind in map(EventKind, events_of(row)):
            if kind in BY_THEMSELVES:
                for begin in _begins(ruleset, row, kind):
                    edges.setdefault(begin, []).extend(_brings(ruleset, row))
    for campaign in ruleset.campaigns.values():
        if any(step.send for step in campaign.steps):
            report = [_Edge("a report", True, row) for row in ruleset.consequences.rows if _starts(row, campaign.id)]
            edges.setdefault(f"campaign {campaign.id}", []).extend(report[:1])
    return edges


def _begins(ruleset: Ruleset, row: Row[Any], kind: EventKind) -> Iterator[str]:
    if kind is EventKind.CAMPAIGN_FINISHED:
        asked = next((test for test in row.when if test.fact == "event_campaign"), None)
        yield from (f"campaign {name}" for name in ruleset.campaigns if asked is None or name in asked.accepts)
    elif kind is EventKind.DELIVERY_REPORTED:
        yield "a report"
    elif kind in (EventKind.STATUS_ENTERED, EventKind.TIME_IN_STATUS):
        yield from (state for state in ruleset.states if can_follow(ruleset, row, kind, state))


def _brings(ruleset: Ruleset, row: Row[Any]) -> Iterator[_Edge]:
    for effect in row.then:
        if isinstance(effect, SetStatus):
            yield _Edge(effect.state, False, row)
        elif isinstance(effect, SendMessage):
            yield _Edge("a report", True, row)
        elif isinstance(effect, StartCampaign) and ruleset.campaigns[effect.campaign].again is not Again.ONCE:
            sends = any(step.send for step in ruleset.campaigns[effect.campaign].steps)
            yield _Edge(f"campaign {effect.campaign}", sends, row)


def _starts(row: Row[Any], campaign: str) -> bool:
    return any(isinstance(effect, StartCampaign) and effect.campaign == campaign for effect in row.then)


def _circle(edges: dict[str, list[_Edge]], start: str) -> tuple[_Edge, ...]:
    """A shortest circle through *start*, or nothing."""
    ways: dict[str, tuple[_Edge, ...]] = {start: ()}
    waiting = [start]
    for name in waiting:
        for edge in edges.get(name, ()):
            if edge.after == start:
                return (*ways[name], edge)
            if edge.after not in ways:
                ways[edge.after] = (*ways[name], edge)
                waiting.append(edge.after)
    return ()


def _limit(ruleset: Ruleset, machine: Machine) -> Iterator[Problem]:
    if ruleset.attempts is None:
        return
    where = ruleset.attempts.where
    rows = ruleset.table("attempts").rows
    if not rows:
        hint = "add at_limit: {suggest: STATE} or {automatic: STATE}"
        yield Problem(where, "M006", "nothing happens when the limit is reached", hint)
        return
    parts = rows[0].then
    target = State(str(parts["status"]))
    applies = next((test.accepts for test in rows[0].when if test.fact == "state"), ruleset.states)
    ways: list[Move] = [move for state in ruleset.states if state in applies for move in machine.moves[state]]
    if parts["verdict"] == "suggest" and not any(move.after == target for move in ways):
        hint = f"offer '{target}' there, or suggest a status that is offered"
        cause = (
            f"at the limit '{target}' is suggested, but it is offered from none of the statuses that the limit is for"
        )
        yield Problem(rows[0].where, "M006", cause, hint)


def _about(ruleset: Ruleset, state: State, code: str, cause: str, hint: str) -> Problem:
    return Problem(ruleset.statuses[status_of(state)].where, code, cause, hint, severity_of(code))
