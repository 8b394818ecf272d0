"""Which statuses a person may be given, by where they are and what is true of them."""

from __future__ import annotations

from frontdesk.views import options
from support import a_contact, a_practice, an_act


def test_a_graduate_was_a_patient_first() -> None:
    practice = a_practice()
    contact = a_contact(practice, "patient/scheduled_plan_of_care")
    offered = {offer.state for offer in options(an_act(practice), contact).offers}
    assert "graduated/graduated" in offered
