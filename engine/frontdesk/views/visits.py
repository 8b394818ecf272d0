"""Visits: when and where, whose, what became of each, what is known of it, and its history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from frontdesk.desk.practice import Act
from frontdesk.events import appointment_of
from frontdesk.facts import visit_zone
from frontdesk.journal import (
    AppointmentBecame,
    AppointmentBooked,
    AppointmentPutRight,
    AppointmentRescheduled,
    Entry,
    Happened,
)
from frontdesk.names import AHEAD, AppointmentState, ContactId
from frontdesk.records import Appointment, Preference
from frontdesk.tables import written

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class VisitView:
    """One appointment."""

    number: int
    contact: ContactId
    name: str
    """The contact's."""
    at: datetime
    zone: str
    """On whose clock it takes place (IANA): that of its site, else the practice's."""
    state: AppointmentState
    practitioner: str
    site: str
    type: str
    preference: Preference
    """What the EMR said for this visit alone of how to reach the contact."""
    known: Mapping[str, str]
    """The practice's own facts of it, as a ruleset would write them."""
    reference: str
    """Its id in the EMR; empty when it has none."""


@dataclass(frozen=True, slots=True)
class VisitHistory:
    """One appointment and what the journal says of it, oldest first."""

    visit: VisitView
    history: tuple[Entry, ...]


def visits(act: Act, contact: ContactId) -> tuple[VisitView, ...]:
    """Every appointment of *contact*, by time. Raises NoSuchContactError."""
    name = act.store.contact(contact).name
    return tuple(_visit(act, one, name) for one in act.store.appointments(contact))


def visit(act: Act, number: int) -> VisitView:
    """One appointment. Raises NoSuchRecordError."""
    one = act.store.appointment(number)
    return _visit(act, one, act.store.contact(one.contact).name)


def calendar(
    act: Act, *, day: date | None = None, contact: ContactId | None = None, every: bool = False, hidden: bool = False
) -> tuple[VisitView, ...]:
    """The visits of *contact* or of everybody, by time; of who is in a hidden status only where they are asked for.

    Those of *day*, each on its own clock; without one those that are expected from now on, or *every* one.
    """
    found = [one for one in _in_reach(act, day, every) if contact is None or one.contact == contact]
    if day is not None:
        found = [one for one in found if one.at.astimezone(visit_zone(act.ruleset, one)).date() == day]
    elif not every:
        found = [one for one in found if one.state in AHEAD]
    people = {one: act.store.contact(one) for one in {one.contact for one in found}}
    out = () if hidden or contact is not None else act.ruleset.hidden
    return tuple(_visit(act, one, people[one.contact].name) for one in found if people[one.contact].state not in out)


def visit_history(act: Act, number: int) -> VisitHistory:
    """One appointment with its history. Raises NoSuchRecordError."""
    seen = visit(act, number)
    return VisitHistory(seen, tuple(_told(act.store.journal(contact=seen.contact), number)))


def _in_reach(act: Act, day: date | None, every: bool) -> list[Appointment]:
    """The visits among which are those of *day* on whatever clock, or those that are wanted without one."""
    if day is None:
        return act.store.appointments_between(None if every else act.now, None)
    midnight = datetime.combine(day, time(), UTC)
    return act.store.appointments_between(midnight - _DAY, midnight + 2 * _DAY)


def _told(entries: Iterator[Entry], number: int) -> Iterator[Entry]:
    for entry in entries:
        match entry.said:
            case (
                AppointmentBooked(appointment=about)
                | AppointmentRescheduled(appointment=about)
                | AppointmentBecame(appointment=about)
                | AppointmentPutRight(appointment=about)
            ) if about == number:
                yield entry
            case Happened(event=event, effects=effects) as said if effects and appointment_of(event) == number:
                yield replace(entry, said=said)


def _visit(act: Act, one: Appointment, name: str) -> VisitView:
    return VisitView(
        one.id,
        one.contact,
        name,
        one.at,
        visit_zone(act.ruleset, one).key,
        one.state,
        one.practitioner,
        one.site,
        one.type,
        one.preference,
        {fact: written(value) for fact, value in one.facts.items()},
        one.reference,
    )
