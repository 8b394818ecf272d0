"""A consent is of an address however it is written, and of what was said: everything, or only what sells."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, LineId
from frontdesk.records import ConsentRecord, address_key, standing
from support import MONDAY

MAIN, TEXT = LineId("main"), ChannelId("text")
OUT, IN = Consent.OPTED_OUT, Consent.OPTED_IN
ALL, SELLS = Covers.ALL, Covers.MARKETING


def said(value: Consent, covers: Covers = ALL, until: int | None = None) -> ConsentRecord:
    """What was said a day ago; *until* is in so many hours."""
    end = None if until is None else MONDAY + timedelta(hours=until)
    at = MONDAY - timedelta(days=1)
    return ConsentRecord("2025550101", MAIN, TEXT, value, ConsentSource.REPLY, at, covers, end)


@pytest.mark.parametrize(
    ("recorded", "of_all", "of_what_sells"),
    [
        ([], None, None),
        ([said(OUT)], OUT, OUT),
        ([said(IN)], IN, IN),
        ([said(OUT, SELLS)], None, OUT),
        ([said(IN), said(OUT, SELLS)], IN, OUT),
        ([said(OUT), said(IN, SELLS)], OUT, OUT),
        ([said(IN, SELLS)], None, IN),
        ([said(OUT, until=1)], OUT, OUT),
        ([said(OUT, until=0)], None, None),
        ([said(OUT, until=-1), said(OUT, SELLS)], None, OUT),
        ([said(IN), said(OUT, SELLS, until=-1)], IN, IN),
    ],
)
def test_a_refusal_of_everything_goes_first_and_what_ran_out_says_nothing(
    recorded: list[ConsentRecord], of_all: Consent | None, of_what_sells: Consent | None
) -> None:
    for covers, wanted in ((ALL, of_all), (SELLS, of_what_sells)):
        for one in (recorded, recorded[::-1]):
            found = standing(one, MAIN, TEXT, covers, MONDAY)
            assert (found.value if found else None) is wanted


def test_what_is_said_of_a_line_and_a_channel_is_of_no_other() -> None:
    assert standing([said(OUT)], LineId("other"), TEXT, ALL, MONDAY) is None
    assert standing([said(OUT)], MAIN, ChannelId("email"), ALL, MONDAY) is None
    assert standing([said(OUT)], None, TEXT, ALL, MONDAY) is None


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("+12025550101", "+12025550101"),
        (" +12025550101", "+12025550101"),
        ("+442079460101", "+442079460101"),
        ("Ana@Example.COM", "ana@example.com"),
        ("Ünal@example.com", "Ünal@example.com"),
        ("Desk 4", "Desk 4"),
    ],
)
def test_an_address_has_one_key_however_it_is_written(written: str, key: str) -> None:
    assert address_key(written) == key == address_key(key)
