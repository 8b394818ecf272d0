"""Calendars (iCalendar, RFC 5545): each event is a row under the headings of our own fields of a visit.

An hour of a named zone is told with its distance from UTC; one of no zone is the clock on the practice's wall. An event
that repeats is refused, since nobody knows how often somebody will come. What a calendar takes back is cancelled,
however it says so, and what it says of one day of an event is said of that event. Knows nothing of what becomes of it.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frontdesk.files.components import Component, components
from frontdesk.files.encodings import encoding_of, reading
from frontdesk.files.extras import extra
from frontdesk.files.lines import Lines
from frontdesk.files.rows import FileRow, FileRows
from frontdesk.model.mappings import FileForm
from frontdesk.names import AppointmentState
from frontdesk.strangers import on_one_line

HEADING = ("reference", "at", "state", "type", "provider", "place", "name", "email", "cell")
_ZONE = re.compile(r"^BEGIN:VTIMEZONE$.*?^END:VTIMEZONE$", re.DOTALL | re.MULTILINE | re.IGNORECASE)
_METHOD = re.compile(r"METHOD(?:;[^:]*)?:\s*(\S+)\s*", re.IGNORECASE)
_CANCEL = "CANCEL"
_NO_VISITS = frozenset({"COUNTER", "DECLINECOUNTER", "REFRESH"})
"""What is sent about events (RFC 5546, 3.2) and says of none that it takes place."""
_NO_PEOPLE = frozenset({"ROOM", "RESOURCE"})
_TAKEN_BACK = re.compile(r"(?:cancell?ed|declined):\s*", re.IGNORECASE)
"""What Outlook writes before the summary of an event that does not take place."""
# An event is the library's own value, whose properties may each be of thirty types; so it is Any here, and no further.
_STATES: Mapping[str, AppointmentState] = {
    # RFC 5545, 3.8.1.11. That an event is confirmed says that it takes place, not that the patient said so.
    "TENTATIVE": AppointmentState.BOOKED,
    "CONFIRMED": AppointmentState.BOOKED,
    "CANCELLED": AppointmentState.CANCELLED,
}


@contextmanager
def calendar_rows(path: Path, form: FileForm, headings: Collection[str]) -> Iterator[FileRows]:
    """The events of a calendar as rows. Raises FileError."""
    extra("icalendar", "calendars")
    encoding = encoding_of(path, form.encoding)
    with reading(path, encoding) as file:
        said = ("a calendar: the summary of an event is who comes, or what for where an attendee is named",)
        rows = _rows(Lines(path.name, file))
        yield FileRows(HEADING, 1, rows, (*said, *((encoding.said,) if encoding.said else ())), [])


@dataclass(frozen=True, slots=True)
class _Event:
    """An event as a row; of one that can be read its UID, when it begins, and which day of another it tells of."""

    row: FileRow
    uid: str = ""
    start: datetime.date | None = None
    again: datetime.date | None = None


def _rows(lines: Lines) -> Iterator[FileRow]:
    """The events in their order; one that is told anew, by its day, in the place of what was told before."""
    events = list(_events(lines))
    plain = {one.uid: one for one in events if one.uid and one.again is None}
    of_plain = [one.uid in plain and one.again is not None and _same(one.again, plain[one.uid].start) for one in events]
    told_anew = {one.uid for one, is_told_anew in zip(events, of_plain, strict=True) if is_told_anew}
    for one, is_told_anew in zip(events, of_plain, strict=True):
        if is_told_anew:
            yield one.row._replace(cells=(one.uid, *one.row.cells[1:]))
        elif one.again is not None or one.uid not in told_anew:
            yield one.row


def _same(one: datetime.date, other: datetime.date | None) -> bool:
    """Whether two hours are one: as the clock shows them, where only one of them names its zone."""
    if not (isinstance(one, datetime.datetime) and isinstance(other, datetime.datetime)):
        return str(one)[:10] == str(other)[:10]
    if one.tzinfo is None or other.tzinfo is None:
        return one.replace(tzinfo=None) == other.replace(tzinfo=None)
    return one == other


def _events(lines: Lines) -> Iterator[_Event]:
    around: list[str] = []
    seen, method, zones_known = 0, "", False
    for component in components(lines, "VEVENT", around):
        if not zones_known:
            _learn_zones(around)
            zones_known = True
        for line in around[seen:]:
            if found := _METHOD.fullmatch(line):
                method = found[1].upper()
            elif line.strip().upper() == "BEGIN:VCALENDAR":
                method = ""
        seen = len(around)
        yield _event(component, method)


def _learn_zones(around: list[str]) -> None:
    """Make the library know the zones that the calendar defines itself, before its first event.

    Choosing where its zones come from makes it forget those of a calendar before. One that cannot be read is not known,
    as an event in it will tell.
    """
    calendars, text = extra("icalendar", "calendars"), "\n".join(around)
    calendars.use_zoneinfo()
    for zone in _ZONE.findall(text):
        with warnings.catch_warnings(), suppress(Exception):
            warnings.simplefilter("ignore")
            calendars.Calendar.from_ical(f"BEGIN:VCALENDAR\n{zone}\nEND:VCALENDAR\n")


def _event(component: Component, method: str) -> _Event:
    """The event of a calendar of that *method* (RFC 5545, 3.7.2), empty for one that says none."""
    whole = component.text
    fault = component.fault
    try:
        if not fault:
            with warnings.catch_warnings():
                # It warns where it reads the zone of another program by the end of its name, which is what is meant.
                warnings.simplefilter("ignore")
                event = extra("icalendar", "calendars").Event.from_ical(whole)
            fault = _fault(event, method)
            if not fault:
                again = event.get("RECURRENCE-ID")
                row = FileRow(component.line, _cells(event, method))
                return _Event(row, str(event.get("UID", "")), event["DTSTART"].dt, again.dt if again else None)
    except Exception as error:  # an event that is wrong in a way of its own makes the library raise anything
        fault = str(error) or type(error).__name__
    return _Event(FileRow(component.line, (whole,), f"this event cannot be read: {on_one_line(fault)}"))


def _fault(event: Any, method: str) -> str:
    """Why an event is no visit; empty for one that is."""
    if method in _NO_VISITS:
        return f"its calendar answers an invitation (METHOD:{method}), and says of no visit that it takes place"
    if event.errors:
        return "; ".join(f"{name}: {why}" for name, why in event.errors)
    if "RRULE" in event or "RDATE" in event:
        return "it repeats; export each time that somebody comes as an event of its own"
    start = event.get("DTSTART")
    if start is None:
        return "it does not say when"
    zone = start.params.get("TZID", "")
    if zone and isinstance(start.dt, datetime.datetime) and start.dt.tzinfo is None:
        return f"nobody knows the time zone '{zone}'"
    return ""


def _cells(event: Any, method: str) -> tuple[str, ...]:
    start = event["DTSTART"].dt
    at = start.isoformat(" ", "minutes") if isinstance(start, datetime.datetime) else start.isoformat()
    again = event.get("RECURRENCE-ID")
    reference = str(event.get("UID", "")) + (f"/{again.dt.isoformat()}" if again is not None else "")
    written = " ".join(str(event.get("SUMMARY", "")).split())
    summary = written.removeprefix(found[0]) if (found := _TAKEN_BACK.match(written)) else written
    attendee = _attendee(event)
    name = str(attendee.params.get("CN", "")) if attendee else ""
    state = _state(event, method, attendee)
    organizer = event.get("ORGANIZER")
    who = str(organizer.params.get("CN", "") or _mailbox(organizer)) if organizer is not None else ""
    place = " ".join(str(event.get("LOCATION", "")).split())
    mailbox = _mailbox(attendee) if attendee else ""
    return reference, at, state, summary if name else "", who, place, name or summary, mailbox, ""


def _attendee(event: Any) -> Any:
    """Who comes: the first attendee who is a person, and not whose calendar it is where others are invited."""
    invited = event.get("ATTENDEE", [])
    people = [
        one
        for one in (invited if isinstance(invited, list) else [invited])
        if one.params.get("CUTYPE", "").upper() not in _NO_PEOPLE
    ]
    mailbox = _mailbox(event.get("ORGANIZER", "")).casefold()
    others = [one for one in people if not mailbox or _mailbox(one).casefold() != mailbox]
    return next(iter(others or people), None)


def _state(event: Any, method: str, attendee: Any) -> str:
    """What has become of the visit, as far as the event says it; empty where it does not."""
    answer = attendee.params.get("PARTSTAT", "").upper() if attendee else ""
    # RFC 5546, 3.2.5: a calendar of this method takes back its events, whatever status they had. Who declines, does
    # not come.
    if method == _CANCEL or answer == "DECLINED" or _TAKEN_BACK.match(str(event.get("SUMMARY", ""))):
        return str(AppointmentState.CANCELLED)
    state = _STATES.get(str(event.get("STATUS", "")).upper(), "")
    return str(AppointmentState.CONFIRMED if state == AppointmentState.BOOKED and answer == "ACCEPTED" else state)


def _mailbox(address: object) -> str:
    text = str(address)
    return text[len("mailto:") :] if text.casefold().startswith("mailto:") else ""
