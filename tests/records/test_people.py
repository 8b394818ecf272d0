"""A number is one number however it is written."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.names import Consent, LineId
from support import a_contact, a_practice, an_act, consent_of


@pytest.mark.parametrize("written", ["2025550101", "12025550101", "+12025550101"])
@pytest.mark.parametrize("kept", ["2025550101", "12025550101", "+12025550101"])
def test_a_stop_counts_however_the_number_is_written(written: str, kept: str) -> None:
    practice = a_practice()
    contact = a_contact(practice, cell=kept)
    assert desk.receive(an_act(practice), written, "STOP").contact == contact
    assert consent_of(practice, kept, LineId("main")) is Consent.OPTED_OUT


def test_numbers_of_other_countries_have_one_form() -> None:
    practice = a_practice()
    a_contact(practice, cell="+351555010101")
    with pytest.raises(desk.NobodyThereError):
        desk.receive(an_act(practice), "555010101", "Hello")
