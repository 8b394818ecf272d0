"""Appointments as they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from frontdesk.names import AppointmentState, ContactId
from frontdesk.records.people import Preference
from frontdesk.tables import Value

_NOTHING: Mapping[str, Value] = MappingProxyType({})
_SILENT = Preference()


@dataclass(frozen=True, slots=True)
class Appointment:
    """A booked time, with the preference that the EMR sent for this visit alone (domain.md 4.8)."""

    id: int
    contact: ContactId
    at: datetime
    state: AppointmentState = AppointmentState.BOOKED
    preference: Preference = _SILENT
    facts: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    reference: str = ""
    """The appointment's id in the EMR, if any."""
    practitioner: str = ""
    """Who sees the contact, as the practice or the EMR calls them."""
    site: str = ""
    """Where: a site of ``sites.yaml``, or whatever the EMR says; empty for the practice's only one."""
    type: str = ""
    """What for, in a word of the practice or the EMR, such as "cleaning"."""
    told_at: datetime | None = None
    told_state: AppointmentState | None = None
    """The time and the state that the EMR told last, ``None`` where it told none: only what differs is news."""
