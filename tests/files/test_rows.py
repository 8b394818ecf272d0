"""Rows as values."""

from __future__ import annotations

import pytest

from frontdesk.files import FileError, FileRow, no_more_than


@pytest.mark.parametrize(
    ("row", "is_blank"),
    [
        (FileRow(3, ()), True),
        (FileRow(3, ("", " ", "\t")), True),
        (FileRow(3, ("", "Ada")), False),
        (FileRow(3, ("",), "holds #REF!"), False),
    ],
)
def test_a_row_is_blank_where_nothing_stands_in_any_cell_and_nothing_is_wrong(row: FileRow, is_blank: bool) -> None:
    assert row.is_blank is is_blank


def test_no_more_rows_come_than_may_be_and_one_more_is_an_error() -> None:
    rows = [FileRow(number, (str(number),)) for number in range(2, 5)]
    assert list(no_more_than(3, rows, "a.csv", "a file")) == list(no_more_than(None, rows, "a.csv", "a file")) == rows
    with pytest.raises(FileError, match=r"^a\.csv has more than 1,000 rows, and a file takes no more in one file"):
        list(no_more_than(1_000, (FileRow(number, ()) for number in range(1_001)), "a.csv", "a file"))
