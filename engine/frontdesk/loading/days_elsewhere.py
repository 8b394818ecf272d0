"""Days that stand elsewhere: the public holidays of a country, and the events of a calendar file (RFC 5545).

Found once, when a ruleset is read, and written into its tree: so the rules that a store or the cache keeps hold them,
and are the same rules where a library or a file has changed since. Knows what ``calendars.yaml`` calls them, and no
more of it.
"""

# ``holidays`` takes half a second to import, and neither library is needed by who has no such row, so both are an extra
# and imported where one is. What they return is untyped, and so Any; it leaves this module as lines of text.

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from frontdesk.loading.tree.nodes import Entries, Folder, Items, Node, Scalar
from frontdesk.problems import Problem, did_you_mean

FOUND = "found"
"""The key under which the days are written into the tree; nobody else may write it."""
_FROM, _TO = 2020, 2049
"""The years whose days are found."""
_DAY = timedelta(days=1)
_NOT_READ = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
"""What the library raises of a file that is no calendar, or of an event that says nothing that can be used."""
_MOST_BYTES, _MOST_DAYS = 1_000_000, 20_000


class _NotFoundError(Exception):
    """What is in the way, and what to do about it."""

    def __init__(self, cause: str, hint: str) -> None:
        super().__init__(cause)
        self.hint = hint


def with_days(folder: Folder, path: Path) -> tuple[Folder, list[Problem]]:
    """Find the days that ``calendars.yaml`` of the ruleset in *path* names a country or a file for."""
    whole, problems = folder.topics.get("calendars"), list[Problem]()
    named = whole.get("calendars") if whole else None
    if whole is None or not isinstance(named, Entries):
        return folder, problems
    found: list[str] = []
    calendars = {name: _calendar(node, path, found, problems) for name, node in named.entries.items()}
    if not found:
        return folder, problems
    inside = Entries({**whole.entries, "calendars": replace(named, entries=calendars)}, whole.keys, whole.where)
    digest = hashlib.sha256("\0".join([folder.digest, *found]).encode()).hexdigest()
    return replace(folder, topics={**folder.topics, "calendars": inside}, digest=digest), problems


def _calendar(node: Node, path: Path, found: list[str], problems: list[Problem]) -> Node:
    days = node.get("days") if isinstance(node, Entries) else None
    if not isinstance(node, Entries) or not isinstance(days, Items):
        return node
    rows = tuple(_row(row, path, found, problems) for row in days.items)
    return replace(node, entries={**node.entries, "days": Items(rows, days.where)})


def _row(row: Node, path: Path, found: list[str], problems: list[Problem]) -> Node:
    if not isinstance(row, Entries):
        return row
    country, region, file = (_text(row.get(key)) for key in ("holidays", "region", "file"))
    try:
        lines = _holidays(country, region) if country else _events(path / file) if file else None
    except _NotFoundError as error:
        where = row.keys["holidays" if country else "file"]
        problems.append(Problem(where, "R014", str(error), error.hint))
        return row
    if lines is None:
        return row
    text = "\n".join(lines)
    found.append(text)
    return Entries({**row.entries, FOUND: Scalar(text, row.where)}, {**row.keys, FOUND: row.where}, row.where)


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""


def _library(name: str, what: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError:
        hint = "install frontdesk[calendars]: python3 -m pip install 'frontdesk[calendars]'"
        raise _NotFoundError(f"what reads {what} is not installed", hint) from None


def _holidays(country: str, region: str) -> list[str]:
    library = _library("holidays", "the holidays of a country")
    regions = library.list_supported_countries().get(country)
    if regions is None:
        known = library.list_supported_countries()
        raise _NotFoundError(
            f"no holidays of the country '{country}' are known",
            did_you_mean(country, known) or "write its two letters (ISO 3166), like US, or list the days under dates:",
        )
    if region and region not in regions:
        hint = did_you_mean(region, regions) or f"{country} has the regions {', '.join(regions) or 'of none'}"
        raise _NotFoundError(f"no holidays of the region '{region}' of {country} are known", hint)
    days = library.country_holidays(country, subdiv=region or None, years=range(_FROM, _TO + 1))
    return [f"{day.isoformat()} {' '.join(name.split())}" for day, name in sorted(days.items())]


def _events(file: Path) -> list[str]:
    library = _library("icalendar", "a calendar file")
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _NotFoundError(f"'{file.name}' is larger than a megabyte", "keep the days that count, and no others")
        calendar = library.Calendar.from_ical(file.read_bytes())
    except OSError as error:
        hint = "put it beside calendars.yaml; its name is written as it is there"
        raise _NotFoundError(f"'{file.name}' cannot be read: {error.strerror or error}", hint) from None
    except _NOT_READ as error:
        hint = "export it again as iCalendar"
        raise _NotFoundError(f"'{file.name}' is no calendar file: {str(error)[:80]}", hint) from None
    lines: set[str] = set()
    for event in calendar.walk("VEVENT"):
        try:
            lines.update(_days_of(event, file.name))
        except _NOT_READ as error:
            called = " ".join(str(event.get("SUMMARY", "")).split())[:80]
            said = f"the event '{called}' of '{file.name}' cannot be read: {' '.join(str(error).split())[:120]}"
            raise _NotFoundError(said, "mend that event, or leave it out") from None
        if len(lines) > _MOST_DAYS:
            raise _NotFoundError(f"'{file.name}' has more than {_MOST_DAYS:,} days", "let its events repeat less often")
    return sorted(lines)


def _days_of(event: Any, file: str) -> Iterator[str]:
    """The days of one event, each as a line: a day, or its hours, and what it is called."""
    name = " ".join(str(event.get("SUMMARY", "")).split())[:200]
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    if "DTSTART" not in event or "RECURRENCE-ID" in event or "RDATE" in event:
        hint = "write that event as events of their own, one for each time"
        raise _NotFoundError(f"when the event '{name}' of '{file}' takes place cannot be told", hint)
    first, length = event["DTSTART"].dt, event.duration
    for at in _starts(event, first, file):
        if not _FROM <= at.year <= _TO:
            continue
        if isinstance(at, datetime):
            yield f"{_written(at)}..{_written(at + length)} {name}"
        else:
            yield from (f"{(at + number * _DAY).isoformat()} {name}" for number in range(max(length.days, 1)))


def _starts(event: Any, first: Any, file: str) -> Iterator[Any]:
    """When an event begins: once, or as its rule says, less the days that are left out."""
    if "RRULE" not in event:
        yield first
        return
    left_out = event.get("EXDATE", [])
    out = {one.dt for some in (left_out if isinstance(left_out, list) else [left_out]) for one in some.dts}
    is_moment, zone = isinstance(first, datetime), getattr(first, "tzinfo", None)
    begin = first.replace(tzinfo=None) if is_moment else datetime.combine(first, datetime.min.time())
    parts = event["RRULE"].to_ical().decode().split(";")
    rule = ";".join(part for part in parts if not part.upper().startswith("UNTIL="))
    until = _until(event["RRULE"].get("UNTIL", [None])[0], zone)
    for number, at in enumerate(import_module("dateutil.rrule").rrulestr(rule, dtstart=begin)):
        if at.year > _TO or at > until:
            return
        if number > _MOST_DAYS:
            raise _NotFoundError(f"'{file}' has more than {_MOST_DAYS:,} days", "let its events repeat less often")
        start = at.replace(tzinfo=zone) if is_moment else at.date()
        if start not in out:
            yield start


def _until(last: Any, zone: Any) -> datetime:
    """The last moment at which an event may begin again, on the clock on which it repeats (RFC 5545, 3.3.10)."""
    if last is None:
        return datetime.max
    if not isinstance(last, datetime):
        return datetime.combine(last, datetime.max.time())
    return last.astimezone(zone).replace(tzinfo=None) if zone and last.tzinfo else last.replace(tzinfo=None)


def _written(at: datetime) -> str:
    """A moment: of no zone as the clock shows it, of any other in UTC."""
    return at.isoformat() if at.tzinfo is None else at.astimezone(UTC).isoformat()
