"""Appointments in memory."""

from __future__ import annotations

from datetime import datetime

from frontdesk.names import AHEAD, ContactId
from frontdesk.records import Appointment, NoSuchRecordError
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept, next_number


class Visits(Handle):
    """Appointments."""

    def add_appointment(self, appointment: Appointment) -> int:
        """See ``keeping.Visits``."""
        table = self.changing.appointments
        number = next_number(table)
        table[number] = as_kept(appointment, id=number)
        return number

    def appointment(self, id: int) -> Appointment:
        """See ``keeping.Visits``."""
        if id not in self.tables.appointments:
            raise NoSuchRecordError("appointment", id)
        return self.tables.appointments[id]

    def appointments(self, contact: ContactId) -> list[Appointment]:
        """See ``keeping.Visits``."""
        own = [one for one in self.tables.appointments.values() if one.contact == contact]
        return sorted(own, key=lambda one: (one.at, one.id))

    def appointments_between(self, since: datetime | None, before: datetime | None) -> list[Appointment]:
        """See ``keeping.Visits``."""
        first, end = since and in_utc(since), before and in_utc(before)
        every = self.tables.appointments.values()
        found = [one for one in every if (not first or one.at >= first) and (not end or one.at < end)]
        return sorted(found, key=lambda one: (one.at, one.id))

    def appointments_with_reference(self, reference: str) -> list[Appointment]:
        """See ``keeping.Visits``."""
        every = self.tables.appointments.values()
        return sorted((one for one in every if reference and one.reference == reference), key=lambda one: one.id)

    def next_appointment(self, contact: ContactId, now: datetime) -> Appointment | None:
        """See ``keeping.Visits``."""
        since = in_utc(now)
        return next((one for one in self.appointments(contact) if one.at >= since and one.state in AHEAD), None)

    def save_appointment(self, appointment: Appointment) -> None:
        """See ``keeping.Visits``."""
        table = self.changing.appointments
        if appointment.id in table:
            table[appointment.id] = as_kept(appointment)
