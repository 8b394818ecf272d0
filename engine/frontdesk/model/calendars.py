"""Calendars: on which days and at which hours something is open, and whose they are.

A calendar answers for one day after the other, on a clock of its own. Knows neither YAML nor where its days came from.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from frontdesk.model.named import named
from frontdesk.problems import NOWHERE, Location
from frontdesk.tables.opening import ALL_DAY, Span, without

PRACTICE = "practice"
"""The calendar of this name is that of the practice itself, by which business days and hours are counted."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Yearly:
    """A stretch of every year, from its first month and day to its last; it may run over the end of the year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def __contains__(self, day: date) -> bool:
        at = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= at <= self.last
        return at >= self.first or at <= self.last


_A_YEAR = 2024
"""Years of which nothing is named begin after it: what is read here is the same whenever it is read."""
_EVERY_YEAR = 28 * 366
"""So many days have every year that there can be: one that begins on each weekday, with and without 29 February."""
LAST = 0
"""The number of the last weekday of its name in a month, which is its fourth or its fifth."""
NUMBERS = ("last", "first", "second", "third", "fourth")
"""The words for the weekdays of one name in a month, each where its number is."""


class Monthly(NamedTuple):
    """A day of every month: the day of that ``number``, or of that many of its weekdays the one that is named.

    A month that has fewer days has its last one instead, as everywhere where months are counted.
    """

    number: int
    weekday: str = ""

    def __str__(self) -> str:
        return f"{NUMBERS[self.number]} {self.weekday}" if self.weekday else str(self.number)

    def has(self, day: date) -> bool:
        """Whether it is *day*."""
        in_month = monthrange(day.year, day.month)[1]
        if not self.weekday:
            return day.day == min(self.number, in_month)
        if WEEKDAYS[day.weekday()] != self.weekday:
            return False
        return day.day + 7 > in_month if self.number == LAST else (day.day + 6) // 7 == self.number


@dataclass(frozen=True, slots=True)
class Days:
    """Days that differ from the hours of the week.

    It is open then at ``hours``, at none if there are none; ``None`` leaves the hours of the week, and takes off them
    what is ``closed``. ``closed_on`` does that for days that were found with hours of their own.
    """

    id: str
    dates: Mapping[date, str] = field(default_factory=dict)
    """Single days, each with what it is called."""
    yearly: tuple[Yearly, ...] = ()
    monthly: tuple[Monthly, ...] = ()
    hours: tuple[Span, ...] | None = ()
    closed: tuple[Span, ...] = ()
    found: Mapping[date, str] = field(default_factory=dict, compare=False)
    """Days that were found elsewhere, each with what it is called there."""
    closed_on: Mapping[date, tuple[Span, ...]] = field(default_factory=dict, compare=False)
    says: str = ""
    """What was found in a few words and a digest: years of single days would tell nobody what changed."""
    are_holidays: bool = False
    """Whether those found are the public holidays of a country."""
    where: Location = field(default=NOWHERE, compare=False)

    def __contains__(self, day: date) -> bool:
        if day in self.dates or day in self.found:
            return True
        return any(day in stretch for stretch in self.yearly) or any(one.has(day) for one in self.monthly)


@dataclass(frozen=True, slots=True)
class Calendar:
    """When one is open: of the practice, of somebody who sees people, of a site, of a line, or of none of them.

    ``week`` are its hours, by weekday; a weekday that is not there is closed. Of ``days`` the first that has one of
    its own for a day counts.
    """

    id: str
    label: str
    zone: ZoneInfo
    week: Mapping[str, tuple[Span, ...]]
    days: tuple[Days, ...] = ()
    practitioner: str = ""
    site: str = ""
    where: Location = field(default=NOWHERE, compare=False)
    line: str = ""

    def spans(self, day: date) -> tuple[Span, ...]:
        """At which hours of *day* it is open, in order."""
        closed: list[Span] = []
        for one in self.days:
            if day in one:
                closed += one.closed
                if one.hours is not None:
                    return without(one.hours, closed)
            closed += one.closed_on.get(day, ())
        return without(self.week.get(WEEKDAYS[day.weekday()], ()), closed)

    def keeps_its_week(self, day: date) -> bool:
        """Whether no row speaks of *day*, so that it is like every one of its weekday."""
        return not any(day in one or day in one.closed_on for one in self.days)

    def usual_days(self) -> Iterator[date]:
        """The days on which it opens in the years after all single days that it names, for every kind of year."""
        named = [day.year for one in self.days for day in (*one.dates, *one.found, *one.closed_on)]
        first = date(max([_A_YEAR, *named]) + 1, 1, 1)
        days = (first + timedelta(days=number) for number in range(_EVERY_YEAR))
        return (day for day in days if self.spans(day))

    def is_holiday(self, day: date) -> bool:
        """Whether it keeps *day* as a public holiday."""
        return any(one.are_holidays and day in one.found for one in self.days)


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendars, by name."""

    calendars: Mapping[str, Calendar] = field(metadata=named("calendar"), default_factory=dict)

    @property
    def practice(self) -> Calendar | None:
        """That of the practice itself, if it keeps one."""
        return self.calendars.get(PRACTICE)

    def of_visit(self, site: str, practitioner: str) -> tuple[Calendar, ...]:
        """The calendars that must all be open for a visit: of its site, else of the practice, and of who sees them."""
        own = [one for one in self.calendars.values() if one.site and one.site == site]
        theirs = [one for one in self.calendars.values() if practitioner and one.practitioner == practitioner]
        return (*(own or ([self.practice] if self.practice else [])), *theirs)

    def of_line(self, line: str) -> tuple[Calendar, ...]:
        """The calendars that must all be open for a line: its own, else that of the practice; none where none is."""
        own = tuple(one for one in self.calendars.values() if one.line and one.line == line)
        return own or ((self.practice,) if self.practice else ())

    def closed_besides(self, holidays: Mapping[date, str]) -> Calendars:
        """The same, with the practice closed on *holidays* of which its calendar says nothing."""
        own = self.practice
        if own is None or not holidays:
            return self
        besides = Days("holidays", holidays)
        return Calendars({**self.calendars, PRACTICE: replace(own, days=(*own.days, besides))})


EVERY_DAY: Mapping[str, tuple[Span, ...]] = dict.fromkeys(WEEKDAYS, ALL_DAY)
"""The week of what keeps no hours of its own."""
