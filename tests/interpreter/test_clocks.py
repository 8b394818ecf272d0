"""Whose clock counts: one that is known, or every one that it could be."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.interpreter.clocks import clocks_of
from frontdesk.names import ContactId, State
from frontdesk.records import Contact
from support import MONDAY, load_ruleset

_ANA = Contact(ContactId(1), "Ana Example", State("lead/new"), MONDAY)
_HERE, _CENTRAL, _PACIFIC, _HAWAII = "America/New_York", "America/Chicago", "America/Los_Angeles", "Pacific/Honolulu"


@pytest.mark.parametrize(
    ("zone", "region", "address", "clocks"),
    [
        ("", "unknown", "", [_HERE]),
        ("", "unknown", "+12125550101", [_HERE]),
        ("", "unknown", "+18085550101", [_HERE, _HAWAII]),
        ("", "unknown", "+18005550101", [_HERE]),
        ("", "unknown", "ana@example.com", [_HERE]),
        ("", "unknown", "5550101", [_HERE]),
        ("", "FL", "", [_HERE, _CENTRAL]),
        ("", "CA", "", [_PACIFIC]),
        ("", "CA", "+13105550101", [_PACIFIC]),
        ("", "CA", "+12125550101", [_PACIFIC, _HERE]),
        ("", "AE", "", [_HERE]),
        ("", "unknown", "+442079460101", [_HERE, "Europe/London"]),
        (_HAWAII, "CA", "+12125550101", [_HAWAII]),
    ],
)
def test_a_zone_on_file_is_certain_and_without_one_all_count_that_may_be(
    zone: str, region: str, address: str, clocks: list[str]
) -> None:
    found = clocks_of(load_ruleset("default"), replace(_ANA, zone=zone), region, address)
    assert [one.key for one in found] == clocks
