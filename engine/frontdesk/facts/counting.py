"""Counting: how many of what happened to a contact fit a declared count at an instant, and when time alone changes it.

A count is taken from the records themselves at the instant that is asked about, so nothing that was counted before can
be out of date. Knows no store: whoever asks brings the history along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from frontdesk.events import Event, OutcomeLogged
from frontdesk.facts.declaring import maybe
from frontdesk.facts.event import event_facts
from frontdesk.facts.history import History
from frontdesk.facts.words import Vocabulary, yes_no
from frontdesk.model import Fact, OverTime, Ruleset, Scope
from frontdesk.model.counts import Count, Counts
from frontdesk.names import (
    AHEAD,
    PLAIN_FOLLOW_UP,
    AppointmentState,
    Counted,
    Lifecycle,
    MessageKind,
    Period,
    Progress,
    Purpose,
)
from frontdesk.problems import Location
from frontdesk.tables import COUNT, UNKNOWN, YES_NO, Condition, Domain, Listed, Text, Value, later


class _Lived(Protocol):
    """What a count is taken from: the history of a contact, at an instant, on the contact's calendar."""

    @property
    def ruleset(self) -> Ruleset: ...

    @property
    def now(self) -> datetime: ...

    @property
    def zone(self) -> ZoneInfo: ...

    @property
    def history(self) -> History: ...


@dataclass(frozen=True, slots=True)
class _One:
    """One of what may be counted: when it was, what is said of it, and whether it is over.

    What is not over, such as a visit ahead, breaks no row of others. ``place`` is where it stands among the events.
    """

    at: datetime
    said: Mapping[str, Value]
    over: bool = True
    place: int | None = None


def count_fact(name: str, label: str, means: str, where: Location, over_time: OverTime) -> Fact:
    """Declare the fact that tells a count; what it counts is in the part ``Counts`` of the ruleset."""

    def compute(at: _Lived) -> Value:
        return number(at.ruleset.part(Counts).counts[name], at.history, at.ruleset, at.now, at.zone)

    return Fact(name, Scope.CONTACT, COUNT, label, means, where=where, compute=compute, over_time=over_time)


def narrowing(words: Vocabulary) -> Mapping[Counted, Mapping[str, Domain]]:
    """What may be asked of one of each kind that is counted, but for events, which have facts of their own."""
    logged = {"outcome": Listed(tuple(words.outcomes)), "task": maybe((*words.tasks, PLAIN_FOLLOW_UP))}
    return {
        Counted.MESSAGES: {
            "message": Listed(tuple(words.messages)),
            "purpose": maybe(Purpose),
            "kind": Listed(tuple(MessageKind)),
            "campaign": Listed((*words.campaigns, "none")),
            "channel": Listed(tuple(words.channels)),
            "exempt": YES_NO,
        },
        Counted.VISITS: {
            "state": Listed(tuple(AppointmentState)),
            "type": Text(),
            "practitioner": Text(),
            "site": Text(),
        },
        Counted.TASKS: {
            "task": Listed((*words.tasks, PLAIN_FOLLOW_UP)),
            "lifecycle": Listed(tuple(Lifecycle)),
            "progress": Listed(tuple(Progress)),
            "outcome": maybe(words.outcomes),
            "assigned_to": Text(),
        },
        Counted.OUTCOMES: logged,
        Counted.ATTEMPTS: logged,
    }


def number(count: Count, history: History, ruleset: Ruleset, now: datetime, zone: ZoneInfo) -> int:
    """How many *count* finds in *history* at *now*, on the calendar of *zone*."""
    found = 0
    for one in reversed(_looked_at(count, history, ruleset)):
        if not _reaches(count, one, now, zone):
            continue
        if _holds(count.only, one.said):
            found += 1
        elif count.in_a_row and one.over:
            break
    return found


def changes(count: Count, history: History, ruleset: Ruleset, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants after *now* at which time alone may change what *count* finds, in no order."""
    if count.within is None:
        return
    for one in _looked_at(count, history, ruleset):
        begins, ends = _span(count, one, zone)
        yield from (at for at in (begins, ends) if at is not None and at > now)


def _looked_at(count: Count, history: History, ruleset: Ruleset) -> Sequence[_One]:
    """What *count* looks at, by time: all of its kind, after the event that began it anew."""
    every = sorted(_KINDS[count.of](count, history, ruleset), key=lambda one: one.at)
    began = _began(count, history) if count.since else None
    if began is None:
        return every
    at = history.events[began].at
    return [one for one in every if (one.at >= at if one.place is None else one.place > began)]


def _began(count: Count, history: History) -> int | None:
    """The place of the last event that begins the count anew; ``None`` where it never happened."""
    places = range(len(history.events) - 1, -1, -1)
    return next((place for place in places if _is(history.events[place].event, count.since)), None)


def _reaches(count: Count, one: _One, now: datetime, zone: ZoneInfo) -> bool:
    begins, ends = _span(count, one, zone)
    return (begins is None or begins <= now) and (ends is None or now < ends)


def _span(count: Count, one: _One, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """From when on and until when *one* is within what *count* looks at."""
    if count.within is None:
        return None, None
    if not isinstance(count.within, Period):
        return None, later(one.at, count.within, zone)
    first, following = _PERIODS[count.within](one.at.astimezone(zone).date())
    return _midnight(first, zone), _midnight(following, zone)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def _week(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=7)


def _month(day: date) -> tuple[date, date]:
    first = day.replace(day=1)
    return first, (first + timedelta(days=31)).replace(day=1)


_PERIODS: Mapping[Period, Callable[[date], tuple[date, date]]] = {
    Period.TODAY: lambda day: (day, day + timedelta(days=1)),
    Period.WEEK: _week,
    Period.MONTH: _month,
    Period.YEAR: lambda day: (date(day.year, 1, 1), date(day.year + 1, 1, 1)),
}
"""For the day of something the first of its period, and that of the next one."""


def _is(event: Event, only: Sequence[Condition]) -> bool:
    """Whether *event* is one that *only* asks for; its kind, which settles most, is looked at before its facts."""
    kinds = (test for test in only if test.fact == "event")
    return all(event.kind in test.accepts for test in kinds) and _holds(only, event_facts(event))


def _holds(only: Sequence[Condition], said: Mapping[str, Value]) -> bool:
    """Whether all of *only* holds; what nothing is said of is unknown."""
    return all(said.get(test.fact, UNKNOWN) in test.accepts for test in only)


def _messages(_count: Count, history: History, ruleset: Ruleset) -> Iterator[_One]:
    for one in history.messages:
        text = ruleset.messages.get(one.message)
        said: dict[str, Value] = {
            "message": one.message,
            "purpose": text.purpose if text else UNKNOWN,
            "kind": one.kind,
            "campaign": one.campaign or "none",
            "channel": one.channel or UNKNOWN,
            "exempt": yes_no(one.exempt),
        }
        yield _One(one.at, said)


def _visits(_count: Count, history: History, _: Ruleset) -> Iterator[_One]:
    for one in history.visits:
        said = {"state": one.state, "type": one.type, "practitioner": one.practitioner, "site": one.site}
        known: dict[str, Value] = {name: value or UNKNOWN for name, value in said.items()}
        yield _One(one.at, known, over=one.state not in AHEAD)


def _tasks(_count: Count, history: History, _: Ruleset) -> Iterator[_One]:
    for one in history.tasks:
        said: dict[str, Value] = {
            "task": one.task,
            "lifecycle": one.lifecycle,
            "progress": one.progress,
            "outcome": one.outcome or UNKNOWN,
            "assigned_to": one.assigned_to or UNKNOWN,
        }
        yield _One(one.opened_at, said, over=one.lifecycle is Lifecycle.CLOSED)


def _outcomes(_count: Count, history: History, _: Ruleset) -> Iterator[_One]:
    for place, one in enumerate(history.events):
        if isinstance(one.event, OutcomeLogged):
            said: dict[str, Value] = {"outcome": one.event.outcome, "task": one.event.task or UNKNOWN}
            yield _One(one.at, said, place=place)


def _attempts(count: Count, history: History, ruleset: Ruleset) -> Iterator[_One]:
    counted = ruleset.attempts.counts if ruleset.attempts else ()
    return (one for one in _outcomes(count, history, ruleset) if one.said["outcome"] in counted)


def _events(count: Count, history: History, _: Ruleset) -> Iterator[_One]:
    """Only those that are counted: no other ends a row of events, since there is none."""
    for place, one in enumerate(history.events):
        if _is(one.event, count.only):
            yield _One(one.at, event_facts(one.event), place=place)


_KINDS: Mapping[Counted, Callable[[Count, History, Ruleset], Iterator[_One]]] = {
    Counted.MESSAGES: _messages,
    Counted.VISITS: _visits,
    Counted.TASKS: _tasks,
    Counted.OUTCOMES: _outcomes,
    Counted.ATTEMPTS: _attempts,
    Counted.EVENTS: _events,
}
"""Where each kind that is counted is found in the history."""
