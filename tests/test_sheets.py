"""Cells of CSV files that people open in a spreadsheet."""

from __future__ import annotations

import pytest

from frontdesk.sheets import harmless, meant


@pytest.mark.parametrize("cell", ["=1+1", "+15550100", "-1", "@sum", "\n=1", "\uff1d1+1", "'=1", "''+1"])
def test_what_a_spreadsheet_would_run_is_marked_and_read_back_as_it_was(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert meant(harmless(cell)) == cell


@pytest.mark.parametrize("cell", ["Ana Example", "", "5550101", "O'Hara"])
def test_what_runs_nothing_stays_as_it_is(cell: str) -> None:
    assert harmless(cell) == meant(cell) == cell
