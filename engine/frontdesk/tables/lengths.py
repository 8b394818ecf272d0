"""Lengths of time: how they are written, read back, and added to a moment.

A duration is elapsed time. A length with months or years in it is counted on a calendar, and so on somebody's clock,
and business time by when something is open: ``later`` is the one place where it meets them. Knows no fact, no rule and
no practice.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeAlias

from frontdesk.tables.opening import OpenHours, open_day, open_time

_UNITS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_CALENDAR_UNITS = {"month": 1, "year": 12}
_LONGEST = 36_525 * 86_400
"""Beyond a hundred years a length is a slip of the keyboard, and adding it to a date would leave the calendar."""
_MONTH = _LONGEST // 1_200
_DAY = timedelta(days=1)
_SHORTEST_MONTH = 28 * _DAY
_BUSINESS = re.compile(r"(\d{1,15})\s+business\s+(minute|hour|day)s?", re.ASCII)
_PART = re.compile(r"(\d{1,15})\s+(second|minute|hour|day|week|month|year)s?", re.ASCII)


@dataclass(frozen=True, slots=True)
class CalendarLength:
    """A length with months in it, which no number of days is; both parts have one sign, and a year is twelve months.

    31 January and one month is the last day of February: a month that is too short gives its last day.
    """

    months: int
    rest: timedelta = timedelta()

    def __neg__(self) -> CalendarLength:
        return CalendarLength(-self.months, -self.rest)


@dataclass(frozen=True, slots=True)
class BusinessLength:
    """So many business days, or where ``days`` is ``None`` so much time of business hours.

    No business time at all leads to the next open moment, no business day to the next open day, unless it is open.
    """

    days: int | None = None
    time: timedelta = timedelta()

    def __neg__(self) -> BusinessLength:
        return BusinessLength(None if self.days is None else -self.days, -self.time)


Length: TypeAlias = timedelta | CalendarLength | BusinessLength
"""Elapsed time, or so much on a calendar, or of when it is open; negative before what it is counted from."""


def later(at: datetime, length: Length, zone: tzinfo, hours: OpenHours | None = None) -> datetime:
    """The instant (UTC) *length* after *at*; before it, where the length is negative.

    A duration is elapsed time. Months, and the days beside them, go by the calendar of *zone* and keep its hour; one
    that the clocks leave out that night is an hour later. Hours beside them are elapsed time. Business days and hours
    go by *hours*; a business day keeps the hour of *zone*. Raises ValueError for these where there are no hours.
    """
    if isinstance(length, timedelta):
        return at + length
    if isinstance(length, BusinessLength):
        if length.days is None:
            return open_time(_there(hours), at, length.time)
        begun = on_the_calendar(at.astimezone(zone).replace(tzinfo=None), length, hours)
        return begun.replace(tzinfo=zone, fold=0).astimezone(UTC)
    days = whole_days(length.rest)
    local = on_the_calendar(at.astimezone(zone).replace(tzinfo=None), CalendarLength(length.months, days))
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC) + (length.rest - days)


def on_the_calendar(local: datetime, length: Length, hours: OpenHours | None = None) -> datetime:
    """What a calendar and a clock without a zone show *length* after *local*: months first, then the rest.

    Business time goes by *hours*. Raises ValueError where there are none.
    """
    if isinstance(length, timedelta):
        return local + length
    if isinstance(length, BusinessLength):
        hours = _there(hours)
        if length.days is not None:
            return datetime.combine(open_day(hours, local.date(), length.days), local.time())
        return (
            open_time(hours, local.replace(tzinfo=hours.zone), length.time).astimezone(hours.zone).replace(tzinfo=None)
        )
    years, month = divmod(local.year * 12 + local.month - 1 + length.months, 12)
    day = min(local.day, monthrange(years, month + 1)[1])
    return local.replace(year=years, month=month + 1, day=day) + length.rest


def unsigned(length: Length) -> Length:
    """*length*, whichever way it goes."""
    return -length if is_before(length) else length


def with_more(length: Length, more: timedelta) -> Length:
    """*length*, and *more* after it; of business days so many more of these as *more* has whole days."""
    if isinstance(length, timedelta):
        return length + more
    if isinstance(length, CalendarLength):
        return CalendarLength(length.months, length.rest + more)
    if length.days is None:
        return replace(length, time=length.time + more)
    return replace(length, days=length.days + more // _DAY)


def without_months(length: Length) -> timedelta:
    """The part of *length* that is elapsed time: all of a duration, and nothing of business time."""
    if isinstance(length, BusinessLength):
        return timedelta()
    return length if isinstance(length, timedelta) else length.rest


def whole_days(rest: timedelta) -> timedelta:
    """The whole days of a duration, without its hours; of a negative one too."""
    return -(-rest // _DAY) * _DAY if rest < timedelta() else rest // _DAY * _DAY


def at_least(length: Length) -> timedelta:
    """How long *length* takes at the least, wherever on the calendar it begins; for one that is not negative."""
    if isinstance(length, BusinessLength):
        return length.time if length.days is None else length.days * _DAY
    return length if isinstance(length, timedelta) else length.months * _SHORTEST_MONTH + length.rest


def is_before(length: Length) -> bool:
    """Whether *length* goes back, to before what it is counted from."""
    if isinstance(length, BusinessLength):
        return length.time < timedelta() if length.days is None else length.days < 0
    return length < timedelta() if isinstance(length, timedelta) else length.months < 0


def parse_duration(text: str) -> timedelta:
    """Read "5 minutes" or "1 day 2 hours" (seconds, minutes, hours, days, weeks).

    Raises ValueError, worded for the writer, for anything else: months and years are no durations, since none is as
    long as every other.
    """
    length = _read(text)
    if length is None:
        raise ValueError(f"'{text}' is not a duration; write it as '5 minutes', '1 day' or '2 weeks'")
    if not isinstance(length, timedelta):
        raise ValueError(f"'{text}' is not always as long, and has to be here; write it in days or weeks")
    return length


def parse_length(text: str) -> Length:
    """Read "3 months", "2 business days" or any duration. Raises ValueError, worded for the writer."""
    length = _read(text)
    if length is None:
        raise ValueError(f"'{text}' is not a length of time; write it as '5 minutes', '1 day', '2 weeks' or '3 months'")
    return length


def _read(text: str) -> Length | None:
    """The length that *text* writes, or ``None`` when it writes none. Raises ValueError for more than a life."""
    rest = text.strip()
    if match := _BUSINESS.fullmatch(rest):
        return _business(int(match[1]), match[2])
    seconds = months = 0
    while match := _PART.match(rest):
        unit, number = match[2], int(match[1])
        seconds += number * _UNITS.get(unit, 0)
        months += number * _CALENDAR_UNITS.get(unit, 0)
        rest = rest[match.end() :].lstrip(" ,")
    if rest or not text.strip():
        return None
    if seconds + months * _MONTH > _LONGEST:
        raise ValueError("a length of time cannot be longer than a hundred years")
    return CalendarLength(months, timedelta(seconds=seconds)) if months else timedelta(seconds=seconds)


def _business(number: int, unit: str) -> BusinessLength:
    if number * _UNITS[unit] > _LONGEST:
        raise ValueError("a length of time cannot be longer than a hundred years")
    return (
        BusinessLength(days=number) if unit == "day" else BusinessLength(time=number * timedelta(seconds=_UNITS[unit]))
    )


def _there(hours: OpenHours | None) -> OpenHours:
    if hours is None:
        raise ValueError("business days and hours are counted by the practice's calendar, and it has none")
    return hours


def written_length(length: Length) -> str:
    """Write a length in the words of the language, largest unit first: "1 year 2 months", "1 day 2 hours"."""
    words = []
    if isinstance(length, BusinessLength):
        if length.days is not None:
            return _counted(length.days, "business day")
        hours, minutes = divmod(int(length.time.total_seconds()) // 60, 60)
        return _counted(hours * 60 + minutes, "business minute") if minutes else _counted(hours, "business hour")
    if isinstance(length, CalendarLength):
        years, months = divmod(length.months, 12)
        words = [_counted(number, unit) for number, unit in ((years, "year"), (months, "month")) if number]
    rest = int(without_months(length).total_seconds())
    for unit, seconds in reversed(_UNITS.items()):
        if unit == "week" and rest % seconds:
            continue
        count, rest = divmod(rest, seconds)
        if count:
            words.append(_counted(count, unit))
    return " ".join(words) or "0 minutes"


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}{'' if number == 1 else 's'}"
