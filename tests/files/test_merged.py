"""Merged cells: said of every row that they cover, or a fault of it."""

from __future__ import annotations

from frontdesk.files import FileRow
from frontdesk.files.merged import Merged, spread

ROWS = tuple(FileRow(line, (f"P-{line}", "yes" if line == 4 else "", "")) for line in range(4, 9))
WIDE = "holds 'yes' in cells that are merged over several columns; part them in the workbook"


def said(*ranges: Merged, rows: tuple[FileRow, ...] = ROWS, first_column: int = 1) -> dict[int, tuple[str, str]]:
    """By row the second cell and the fault."""
    return {row.line: (row.cells[1], row.fault) for row in spread(rows, ranges, first_column, heading=3)}


PLAIN = {4: ("yes", ""), 5: ("", ""), 6: ("", ""), 7: ("", ""), 8: ("", "")}


def test_what_is_merged_over_rows_is_said_of_each_of_them() -> None:
    assert said(Merged(4, 2, 6, 2)) == {**PLAIN, 5: ("yes", ""), 6: ("yes", "")}
    assert said(Merged(4, 6, 6, 6), first_column=5) == {**PLAIN, 5: ("yes", ""), 6: ("yes", "")}


def test_what_is_shown_counts_and_not_what_stands_below_it() -> None:
    rows = (ROWS[0], FileRow(5, ("P-5", "no", "")))
    assert said(Merged(4, 2, 5, 2), rows=rows) == {4: ("yes", ""), 5: ("yes", "")}


def test_a_row_that_is_none_is_passed_over_and_those_below_it_are_not() -> None:
    assert said(Merged(4, 2, 6, 2), rows=(ROWS[0], ROWS[2])) == {4: ("yes", ""), 6: ("yes", "")}


def test_cells_that_are_merged_over_columns_are_a_fault_of_their_rows() -> None:
    assert said(Merged(4, 2, 5, 3)) == {**PLAIN, 4: ("yes", WIDE), 5: ("yes", WIDE)}
    assert said(Merged(4, 2, 4, 3)) == {**PLAIN, 4: ("yes", WIDE)}


def test_columns_beside_the_table_are_none() -> None:
    assert said(Merged(4, 3, 4, 9), Merged(4, 9, 6, 9)) == PLAIN
    rows = (FileRow(4, ("P-4", "yes")), FileRow(5, ("P-5", "")))
    assert said(Merged(4, 2, 5, 7), rows=rows) == {4: ("yes", ""), 5: ("yes", "")}


def test_blank_cells_and_those_of_the_heading_may_be_merged() -> None:
    assert said(Merged(5, 2, 6, 3), Merged(3, 2, 4, 2), Merged(2, 1, 3, 3)) == PLAIN


def test_a_fault_that_a_row_has_stays() -> None:
    row = FileRow(ROWS[0].line, ROWS[0].cells, "holds #REF!")
    assert said(Merged(4, 2, 4, 3), rows=(row,)) == {4: ("yes", "holds #REF!")}
