"""A state or province is known by its name and by its code, and tells which clocks may count there."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from frontdesk.addresses import REGIONS, RegionError, has_regions, read_region, zones_of_region


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Florida", "FL"),
        ("FLORIDA", "FL"),
        ("fl", "FL"),
        (" new   jersey ", "NJ"),
        ("N.Y.", "NY"),
        ("Washington", "WA"),
        ("Washington, D.C.", "DC"),
        ("Puerto Rico", "PR"),
        ("Québec", "QC"),
        ("Ontario", "ON"),
        ("AE", "AE"),
    ],
)
def test_a_region_is_read_by_its_name_or_its_code(written: str, code: str) -> None:
    assert read_region(written, "US") == read_region(written, "CA") == code


@pytest.mark.parametrize(
    ("written", "told"), [("Forida", "did you mean 'Florida'?"), ("ZZ", "its two letters"), ("-", "its two letters")]
)
def test_a_region_that_is_none_is_told(written: str, told: str) -> None:
    with pytest.raises(RegionError) as caught:
        read_region(written, "US")
    assert str(caught.value).startswith(f"'{written}' is no state or province")
    assert told in str(caught.value)


def test_the_regions_of_other_countries_are_free_words() -> None:
    assert [has_regions(one) for one in ("US", "CA", "GB")] == [True, True, False]
    assert read_region("Kent", "GB") == "KENT"


def test_every_region_but_the_mail_of_the_forces_has_a_clock() -> None:
    assert len(REGIONS) == len(set(REGIONS)) == 51 + 5 + 3 + 13
    assert [code for code in REGIONS if not zones_of_region(code)] == ["AA", "AE", "AP"]
    for code in REGIONS:
        for zone in zones_of_region(code):
            assert ZoneInfo(zone).utcoffset(datetime(2026, 3, 2, tzinfo=UTC)) is not None


@pytest.mark.parametrize(
    ("code", "zones"),
    [
        ("FL", {"America/New_York", "America/Chicago"}),
        ("TX", {"America/Chicago", "America/Denver"}),
        ("CA", {"America/Los_Angeles"}),
        ("HI", {"Pacific/Honolulu"}),
        ("ZZ", set[str]()),
    ],
)
def test_a_region_has_every_clock_in_it(code: str, zones: set[str]) -> None:
    assert set(zones_of_region(code)) == zones
