"""The clocks of a contact: a time spent in a status, and a date."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk
from frontdesk.names import State
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act


def test_a_time_spent_in_a_status_and_a_date_are_events() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_status(an_act(practice), contact, State("enquiry/waiting"), desk.Extras(follow_up_at=MONDAY))
    play(practice, Carrier(), MONDAY + timedelta(days=31))
    moved = practice.store.contact(contact)
    assert (moved.settled, moved.lost_reason) == ("enquiry/moved", "silent")


def test_leaving_the_status_stops_its_clock() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_status(an_act(practice), contact, State("enquiry/waiting"), desk.Extras(follow_up_at=MONDAY))
    work(practice, Carrier(), MONDAY + timedelta(minutes=5))
    later = an_act(practice, timedelta(days=10))
    desk.set_status(later, contact, State("enquiry/wrong"), desk.Extras(note="a vendor"))
    play(practice, Carrier(), MONDAY + timedelta(days=60))
    assert practice.store.contact(contact).settled == "enquiry/wrong"
