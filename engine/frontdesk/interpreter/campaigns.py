"""When the steps of a campaign fall: the delay arithmetic of the vendors, with its base named (domain.md 1.6, 7.2).

Every step of a run goes by its own time, whatever its place in the list. What a run did is its ``done``; what that
becomes when the run starts, its visit is moved or over, or rules change, is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from frontdesk.model import Base, Campaign, CampaignStep, Delay
from frontdesk.model.calendars import Calendar
from frontdesk.names import StepId
from frontdesk.records import Appointment, Enrolment
from frontdesk.tables.lengths import Length, later, on_the_calendar, with_more, without_months
from frontdesk.tables.opening import OpenHours

_DAY = timedelta(days=1)
_TOGETHER = timedelta(hours=1)
"""Reminders that fall so near to each other were meant to go out together."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a campaign as it stands: its record, the visit that it is about, and the contact's clock."""

    campaign: Campaign
    enrolment: Enrolment
    visit: Appointment | None
    zone: ZoneInfo
    hours: OpenHours | None = None
    """When the practice is open, if its calendar says so: business days and hours go by it."""
    days: Calendar | None = None
    """On whose days a round begins, of a campaign on dates of the practice; any other begins when it starts."""


@dataclass(frozen=True, slots=True)
class Fall:
    """A step that is to come, and the instant (UTC) at which it falls."""

    due: datetime
    step: CampaignStep


@dataclass(frozen=True, slots=True)
class _Counted:
    """A step while a run is counted: when it falls, since when it is over, and how it stands with the one before it."""

    step: CampaignStep
    due: datetime
    over: datetime | None
    before: datetime
    """From when a step counts that counts from the one before this."""
    follows: bool
    """Whether it counts from a step that is to come itself."""

    def has_passed(self, now: datetime) -> bool:
        """Whether it comes before a visit, and its time is gone."""
        return self.step.delay.base is Base.BEFORE_APPOINTMENT and self.due < now


def to_come(run: Run) -> list[Fall]:
    """What *run* has still to do, by time; of the same instant, in the order of the list.

    A step that counts on an appointment never falls where there is none.
    """
    counted = _count(run, lambda one: one.over)
    return sorted((Fall(one.due, one.step) for one, over in counted if over is None), key=lambda fall: fall.due)


def begun(run: Run, now: datetime) -> Enrolment:
    """The run as it starts at *now*: a step before a visit whose time has passed is left out.

    What counts from a step that is left out counts from the one before that.
    """
    return _recounted(run, lambda one: one.over or (one.before if one.has_passed(now) else None))


def moved(run: Run, now: datetime, *, finished: bool = False) -> Enrolment:
    """The run after its visit was moved at *now*: what counts on the visit is counted anew, and nothing else.

    A step that was done for the old time is to come again where its new time lies ahead, and what counts from it too.
    One whose new time has passed is over. A run that had *finished* did all its steps, also what is not written down.
    """
    was = run.enrolment
    if finished and was.ended_at is not None:
        all_done = dict.fromkeys((step.id for step in run.campaign.steps), was.ended_at)
        was = replace(was, done={**all_done, **done_by_name(run.campaign, was)})
    of_the_visit = run.campaign.steps_of_the_visit

    def over(one: _Counted) -> datetime | None:
        if one.step.delay.base.is_a_visit and one.due >= now:
            return None
        if one.follows and one.step.id in of_the_visit:
            return None
        return one.over or (one.before if one.has_passed(now) else None)

    again = replace(was, cycle=was.cycle + 1, ended_at=None, ended_because="")
    return _recounted(replace(run, enrolment=again), over)


def visited(run: Run) -> Enrolment:
    """The run once its visit is over, kept or missed: what was to come before it does not come any more."""
    return _recounted(run, lambda one: one.over or (one.due if _is_before(one.step) else None))


def taken_over(run: Run, was: Run | None, now: datetime) -> Enrolment:
    """The run under new rules; *was* is the run under those before them, if it can be known.

    What it did stays done, by the names of the steps. A step that is new comes where its time lies ahead. A round that
    waits for a day of a calendar waits for one that lies ahead, unless its own had come before the rules did.
    """
    known = was.campaign if was else None
    steps = known.steps if known else run.campaign.steps
    old = {step.id for step in steps}
    enrolment = replace(_waiting_anew(run, was, now), done=done_by_name(known or run.campaign, run.enrolment))

    def over(one: _Counted) -> datetime | None:
        is_late = known is not None and one.step.id not in old and one.due < now
        return one.over or (one.before if is_late else None)

    return _recounted(replace(run, enrolment=enrolment), over)


def came_too_late(falls: list[Fall], now: datetime) -> bool:
    """Whether the first of *falls*, before a visit, gives way to a later one that is due at *now* as well.

    After hours in which nothing was sent, the last reminder that is due goes out, and not all of them at once.
    """
    first = falls[0]
    return _is_before(first.step) and any(
        _is_before(one.step) and one.due <= now and one.due - first.due > _TOGETHER for one in falls[1:]
    )


def next_round(run: Run, now: datetime) -> Enrolment | None:
    """The run in its next round, with nothing done yet; ``None`` where the campaign does not start over.

    On days of a calendar it waits from the midnight after the last step on, whenever that day it was done, so never for
    a day of the round that is over; or from *now* on, if that is later: rounds that were missed, because nothing was
    done for weeks, are not made up for.
    """
    every = run.campaign.starts_over
    if isinstance(every, Length):
        return started_over(run, every)
    if every is None or run.days is None:
        return None
    over = max([run.enrolment.started_at, *run.enrolment.done.values()])
    next_day = _midnight(run, over.astimezone(run.zone).date() + _DAY)
    return replace(run.enrolment, started_at=max(next_day, now), done={}, cycle=run.enrolment.cycle + 1)


def started_over(run: Run, every: Length) -> Enrolment:
    """The run in its next round, which starts so long (*every*) after the last one started, with nothing done yet.

    Whole days are days of the contact's calendar, so that a round a day stays at its hour when the clock changes; a
    length with hours in it is elapsed time. An hour that is left out that night is an hour later, and from then on.
    """
    started = run.enrolment.started_at
    if isinstance(every, timedelta) and not every % _DAY:
        local = started.astimezone(run.zone)
        started = (local.replace(tzinfo=None) + every).replace(tzinfo=run.zone, fold=0).astimezone(UTC)
    else:
        started = later(started, every, run.zone, run.hours)
    return replace(run.enrolment, started_at=started, done={}, cycle=run.enrolment.cycle + 1)


def with_done(run: Run, step: CampaignStep, at: datetime) -> Enrolment:
    """The run once *step* is over since *at*. From its first step on, a round counts from the day on which it began."""
    done = {**done_by_name(run.campaign, run.enrolment), step.id: at}
    return replace(run.enrolment, started_at=round_begins(run), done=done)


def round_begins(run: Run) -> datetime:
    """From when (UTC) the steps of the round count that is going on, or is to come.

    On days of a calendar, from midnight on the contact's clock of the first day, since the run waits, of which no step
    has passed: who comes into it on such a day before the first step goes along, and later waits for the next.
    """
    since = run.enrolment.started_at
    if run.days is None or run.enrolment.done:
        return since
    day = since.astimezone(run.zone).date()
    while not (run.days.spans(day) and _is_ahead(run, _midnight(run, day), since)):
        day += _DAY
    return _midnight(run, day)


def done_by_name(campaign: Campaign, enrolment: Enrolment) -> Mapping[StepId, datetime]:
    """Which steps of a run are over, by name, also those that a store of an earlier day kept by their number."""
    numbered = {str(number): step.id for number, step in enumerate(campaign.steps)}
    return {numbered.get(name, name): at for name, at in enrolment.done.items()}


def step_due(
    step: CampaignStep,
    started: datetime,
    before: datetime,
    visit: Appointment | None,
    zone: ZoneInfo,
    hours: OpenHours | None = None,
) -> datetime | None:
    """Return the instant (UTC) at which *step* falls, or ``None`` when it needs an appointment and there is none.

    *before* is from when it counts where it counts from the step before it.
    """
    delay = step.delay
    if delay.base.is_a_visit:
        if visit is None:
            return None
        return _shifted(
            visit.at,
            Delay(delay.base, -delay.length if delay.base is Base.BEFORE_APPOINTMENT else delay.length, delay.at),
            zone,
            hours,
        )
    base = before if delay.base is Base.PREVIOUS else started
    due = _shifted(base, delay, zone, hours)
    if due >= base:
        return due
    return _shifted(base, Delay(delay.base, with_more(delay.length, _DAY), delay.at), zone, hours)


def visit_reached(
    visit: datetime, offset: Length, at: time | None, zone: ZoneInfo, hours: OpenHours | None
) -> datetime:
    """Return the instant (UTC) that is so far after the time of a *visit*; negative before it; as steps count it."""
    return _shifted(visit, Delay(Base.AFTER_APPOINTMENT, offset, at), zone, hours)


def _count(run: Run, judge: Callable[[_Counted], datetime | None]) -> Iterator[tuple[_Counted, datetime | None]]:
    """Every step that can fall, in the order of the list, with since when it is over as *judge* says."""
    done, started = done_by_name(run.campaign, run.enrolment), round_begins(run)
    before, is_to_come = started, False
    for step in run.campaign.steps:
        due = step_due(step, started, before, run.visit, run.zone, run.hours)
        if due is None:
            continue
        counted = _Counted(step, due, done.get(step.id), before, is_to_come and step.delay.base is Base.PREVIOUS)
        over = judge(counted)
        yield counted, over
        before, is_to_come = over or due, over is None


def _recounted(run: Run, judge: Callable[[_Counted], datetime | None]) -> Enrolment:
    counted = {one.step.id: over for one, over in _count(run, judge)}
    kept = {name: at for name, at in done_by_name(run.campaign, run.enrolment).items() if name not in counted}
    return replace(run.enrolment, done={**kept, **{name: over for name, over in counted.items() if over is not None}})


def _is_ahead(run: Run, started: datetime, since: datetime) -> bool:
    """Whether no step of a round that started then lies before *since*."""
    before = started
    for step in run.campaign.steps:
        due = step_due(step, started, before, None, run.zone, run.hours)
        if due is not None and due < since:
            return False
        before = due or before
    return True


def _midnight(run: Run, day: date) -> datetime:
    return datetime.combine(day, time(), run.zone).astimezone(UTC)


def _waiting_anew(run: Run, was: Run | None, now: datetime) -> Enrolment:
    """The run as it goes over to new rules: what waits for a day of theirs waits from *now* on.

    What was due by the rules before is still to come, and what waited for a day of a calendar that is none any more
    begins on that day.
    """
    if was is None or run.enrolment.done:
        return run.enrolment
    falls = to_come(was)
    if run.days is None:
        return replace(run.enrolment, started_at=round_begins(was))
    is_due = bool(falls) and falls[0].due <= now
    return run.enrolment if is_due else replace(run.enrolment, started_at=max(run.enrolment.started_at, now))


def _is_before(step: CampaignStep) -> bool:
    return step.delay.base is Base.BEFORE_APPOINTMENT


def _shifted(base: datetime, delay: Delay, zone: ZoneInfo, hours: OpenHours | None) -> datetime:
    """Move *base* by the delay: elapsed time, or calendar days and then the clock when the step names one."""
    if delay.at is None:
        return later(base, delay.length, zone, hours)
    rest = without_months(delay.length)
    days = timedelta(days=rest.days)
    clock = _on_clock(delay.at) + (rest - days)
    begun = datetime.combine(base.astimezone(zone).date(), time())
    midnight = on_the_calendar(begun, with_more(delay.length, days - rest), hours)
    return (midnight + clock).replace(tzinfo=zone).astimezone(UTC)


def _on_clock(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute)
