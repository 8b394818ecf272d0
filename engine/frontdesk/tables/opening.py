"""Time counted by when something is open: so many open days, so many open hours, the next open moment.

Knows hours of days on one clock; nothing of what is open, of calendars in YAML or of the rest of a ruleset.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo


class Span(NamedTuple):
    """Hours of a day, from the first up to the last, which is no part of them; ``time.max`` is the end of the day."""

    first: time
    last: time

    def __str__(self) -> str:
        return f"{self.first:%H:%M}..{'24:00' if self.last == time.max else f'{self.last:%H:%M}'}"


ALL_DAY = (Span(time(), time.max),)
_DAY = timedelta(days=1)


class OpenHours(Protocol):
    """What is open at some hours of some days, and on some day of every year."""

    @property
    def zone(self) -> ZoneInfo:
        """On whose clock."""

    def spans(self, day: date) -> tuple[Span, ...]:
        """At which hours of *day*, in order, none of which overlap; none where it is closed."""


def is_open_at(hours: OpenHours, at: datetime) -> bool:
    """Whether it is open at the instant *at*."""
    local = at.astimezone(hours.zone)
    return any(first <= local.time() < last for first, last in hours.spans(local.date()))


def open_day(hours: OpenHours, day: date, number: int) -> date:
    """The open day that is *number* open days after *day*, or before it where negative.

    None after *day* is *day* itself, or where it is closed the next open day.
    """
    if number == 0 and hours.spans(day):
        return day
    step = _DAY if number >= 0 else -_DAY
    for _ in range(max(abs(number), 1)):
        day += step
        while not hours.spans(day):
            day += step
    return day


def open_time(hours: OpenHours, at: datetime, length: timedelta) -> datetime:
    """The instant (UTC) at which it has been open for *length* since *at*; before it, where that is negative.

    No time at all is *at* itself, or where it is closed then the next open moment.
    """
    if length < timedelta():
        return _open_time_before(hours, at, -length)
    for opens, closes in openings(hours, at):
        opens = max(opens, at)
        if length < closes - opens:
            return opens + length
        length -= closes - opens
    raise AssertionError("what is open on some day of every year opens again")


def _open_time_before(hours: OpenHours, at: datetime, length: timedelta) -> datetime:
    day = at.astimezone(hours.zone).date()
    while True:
        for opens, closes in reversed(_instants(hours, day)):
            closes = min(closes, at)
            if opens < closes:
                if length <= closes - opens:
                    return closes - length
                length -= closes - opens
        day -= _DAY


def openings(hours: OpenHours, at: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When it opens and closes (UTC), in order, without end: first whichever closes after *at*."""
    day = at.astimezone(hours.zone).date()
    while True:
        yield from ((opens, closes) for opens, closes in _instants(hours, day) if closes > at)
        day += _DAY


def without(spans: Sequence[Span], closed: Sequence[Span]) -> tuple[Span, ...]:
    """*spans* less the hours that are *closed*."""
    left = list(spans)
    for first, last in closed:
        left = [
            part
            for opens, closes in left
            for part in (Span(opens, min(closes, first)), Span(max(opens, last), closes))
            if part.first < part.last
        ]
    return tuple(left)


def overlapping(spans: Sequence[Span]) -> bool:
    """Whether hours overlap, or do not stand in order."""
    return any(last > first for (_, last), (first, _) in pairwise(spans))


def _instants(hours: OpenHours, day: date) -> list[tuple[datetime, datetime]]:
    """When it opens and closes on *day*: by the clock, so an hour that is left out or comes twice is so here, too."""
    return [
        (_instant(hours.zone, day, opens, 0), _instant(hours.zone, day, closes, 1))
        for opens, closes in hours.spans(day)
    ]


def _instant(zone: ZoneInfo, day: date, clock: time, fold: int) -> datetime:
    if clock == time.max:
        day, clock, fold = day + _DAY, time(), 0
    return datetime.combine(day, clock, tzinfo=zone).replace(fold=fold).astimezone(UTC)
