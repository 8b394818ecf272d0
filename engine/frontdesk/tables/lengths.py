"""Lengths of time: how they are written, read back, and added to a moment.

A duration is elapsed time. A length with months or years in it is counted on a calendar, and so on somebody's clock:
``later`` is the one place where it meets them. Knows no fact, no rule and no practice.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeAlias

_UNITS = {"second": 1, "minute": 60, "hour": 3_600, "day": 86_400, "week": 604_800}
_CALENDAR_UNITS = {"month": 1, "year": 12}
_LONGEST = 36_525 * 86_400
"""Beyond a hundred years a length is a slip of the keyboard, and adding it to a date would leave the calendar."""
_MONTH = _LONGEST // 1_200
_DAY = timedelta(days=1)
_SHORTEST_MONTH = 28 * _DAY
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


Length: TypeAlias = timedelta | CalendarLength
"""Elapsed time, or so much on a calendar; negative before what it is counted from."""


def later(at: datetime, length: Length, zone: tzinfo) -> datetime:
    """The instant (UTC) *length* after *at*; before it, where the length is negative.

    A duration is elapsed time. Months, and the days beside them, go by the calendar of *zone* and keep its hour; one
    that the clocks leave out that night is an hour later. Hours beside them are elapsed time.
    """
    if isinstance(length, timedelta):
        return at + length
    days = whole_days(length.rest)
    local = on_the_calendar(at.astimezone(zone).replace(tzinfo=None), CalendarLength(length.months, days))
    return local.replace(tzinfo=zone, fold=0).astimezone(UTC) + (length.rest - days)


def on_the_calendar(local: datetime, length: Length) -> datetime:
    """What a calendar and a clock without a zone show *length* after *local*: months first, then the rest."""
    if isinstance(length, timedelta):
        return local + length
    years, month = divmod(local.year * 12 + local.month - 1 + length.months, 12)
    day = min(local.day, monthrange(years, month + 1)[1])
    return local.replace(year=years, month=month + 1, day=day) + length.rest


def unsigned(length: Length) -> Length:
    """*length*, whichever way it goes."""
    return -length if is_before(length) else length


def with_more(length: Length, more: timedelta) -> Length:
    """*length*, and *more* after it."""
    return length + more if isinstance(length, timedelta) else CalendarLength(length.months, length.rest + more)


def without_months(length: Length) -> timedelta:
    """The part of *length* that is no months: all of a duration."""
    return length if isinstance(length, timedelta) else length.rest


def whole_days(rest: timedelta) -> timedelta:
    """The whole days of a duration, without its hours; of a negative one too."""
    return -(-rest // _DAY) * _DAY if rest < timedelta() else rest // _DAY * _DAY


def at_least(length: Length) -> timedelta:
    """How long *length* takes at the least, wherever on the calendar it begins; for one that is not negative."""
    return length if isinstance(length, timedelta) else length.months * _SHORTEST_MONTH + length.rest


def is_before(length: Length) -> bool:
    """Whether *length* goes back, to before what it is counted from."""
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
    """Read "3 months", "1 year 2 weeks" or any duration. Raises ValueError, worded for the writer."""
    length = _read(text)
    if length is None:
        raise ValueError(f"'{text}' is not a length of time; write it as '5 minutes', '1 day', '2 weeks' or '3 months'")
    return length


def _read(text: str) -> Length | None:
    """The length that *text* writes, or ``None`` when it writes none. Raises ValueError for more than a life."""
    rest = text.strip()
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


def written_length(length: Length) -> str:
    """Write a length in the words of the language, largest unit first: "1 year 2 months", "1 day 2 hours"."""
    words = []
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
