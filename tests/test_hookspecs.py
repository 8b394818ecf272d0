"""The records of hooks: found as they are asked for, and silent about patients."""

from __future__ import annotations

import pytest

from frontdesk.testing import an_outgoing
from plugins.posting import POSTED, REPLY


def test_a_message_shows_no_patient_in_its_repr() -> None:
    shown = repr(an_outgoing(to="ana@example.com", settings={"password": "s3cret"}))
    for private in ("ana@example.com", "Ana", "Your appointment", "P-1", "s3cret"):
        assert private not in shown


def test_a_header_is_found_however_its_letters_are_written() -> None:
    assert (POSTED.header("x-signature"), POSTED.header("X-SIGNATURE"), POSTED.header("x")) == ("s3cret", "s3cret", "")


@pytest.mark.parametrize("shown", [repr(POSTED), repr(REPLY)])
def test_a_record_shows_no_patient_in_its_repr(shown: str) -> None:
    assert not [private for private in ("+15550100", "STOP", "s3cret") if private in shown]
