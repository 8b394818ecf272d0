"""Calendars (iCalendar, RFC 5545): each event is a row under the headings of our own fields of a visit.

An hour of a named zone is told with its distance from UTC; one of no zone is the clock on the practice's wall. An event
that repeats is refused, since nobody knows how often somebody will come. Knows nothing of what becomes of a row.
"""

from __future__ import annotations

import datetime
import re
import warnings
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
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


def _rows(lines: Lines) -> Iterator[FileRow]:
    around: list[str] = []
    zones_known = False
    for component in components(lines, "VEVENT", around):
        if not zones_known:
            _learn_zones(around)
            zones_known = True
        yield _row(component)


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


def _row(component: Component) -> FileRow:
    whole = component.text
    fault, cells = component.fault, tuple[str, ...]()
    try:
        if not fault:
            with warnings.catch_warnings():
                # It warns where it reads the zone of another program by the end of its name, which is what is meant.
                warnings.simplefilter("ignore")
                event = extra("icalendar", "calendars").Event.from_ical(whole)
            fault = _fault(event)
            cells = () if fault else _cells(event)
    except Exception as error:  # an event that is wrong in a way of its own makes the library raise anything
        fault = str(error) or type(error).__name__
    if fault:
        return FileRow(component.line, (whole,), f"this event cannot be read: {on_one_line(fault)}")
    return FileRow(component.line, cells)


def _fault(event: Any) -> str:
    """Why an event is no visit; empty for one that is."""
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


def _cells(event: Any) -> tuple[str, ...]:
    start = event["DTSTART"].dt
    at = start.isoformat(" ", "minutes") if isinstance(start, datetime.datetime) else start.isoformat()
    again = event.get("RECURRENCE-ID")
    reference = str(event.get("UID", "")) + (f"/{again.dt.isoformat()}" if again is not None else "")
    summary = " ".join(str(event.get("SUMMARY", "")).split())
    attendees = event.get("ATTENDEE", [])
    attendee = attendees[0] if isinstance(attendees, list) and attendees else attendees
    name = str(attendee.params.get("CN", "")) if attendee else ""
    state: str = str(_STATES.get(str(event.get("STATUS", "")).upper(), ""))
    if attendee and state == AppointmentState.BOOKED and attendee.params.get("PARTSTAT", "").upper() == "ACCEPTED":
        state = str(AppointmentState.CONFIRMED)
    organizer = event.get("ORGANIZER")
    who = str(organizer.params.get("CN", "") or _mailbox(organizer)) if organizer is not None else ""
    place = " ".join(str(event.get("LOCATION", "")).split())
    mailbox = _mailbox(attendee) if attendee else ""
    return reference, at, state, summary if name else "", who, place, name or summary, mailbox, ""


def _mailbox(address: object) -> str:
    text = str(address)
    return text[len("mailto:") :] if text.casefold().startswith("mailto:") else ""
