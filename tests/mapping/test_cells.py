"""Cells as other systems write them: read where they can mean one thing only, and refused in words everywhere else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from frontdesk.file_words import DateForm
from frontdesk.mapping import cells

YEAR_FIRST, MONTH_FIRST, DAY_FIRST = (
    DateForm.YEAR_MONTH_DAY,
    DateForm.MONTH_DAY_YEAR,
    DateForm.DAY_MONTH_YEAR,
)

DAYS = [
    ("2026-03-05", YEAR_FIRST),
    ("2026/3/5", YEAR_FIRST),
    ("20260305", YEAR_FIRST),
    ("03/05/2026", MONTH_FIRST),
    ("3-5-2026", MONTH_FIRST),
    ("05.03.2026", DAY_FIRST),
    ("5 / 3 / 2026", DAY_FIRST),
    ("2026-03-05", MONTH_FIRST),
    ("2026-03-05", DAY_FIRST),
    ("5 March 2026", MONTH_FIRST),
    ("05-Mar-2026", MONTH_FIRST),
    ("Mar 5, 2026", DAY_FIRST),
    ("March 5th 2026", YEAR_FIRST),
    ("2026-03-05 00:00:00", YEAR_FIRST),
    ("3/5/2026 12:00 AM", MONTH_FIRST),
    ("2026-03-05T00:00:00.000Z", YEAR_FIRST),
]

NO_DAYS = [
    ("31/02/2026", DAY_FIRST, "is no day of the calendar, written day/month/year"),
    ("13/13/2026", MONTH_FIRST, "is no day of the calendar, written month/day/year"),
    (
        "31/12/2026",
        MONTH_FIRST,
        "is no day of the calendar, written month/day/year; import it with --dates day/month/year if it is "
        "31 December 2026",
    ),
    (
        "2026/03/05",
        MONTH_FIRST,
        "is no day, as this file writes them: month/day/year; import it with --dates year-month-day if it is "
        "5 March 2026",
    ),
    (
        "03/05/2026",
        YEAR_FIRST,
        "is no day, as this file writes them: year-month-day; import it with --dates month/day/year if it is "
        "5 March 2026, or --dates day/month/year if it is 3 May 2026",
    ),
    (
        "3.25.2026",
        YEAR_FIRST,
        "is no day, as this file writes them: year-month-day; import it with --dates month/day/year if it is "
        "25 March 2026",
    ),
    (
        "7/7/1947",
        YEAR_FIRST,
        "is no day, as this file writes them: year-month-day; import it with --dates month/day/year or "
        "--dates day/month/year if it is 7 July 1947",
    ),
    ("3/5/26", YEAR_FIRST, "is no day, as this file writes them: year-month-day"),
    ("03/05-2026", MONTH_FIRST, "is no day, as this file writes them: month/day/year"),
    ("5 Brumaire 2026", DAY_FIRST, "is no day, as this file writes them: day/month/year"),
    ("03/05/90", MONTH_FIRST, "has a year of two digits, and nobody can say of which century"),
    ("90-03-05", YEAR_FIRST, "has a year of two digits, and nobody can say of which century"),
    ("20260305", DAY_FIRST, "is no day, as this file writes them: day/month/year"),
    ("2026-03-05 20:00", YEAR_FIRST, "is a day with an hour, and only a day belongs here"),
    ("03/05/20266", MONTH_FIRST, "is no day, as this file writes them: month/day/year"),
    ("soon", YEAR_FIRST, "is no day, as this file writes them: year-month-day"),
    ("46086", MONTH_FIRST, "is no day, as this file writes them: month/day/year"),
    ("٣/٥/٢٠٢٦", MONTH_FIRST, "is no day, as this file writes them: month/day/year"),
]

MOMENTS = [
    ("2026-03-05 14:30", YEAR_FIRST, "2026-03-05 14:30"),
    ("2026-03-05T14:30:00", YEAR_FIRST, "2026-03-05 14:30"),
    ("2026-03-05 14:30:15", YEAR_FIRST, "2026-03-05 14:30:15"),
    ("2026-03-05 14:30:15.25", YEAR_FIRST, "2026-03-05 14:30:15.25"),
    ("2026-03-05T14:30:00.000Z", YEAR_FIRST, "2026-03-05 14:30+00:00"),
    ("2026-03-05T14:30:00-0500", YEAR_FIRST, "2026-03-05 14:30-05:00"),
    ("3/5/2026 2:30 PM", MONTH_FIRST, "2026-03-05 14:30"),
    ("3/5/26 2:30pm", MONTH_FIRST, "2026-03-05 14:30"),
    ("3/5/2026, 2:30 p.m.", MONTH_FIRST, "2026-03-05 14:30"),
    ("3/5/2026 12:05 am", MONTH_FIRST, "2026-03-05 00:05"),
    ("3/5/2026 12:05 PM", MONTH_FIRST, "2026-03-05 12:05"),
    ("5/3/2026 9 AM", DAY_FIRST, "2026-03-05 09:00"),
    ("Mar 5, 2026 9:05", YEAR_FIRST, "2026-03-05 09:05"),
]

NO_MOMENTS = [
    ("2026-03-05", "names no hour"),
    ("2026-03-05 9", "names no hour that can be read; write it like 14:30 or 2:30 PM"),
    ("2026-03-05 14:30 PM", "names an hour that no clock shows"),
    ("2026-03-05 0:30 AM", "names an hour that no clock shows"),
    ("2026-03-05 24:00", "names an hour that no clock shows"),
    ("2026-03-05 14:60", "names an hour that no clock shows"),
    ("2026-03-05 14:30:60", "names an hour that no clock shows"),
    ("2026-03-05 afternoon", "names no hour that can be read; write it like 14:30 or 2:30 PM"),
    ("2026-03-0514:30", "is no day, as this file writes them: year-month-day"),
]

NUMBERS = [
    ("12", ".", "12"),
    ("-1234.50", ".", "-1234.50"),
    ("1,234.5", ".", "1234.5"),
    ("1,234,567", ".", "1234567"),
    ("1'234.5", ".", "1234.5"),
    ("1234,5", ",", "1234.5"),
    ("1.234,5", ",", "1234.5"),
    ("1.234", ",", "1234"),
    ("1\u00a0234\u00a0567,5", ",", "1234567.5"),
]

NO_NUMBERS = [
    ("1,2", "."),
    ("1,23,456", "."),
    ("1.234.5", "."),
    ("1.5", ","),
    ("12 kg", "."),
    ("$12", "."),
    ("1e5", "."),
]


@pytest.mark.parametrize(("cell", "form"), DAYS)
def test_a_day_is_read_in_the_order_of_the_file(cell: str, form: DateForm) -> None:
    assert cells.read_day(cell, form) == date(2026, 3, 5)


@pytest.mark.parametrize(("cell", "form", "fault"), NO_DAYS)
def test_what_is_no_day_for_certain_is_refused(cell: str, form: DateForm, fault: str) -> None:
    with pytest.raises(ValueError) as refused:
        cells.read_day(cell, form)
    assert str(refused.value) == fault


@pytest.mark.parametrize("form", DateForm)
@pytest.mark.parametrize("between", ["/", "-", "."])
def test_every_day_of_two_years_comes_back_from_each_form(form: DateForm, between: str) -> None:
    parts = {
        YEAR_FIRST: ("{0.year:04}", "{0.month:02}", "{0.day:02}"),
        MONTH_FIRST: ("{0.month}", "{0.day}", "{0.year}"),
        DAY_FIRST: ("{0.day:02}", "{0.month:02}", "{0.year}"),
    }[form]
    for number in range(731):
        day = date(2027, 1, 1) + timedelta(days=number)
        assert cells.read_day(between.join(parts).format(day), form) == day


def test_of_a_day_that_somebody_was_here_the_hour_is_left_out_but_not_where_it_is_of_another_zone() -> None:
    assert cells.read_day_of_any_hour("3/5/2026 2:30 PM", MONTH_FIRST) == date(2026, 3, 5)
    assert cells.read_day_of_any_hour("2026-03-05", MONTH_FIRST) == date(2026, 3, 5)
    with pytest.raises(ValueError, match="another zone"):
        cells.read_day_of_any_hour("2026-03-05T23:30:00Z", MONTH_FIRST)


@pytest.mark.parametrize(("cell", "form", "moment"), MOMENTS)
def test_a_moment_is_a_day_and_an_hour_on_the_clock_that_it_names(cell: str, form: DateForm, moment: str) -> None:
    assert cells.read_moment(cell, form) == moment


@pytest.mark.parametrize(("cell", "fault"), NO_MOMENTS)
def test_what_is_no_moment_is_refused(cell: str, fault: str) -> None:
    with pytest.raises(ValueError) as refused:
        cells.read_moment(cell, YEAR_FIRST)
    assert str(refused.value) == fault


def test_a_day_alone_is_enough_where_no_hour_is_needed() -> None:
    assert cells.read_moment("3/5/2026", MONTH_FIRST, hour_needed=False) == "2026-03-05"


@pytest.mark.parametrize(
    ("day", "hour"),
    [("3/5/2026", "2:30 PM"), ("14:30", "3/5/2026"), ("2026-03-05 00:00:00", "14:30"), ("3/5/26", "14:30")],
)
def test_a_day_and_an_hour_make_a_moment_whichever_stands_first(day: str, hour: str) -> None:
    assert cells.put_together((day, hour), MONTH_FIRST) == "2026-03-05 14:30"


@pytest.mark.parametrize(
    ("told", "fault"),
    [
        (("3/5/2026", ""), "names no hour"),
        (("14:30", ""), "is no day, as this file writes them: month/day/year"),
        (("3/5/2026 9:00", "14:30"), "names two hours"),
        (("3/5/2026", "3/6/2026"), "names no hour that can be read; write it like 14:30 or 2:30 PM"),
    ],
)
def test_what_makes_no_moment_together_is_refused(told: tuple[str, str], fault: str) -> None:
    with pytest.raises(ValueError) as refused:
        cells.put_together(told, MONTH_FIRST)
    assert str(refused.value) == fault


@pytest.mark.parametrize(("cell", "decimal", "number"), NUMBERS)
def test_a_number_is_read_with_the_sign_that_the_file_has_before_decimals(cell: str, decimal: str, number: str) -> None:
    assert cells.read_number(cell, decimal) == number


@pytest.mark.parametrize(("cell", "decimal"), NO_NUMBERS)
def test_what_is_no_number_for_certain_is_refused(cell: str, decimal: str) -> None:
    with pytest.raises(ValueError, match=f"is no number, as this file writes them: 1234{decimal}5"):
        cells.read_number(cell, decimal)


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "1", "x", " Yes "])
def test_yes_is_said_in_several_words_and_is_an_opt_in_where_consent_is_asked(word: str) -> None:
    assert (cells.read_yes_no(word), cells.read_consent(word)) == ("yes", "opted_in")


@pytest.mark.parametrize("word", ["no", "N", "False", "0"])
def test_no_is_said_in_several_words_and_is_an_opt_out_where_consent_is_asked(word: str) -> None:
    assert (cells.read_yes_no(word), cells.read_consent(word)) == ("no", "opted_out")


@pytest.mark.parametrize("word", ["opted_out", "Opted out", "OPTED-OUT"])
def test_our_own_words_of_consent_are_taken_however_they_are_joined(word: str) -> None:
    assert cells.read_consent(word) == "opted_out"


def test_what_is_so_of_some_numbers_only_has_a_word_of_its_own() -> None:
    assert cells.read_consent("Partly opted out") == cells.read_consent("partly_opted_out") == "partly_opted_out"


@pytest.mark.parametrize("word", ["maybe", "2", "", "unknown", "ye"])
def test_any_other_word_is_neither(word: str) -> None:
    with pytest.raises(ValueError, match="neither"):
        cells.read_yes_no(word)
    with pytest.raises(ValueError, match="neither"):
        cells.read_consent(word)


@pytest.mark.parametrize("cell", ["1.23457E+11", "1,23457e+11", "1.23457E11", "1E+11", " 1.2345678901234568e+17 "])
def test_a_reference_that_a_spreadsheet_rounded_is_refused_since_many_share_it(cell: str) -> None:
    with pytest.raises(ValueError, match="a number that a spreadsheet rounded, so its last digits are lost"):
        cells.read_reference(cell)


@pytest.mark.parametrize("cell", ["12E5", "E+11", "123457000000", "A-1.5E+3", "0012"])
def test_any_other_reference_is_what_the_file_says(cell: str) -> None:
    assert cells.read_reference(cell) == cell
