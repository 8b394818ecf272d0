"""A small EMR: patients and a calendar that are changed and read again, for tests of what is taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from frontdesk import desk
from frontdesk.desk import Practice, Synced
from frontdesk.hookspecs import (
    AppointmentChange,
    Changes,
    PatientChange,
    PreferenceChange,
    PreferenceSource,
    Settings,
    SourceChange,
)
from frontdesk.names import AppointmentState
from frontdesk.records import Appointment
from support import an_act


@dataclass(slots=True)
class Emr:
    """What it said, in its order; whoever reads it gets all that came since."""

    said: list[SourceChange] = field(default_factory=list)

    def patient(
        self,
        reference: str,
        name: str | None = None,
        cell: str | None = None,
        email: str | None = None,
        zone: str | None = None,
        active: bool | None = None,
    ) -> None:
        """Say who a patient is; what is left out is not sent."""
        self.said.append(PatientChange(reference, name, cell, email=email, zone=zone, active=active))

    def visit(
        self, reference: str, at: datetime | str = "", state: str = "", patient: str = "P-1", **more: str
    ) -> None:
        """Say what an appointment is."""
        when = at.isoformat() if isinstance(at, datetime) else at
        self.said.append(AppointmentChange(reference, patient, when, state, **more))

    def prefers(self, reference: str, **more: str) -> None:
        """Say how a patient wants to be reached."""
        self.said.append(PreferenceChange(reference, **more))

    def read(self, settings: Settings, cursor: str) -> Changes:
        """Answer what was said since the cursor."""
        return Changes(tuple(self.said[int(cursor or 0) :]), str(len(self.said)))

    def sync(self, practice: Practice, after: timedelta = timedelta()) -> Synced:
        """Let the practice read it, so long after Monday 10:00."""
        return desk.sync(an_act(practice, after), PreferenceSource("calendar", self.read))


def tell(practice: Practice, changes: Sequence[SourceChange], after: timedelta = timedelta()) -> Synced:
    """What comes of these changes, from an EMR that tells all that it knows each time."""
    source = PreferenceSource("calendar", lambda settings, since: Changes(tuple(changes), "read"))
    return desk.sync(an_act(practice, after), source)


def visits(practice: Practice) -> list[tuple[str, datetime, AppointmentState]]:
    """Every visit of everybody: what the EMR calls it, when it is, and what has become of it."""
    every = practice.store.appointments_between(None, None)
    return [(one.reference, one.at, one.state) for one in every]


def the_visit(practice: Practice, reference: str = "A-1") -> Appointment:
    """The one visit that the EMR calls so."""
    (visit,) = practice.store.appointments_with_reference(reference)
    return visit
