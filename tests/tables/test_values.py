"""Values as people write them: read as they stand, or refused; nothing is turned into something else."""

from __future__ import annotations

from decimal import Decimal

import pytest

from frontdesk.tables.values import parse_clock, parse_date, parse_duration, parse_number

ARABIC_TWELVE = "\u0661\u0662"


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("-3", -3), (" 0.50 ", Decimal("0.5")), ("4.0", 4)])
def test_a_number_is_read_as_it_is_written(text: str, number: int | Decimal) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize("text", ["1_000", "1e3", "1,5", "0x10", "Infinity", "NaN", "", "-", ARABIC_TWELVE])
def test_what_only_a_program_would_take_for_a_number_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="is not a number"):
        parse_number(text)


def test_digits_of_other_scripts_are_no_length_clock_or_date() -> None:
    for read, text in ((parse_duration, "%s days"), (parse_clock, "%s:00"), (parse_date, "2026-%s-01")):
        with pytest.raises(ValueError, match=ARABIC_TWELVE):
            read(text % ARABIC_TWELVE)


@pytest.mark.parametrize("text", ["20260302", "2026-W10-1", "2026-3-2", "1799-12-31", "2300-01-01"])
def test_a_date_is_written_one_way_and_in_a_year_that_can_be_meant(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_date(text)
