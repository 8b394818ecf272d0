"""What a plugin offers or answers is judged, and told to its author without quoting a patient."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import Accepted, Channel, Outgoing, Receipt, Refused, Setting, Unreachable
from frontdesk.plugins.judging import fault_in_receipt, faults_in


def send(outgoing: Outgoing) -> Receipt:
    return Accepted(outgoing.message_id)


def test_a_proper_channel_has_no_faults() -> None:
    assert faults_in(Channel("fax", send, settings=(Setting("number"),))) == []


@pytest.mark.parametrize(
    ("offer", "fault"),
    [
        (object(), "not a Channel or PreferenceSource"),
        (Channel("Fax machine", send), "its name 'Fax machine' is not made of small letters, digits and _"),
        (Channel("fax", send, settings=[Setting("number")]), "its settings are not a tuple of Setting"),  # type: ignore[arg-type]
        (Channel("fax", send, settings=(Setting("number"), Setting("number"))), "its setting 'number' is there twice"),
    ],
)
def test_a_fault_of_an_offer_is_told_in_words(offer: object, fault: str) -> None:
    assert any(fault in told for told in faults_in(offer))


@pytest.mark.parametrize(
    ("receipt", "fault"),
    [
        (Accepted("id"), ""),
        (Refused("busy", retry=True, after=timedelta(minutes=5)), ""),
        (Refused("busy", retry=False, after=timedelta(minutes=5)), "it says how long to wait, and not to retry"),
        (
            Refused("busy", retry=True, after=timedelta(days=2)),
            "how long to wait is not more than nothing and at most a day",
        ),
        (Refused(""), "the reason is not a text that says why"),
        (Unreachable("no", "gone"), "the fact is not "),  # type: ignore[arg-type]
        (None, "not an Accepted, Refused, Unreachable or Uncertain"),
    ],
)
def test_a_receipt_is_proper_or_told_what_it_lacks(receipt: object, fault: str) -> None:
    told = fault_in_receipt(receipt)
    assert fault in told
    assert bool(told) is bool(fault)
