"""``calendars.yaml``: when the practice, who works there, its sites and lines are open; each brings facts of its own.

Days that stand elsewhere were found before (``loading.days_elsewhere``): they are lines under ``found`` here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import TypeVar
from zoneinfo import ZoneInfo

from frontdesk.facts import calendar_facts
from frontdesk.loading.building.scalars import read_word
from frontdesk.loading.building.sections import Section, title
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topic import Topic, defined
from frontdesk.loading.days_elsewhere import FOUND
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Fact
from frontdesk.model.calendars import (
    EVERY_DAY,
    NUMBERS,
    PRACTICE,
    WEEKDAYS,
    Calendar,
    Calendars,
    Days,
    Monthly,
    Yearly,
)
from frontdesk.model.sites import Sites
from frontdesk.problems import Location, choices
from frontdesk.tables.opening import Span, overlapping
from frontdesk.tables.values import parse_clock, parse_date

T = TypeVar("T")
_DAY = timedelta(days=1)
_MOST_DAYS = 3_660
"""The longest stretch of days that one row can name: ten years."""
_YEARLY = re.compile(r"(\d{2}-\d{2})(?:\.\.(\d{2}-\d{2}))?", re.ASCII)
_LEAP_YEAR = 2024
"""A year that has every day that a year can have."""
_SOURCES = ("dates", "monthly", "holidays", "file")


def read_calendars(
    symbols: Symbols, section: Section, time_zone: str, sites: Sites, holidays: Mapping[date, str]
) -> Calendars:
    """Read the calendars, each on the clock of its site, else of the practice, which is closed on its *holidays*."""
    found: dict[str, Calendar] = {}
    for name, one in section.named("calendars", "calendar"):
        site = sites.sites.get(one.text("site"))
        zone = ZoneInfo(site.time_zone if site and site.time_zone else time_zone)
        found[name] = _calendar(symbols, name, one, zone)
    calendars = Calendars(found).closed_besides(holidays)
    for name, calendar in calendars.calendars.items():
        if not any(calendar.usual_days()):
            cause = f"the calendar '{name}' is never open, so what waits for it would wait for ever"
            section.diagnostics.error(calendar.where, "R013", cause, _how_to_open(calendar))
    return calendars


def _how_to_open(calendar: Calendar) -> str:
    """What a calendar lacks that never opens: hours of its week, or of the rows that were meant to open it."""
    rows = [one.id for one in calendar.days if one.hours == ()]
    if any(calendar.week.values()) or not rows:
        return "give it hours on some weekday that no row of its days closes in every year"
    return f"its week has no hours, and no hours: stand at {choices(rows)} of its days, so they close too: write them"


def _facts(section: Section) -> Iterator[Fact]:
    for name, _, place in section.pairs("calendars"):
        yield from calendar_facts(name, place)


def _calendar(symbols: Symbols, name: str, section: Section, zone: ZoneInfo) -> Calendar:
    for key, glossary in (("site", symbols.names.glossaries["site"]), ("line", symbols.names.lines)):
        if isinstance(named := section.node(key), Scalar):
            glossary.find(named, section.diagnostics)
    for key in ("site", "practitioner", "line"):
        if name == PRACTICE and section.has(key):
            cause = f"the calendar 'practice' is that of the practice itself, and names a {key}"
            section.diagnostics.error(section.place(key), "Y013", cause, "give that calendar another name")
    return Calendar(
        name,
        section.text("label", title(name)),
        zone,
        _week(section.section("hours")) if section.has("hours") else EVERY_DAY,
        tuple(_days(row, zone) for _, row in section.rows("days", "row")),
        section.text("practitioner"),
        section.text("site"),
        section.where,
        section.text("line"),
    )


def _week(hours: Section) -> Mapping[str, tuple[Span, ...]]:
    week: dict[str, tuple[Span, ...]] = {}
    for written, place in hours.entries.keys.items():
        first, _, last = written.partition("..")
        start, end = (_weekday(one, place, hours) for one in (first, last or first))
        if start is None or end is None:
            continue
        spans = _spans(hours, written)
        for number in range(start, end + (1 if start <= end else 8)):
            day = WEEKDAYS[number % 7]
            if day in week:
                hours.diagnostics.error(place, "Y013", f"the hours of {day} are written twice", "keep one of them")
            week[day] = spans
    return week


def _weekday(written: str, place: Location, hours: Section) -> int | None:
    day = read_word(Scalar(written, place), "a day of the week", WEEKDAYS, hours.diagnostics)
    return WEEKDAYS.index(day) if day in WEEKDAYS else None


def _days(row: Section, zone: ZoneInfo) -> Days:
    name = row.text("label", title(row.needed("id")))
    given = [key for key in _SOURCES if row.has(key)]
    if len(given) != 1:
        cause = f"{row.what} says {' and '.join(given)} at once" if given else f"{row.what} does not say which days"
        hint = "keep one of them" if given else "write dates:, monthly:, holidays: or file:"
        row.diagnostics.error(row.where, "Y013", cause, hint)
    if row.has("hours") and row.has("closed"):
        hint = "hours are all that are open then; closed takes hours off those of the week"
        row.diagnostics.error(row.where, "Y013", f"{row.what} says hours and closed at once", hint)
    if row.has("region") and not row.has("holidays"):
        row.diagnostics.error(row.place("region"), "Y013", "'region' is of a country", "write holidays: as well")
    found, closed_on = _found(row.text(FOUND), name, zone)
    return Days(
        row.text("id"),
        dict.fromkeys(_dates(row), name),
        tuple(_yearly(row)),
        tuple(_monthly(row)),
        None if row.has("closed") else _spans(row, "hours"),
        _spans(row, "closed"),
        found,
        closed_on,
        _in_short(row.text(FOUND)),
        are_holidays=row.has("holidays"),
        where=row.where,
    )


def _dates(row: Section) -> Iterator[date]:
    """The single days of a row: a date, or all from one to another."""
    for word in row.words("dates"):
        if not _YEARLY.fullmatch(word.text):
            first, dots, last = word.text.partition("..")
            begin, end = (_parsed(parse_date, one, word, row) for one in (first, last if dots else first))
            if begin is not None and end is not None:
                yield from _between(begin, end, word, row)


def _between(first: date, last: date, word: Scalar, row: Section) -> Iterator[date]:
    number = (last - first).days + 1
    if not 0 < number <= _MOST_DAYS:
        says = "ends before it begins" if number < 1 else "is longer than ten years"
        row.diagnostics.error(word.where, "Y011", f"'{word.text}' {says}", "write the first day, two dots and the last")
        return
    yield from (first + one * _DAY for one in range(number))


def _yearly(row: Section) -> Iterator[Yearly]:
    """The stretches of every year of a row: "12-24", or "12-24..01-02"."""
    for word in row.words("dates"):
        if match := _YEARLY.fullmatch(word.text):
            first, last = (_parsed(_day_of_year, one, word, row) for one in (match[1], match[2] or match[1]))
            if first and last:
                yield Yearly(first, last)


def _day_of_year(text: str) -> tuple[int, int]:
    try:
        day = parse_date(f"{_LEAP_YEAR}-{text}")
    except ValueError:
        raise ValueError(f"'{text}' is a day of no year; write it as month-day, like '12-24'") from None
    return day.month, day.day


def _monthly(row: Section) -> Iterator[Monthly]:
    """The days of every month of a row: "15", or "first tuesday"; anything else the schema has refused."""
    for word in row.words("monthly"):
        number, _, weekday = word.text.partition(" ")
        if number in NUMBERS and weekday in WEEKDAYS:
            yield Monthly(NUMBERS.index(number), weekday)
        elif word.text.isdecimal():
            yield Monthly(int(word.text))


def _spans(section: Section, key: str) -> tuple[Span, ...]:
    read = [_parsed(_parse_span, word.text, word, section) for word in section.words(key)]
    spans = tuple(span for span in read if span is not None)
    if overlapping(spans):
        cause = f"the hours under '{key}' overlap, or later ones stand first"
        section.diagnostics.error(section.place(key), "Y011", cause, "write them one after the other")
    return spans


def _parse_span(text: str) -> Span:
    """Hours of a day, "08:00..18:00". Raises ValueError, worded for the writer."""
    first, dots, last = (part.strip() for part in text.partition(".."))
    if not dots:
        raise ValueError(f"'{text}' are no hours; write them as '08:00..18:00'")
    opens, closes = parse_clock(first), parse_clock(last)
    if opens >= closes:
        hint = "what is open past midnight is two: '18:00..24:00' and '00:00..02:00'"
        raise ValueError(f"'{text}' ends before it begins; {hint}")
    return Span(opens, closes)


def _parsed(parse: Callable[[str], T], text: str, word: Scalar, section: Section) -> T | None:
    try:
        return parse(text)
    except ValueError as error:
        section.diagnostics.error(word.where, "Y011", f"{section.what}: {error}")
        return None


def _found(lines: str, name: str, zone: ZoneInfo) -> tuple[dict[date, str], dict[date, tuple[Span, ...]]]:
    """The days that were found elsewhere, and those of which only some hours were."""
    dates: dict[date, str] = {}
    closed: dict[date, tuple[Span, ...]] = {}
    for line in lines.splitlines():
        written, _, called = line.partition(" ")
        first, dots, last = written.partition("..")
        if not dots:
            dates[date.fromisoformat(written)] = called or name
            continue
        for day, span in _hours_of(_on_clock(first, zone), _on_clock(last, zone)):
            closed[day] = (*closed.get(day, ()), span)
    return dates, closed


def _in_short(lines: str) -> str:
    """What was found, told by how much it is, and a digest of it."""
    if not lines:
        return ""
    several = lines.splitlines()
    return f"{len(several):,} from {several[0][:10]} to {several[-1][:10]}, {sha256(lines.encode()).hexdigest()[:8]}"


def _on_clock(written: str, zone: ZoneInfo) -> datetime:
    at = datetime.fromisoformat(written)
    return at if at.tzinfo is None else at.astimezone(zone).replace(tzinfo=None)


def _hours_of(first: datetime, last: datetime) -> Iterator[tuple[date, Span]]:
    day = first.date()
    while day <= last.date():
        opens = first.time() if day == first.date() else time()
        closes = last.time() if day == last.date() else time.max
        if opens < closes:
            yield day, Span(opens, closes)
        day += _DAY


TOPIC = Topic("calendars", defines=defined(Calendars, "calendars"), facts=_facts)
