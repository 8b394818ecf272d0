"""In which order a file writes days: as cells tell, as somebody answers, or as a question."""

from __future__ import annotations

from datetime import date

import pytest

from frontdesk.file_words import DateForm
from frontdesk.mapping.day_order import DayOrder, DaysOfColumn, order_of_days

_TODAY = date(2026, 3, 2)
_YMD, _MDY, _DMY = DateForm.YEAR_MONTH_DAY, DateForm.MONTH_DAY_YEAR, DateForm.DAY_MONTH_YEAR
_OPEN = DaysOfColumn("Seen", ["03/04/2026"])
_AMERICAN = DaysOfColumn("Booked", ["05/14/2026"])
_EUROPEAN = DaysOfColumn("Called", ["14/05/2026"])
_ISO = DaysOfColumn("Made", ["2026-05-14"])


def ordered(*columns: DaysOfColumn, given: DateForm | None = None) -> DayOrder:
    return order_of_days(columns, _TODAY, given)


@pytest.mark.parametrize(("column", "order"), [(_AMERICAN, _MDY), (_EUROPEAN, _DMY), (_ISO, _YMD)])
def test_a_column_that_tells_is_believed(column: DaysOfColumn, order: DateForm) -> None:
    assert ordered(column) == DayOrder(order)


def test_a_column_tells_it_of_the_file() -> None:
    assert ordered(_OPEN, _EUROPEAN) == DayOrder(_DMY)


def test_nothing_that_tells_is_a_question_of_the_cell_that_could_be_two_days() -> None:
    found = ordered(DaysOfColumn("Seen", ["03/04/2026"]))
    assert found.open_in == {"Seen"}
    assert found.questions[0].startswith("Is '03/04/2026' in 'Seen' written 'month/day/year' or 'day/month/year'?")


def test_what_is_in_two_orders_tells_nothing_of_a_third_column() -> None:
    found = ordered(_AMERICAN, _ISO, _OPEN)
    assert found.questions
    assert found.open_in == {"Seen"}


def test_an_answer_counts_and_leaves_alone_what_tells_otherwise() -> None:
    found = ordered(_OPEN, _ISO, given=_DMY)
    assert (found.usual, found.others, found.questions) == (_DMY, {"Made": _YMD}, ())


def test_an_answer_that_no_cell_allows_is_none() -> None:
    assert "is not written year-month-day" in ordered(_OPEN, given=_YMD).questions[0]


def test_nobody_is_born_after_today() -> None:
    assert ordered(DaysOfColumn("DOB", ["05/02/2026"], in_the_past=True)) == DayOrder(_DMY)
    assert ordered(DaysOfColumn("Next", ["05/02/2026"])).questions


def test_no_days_are_no_question() -> None:
    assert ordered() == DayOrder()
    assert ordered(DaysOfColumn("Seen", [])) == DayOrder()
