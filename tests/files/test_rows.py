"""Rows as values."""

from __future__ import annotations

import pytest

from frontdesk.files import FileRow


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
