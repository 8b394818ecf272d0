"""Single cells as other systems write them, read into our own forms: days, moments, numbers, yes and no, consent.

Each reader raises ValueError with the end of a sentence on the cell: what it is not, and how the file writes it. What
could be read in two ways is not read. Knows no column and no field.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from frontdesk.addresses import ROUNDED, is_rounded
from frontdesk.file_words import PARTLY_OPTED_OUT, DateForm
from frontdesk.names import Consent

_PLAIN_DAY: Mapping[DateForm, re.Pattern[str]] = {
    DateForm.YEAR_MONTH_DAY: re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII),
    DateForm.MONTH_DAY_YEAR: re.compile(r"(?P<month>\d\d?)/(?P<day>\d\d?)/(?P<year>\d{4})", re.ASCII),
    DateForm.DAY_MONTH_YEAR: re.compile(r"(?P<day>\d\d?)/(?P<month>\d\d?)/(?P<year>\d{4})", re.ASCII),
}
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,4}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{1,4})(?!\d)", re.ASCII)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[ .-]+([A-Za-z]{3,9})\.?,?[ -]*(\d{4})(?!\d)", re.ASCII)
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.? *(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?!\d)", re.ASCII)
_CLOCK = re.compile(
    r"(\d{1,2})(?::(\d{2})(?::(\d{2}(?:\.\d{1,6})?))?)?\s*(?:([ap])\.?\s?m\.?)?\s*(Z|[+-]\d{2}:?\d{2})?",
    re.ASCII | re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_GROUPED = {
    ".": re.compile(r"[+-]?\d{1,3}([, '\u00a0\u202f\u2019])\d{3}(\1\d{3})*(\.\d+)?", re.ASCII),
    ",": re.compile(r"[+-]?\d{1,3}([. '\u00a0\u202f\u2019])\d{3}(\1\d{3})*(,\d+)?", re.ASCII),
}
"""Numbers whose thousands are set apart, each by the same sign, by what stands before decimals."""
_WITH_COMMA = re.compile(r"[+-]?\d+(,\d+)?", re.ASCII)
_CALENDAR = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    name: number
    for number, whole in enumerate(_CALENDAR, start=1)
    for name in (whole, whole[:3], *(("sept",) if number == 9 else ()))
}
_THIS_CENTURY = 2000
_YES = {"yes", "y", "true", "1", "x"}
_NO = {"no", "n", "false", "0"}
_AGREED: Mapping[str, str] = {
    **dict.fromkeys((*_YES, "opted in"), str(Consent.OPTED_IN)),
    **dict.fromkeys((*_NO, "opted out"), str(Consent.OPTED_OUT)),
    "partly opted out": PARTLY_OPTED_OUT,
}


def folded(cell: str) -> str:
    """A word of a file as it is compared: without white space around it, and without regard to large letters."""
    return " ".join(cell.split()).casefold()


def read_day(text: str, form: DateForm) -> date:
    """The day that a cell writes in the order *form*; one that is written year-month-day, with hyphens, is in any.

    A month may be written out. A year of two digits is refused, since nobody can say of which century a birthday is.
    Raises ValueError.
    """
    if plain := _PLAIN_DAY[form].fullmatch(text):  # as nearly all are: the rest of the way is for those that are not
        try:
            return date(int(plain["year"]), int(plain["month"]), int(plain["day"]))
        except ValueError:
            pass
    day, rest = _day_and_rest(text.strip(), form, short_years=False)
    if rest and _clock_of(rest) not in _MIDNIGHT:
        raise ValueError("is a day with an hour, and only a day belongs here")
    return day


def read_day_of_any_hour(text: str, form: DateForm) -> date:
    """The day of a cell that may name an hour, which is left out. Raises ValueError, also for an hour of another zone.

    In another zone it may have been another day.
    """
    day, rest = _day_and_rest(text.strip(), form, short_years=False)
    clock = _clock_of(rest) if rest else ""
    if clock[5:6] in ("+", "-") and clock[:5] != "00:00":
        raise ValueError("names the hour of another zone, where it may be another day")
    return day


def read_moment(text: str, form: DateForm, *, hour_needed: bool = True) -> str:
    """A day with an hour as ``2026-03-05 14:30``, with the zone behind it if the cell names one.

    Years of two digits are of this century: no visit that a system tells of is older. Without an hour it is refused, or
    the day alone where none is needed. Raises ValueError.
    """
    day, rest = _day_and_rest(text.strip(), form, short_years=True)
    if not rest and hour_needed:
        raise ValueError("names no hour")
    return f"{day.isoformat()} {_clock_of(rest)}" if rest else day.isoformat()


def put_together(cells: tuple[str, str], form: DateForm, *, hour_needed: bool = True) -> str:
    """One moment out of two cells, a day and an hour, whichever comes first. Raises ValueError.

    A spreadsheet puts midnight behind a day that has no hour, so that the other cell counts.
    """
    first, second = (cell.strip() for cell in cells)
    if _CLOCK.fullmatch(first) and not _CLOCK.fullmatch(second):
        first, second = second, first
    day, rest = _day_and_rest(first, form, short_years=True)
    if rest and second and _clock_of(rest) not in _MIDNIGHT:
        raise ValueError("names two hours")
    hour = second or rest
    if not hour and hour_needed:
        raise ValueError("names no hour")
    return f"{day.isoformat()} {_clock_of(hour)}" if hour else day.isoformat()


def read_number(text: str, decimal: str) -> str:
    """A number as ``1234.5``; *decimal* is what the file writes before decimals. Raises ValueError."""
    written = text.strip()
    thousands = _GROUPED[decimal].fullmatch(written)
    if thousands:
        written = written.replace(thousands[1], "")
    if not (_PLAIN_NUMBER if decimal == "." else _WITH_COMMA).fullmatch(written):
        raise ValueError(f"is no number, as this file writes them: 1234{decimal}5")
    return written.replace(",", ".")


def read_yes_no(text: str) -> str:
    """``yes`` or ``no``. Raises ValueError."""
    word = folded(text)
    if word not in _YES | _NO:
        raise ValueError("is neither yes nor no")
    return "yes" if word in _YES else "no"


def read_consent(text: str) -> str:
    """``opted_in`` or ``opted_out``, for which yes and no are taken, or ``partly_opted_out``. Raises ValueError."""
    word = folded(text).replace("_", " ").replace("-", " ")
    if word not in _AGREED:
        raise ValueError("is neither 'opted_in' nor 'opted_out'")
    return _AGREED[word]


def read_reference(text: str) -> str:
    """What names somebody elsewhere, as it is. Raises ValueError for a number that names many, since it was rounded."""
    if is_rounded(text.strip()):
        raise ValueError(ROUNDED)
    return text


_MIDNIGHT = frozenset(("00:00", "00:00+00:00"))


def _day_and_rest(text: str, form: DateForm, *, short_years: bool) -> tuple[date, str]:
    """The day at the beginning of *text*, and what stands behind it."""
    found = _ISO.match(text)
    if found:
        year, month, day = found[1], found[2], found[3]
    elif found := _NUMERIC.match(text):
        parts = dict(zip(_ORDERS[form], (found[1], found[3], found[4]), strict=True))
        year, month, day = parts["year"], parts["month"], parts["day"]
    elif (found := _DAY_FIRST.match(text)) and found[2].casefold() in _MONTHS:
        year, month, day = found[3], str(_MONTHS[found[2].casefold()]), found[1]
    elif (found := _MONTH_FIRST.match(text)) and found[1].casefold() in _MONTHS:
        year, month, day = found[3], str(_MONTHS[found[1].casefold()]), found[2]
    elif form is DateForm.YEAR_MONTH_DAY and (found := _COMPACT.match(text)):
        year, month, day = found[1], found[2], found[3]
    else:
        raise ValueError(f"is no day, as this file writes them: {form}")
    rest = text[found.end() :]
    if rest and rest[0] not in " ,Tt":
        raise ValueError(f"is no day, as this file writes them: {form}")
    if len(year) not in (2, 4) or len(month) > 2 or len(day) > 2:
        raise ValueError(f"is no day, as this file writes them: {form}{_in_another_order(text, form)}")
    if len(year) == 2 and not short_years:
        raise ValueError("has a year of two digits, and nobody can say of which century")
    try:
        return _day(year, month, day), rest.lstrip(" ,Tt")
    except ValueError:
        raise ValueError(f"is no day of the calendar, written {form}{_in_another_order(text, form)}") from None


def _day(year: str, month: str, day: str) -> date:
    """The day of these digits; a year of two is of this century. Raises ValueError for one of no calendar."""
    return date(int(year) + (_THIS_CENTURY if len(year) == 2 else 0), int(month), int(day))


def _in_another_order(text: str, form: DateForm) -> str:
    """Which day a cell would be where the file wrote days otherwise, as a spreadsheet does that saved it; may be none.

    Nobody guesses it: whoever knows the day says how the file writes days.
    """
    if not (found := _NUMERIC.match(text)):
        return ""
    days: dict[date, list[str]] = {}
    for other in (one for one in DateForm if one is not form):
        parts = dict(zip(_ORDERS[other], (found[1], found[3], found[4]), strict=True))
        if len(parts["year"]) == len("1975"):
            with suppress(ValueError):
                days.setdefault(_day(parts["year"], parts["month"], parts["day"]), []).append(f"--dates {other}")
    told = [
        f"{' or '.join(how)} if it is {day.day} {_CALENDAR[day.month - 1].title()} {day.year}"
        for day, how in days.items()
    ]
    return f"; import it with {', or '.join(told)}" if told else ""


def _clock_of(text: str) -> str:
    """An hour as ``14:30``, with seconds if there are any, and the zone if it names one."""
    found = _CLOCK.fullmatch(text)
    if not found or not (found[2] or found[4]):
        raise ValueError("names no hour that can be read; write it like 14:30 or 2:30 PM")
    hour, minute, second = int(found[1]), int(found[2] or 0), found[3] or "00"
    second = second.rstrip("0").rstrip(".") if "." in second else second
    half = (found[4] or "").casefold()
    if minute > 59 or second[:2] > "59" or hour > 23 or (half and not 1 <= hour <= 12):
        raise ValueError("names an hour that no clock shows")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    zone = (found[5] or "").replace("Z", "+00:00").replace("z", "+00:00")
    if zone and ":" not in zone:
        zone = f"{zone[:3]}:{zone[3:]}"
    return f"{hour:02}:{minute:02}" + (f":{second}" if second != "00" else "") + zone


_ORDERS: Mapping[DateForm, tuple[str, str, str]] = {
    DateForm.YEAR_MONTH_DAY: ("year", "month", "day"),
    DateForm.MONTH_DAY_YEAR: ("month", "day", "year"),
    DateForm.DAY_MONTH_YEAR: ("day", "month", "year"),
}
