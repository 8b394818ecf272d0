"""Appointments: booked, moved and ended, each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import AppointmentError
from frontdesk.names import AppointmentState
from support import MONDAY, a_contact, a_practice, an_act


def test_nothing_can_be_said_of_an_appointment_that_is_not_there() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/scheduled")
    with pytest.raises(desk.AppointmentError, match="book one first"):
        desk.become(an_act(practice), contact, AppointmentState.KEPT)


def test_an_appointment_that_is_over_stays_so() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    visit = desk.book(an_act(practice), ana, MONDAY + timedelta(hours=1)).number
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED, visit)
    with pytest.raises(AppointmentError, match="is cancelled already"):
        desk.become(an_act(practice), ana, AppointmentState.KEPT, visit)
    with pytest.raises(AppointmentError, match="does not become booked"):
        desk.become(an_act(practice), ana, AppointmentState.BOOKED)
