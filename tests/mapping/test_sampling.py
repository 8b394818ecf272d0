"""What cells look like: whether they can be what their heading promises, and in which order they write days."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.file_words import DateForm, FileOf
from frontdesk.mapping import fields_of
from frontdesk.mapping.sampling import (
    ahead,
    are_emails,
    are_hours,
    are_numbers,
    are_regions,
    closed_words,
    fits,
    have_short_years,
    hold_numbers,
    is_somebodys,
    orders,
    with_decimal_comma,
)

_YMD, _MDY, _DMY = DateForm.YEAR_MONTH_DAY, DateForm.MONTH_DAY_YEAR, DateForm.DAY_MONTH_YEAR
_FIELDS = fields_of(FileOf.CONTACTS)


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("cell", ["(202)555-0101", "202.555.0102"]),
        ("email", ["ada@example.com", "lena@example.com"]),
        ("name", ["Ada Fern", "Birch, Lena"]),
        ("born", ["05/04/1990", "5/14/1988"]),
        ("follow_up", ["2026-03-05 14:30"]),
        ("region", ["NY", "New Jersey"]),
        ("zone", ["America/New_York", "UTC"]),
        ("language", ["en", "es-US"]),
        ("salutation", ["Ms", "Dr."]),
        ("reference", ["41", "42"]),
        ("contact", ["#12", "new"]),
        ("do_not_contact", ["yes", "No"]),
        ("note", ["anything"]),
        ("cell", []),
    ],
)
def test_cells_can_be_what_a_field_holds(field: str, cells: list[str]) -> None:
    assert fits(_FIELDS[field], cells, "US")


@pytest.mark.parametrize(
    ("field", "cells"),
    [
        ("cell", ["01/02/1990", "03/04/1988"]),
        ("cell", ["ada@example.com"]),
        ("email", ["202-555-0101"]),
        ("name", ["202-555-0101", "202-555-0102"]),
        ("name", ["ada@example.com"]),
        ("born", ["Ada", "Lena"]),
        ("born", ["05/04/90", "05/14/88"]),
        ("region", ["New", "Contacted"]),
        ("zone", ["Eastern"]),
        ("language", ["somewhat"]),
        ("salutation", ["Manager", "Teacher"]),
        ("reference", ["F-1", "F-2", "F-1"]),
        ("contact", ["Ada Fern"]),
        ("do_not_contact", ["perhaps"]),
    ],
)
def test_cells_have_the_last_word(field: str, cells: list[str]) -> None:
    assert not fits(_FIELDS[field], cells, "US")


def test_a_few_odd_cells_make_no_other_column() -> None:
    assert fits(_FIELDS["cell"], [*["202-555-0101"] * 9, "ask Ada"], "US")
    assert not fits(_FIELDS["cell"], [*["202-555-0101"] * 3, *["ask Ada"] * 2], "US")


def test_a_country_without_states_has_no_column_of_them() -> None:
    assert not fits(_FIELDS["region"], ["NY"], "PT")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1990-05-04"], {_YMD}),
        (["05/04/1990", "06/07/1991"], {_MDY, _DMY}),
        (["05/04/1990", "25/12/1991"], {_DMY}),
        (["05/04/1990", "12/25/1991"], {_MDY}),
        (["5.4.1990 09:30", "25.12.1991 10:00"], {_DMY}),
        (["05/04/1990 2:30 PM"], {_MDY, _DMY}),
        (["1990/05/04"], {_YMD}),
        (["1990-05-04", "12/25/1991"], {_MDY}),
        (["05/04/90"], set()),
        (["13/13/1990"], set()),
        (["Ada"], set()),
        ([], set()),
    ],
)
def test_days_tell_their_order_as_far_as_they_can(cells: list[str], found: set[DateForm]) -> None:
    assert orders(cells) == found


def test_one_slip_among_many_days_does_not_turn_all_of_them_around() -> None:
    assert orders([*["12/25/1991"] * 20, "31/13/1991"]) == {_MDY}


def test_nobody_is_born_tomorrow() -> None:
    assert ahead(["05/04/2026"], _MDY, date(2026, 4, 20))
    assert not ahead(["05/04/2026"], _DMY, date(2026, 4, 20))


def test_years_of_two_digits_are_seen() -> None:
    assert have_short_years(["05/04/90", "1.2.88"])
    assert not have_short_years(["05/04/1990"])
    assert not have_short_years([])


def test_hours_stand_without_a_day() -> None:
    assert are_hours(["09:30", "2:30 PM", "14:05:00"])
    assert not are_hours(["2026-03-05 09:30"])
    assert not are_hours([])


def test_only_several_cells_speak_for_themselves() -> None:
    assert are_emails(["ada@example.com", "lena@example.com"])
    assert not are_emails(["ada@example.com"])
    assert not are_emails(["ada@example.com", "none"])
    assert are_numbers(["202-555-0101", "202-555-0102"], "US")
    assert not are_numbers(["202-555-0101", "7"], "US")


def test_a_column_of_which_some_cells_hold_two_numbers_holds_numbers() -> None:
    assert hold_numbers(["202-555-0101", "202-555-0102 / 202-555-0103", "ask Ada"], "US")
    assert not hold_numbers(["202-555-0101", "ask Ada", "7"], "US")
    assert not hold_numbers(["202-555-0101"], "US")


def test_states_of_a_country_are_known() -> None:
    assert are_regions(["NY", "New Jersey"], "US")
    assert not are_regions(["Booked", "NY"], "US")
    assert not are_regions(["NY"], "PT")


@pytest.mark.parametrize("cell", ["ada@example.com", "202-555-0101", "1990-05-04", "05/04/1990"])
def test_what_is_somebodys_is_no_heading(cell: str) -> None:
    assert is_somebodys(cell, "US")


@pytest.mark.parametrize("cell", ["Phone 2", "Line 1 of 2", "Email", "2026", "ID#"])
def test_a_heading_is_nobodys(cell: str) -> None:
    assert not is_somebodys(cell, "US")


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["New", "Old", "New", "Old"], ("New", "Old")),
        (["New", "Old"], ()),
        (["Ada", "Lena", "Sam", "Ada"], ()),
        (["A1", "A1"], ()),
        (["a@b", "a@b"], ()),
        (["x" * 31] * 4, ()),
        ([f"w{letter}" for letter in "abcdefghijklm"] * 3, ()),
    ],
)
def test_only_words_that_come_again_are_nobodys(cells: list[str], found: tuple[str, ...]) -> None:
    assert closed_words(cells) == found


def test_a_decimal_comma_is_seen() -> None:
    assert with_decimal_comma(["1.234,50"])
    assert with_decimal_comma(["4,5", "10"])
    assert not with_decimal_comma(["1,234", "4.5"])
