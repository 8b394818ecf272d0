"""When messages fall: two at one moment, inside the correction window, at a dead hour (C003 to C005).

Only what a campaign's own delays decide; the hours of the practice are asked of its table ``windows``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import combinations, pairwise, product
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk.checking.machine import Machine, events_of, is_about_the_state, together
from frontdesk.checking.proofs import can_both_hold, contacts_in_its_state
from frontdesk.effects import AnswerReply, SendMessage, StartCampaign
from frontdesk.events import EventKind
from frontdesk.facts import Planned, PracticeMoment, computed, planned_facts, state_facts
from frontdesk.model import Base, Campaign, CampaignStep, Delay, OverTime, Ruleset, Scope
from frontdesk.names import Timing, Verdict
from frontdesk.problems import ConflictError, Problem
from frontdesk.tables import Condition, Length, Listed, Row, Table, written, written_length
from frontdesk.tables.lengths import BusinessLength, at_least, with_more, without_months

_DAY = timedelta(days=1)
_NOON = time(12)
_A_YEAR = date(2026, 1, 1)
"""The year in whose nights the clocks are looked at: nothing here reads a clock, and zones hardly change."""


@dataclass(frozen=True, slots=True)
class Moment:
    """When a step falls: the delays that lead to it, one after the other; lengths that add up are one."""

    delays: tuple[Delay, ...]
    days: str = ""
    """The calendar on whose days the campaign begins a round; then the start is midnight, and no event."""

    @property
    def waited(self) -> Length | None:
        """How long after the start it falls, unless a clock or an appointment decides that."""
        first = self.delays[0]
        plain = len(self.delays) == 1 and first.at is None and first.base is Base.START
        return first.length if plain and not self.days else None

    @property
    def clock(self) -> time | None:
        """The hour at which it falls, when its delays decide that."""
        clock = timedelta() if self.days else None
        for delay in self.delays:
            length = -delay.length if delay.base is Base.BEFORE_APPOINTMENT else delay.length
            if delay.at is not None:
                clock = timedelta(hours=delay.at.hour, minutes=delay.at.minute) + without_months(length) % _DAY
            elif clock is not None:
                clock = None if isinstance(length, BusinessLength) else clock + without_months(length)
        if clock is None:
            return None
        minutes = int((clock % _DAY).total_seconds()) // 60
        return time(minutes // 60, minutes % 60)


_AT_ONCE = Moment((Delay(Base.START, timedelta()),))


def check_moments(machine: Machine) -> Iterator[Problem]:
    """Check when the steps of the campaigns that are switched on fall."""
    ruleset = machine.ruleset
    for campaign in ruleset.campaigns.values():
        if campaign.enabled:
            yield from _too_early(machine, campaign)
            yield from _at_dead_hours(ruleset, campaign)
    yield from _at_once(machine)


def moments(campaign: Campaign) -> Iterator[tuple[CampaignStep, Moment]]:
    """Return each step of *campaign*, and when it falls (``interpreter.campaigns`` does the same for one contact)."""
    previous: tuple[Delay, ...] = ()
    for step in campaign.steps:
        delay = step.delay
        if delay.base is Base.PREVIOUS and not previous:
            delay = replace(delay, base=Base.START)
        if delay.base is not Base.PREVIOUS:
            previous = (delay,)
        elif _adds_up(previous[-1], delay):
            length = with_more(previous[-1].length, without_months(delay.length))
            previous = (*previous[:-1], replace(previous[-1], length=length))
        else:
            previous = (*previous, delay)
        yield step, Moment(previous, campaign.calendar)


def _adds_up(before: Delay, delay: Delay) -> bool:
    """Whether two delays, one after the other, are one that is as long as both: one month and one more are not two."""
    is_plain = isinstance(before.length, timedelta) and isinstance(delay.length, timedelta)
    return is_plain and delay.at is None and before.at is None and before.base is not Base.BEFORE_APPOINTMENT


def _too_early(machine: Machine, campaign: Campaign) -> Iterator[Problem]:
    """What is due while a choice can be corrected waits until it settles, so its delay says something untrue."""
    window = machine.ruleset.correction_window
    if not _starts_with_a_choice(machine, campaign):
        return
    for step, moment in moments(campaign):
        if step.send and moment.waited is not None and at_least(moment.waited) < window:
            due, still = written_length(moment.waited), written_length(window)
            cause = f"the step is due {due} after the status, which can be corrected for {still}"
            yield Problem(step.where, "C004", cause, f"let it come {still} after the start, or at an hour with at:")


def _starts_with_a_choice(machine: Machine, campaign: Campaign) -> bool:
    """Whether a status that staff choose starts the campaign; what a rule sets cannot be corrected."""
    rows = [row for row in machine.ruleset.consequences.rows if StartCampaign(campaign.id) in row.then]
    chosen = {after for found in machine.onward.values() for move, after in found if move.event is None}
    return any(machine.follows(row, EventKind.STATUS_ENTERED, one) is not False for row in rows for one in chosen)


@dataclass(frozen=True, slots=True)
class _Writing:
    """A row that makes something write: a campaign that it starts, or a message that it sends itself."""

    row: Row[Any]
    label: str
    group: str
    """For one visit, or the contact, no two campaigns of one group run at once, and none beside itself; what one row
    sends it means to."""
    steps: tuple[tuple[str, Moment, Table[str] | None], ...]
    """The steps that send: the name, empty for a row's own message, the moment and what is asked then."""


def _at_once(machine: Machine) -> Iterator[Problem]:
    """What one event makes write twice at the same moment was hardly meant."""
    rows = machine.ruleset.consequences.rows
    writing = [one for row in rows for effect in row.then for one in _writing(machine.ruleset, row, effect)]
    told = set()
    for one, other in combinations(writing, 2):
        pair = (one.label, other.label)
        if one.group == other.group or pair in told or not _one_event(machine, one.row, other.row):
            continue
        same = _same_moment(machine.ruleset, one, other)
        if same and _one_person(machine.ruleset, one.row, other.row):
            told.add(pair)
            cause = f"one event makes {one.label} and {other.label} write at the same moment{_named(same)}"
            related = ((one.row.where, f"{one.label} begins here"),)
            hint = "let one of them write later, or give both campaigns the same group:"
            yield Problem(other.row.where, "C003", cause, hint, related)


def _writing(ruleset: Ruleset, row: Row[Any], effect: object) -> Iterator[_Writing]:
    if isinstance(effect, (SendMessage, AnswerReply)):
        label = f"the message '{ruleset.messages[effect.message].label}'"
        yield _Writing(row, label, f"row {row.id}", (("", _AT_ONCE, None),))
    elif isinstance(effect, StartCampaign) and ruleset.campaigns[effect.campaign].enabled:
        campaign = ruleset.campaigns[effect.campaign]
        steps = tuple((step.id, moment, step.condition) for step, moment in moments(campaign) if step.send)
        yield _Writing(row, f"'{campaign.label}'", campaign.group or campaign.id, steps)


def _one_event(machine: Machine, first: Row[Any], second: Row[Any]) -> bool:
    """Whether one event can make both rows follow for somebody; two clocks that run alike are one event."""
    asked, asked_too = _asked_at_once(machine.ruleset, first, second)
    if not together(asked, asked_too, machine.ruleset.consequences.inputs):
        return False
    kinds = [kind for kind in events_of(first) if kind in events_of(second)]
    return any(
        all(machine.follows(row, kind, standing) is not False for row in (first, second))
        for kind in kinds
        for standing in machine.onward
    )


def _one_person(ruleset: Ruleset, first: Row[Any], second: Row[Any]) -> bool:
    """Whether what both rows ask can hold of somebody: proved only of those that write at one moment."""
    asked, asked_too = _asked_at_once(ruleset, first, second)
    tests = (*asked, *asked_too)
    joint = contacts_in_its_state(ruleset, tests) if is_about_the_state(first) else None
    return can_both_hold(ruleset, ruleset.consequences, ruleset.consequences, tests, joint)


def _asked_at_once(ruleset: Ruleset, *rows: Row[Any]) -> list[tuple[Condition, ...]]:
    """What each row asks, but for which of the clocks it is where they run alike."""
    alike = len({_clock_of(ruleset, row) for row in rows}) == 1
    return [_without_timer(row) if alike else row.when for row in rows]


def _clock_of(ruleset: Ruleset, row: Row[Any]) -> object:
    timer = next((ruleset.timers[test.written] for test in row.when if test.fact == "timer"), None)
    return timer and (
        *(timer.kind, timer.offset, timer.date_fact, timer.at),
        *(timer.yearly, timer.tasks),
    )


def _without_timer(row: Row[Any]) -> tuple[Condition, ...]:
    return tuple(test for test in row.when if test.fact != "timer")


def _same_moment(ruleset: Ruleset, one: _Writing, other: _Writing) -> tuple[str, str] | None:
    """The first two steps that fall together, by name."""
    for (step, moment, asks), (second, other_moment, asks_too) in product(one.steps, other.steps):
        if moment == other_moment and (not asks or not asks_too or _both_go_on(ruleset, asks, asks_too)):
            return step, second
    return None


def _both_go_on(ruleset: Ruleset, asks: Table[str], asks_too: Table[str]) -> bool:
    """Whether what two steps ask before they write can hold at once."""
    return can_both_hold(ruleset, asks, asks_too, (*asks.rows[0].when, *asks_too.rows[0].when))


def _named(steps: tuple[str, str]) -> str:
    named = [f"'{step}'" for step in steps if step]
    return f": {'steps' if named[1:] else 'step'} {' and '.join(named)}" if named else ""


def _at_dead_hours(ruleset: Ruleset, campaign: Campaign) -> Iterator[Problem]:
    for step, moment in moments(campaign):
        at = moment.clock
        if step.send is None or at is None:
            continue
        delay = step.delay
        if _is_strange(at, ruleset.time_zone):
            cause = f"{written(at)} does not exist, or comes twice, in the nights in which the clocks change"
            hint = "choose another hour"
        elif delay.base is Base.BEFORE_APPOINTMENT and at_least(delay.length) < _DAY and at >= _NOON:
            cause = f"at {written(at)} on the day itself, visits of that morning are over"
            hint = "write it for the day before, or count the hours before the appointment without at:"
        elif not _leaves(ruleset, campaign, step, at):
            cause = f"at {written(at)} nothing leaves on any weekday (windows.yaml), so this is always moved or dropped"
            hint = "choose an hour inside the windows"
        else:
            continue
        yield Problem(step.where, "C005", cause, hint)


def _is_strange(at: time, zone_name: str) -> bool:
    """Whether some night of the year leaves that hour out, or has it twice."""
    moments_then = [midnight + timedelta(hours=at.hour, minutes=at.minute) for midnight in _turning_nights(zone_name)]
    return any(moment.utcoffset() != moment.replace(fold=1).utcoffset() for moment in moments_then)


@cache
def _turning_nights(zone_name: str) -> tuple[datetime, ...]:
    """The midnights before the clocks change."""
    zone = ZoneInfo(zone_name)
    midnights = [datetime.combine(_A_YEAR + day * _DAY, time(), zone) for day in range(366)]
    return tuple(one for one, other in pairwise(midnights) if one.utcoffset() != other.utcoffset())


def _leaves(ruleset: Ruleset, campaign: Campaign, step: CampaignStep, at: time) -> bool:
    """Whether the message can leave at that hour on some weekday by one of its channels, for an ordinary contact."""
    windows = ruleset.choice("windows")
    return any(_may_leave(windows, ruleset, one) for one in _planned(ruleset, campaign, step, at))


def _planned(ruleset: Ruleset, campaign: Campaign, step: CampaignStep, at: time) -> Iterator[Planned]:
    """The message by each of its channels, at that hour of an ordinary day of each weekday."""
    text = ruleset.messages[step.send] if step.send else None
    if text is None:
        return
    for channel, day in product(text.content, _ordinary_week(ruleset)):
        yield Planned(
            ruleset=ruleset,
            local=datetime.combine(day, at),
            message=text,
            kind=campaign.message_kind,
            timing=Timing.SCHEDULED,
            campaign=campaign.id,
            step=step.id,
            channel=channel,
        )


def _ordinary_week(ruleset: Ruleset) -> Iterator[date]:
    """A day of each weekday on which the practice keeps no holiday and its usual hours, if two years have one."""
    calendar = ruleset.open_hours
    for first in range(7):
        days = [_A_YEAR + (first + 7 * week) * _DAY for week in range(2 * 52)]
        at_work = [day for day in days if not ruleset.is_holiday(day)]
        usual = [day for day in at_work if calendar is None or calendar.keeps_its_week(day)]
        yield (usual or at_work or days)[0]


def _may_leave(windows: Table[str], ruleset: Ruleset, planned: Planned) -> bool:
    """Whether it can leave, or nobody can tell, for a contact of whom nothing is known that could be in its way.

    Raises FactError where the table cannot be asked so: a hole in this check is no answer of the rules.
    """
    now = planned.local.replace(tzinfo=ruleset.zone).astimezone(UTC)
    of_the_hour = computed(PracticeMoment(ruleset=ruleset, now=now), Scope.PRACTICE)
    with_it = (OverTime.RETURNS, OverTime.GROWS)  # the clock and the day; how far a date is then, nobody can tell
    moving = {name: value for name, value in of_the_hour.items() if ruleset.facts[name].over_time in with_it}
    facts = {
        **state_facts(ruleset, ruleset.initial),
        **moving,
        **planned_facts(planned),
        "region": _ordinary_region(windows),
        "consent_basis": "written",
    }
    try:
        return windows.decide(ruleset.quietly(windows, facts)).outcome == Verdict.SEND
    except ConflictError:
        return True


def _ordinary_region(windows: Table[str]) -> str:
    """A region that the table takes as it takes most; where regions are free text, one that nobody names."""
    tables = (windows, *windows.upstream)
    domain = next((one.inputs["region"] for one in tables if "region" in one.inputs), None)
    if not isinstance(domain, Listed):
        return "elsewhere"
    asked = [test.accepts for one in tables for row in one.rows for test in row.when if test.fact == "region"]
    taken = {region: tuple(region in accepts for accepts in asked) for region in domain.values}
    (most, _), *_ = Counter(taken.values()).most_common(1)
    return next(region for region, as_most in taken.items() if as_most == most)
