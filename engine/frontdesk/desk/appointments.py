"""Appointments: booking, confirming, moving, cancelling, and what became of them.

A calendar's own system stays the master; the desk notes what rules need to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from frontdesk import journal
from frontdesk.desk import campaigns, intake, visits
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import settled_if_due
from frontdesk.events import AppointmentBooked, AppointmentRescheduled
from frontdesk.names import AHEAD, AppointmentState, ContactId
from frontdesk.problems import FrontdeskError
from frontdesk.records import Appointment, Preference
from frontdesk.tables import Value


class AppointmentError(FrontdeskError):
    """There is no appointment to say this of, or it is over."""


def book(
    act: Act,
    contact: ContactId,
    at: datetime,
    facts: Mapping[str, Value] | None = None,
    preference: Preference | None = None,
    reference: str = "",
) -> Answer:
    """Book an appointment at *at* (UTC), with the practice's own facts about it and its id in the EMR."""

    def do() -> Answer:
        record = settled_if_due(act, contact)
        appointment = Appointment(0, contact, at, facts=facts or {}, reference=reference)
        number = act.store.add_appointment(replace(appointment, preference=preference or Preference()))
        act.record(contact, journal.AppointmentBooked(number, at))
        intake.claim(act, contact)
        happen(act, contact, AppointmentBooked(number))
        return Answer(contact, f"appointment {number} booked for {record.name}", number)

    return once(act, ("book", contact, at, reference, sorted((facts or {}).items())), do)


def reschedule(act: Act, contact: ContactId, at: datetime, number: int | None = None) -> Answer:
    """Move an appointment (the next one, unless numbered) to *at*; reminders move along. Raises AppointmentError."""

    def do() -> Answer:
        settled_if_due(act, contact)
        appointment = _wanted(act, contact, number)
        act.store.save_appointment(replace(appointment, at=at, state=AppointmentState.BOOKED))
        act.record(contact, journal.AppointmentRescheduled(appointment.id, at))
        finished = campaigns.rescheduled(act, contact, appointment.id)
        for event in (*finished, AppointmentRescheduled(appointment.id)):
            happen(act, contact, event)
        return Answer(contact, f"appointment {appointment.id} moved", appointment.id)

    return once(act, ("reschedule", contact, at, number), do)


def become(act: Act, contact: ContactId, state: AppointmentState, number: int | None = None) -> Answer:
    """Note what became of an appointment: confirmed, cancelled, kept or missed. Raises AppointmentError."""
    if state not in visits.ENDS:
        raise AppointmentError(f"an appointment does not become {state}; book or move it")

    def do() -> Answer:
        settled_if_due(act, contact)
        appointment = _wanted(act, contact, number)
        happen(act, contact, visits.note_state(act, contact, appointment, state))
        return Answer(contact, f"appointment {appointment.id} is {state}", appointment.id)

    return once(act, ("appointment", contact, state, number), do)


def _wanted(act: Act, contact: ContactId, number: int | None) -> Appointment:
    if number is not None:
        appointment = act.store.appointment(number)
        if appointment.contact != contact:
            raise AppointmentError(f"appointment {number} belongs to somebody else")
        if appointment.state not in AHEAD:
            raise AppointmentError(f"appointment {number} is {appointment.state} already; book a new one")
        return appointment
    coming = act.store.next_appointment(contact, act.now)
    past = [one for one in act.store.appointments(contact) if one.state in AHEAD]
    latest = coming or max(past, key=lambda one: one.at, default=None)
    if latest is None:
        raise AppointmentError("there is no appointment that is still open; book one first")
    return latest
