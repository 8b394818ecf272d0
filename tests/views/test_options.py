"""The drop-down of a contact: where it is, until when that can be corrected, and what may follow."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk, views
from frontdesk.names import State
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act


def test_a_choice_can_be_corrected_until_its_window_ends_and_is_settled_from_then_on() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.set_status(an_act(practice), ana, State("enquiry/wrong"), desk.Extras(note="a vendor"))
    window = practice.ruleset.correction_window
    during = views.options(an_act(practice, timedelta(seconds=1)), ana)
    assert during.correctable_until is not None
    assert during.correctable_until >= MONDAY + window
    assert during.contact.settled == "enquiry/new"
    after = views.options(an_act(practice, window + timedelta(seconds=1)), ana)
    assert (after.correctable_until, after.contact.settled) == (None, "enquiry/wrong")
    assert practice.store.contact(ana).settled == "enquiry/new", "looking settles nothing"


def test_what_is_offered_names_the_row_that_offers_it() -> None:
    practice = a_practice(HARBOUR)
    found = views.options(an_act(practice), a_contact(practice, "enquiry/new"))
    offered = {offer.state: offer.row.id for offer in found.offers}
    assert offered[State("client/visiting")] == "enquiries"
    assert found.suggested is None
