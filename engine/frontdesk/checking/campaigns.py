"""The campaigns: does each end, does it stop where it must, does it leave when it can (C001 to C005)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta
from itertools import combinations
from typing import Any

from frontdesk.checking.machine import Machine, can_follow, events_of, machine_of, together
from frontdesk.effects import EndCampaign, StartCampaign
from frontdesk.events import EventKind
from frontdesk.model import Again, Base, Campaign, CampaignStep, Ruleset
from frontdesk.names import CampaignId, State, StatusKind, Verdict, status_of
from frontdesk.problems import FrontdeskError, Problem, severity_of
from frontdesk.tables import Row, Value, written, written_duration

_MUST_STOP = (StatusKind.LOST, StatusKind.INVALID, StatusKind.PAUSED)
_HOLE = (time(1, 0), time(3, 0))
"""Between these hours the clocks change, so an hour there may not exist or come twice."""


def check_campaigns(ruleset: Ruleset) -> Iterator[Problem]:
    """Check the campaigns of *ruleset* that are switched on."""
    machine = machine_of(ruleset)
    for campaign in ruleset.campaigns.values():
        if campaign.enabled and campaign.steps:
            yield from _endless(ruleset, campaign)
            yield from _not_stopped(ruleset, machine, campaign)
            yield from _too_early(ruleset, campaign)
            yield from _at_dead_hours(ruleset, campaign)
    yield from _at_once(ruleset)


def _endless(ruleset: Ruleset, campaign: Campaign) -> Iterator[Problem]:
    if campaign.repeat and not any(_ends(row, campaign.id) for row in ruleset.consequences.rows):
        cause = f"the campaign '{campaign.label}' starts over for ever, and nothing ends it"
        yield Problem(campaign.where, "C001", cause, "add what ends it under end:, or under ended_by:")


def _not_stopped(ruleset: Ruleset, machine: Machine, campaign: Campaign) -> Iterator[Problem]:
    """From where it starts, a campaign must not run on into a status that is lost, invalid or paused."""
    begins = _starting_states(ruleset, campaign.id)
    running = _running(ruleset, machine, campaign, begins)
    for state, way in running.items():
        kind = ruleset.statuses[status_of(state)].kind
        if kind in _MUST_STOP and state not in begins:
            path = " -> ".join(way)
            cause = f"the campaign '{campaign.label}' still runs in '{state}', which is {kind}: {path}"
            yield Problem(campaign.where, "C002", cause, f"end it on status_entered: {state}", severity_of("C002"))
            return


def _running(
    ruleset: Ruleset, machine: Machine, campaign: Campaign, begins: list[State]
) -> dict[State, tuple[State, ...]]:
    """The states in which the campaign can run, each with a shortest way there."""
    ways: dict[State, tuple[State, ...]] = {state: (state,) for state in begins}
    waiting = list(begins)
    for state in waiting:
        for move in machine.moves[state]:
            if move.after not in ways and not _ends_on_entering(ruleset, campaign, move.after):
                ways[move.after] = (*ways[state], move.after)
                waiting.append(move.after)
    return ways


def _ends_on_entering(ruleset: Ruleset, campaign: Campaign, state: State) -> bool:
    for row in ruleset.consequences.rows:
        if EventKind.STATUS_ENTERED not in events_of(row) or not can_follow(
            ruleset, row, EventKind.STATUS_ENTERED, state
        ):
            continue
        if _ends(row, campaign.id):
            return True
        for effect in row.then:
            if isinstance(effect, StartCampaign) and _replaces(ruleset.campaigns[effect.campaign], campaign):
                return True
    return False


def _replaces(other: Campaign, campaign: Campaign) -> bool:
    if other.id == campaign.id:
        return campaign.again is not Again.CONTINUE
    return bool(campaign.group) and other.group == campaign.group


def _ends(row: Row[Any], campaign: CampaignId) -> bool:
    return any(isinstance(effect, EndCampaign) and effect.campaign in (None, campaign) for effect in row.then)


def _starting_states(ruleset: Ruleset, campaign: CampaignId) -> list[State]:
    rows = [row for row in ruleset.consequences.rows if StartCampaign(campaign) in row.then]
    return [
        state
        for state in ruleset.states
        if any(
            EventKind.STATUS_ENTERED in events_of(row) and can_follow(ruleset, row, EventKind.STATUS_ENTERED, state)
            for row in rows
        )
    ]


def _too_early(ruleset: Ruleset, campaign: Campaign) -> Iterator[Problem]:
    """A first message that is due inside the window waits for its end, so the delay says something untrue."""
    if not _starting_states(ruleset, campaign.id):
        return
    for step in campaign.steps:
        sooner = step.delay.at is None and step.delay.length < ruleset.correction_window
        if step.send and step.delay.base is Base.START and sooner:
            window, delay = written_duration(ruleset.correction_window), written_duration(step.delay.length)
            cause = f"the step is due after {delay}, while the status can be corrected for {window}"
            yield Problem(step.where, "C004", cause, f"write {window} or more, or an hour with at:")


def _at_once(ruleset: Ruleset) -> Iterator[Problem]:
    """Two campaigns that one event starts and that write at the same moment were hardly meant."""
    starts = [
        (row, ruleset.campaigns[effect.campaign])
        for row in ruleset.consequences.rows
        for effect in row.then
        if isinstance(effect, StartCampaign)
    ]
    for (first, one), (second, other) in combinations(starts, 2):
        apart = one.id == other.id or (one.group and one.group == other.group)
        if not apart and _same_moment(one, other) and together(first.when, second.when, ruleset):
            cause = f"one event starts '{one.label}' and '{other.label}', and both write at the same moment"
            related = ((first.where, f"'{one.label}' starts here"),)
            hint = "give both the same group:, or let one of them write later"
            yield Problem(second.where, "C003", cause, hint, severity_of("C003"), related)


def _same_moment(one: Campaign, other: Campaign) -> bool:
    firsts = [next((step for step in campaign.steps if step.send), None) for campaign in (one, other)]
    return firsts[0] is not None and firsts[1] is not None and firsts[0].delay == firsts[1].delay


def _at_dead_hours(ruleset: Ruleset, campaign: Campaign) -> Iterator[Problem]:
    for step in campaign.steps:
        if step.delay.at is None or step.send is None:
            continue
        at = _clock(step)
        if _HOLE[0] <= at < _HOLE[1]:
            cause = f"{written(at)} does not exist, or comes twice, in the nights in which the clocks change"
            yield Problem(step.where, "C005", cause, "choose another hour", severity_of("C005"))
        elif not _leaves(ruleset, campaign, step, at):
            cause = (
                f"at {written(at)} nothing leaves on a weekday (windows.yaml), so this step is always moved or dropped"
            )
            yield Problem(step.where, "C005", cause, "choose an hour inside the windows", severity_of("C005"))


def _clock(step: CampaignStep) -> time:
    """The hour at which a step falls: the clock, and what its delay adds to whole days."""
    at = step.delay.at or time()
    rest = step.delay.length - timedelta(days=step.delay.length.days)
    minutes = (at.hour * 60 + at.minute + int(rest.total_seconds()) // 60) % (24 * 60)
    return time(minutes // 60, minutes % 60)


def _leaves(ruleset: Ruleset, campaign: Campaign, step: CampaignStep, at: time) -> bool:
    """Whether the message can leave at that hour by any of its channels, for an ordinary contact."""
    text = ruleset.messages[step.send] if step.send else None
    windows = ruleset.choice("windows")
    for channel in text.content if text else ():
        asked: dict[str, Value] = {
            "message": campaign.message_kind,
            "campaign": campaign.id,
            "purpose": text.purpose if text else "operations",
            "timing": "scheduled",
            "channel": channel,
            "local_time": at,
            "weekday": "wednesday",
            "region": "elsewhere",
            "consent_basis": "written",
        }
        try:
            facts = {name: value for name, value in asked.items() if name in windows.known}
            if windows.decide(ruleset.quietly(windows, facts)).outcome == Verdict.SEND:
                return True
        except FrontdeskError:
            return True
    return False
