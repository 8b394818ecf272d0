"""Appointments in SQLite."""

from __future__ import annotations

from datetime import datetime

from frontdesk.names import AHEAD, ContactId
from frontdesk.records import Appointment, NoSuchRecordError
from frontdesk.store.instants import to_micros
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part, marks

_APPOINTMENT = Shape.of(Appointment, "appointment")
_NEXT = f"{_APPOINTMENT.select} WHERE contact = ? AND at >= ? AND state IN ({marks(AHEAD)}) ORDER BY at, id LIMIT 1"


class Visits(Part):
    """Appointments."""

    def add_appointment(self, appointment: Appointment) -> int:
        """See ``keeping.Visits``."""
        return self._db.run(_APPOINTMENT.insert, _APPOINTMENT.row(appointment)[1:]).lastrowid or 0

    def appointment(self, id: int) -> Appointment:
        """See ``keeping.Visits``."""
        row = self._db.one(f"{_APPOINTMENT.select} WHERE id = ?", (id,))
        if row is None:
            raise NoSuchRecordError("appointment", id)
        return _APPOINTMENT.read(row)

    def appointments(self, contact: ContactId) -> list[Appointment]:
        """See ``keeping.Visits``."""
        rows = self._db.all(f"{_APPOINTMENT.select} WHERE contact = ? ORDER BY at, id", (contact,))
        return [_APPOINTMENT.read(row) for row in rows]

    def appointments_between(self, since: datetime | None, before: datetime | None) -> list[Appointment]:
        """See ``keeping.Visits``."""
        bounds = [(sign, to_micros(at)) for sign, at in ((">=", since), ("<", before)) if at is not None]
        where = " AND ".join(f"at {sign} ?" for sign, _ in bounds) or "TRUE"
        rows = self._db.all(f"{_APPOINTMENT.select} WHERE {where} ORDER BY at, id", tuple(at for _, at in bounds))
        return [_APPOINTMENT.read(row) for row in rows]

    def appointments_with_reference(self, reference: str) -> list[Appointment]:
        """See ``keeping.Visits``."""
        known = f"{_APPOINTMENT.select} WHERE reference = ? AND reference <> '' ORDER BY id"
        return [_APPOINTMENT.read(row) for row in self._db.all(known, (reference,))]

    def next_appointment(self, contact: ContactId, now: datetime) -> Appointment | None:
        """See ``keeping.Visits``."""
        row = self._db.one(_NEXT, (contact, to_micros(now), *AHEAD))
        return _APPOINTMENT.read(row) if row else None

    def save_appointment(self, appointment: Appointment) -> None:
        """See ``keeping.Visits``."""
        self._db.run(_APPOINTMENT.update, (*_APPOINTMENT.row(appointment)[1:], appointment.id))
