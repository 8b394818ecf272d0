"""When a message may leave: the sending windows, and the next moment at which they open (domain.md 4.11, 6, 7.3).

Asks the ruleset's table for the clock of the contact, or for each that it could be: all have to allow it. A message to
be moved tries every moment at which an answer can change, since each fact that moves with time is computed for it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from heapq import merge
from itertools import chain
from zoneinfo import ZoneInfo

from frontdesk.facts import CLOCK, HOURS_TO_VISIT, REACH, Lately, SendingMoment, changes, clock_facts, zone_of
from frontdesk.interpreter.clocks import clocks_of
from frontdesk.interpreter.delivery import Situation, moment_of
from frontdesk.model import Computation, OverTime, Ruleset, Scope
from frontdesk.model.calendars import Calendar, Calendars
from frontdesk.model.counts import Counts
from frontdesk.names import ChannelId, Verdict
from frontdesk.tables import Complement, Decision, Interval, Union, Value
from frontdesk.tables.opening import openings

LOOK_AHEAD = timedelta(days=731)
"""How far ahead a moment to send is sought: what nothing opens in two years is as good as never opened (R012)."""
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_MINUTE, _HOUR = timedelta(minutes=1), timedelta(hours=1)
_STRICTNESS = (Verdict.SEND, Verdict.MOVE, Verdict.DROP)
"""Of the answers of several clocks the last of these counts."""


@dataclass(frozen=True, slots=True)
class Clearance:
    """What the windows say of a message now: send it, drop it, or try again at ``until`` (``None``: not in sight).

    ``clock`` is the zone that held it longest, where more than one could be the contact's; else empty.
    """

    verdict: Verdict
    decision: Decision[str]
    until: datetime | None = None
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Sending:
    """A message whose channel is chosen, with its facts, the situation that they are of, and where it goes to."""

    facts: Mapping[str, Value]
    channel: ChannelId
    situation: Situation
    address: str = ""


def clearance(ruleset: Ruleset, sending: Sending, now: datetime) -> Clearance:
    """Ask the windows whether the message may leave at *now*, and if it is to be moved, until when.

    It leaves only when every clock that may be the contact's allows it, and is moved to the first such moment.
    """
    zones = clocks_of(ruleset, sending.situation.contact, str(sending.facts.get("region", "")), sending.address)
    clocks = {zone: _asking(ruleset, sending, zone) for zone in zones}
    answers = {zone: ask(now) for zone, ask in clocks.items()}
    holding = max(zones, key=lambda zone: _STRICTNESS.index(Verdict(answers[zone].outcome)))
    decision, verdict = answers[holding], Verdict(answers[holding].outcome)
    until = None
    if verdict is Verdict.MOVE:
        for moment in _moments(ruleset, sending, zones, now):
            closed = next((zone for zone, ask in clocks.items() if ask(moment).outcome != Verdict.SEND), None)
            if closed is None:
                until = moment
                break
            holding = closed
    told = holding.key if len(zones) > 1 and verdict is not Verdict.SEND else ""
    return Clearance(verdict, decision, until, told)


def _asking(ruleset: Ruleset, sending: Sending, zone: ZoneInfo) -> Callable[[datetime], Decision[str]]:
    """The windows on one clock, for one moment after the other: nothing is computed that their rows do not read."""
    table, sent = ruleset.choice("windows"), sending.situation.sent
    about = moment_of(ruleset, sending.situation)
    facts = {name: value for name, value in sending.facts.items() if name in table.inputs}
    moving = _moving(ruleset)

    def asked(at: datetime) -> Decision[str]:
        lately = Lately.of(sent, at, zone)
        moment = SendingMoment(about=about, channel=sending.channel, local=at.astimezone(zone), lately=lately)
        then = replace(about, now=at, lately=lately, known=dict(sending.facts)) if moving else about
        later = {name: compute(then) for name, compute in moving}
        return table.decide({**facts, **later, **clock_facts(moment, table.inputs)})

    return asked


def _moving(ruleset: Ruleset) -> list[tuple[str, Computation]]:
    """Those of the facts of a message that the windows read and that move while it waits, with how.

    The contact's clock is none of them: it is read on each that may be theirs.
    """
    inputs = ruleset.choice("windows").inputs.keys() - {name for name, _ in CLOCK}
    return [
        (name, compute)
        for scope in REACH[Scope.MESSAGE]
        for name, compute in ruleset.computations[scope]
        if name in inputs and ruleset.facts[name].over_time is not OverTime.STAYS
    ]


def _moments(ruleset: Ruleset, sending: Sending, zones: Sequence[ZoneInfo], now: datetime) -> Iterator[datetime]:
    """Later moments at which any answer can change, in order, each once."""
    # What moves besides the clocks of the contact is told in days of the practice's clock, or of its own.
    moving = [name for name, _ in _moving(ruleset)]
    calendars = [one for one in ruleset.part(Calendars).calendars.values() if moving]
    clocks = dict.fromkeys((*zones, *(one.zone for one in calendars), *((ruleset.zone,) if moving else ())))
    others = [_ends_of_counts(sending, now), _ends_of_spans(ruleset, sending, moving, now)] if moving else []
    others += [_openings(one, now) for one in calendars]
    if "days_in_status" in moving:
        others.append(_every(_DAY, sending.situation.contact.state_since, now))
    if HOURS_TO_VISIT in moving and (visit := sending.situation.appointment):
        others += [_every(_HOUR, visit.at, now), _every(_HOUR, visit.at + _MINUTE, now)]
    last = None
    for moment in merge(*(_moments_in(ruleset, zone, now) for zone in clocks), *others):
        if moment != last:
            yield moment
        last = moment


def _ends_of_counts(sending: Sending, now: datetime) -> Iterator[datetime]:
    """When each message that left lately is a week old; that a day is over is a midnight of the clocks."""
    yield from sorted(one.at + _WEEK for one in sending.situation.sent if one.at + _WEEK > now)


def _ends_of_spans(ruleset: Ruleset, sending: Sending, moving: Sequence[str], now: datetime) -> Iterator[datetime]:
    """When something leaves, or comes into, the span of a count that the practice declares."""
    counts, about = ruleset.part(Counts).counts, sending.situation
    zone = zone_of(ruleset, about.contact)
    of_each = (changes(counts[name], about.history, ruleset, now, zone) for name in moving if name in counts)
    yield from sorted(at for each in of_each for at in each)


def _openings(calendar: Calendar, now: datetime) -> Iterator[datetime]:
    """The moments from *now* on at which a calendar opens or closes."""
    for moment in chain.from_iterable(openings(calendar, now)):
        if moment > now + LOOK_AHEAD:
            return
        if moment > now:
            yield moment


def _every(span: timedelta, since: datetime, now: datetime) -> Iterator[datetime]:
    """The moments after *now* that lie whole spans from *since*, before or after it."""
    at = since + ((now - since) // span + 1) * span
    while at <= now + LOOK_AHEAD:
        yield at
        at += span


def _moments_in(ruleset: Ruleset, zone: ZoneInfo, now: datetime) -> Iterator[datetime]:
    """Later moments at which the clock can change the answer: midnights, ends of intervals, and the minute after each.

    Where clocks are put back an hour comes twice, so its moments do too; and putting them is a moment itself.
    """
    clocks = {time(0, 0)}
    table = ruleset.choice("windows")
    for row in (row for one in (table, *table.upstream) for row in one.rows):  # their clock decides here, too
        for condition in row.when:
            clocks |= _ends(condition.accepts)
    # Between two neighbours of these moments no fact of the clock changes its place among the rows: weekday and holiday
    # change at midnight, a time of day is cut to the minute and crosses an end at that minute or the one after it ("<=
    # 20:00" holds through 20:00, "< 20:00" up to it). So trying them in order finds the first moment that opens, after
    # a dozen or so questions a day, where every minute would be 1,440; turning the rows into intervals of time instead
    # would have to know every fact, and would be a second evaluator.
    first = now.astimezone(zone).date()
    for day in (first + timedelta(days=days) for days in range(LOOK_AHEAD.days + 1)):
        # Both folds: of a clock time that comes twice they are its two instants; of one that is left out they are what
        # it would be by the clock before and after; of any other they are the same instant, which the set holds once.
        local = [datetime.combine(day, clock, tzinfo=zone) for clock in clocks]
        starts = {one.replace(fold=turn).astimezone(UTC) for one in local for turn in (0, 1)}
        starts |= set(_clock_change(zone, min(starts)))
        yield from sorted({at for start in starts for at in (start, start + _MINUTE) if at > now})


def _clock_change(zone: ZoneInfo, midnight: datetime) -> Iterator[datetime]:
    """The minute in the day from *midnight* (UTC) at which clocks are put forward or back, if it has one."""
    # Python tells the offset of an instant and not when it changes, so the change is closed in by halves: eleven
    # look-ups, and on every other day two. Two changes within a day, which no zone of our practices has, could hide
    # each other.
    before, after = midnight, midnight + timedelta(days=1)
    was = before.astimezone(zone).utcoffset()
    if was == after.astimezone(zone).utcoffset():
        return
    while after - before > _MINUTE:
        middle = before + (after - before) // _MINUTE // 2 * _MINUTE
        if middle.astimezone(zone).utcoffset() == was:
            before = middle
        else:
            after = middle
    yield after


def _ends(accepted: Container[Value]) -> set[time]:
    if isinstance(accepted, Complement):
        return _ends(accepted.of)
    if isinstance(accepted, Union):
        return set().union(*(_ends(part) for part in accepted.of))
    if isinstance(accepted, Interval):
        return {end for end in (accepted.low, accepted.high) if isinstance(end, time) and end != time.max}
    return {end for end in accepted if isinstance(end, time)} if isinstance(accepted, frozenset) else set()
