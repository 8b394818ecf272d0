"""The values that facts have and outcomes give: how they are written, and how they are read back.

Knows the forms of the language (numbers, clock times, dates) and nothing of tables or rulesets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from typing import TypeAlias

from frontdesk.tables.lengths import written_length

Value: TypeAlias = str | int | Decimal | date | datetime | time | timedelta | frozenset[str]
"""A listed value, a yes or no, or text is ``str``; a number is ``int`` or ``Decimal``; a set fact is a frozenset."""

Parts: TypeAlias = Mapping[str, Value]
"""An outcome with several named parts."""

UNKNOWN = "unknown"
"""The value of a fact that nobody recorded; a value like any other (design: language rules)."""

_FIRST_YEAR, _LAST_YEAR = 1800, 2299
"""Far enough from the ends of the calendar that a longest length can be added or taken away."""
_MOST_DIGITS = 15
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOUR = re.compile(r"[T ]\d", re.ASCII)
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?|24:00", re.ASCII)
_LOCAL = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](.+)", re.ASCII)


def parse_clock(text: str) -> time:
    """Read a clock time "08:00" or "08:00:30" (24 hours; "24:00" is the end of the day).

    Raises ValueError, worded for the writer.
    """
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        raise ValueError(f"'{text}' is not a clock time; write it as '08:00' or '20:30'")
    return time.max if text.strip() == "24:00" else time(int(match[1]), int(match[2]), int(match[3] or 0))


def parse_date(text: str) -> date:
    """Read an ISO date "2026-03-02". Raises ValueError, worded for the writer."""
    try:
        day = date.fromisoformat(text.strip()) if _DATE.fullmatch(text.strip()) else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"'{text}' is not a date; write it as year-month-day, like '2026-03-02'")
    _check_year(day, text)
    return day


def parse_local(text: str) -> datetime:
    """Read what a calendar and a clock without a zone show, "2026-03-02 14:30". Raises ValueError, for the writer."""
    match = _LOCAL.fullmatch(text.strip())
    if match is None:
        parse_date(text[:10] if _HOUR.search(text) else text)  # a day that is none is said first
        raise ValueError(f"'{text}' names no hour; write it like '{text.strip()} 09:00'")
    if not _CLOCK.fullmatch(match[2]):
        raise ValueError(f"'{text}': '{match[2]}' is not a clock time; write it as '14:30', and without a zone")
    clock = parse_clock(match[2])
    if clock == time.max:
        raise ValueError(f"'{text}' is the end of a day; write 00:00 of the day after")
    return datetime.combine(parse_date(match[1]), clock)


def parse_moment(text: str, zone: tzinfo) -> datetime:
    """Read a date with an hour, "2026-03-02 09:00", on the clock of *zone* unless it names one; the result is UTC.

    Raises ValueError, worded for the writer; so it does where the clock of *zone* shows that hour never, or twice.
    """
    meant = moments_meant(text, zone)
    if len(meant) == 1:
        return meant[0]
    local = datetime.fromisoformat(text.strip())
    if meant:
        first, second = (f"{one.astimezone(zone).isoformat(' ', 'minutes')}" for one in meant)
        raise ValueError(f"'{text}' is there twice, as the clocks are set back: write '{first}' or '{second}'")
    before, after = (local.replace(tzinfo=zone, fold=fold).astimezone(UTC).astimezone(zone) for fold in (1, 0))
    raise ValueError(
        f"'{text}' does not exist, as the clocks are set forward then: {before:%H:%M} and {after:%H:%M} are beside it"
    )


def moments_meant(text: str, zone: tzinfo) -> tuple[datetime, ...]:
    """The instants (UTC) at which a clock in *zone* shows the date and hour *text*: one, or none or two of them.

    It is none or two in the hour in which clocks are changed. Raises ValueError, worded for the writer.
    """
    written = text.strip()
    try:
        local = datetime.fromisoformat(written)
    except ValueError:
        raise ValueError(f"'{text}' is not a date and time; write it like '2026-03-02 09:00'") from None
    _check_year(local, text)
    if not _HOUR.search(written):
        raise ValueError(f"'{text}' names no hour; write it like '{local:%Y-%m-%d} 09:00'")
    if local.tzinfo:
        return (local.astimezone(UTC),)
    both = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(sorted(one for one in both if one.astimezone(zone).replace(tzinfo=None) == local))


def _check_year(day: date, text: str) -> None:
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise ValueError(f"'{text}' is in the year {day.year}; is that a slip of the keyboard?")


def parse_number(text: str) -> int | Decimal:
    """Read a whole or decimal number exactly as written. Raises ValueError, worded for the writer."""
    if not _NUMBER.fullmatch(text.strip()):
        raise ValueError(f"'{text}' is not a number; write it in digits, like 12 or 0.5")
    number = Decimal(text.strip())
    if abs(number.adjusted()) >= _MOST_DIGITS or len(number.as_tuple().digits) > 2 * _MOST_DIGITS:
        raise ValueError(f"a number can have {_MOST_DIGITS} digits at most")
    return int(number) if number == number.to_integral_value() else number


def written(value: Value) -> str:
    """Write a value the way a ruleset would."""
    if isinstance(value, timedelta):
        return written_length(value)
    if isinstance(value, time):
        return "24:00" if value == time.max else value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds" if value.second else "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    return str(value)
