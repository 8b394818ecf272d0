"""The visits of a contact: when, what became of each, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.names import AppointmentState, ContactId
from frontdesk.records import Appointment, Preference
from frontdesk.tables import written


@dataclass(frozen=True, slots=True)
class VisitView:
    """One appointment."""

    number: int
    contact: ContactId
    at: datetime
    state: AppointmentState
    preference: Preference
    """What the EMR said for this visit alone of how to reach the contact."""
    known: Mapping[str, str]
    """The practice's own facts of it, as a ruleset would write them."""
    reference: str
    """Its id in the EMR; empty when it has none."""


def visits(act: Act, contact: ContactId) -> tuple[VisitView, ...]:
    """Every appointment of *contact*, by time."""
    return tuple(map(_visit, act.store.appointments(contact)))


def visit(act: Act, number: int) -> VisitView:
    """One appointment. Raises NoSuchRecordError."""
    return _visit(act.store.appointment(number))


def _visit(one: Appointment) -> VisitView:
    known = {name: written(value) for name, value in one.facts.items()}
    return VisitView(one.id, one.contact, one.at, one.state, one.preference, known, one.reference)
