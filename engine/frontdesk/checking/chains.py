"""What brings about what by itself: rules that send in a circle, or set each other off for ever (M004, M003).

A circle is harmless when a person or a limit stands in it: only what happens without anybody is followed here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, assert_never

from frontdesk.checking.circles import components, shortest_circle
from frontdesk.checking.machine import Machine, events_of, forgotten
from frontdesk.checking.paths import happening, told
from frontdesk.effects import (
    AnswerReply,
    AskToReschedule,
    Closing,
    Effect,
    NoteFact,
    OpenTask,
    SendMessage,
    SetFollowUp,
    SetStatus,
    StartCampaign,
)
from frontdesk.event_traits import Origin
from frontdesk.events import EventKind, traits_of
from frontdesk.model import Campaign, Ruleset
from frontdesk.names import PLAIN_FOLLOW_UP, TaskId
from frontdesk.problems import Location, Problem
from frontdesk.tables import UNKNOWN, Row


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that can bring about something else: a state, a campaign, a message, a task, a follow-up or a date."""

    kind: Origin
    name: str

    def __str__(self) -> str:
        return self.name if self.kind is Origin.STATE else f"{self.kind} '{self.name}'"


@dataclass(frozen=True, slots=True)
class Link:
    """One thing that brings about another by itself."""

    after: Thing
    happens: str
    where: Location
    sends: bool = False
    surely: bool = False
    """Whether it follows at once and in every case."""


Chain = Mapping[Thing, list[Link]]


def check_chains(machine: Machine) -> Iterator[Problem]:
    """Check what happens by itself in the ruleset of *machine*."""
    yield from _starting_over(machine)
    chain = _chain(machine)
    for things in _circles(chain, frozenset(chain)):
        if any(link.sends for thing in things for link in chain[thing]):
            yield _sending(machine, chain, things)
    at_once = {thing: [link for link in links if link.surely] for thing, links in chain.items()}
    for things in _circles(at_once, frozenset(at_once)):
        if not any(link.sends for thing in things for link in chain[thing]):
            yield _setting_off(machine, at_once, things)


def _starting_over(machine: Machine) -> Iterator[Problem]:
    """A campaign that starts over needs a step that lets time pass, or all its rounds fall on the same moment."""
    for campaign in machine.ruleset.campaigns.values():
        if campaign.enabled and campaign.starts_over is not None and not _takes_time(campaign):
            cause = f"the campaign '{campaign.label}' starts over at the same moment without end"
            hint = "give repeat: a length, and let a step count from the start: after_start:"
            yield Problem(campaign.where, "M004", cause, hint)


def _takes_time(campaign: Campaign) -> bool:
    return bool(campaign.steps) and campaign.starts_over != timedelta()


def _sending(machine: Machine, chain: Chain, things: frozenset[Thing]) -> Problem:
    sender = next(thing for thing in chain if thing in things and any(link.sends for link in chain[thing]))
    link = next(link for link in chain[sender] if link.sends)
    cause = f"messages go out in a circle, without anybody doing anything: {_told(chain, sender, things)}"
    hint = "let a person or a limit come between, or write again: once"
    return Problem(link.where, "M004", cause + _led(machine, things), hint)


def _setting_off(machine: Machine, chain: Chain, things: frozenset[Thing]) -> Problem:
    first = next(thing for thing in chain if thing in things)
    cause = f"these rules set each other off without end: {_told(chain, first, things)}"
    hint = "take one of them out, or give it a condition"
    return Problem(chain[first][0].where, "M003", cause + _led(machine, things), hint)


def _told(chain: Chain, start: Thing, things: frozenset[Thing]) -> str:
    links = shortest_circle(start, lambda one: ((link, link.after) for link in chain[one] if link.after in things))
    return told(str(start), [(str(link.after), link.happens) for link in links])


def _led(machine: Machine, things: frozenset[Thing]) -> str:
    states = {thing.name for thing in things if thing.kind is Origin.STATE}
    return next((machine.led(standing) for standing in machine.onward if standing.state in states), "")


def _circles(chain: Chain, among: frozenset[Thing]) -> Iterator[frozenset[Thing]]:
    """The parts of the chain that come back to themselves.

    A state is entered again only from another one, so a circle needs none of them or two.
    """
    edges = {thing: [link.after for link in links if link.after in among] for thing, links in chain.items()}
    for members in components({thing: after for thing, after in edges.items() if thing in among}):
        things = frozenset(members)
        states = frozenset(thing for thing in things if thing.kind is Origin.STATE)
        if len(states) == 1 and len(things) > 1:
            yield from _circles(chain, things - states)
        elif len(things) > 1 or members[0] in edges[members[0]]:
            yield things


def _chain(machine: Machine) -> dict[Thing, list[Link]]:
    chain: dict[Thing, list[Link]] = {}
    for row in machine.ruleset.consequences.rows:
        for kind in events_of(row):
            for begin in _begins(machine, row, kind):
                chain.setdefault(begin, []).extend(_brings(machine, row, kind, begin))
    for campaign in machine.ruleset.campaigns.values():
        chain.setdefault(Thing(Origin.CAMPAIGN, campaign.id), []).extend(_steps(machine, campaign))
    for link in [link for links in chain.values() for link in links]:
        chain.setdefault(link.after, [])
    return chain


def _begins(machine: Machine, row: Row[Any], kind: EventKind) -> Iterator[Thing]:
    """What can come to the event that *row* follows."""
    origin = traits_of(kind).origin
    if origin is not None:
        yield from (Thing(origin, name) for name in _origins(machine, row, kind, origin))


def _origins(machine: Machine, row: Row[Any], kind: EventKind, origin: Origin) -> Iterable[str]:
    ruleset = machine.ruleset
    match origin:
        case Origin.STATE:
            return dict.fromkeys(one.state for one in machine.onward if machine.follows(row, kind, one) is not False)
        case Origin.CAMPAIGN:
            ending = [name for name, one in ruleset.campaigns.items() if one.starts_over is None]
            return _asked(row, "event_campaign", ending)
        case Origin.MESSAGE:
            return _asked(row, "event_message", ruleset.messages)
        case Origin.TASK:
            expiring = [name for name, one in ruleset.tasks.items() if one.expires is not None]
            return _asked(row, "event_task", expiring)
        case Origin.FOLLOW_UP:
            return _asked(row, "event_task", [*ruleset.tasks, PLAIN_FOLLOW_UP])
        case Origin.DATE:
            clocks = (ruleset.timers.get(test.written) for test in row.when if test.fact == "timer")
            return [clock.date_fact for clock in clocks if clock and clock.date_fact]
        case _:
            assert_never(origin)


def _asked(row: Row[Any], fact: str, names: Iterable[str]) -> Iterator[str]:
    tests = [test for test in row.when if test.fact == fact]
    return (name for name in names if all(name in test.accepts for test in tests))


def _brings(machine: Machine, row: Row[Any], kind: EventKind, begin: Thing) -> Iterator[Link]:
    happens = happening(machine.ruleset, row, kind)
    for effect in row.then:
        for thing, sends in _brought(machine, row, effect, begin):
            moves = thing.kind is Origin.STATE and kind is EventKind.STATUS_ENTERED
            yield Link(thing, happens, row.where, sends, moves and _surely(machine, row, begin))


def _brought(machine: Machine, row: Row[Any], effect: Effect, begin: Thing) -> Iterator[tuple[Thing, bool]]:
    """What *effect* brings about, and whether something is sent.

    Confirming and cancelling a visit bring about nothing that could come back: a visit is confirmed once and cancelled
    once, and only a person books another or moves it.
    """
    ruleset = machine.ruleset
    match effect:
        case SetStatus(state):
            for one in machine.targets(state, begin.name if begin.kind is Origin.STATE else None):
                if begin != Thing(Origin.STATE, one) and _can_recur(machine, row, begin, one):
                    yield Thing(Origin.STATE, one), False
        case SendMessage(message) | AnswerReply(message):
            yield Thing(Origin.MESSAGE, message), True
        case StartCampaign(name):
            campaign = ruleset.campaigns[name]
            if campaign.enabled and not campaign.starts_once:
                yield Thing(Origin.CAMPAIGN, name), any(step.send for step in campaign.steps)
        case OpenTask(name) if begin.kind is not Origin.FOLLOW_UP or begin.name != name or _closes(row, name):
            yield from _opened(ruleset, name)
        case AskToReschedule() if begin != Thing(Origin.FOLLOW_UP, PLAIN_FOLLOW_UP) or _closes(row, PLAIN_FOLLOW_UP):
            yield from _opened(ruleset, PLAIN_FOLLOW_UP)
        case SetFollowUp(_, task):
            yield Thing(Origin.FOLLOW_UP, task or PLAIN_FOLLOW_UP), False
            yield Thing(Origin.TASK, task or PLAIN_FOLLOW_UP), False
        case NoteFact(fact, value) if value != UNKNOWN and fact in _dates(machine):
            yield Thing(Origin.DATE, fact), False


def _dates(machine: Machine) -> frozenset[str]:
    """The dates on which some rule waits."""
    return frozenset(clock.date_fact for clock in machine.ruleset.timers.values() if clock.date_fact)


def _opened(ruleset: Ruleset, task: TaskId) -> Iterator[tuple[Thing, bool]]:
    yield Thing(Origin.TASK, task), False
    if _comes_up(ruleset, task):
        yield Thing(Origin.FOLLOW_UP, task), False


def _steps(machine: Machine, campaign: Campaign) -> Iterator[Link]:
    for step in campaign.steps:
        if step.send:
            yield Link(Thing(Origin.MESSAGE, step.send), f"step '{step.id}'", step.where, sends=True)
        if step.task:
            yield Link(Thing(Origin.TASK, step.task), f"step '{step.id}'", step.where)
            if _comes_up(machine.ruleset, step.task):
                yield Link(Thing(Origin.FOLLOW_UP, step.task), f"step '{step.id}'", step.where)


def _comes_up(ruleset: Ruleset, task: TaskId) -> bool:
    """Whether an open task of this kind brings an event by itself: by a date of its plan, or by waiting so long."""
    kind = ruleset.tasks.get(task)
    planned = kind is not None and bool(kind.follow_ups)
    return planned or any(task in timer.tasks for timer in ruleset.timers.values())


def _closes(row: Row[Any], task: str) -> bool:
    return any(isinstance(effect, Closing) and effect.task in (None, task) for effect in row.then)


def _can_recur(machine: Machine, row: Row[Any], begin: Thing, after: str) -> bool:
    """Whether a move can be made twice: ``has_been: {not: ...}`` of a state that it leads to is a limit.

    Of what a rule lets be forgotten it is none.
    """
    states = [after, *([begin.name] if begin.kind is Origin.STATE else [])]
    names = frozenset(name for state in states for name in (state, state.partition("/")[0]))
    been = names - forgotten(machine.ruleset)
    return all(been in test.accepts for test in row.when if test.fact == "has_been" and frozenset() in test.accepts)


def _surely(machine: Machine, row: Row[Any], begin: Thing) -> bool:
    found = [one for one in machine.onward if one.state == begin.name]
    return all(machine.follows(row, EventKind.STATUS_ENTERED, one) is True for one in found)
