"""The campaigns: does each end, and does it stop where it must or should (C001, C002, C006)?

And of a campaign of a visit: is a second round written (C007), and is there a visit where it starts (C008)? Of one on
days of a calendar: does a round last longer than to the next of them (C019)?

A campaign is followed through everything that can happen to somebody who is in it; when its steps fall is in
``moments``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

from frontdesk.checking.machine import Machine, Move, Standing, events_of, machine_of
from frontdesk.checking.moments import Moment, check_moments, moments
from frontdesk.checking.paths import happening, told
from frontdesk.effects import EndCampaign, StartCampaign
from frontdesk.events import EventKind, is_about_a_visit, traits_of
from frontdesk.model import Again, Campaign, Ruleset
from frontdesk.model.calendars import Calendars
from frontdesk.names import State, StatusKind, status_of
from frontdesk.problems import Problem
from frontdesk.tables import Row, written_length
from frontdesk.tables.lengths import at_least

_MUST_STOP = (StatusKind.LOST, StatusKind.INVALID, StatusKind.PAUSED)
_ENTERED = EventKind.STATUS_ENTERED
_SOON = timedelta(days=1)
"""What comes so long after such an event belongs to the visit; what comes later is a sequence like any other."""


def check_campaigns(ruleset: Ruleset) -> Iterator[Problem]:
    """Check the campaigns of *ruleset* that are switched on."""
    machine = machine_of(ruleset)
    for campaign in ruleset.campaigns.values():
        if campaign.enabled and campaign.steps:
            running = _Running(machine, campaign)
            running.explore()
            yield from _endless(running)
            yield from _not_stopped(running)
            yield from _overrunning(running)
            yield from _second_round(campaign)
            yield from _without_a_visit(running)
            yield from _days_passed_over(ruleset, campaign)
    yield from check_moments(machine)


@dataclass(frozen=True, slots=True)
class _Came:
    """How somebody who is in the campaign came where they are."""

    before: Standing
    step: tuple[str, str]
    """The place reached, and what leads there."""
    starts: bool
    """Whether this is what started the campaign."""


@dataclass(slots=True)
class _Running:
    """One campaign, followed through the machine."""

    machine: Machine
    campaign: Campaign
    came: dict[Standing, _Came] = field(default_factory=dict)
    """Everywhere somebody can be who is in the campaign, nearest to a new contact first."""
    _starts: list[Row[Any]] = field(default_factory=list)
    _stops: list[Row[Any]] = field(default_factory=list)
    _meant: dict[Standing, bool] = field(default_factory=dict)
    _ended: dict[Standing, bool | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        rows = self.machine.ruleset.consequences.rows
        self._starts = [row for row in rows if StartCampaign(self.campaign.id) in row.then]
        self._stops = [row for row in rows if self._stops_it(row)]

    def explore(self) -> None:
        """Find every way in which somebody can be in the campaign, the shortest first."""
        nearest: dict[int, list[tuple[Standing, _Came]]] = {}
        for standing in self.machine.onward:
            begun = list(self._begun(standing))
            if begun:
                nearest.setdefault(len(self.machine.way(standing)) + 1, []).extend(begun)
        while nearest:
            far = min(nearest)
            for standing, came in nearest.pop(far):
                if standing not in self.came:
                    self.came[standing] = came
                    nearest.setdefault(far + 1, []).extend(self._onward(standing))

    @property
    def starts(self) -> tuple[Row[Any], ...]:
        """The rows that start it."""
        return tuple(self._starts)

    def told(self, standing: Standing) -> str:
        """The shortest way in words: to where the campaign starts, and in it to *standing*."""
        steps: list[tuple[str, str]] = []
        started = False
        while not started:
            came = self.came[standing]
            steps.append(came.step)
            standing, started = came.before, came.starts
        moves = self.machine.way(standing)
        begin = moves[0].before if moves else standing.state
        return told(begin, [*((move.after, self.machine.happens(move)) for move in moves), *reversed(steps)])

    def meant(self, standing: Standing) -> bool:
        """Whether entering the status is what starts the campaign: then it is to run there."""
        if standing not in self._meant:
            verdicts = (self.machine.follows(row, _ENTERED, standing) for row in self._starts)
            self._meant[standing] = any(verdict is not False for verdict in verdicts)
        return self._meant[standing]

    def can_end(self, standing: Standing) -> bool:
        """Whether something that happens here can end it: an event, or a status that is entered next."""
        for row in self._stops:
            kinds = [kind for kind in events_of(row) if kind is not _ENTERED]
            if any(self.machine.follows(row, kind, standing) is not False for kind in kinds):
                return True
        moves = self.machine.onward[standing]
        return any(self._ends(standing, move, after) is not False for move, after in moves)

    def others_meant(self, standing: Standing) -> Iterator[Campaign]:
        """The other campaigns that surely start when the status is entered."""
        for campaign in self.machine.ruleset.campaigns.values():
            if campaign.id != self.campaign.id and campaign.enabled and campaign.steps:
                rows = (row for row in self.machine.ruleset.consequences.rows if StartCampaign(campaign.id) in row.then)
                if any(self.machine.follows(row, _ENTERED, standing) for row in rows):
                    yield campaign

    @property
    def starts_with_a_status(self) -> bool:
        """Whether entering a status is all that starts it."""
        return {kind for row in self._starts for kind in events_of(row)} == {_ENTERED}

    @property
    def goes_with_a_visit(self) -> bool:
        """Whether it is about an appointment, whatever the status of the contact: reminders, thanks, a survey."""
        answers = all(traits_of(kind).of_a_visit for row in self._starts for kind in events_of(row))
        return all(_counts_on_it(moment) or (answers and _is_soon(moment)) for _, moment in moments(self.campaign))

    def _begun(self, standing: Standing) -> Iterator[tuple[Standing, _Came]]:
        """Where somebody in *standing* who is not in the campaign comes to be in it."""
        for row in self._starts:
            for kind in events_of(row):
                if kind is not _ENTERED and self._begins_here(row, kind, standing):
                    words, starts = happening(self.machine.ruleset, row, kind), f"'{self.campaign.label}' starts"
                    for after in self._with_the_start(row, kind, standing):
                        step = (starts, words) if after is standing else (after.state, f"{words}; {starts}")
                        yield after, _Came(standing, step, True)
        for move, after in self.machine.onward[standing]:
            if self.meant(after):
                happens = f"{self.machine.happens(move)}; '{self.campaign.label}' starts"
                yield after, _Came(standing, (move.after, happens), True)

    def _with_the_start(self, row: Row[Any], kind: EventKind, standing: Standing) -> tuple[Standing, ...]:
        """Where somebody is once all is done that follows the event which starts it: where they were, or set by it.

        A move that may not follow is one of those onward from where they were.
        """
        follows = self.machine.follows
        moves = [(one, after) for one, after in self.machine.onward[standing] if one.event is kind]
        if not any(follows(one.row, kind, standing, row.when) for one, _ in moves):
            return (standing,)
        set_by_it = [after for one, after in moves if follows(one.row, kind, standing, row.when) is not False]
        return tuple(after for after in set_by_it if self._ends_on_entering(after) is not True)

    def _onward(self, standing: Standing) -> Iterator[tuple[Standing, _Came]]:
        for move, after in self.machine.onward[standing]:
            if after not in self.came and self._ends(standing, move, after) is not True:
                yield after, _Came(standing, (move.after, self.machine.happens(move)), False)

    def _begins_here(self, row: Row[Any], kind: EventKind, standing: Standing) -> bool:
        """A campaign that an event starts in a status where it must stop is for the people there."""
        if self.machine.ruleset.statuses[status_of(standing.state)].kind in _MUST_STOP:
            return False
        return self.machine.follows(row, kind, standing) is not False

    def _ends(self, before: Standing, move: Move, after: Standing) -> bool | None:
        """Whether the campaign ends with a move: by the row that makes it, with the same event, or on entering."""
        verdicts = {self._ends_on_entering(after)}
        if move.event is not None:
            given = move.row.when
            at_most = None if self._spares_others(move.event) else True
            found = (self.machine.follows(row, move.event, before, given) for row in self._stops)
            verdicts |= {at_most if verdict else verdict for verdict in found}
        return _strongest(verdicts)

    def _ends_on_entering(self, after: Standing) -> bool | None:
        if after not in self._ended:
            self._ended[after] = _strongest({self.machine.follows(row, _ENTERED, after) for row in self._stops})
        return self._ended[after]

    def _spares_others(self, event: EventKind) -> bool:
        """Whether *event* is about one visit, and leaves the runs of this campaign for others alone."""
        return self.campaign.of_a_visit and is_about_a_visit(event)

    def _stops_it(self, row: Row[Any]) -> bool:
        return any(
            effect.campaign in (None, self.campaign.id)
            if isinstance(effect, EndCampaign)
            else isinstance(effect, StartCampaign) and self._replaces(effect)
            for effect in row.then
        )

    def _replaces(self, effect: StartCampaign) -> bool:
        """Whether starting another campaign takes the place of this one; one that starts once may not start again."""
        other = self.machine.ruleset.campaigns[effect.campaign]
        same = other.id != self.campaign.id and bool(self.campaign.group) and other.group == self.campaign.group
        return same and other.enabled and other.again is not Again.ONCE


def _counts_on_it(moment: Moment) -> bool:
    return moment.delays[0].base.is_a_visit


def _is_soon(moment: Moment) -> bool:
    return len(moment.delays) == 1 and at_least(moment.delays[0].length) <= _SOON


def _strongest(verdicts: set[bool | None]) -> bool | None:
    return True if True in verdicts else None if None in verdicts else False


def _endless(running: _Running) -> Iterator[Problem]:
    """Wherever somebody is in a campaign that starts over, something that can still happen must end it."""
    if running.campaign.starts_over is None:
        return
    ending = {standing for standing in running.came if running.can_end(standing)}
    before: dict[Standing, list[Standing]] = {}
    for standing in running.came:
        for _, after in running.machine.onward[standing]:
            before.setdefault(after, []).append(standing)
    waiting = deque(ending)
    while waiting:
        fresh = [standing for standing in before.get(waiting.popleft(), ()) if standing not in ending]
        ending.update(fresh)
        waiting.extend(fresh)
    if stuck := next((standing for standing in running.came if standing not in ending), None):
        campaign = running.campaign
        cause = f"the campaign '{campaign.label}' starts over for ever, and nothing ends it for somebody "
        cause += f"in '{stuck.state}'; the shortest way there: {running.told(stuck)}"
        hint = "add what ends it under end:, or under ended_by:"
        yield Problem(campaign.where, "C001", cause, hint)


def _not_stopped(running: _Running) -> Iterator[Problem]:
    """A campaign must not run on into a status that is lost, invalid or paused, unless it goes with a visit."""
    if running.goes_with_a_visit:
        return
    campaign, statuses = running.campaign, running.machine.ruleset.statuses
    found: dict[State, tuple[Standing, str]] = {}
    for standing in running.came:
        kind = statuses[status_of(standing.state)].kind
        if kind in _MUST_STOP and not running.meant(standing):
            found.setdefault(standing.state, (standing, f"which is {kind}"))
    if found:
        yield Problem(campaign.where, "C002", _runs_on(running, found), _end_it(found))


def _runs_on(running: _Running, found: Mapping[State, tuple[Standing, str]]) -> str:
    """Where a campaign still runs, each with why it should not, and the shortest way to the first of them."""
    *others, last = [f"in '{state}', {why}" for state, (_, why) in found.items()]
    places = ", and ".join([", ".join(others), last] if others else [last])
    first = next(standing for standing, _ in found.values())
    return f"the campaign '{running.campaign.label}' still runs {places}: {running.told(first)}"


def _end_it(states: Iterable[State]) -> str:
    named = ", ".join(states)
    return f"end it on status_entered: {f'[{named}]' if ', ' in named else named}"


def _overrunning(running: _Running) -> Iterator[Problem]:
    """What entering a status started runs on where somebody is won, or where another status starts its own."""
    if not running.starts_with_a_status or running.goes_with_a_visit:
        return
    campaign, statuses = running.campaign, running.machine.ruleset.statuses
    found: dict[State, tuple[Standing, str]] = {}
    grouped = ""
    for standing in running.came:
        if running.meant(standing):
            continue
        other = next(running.others_meant(standing), None)
        if other or statuses[status_of(standing.state)].kind is StatusKind.WON:
            why = f"which starts '{other.label}'" if other else "which is won"
            found.setdefault(standing.state, (standing, why))
            grouped = ", or give both campaigns the same group:" if other else grouped
    if found:
        yield Problem(campaign.where, "C006", _runs_on(running, found), _end_it(found) + grouped)


def _second_round(campaign: Campaign) -> Iterator[Problem]:
    """A campaign of a visit runs once for each: what is written of a second round says nothing."""
    written = {"again": campaign.again is not Again.RESTART, "repeat": campaign.repeat is not None}
    for word in (word for word, is_written in written.items() if is_written and campaign.of_a_visit):
        cause = f"'{campaign.label}' runs once for each appointment, so its {word}: says nothing"
        hint = f"take {word}: out, or count its steps from the start: after_start:"
        yield Problem(campaign.where, "C007", cause, hint)


def _without_a_visit(running: _Running) -> Iterator[Problem]:
    """A campaign of a visit that something else starts runs for the next visit ahead, and where there is none not.

    One that a booking starts as well reaches those who had none.
    """
    campaign, ruleset = running.campaign, running.machine.ruleset
    starts = [(row, kind) for row in running.starts for kind in events_of(row)]
    if not campaign.of_a_visit or any(kind is EventKind.APPOINTMENT_BOOKED for _, kind in starts):
        return
    for row, kind in starts:
        has_one = any(test.fact == "has_appointment" and "no" not in test.accepts for test in row.when)
        if not is_about_a_visit(kind) and not has_one:
            words = happening(ruleset, row, kind)
            cause = f"'{campaign.label}' runs once for each appointment; what starts it here ({words}) is about none, "
            cause += "so it runs for the next visit ahead, or not at all"
            hint = "start it on appointment_booked as well, or write when: {has_appointment: yes}"
            yield Problem(row.where, "C008", cause, hint)


def _days_passed_over(ruleset: Ruleset, campaign: Campaign) -> Iterator[Problem]:
    """A round that still lasts on the next day of its calendar lets that day pass; as short as it can be counts."""
    calendar = ruleset.part(Calendars).calendars.get(campaign.calendar)
    if calendar is None:
        return
    lasts = max(sum((at_least(one.length) for one in moment.delays), timedelta()) for _, moment in moments(campaign))
    nearest = min((after - day for day, after in pairwise(calendar.usual_days())), default=timedelta.max)
    if lasts >= nearest:
        long, near = written_length(timedelta(days=lasts.days)), written_length(nearest)
        cause = f"a round of '{campaign.label}' lasts {long}, and days of '{calendar.id}' come {near} after one another"
        cause += ", so on some of them none begins"
        yield Problem(campaign.where, "C019", cause, "let its steps come sooner, or name a calendar with fewer days")
