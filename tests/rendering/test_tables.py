"""Tables on paper: rows as they are written, and truth tables as their views lay them out."""

from __future__ import annotations

import pytest

from frontdesk.rendering.tables import rules_page, view_page
from support import HARBOUR, SHIPPED, load_ruleset


@pytest.mark.parametrize("name", [*SHIPPED, HARBOUR])
def test_every_row_of_a_table_stands_on_its_page_in_order(name: str) -> None:
    for table in load_ruleset(name).tables.values():
        (grid,) = rules_page(table, "p").grids
        assert len(grid.rows) == len(table.every_row)


@pytest.mark.parametrize("name", SHIPPED)
def test_every_numbered_cell_of_a_view_has_its_reason_below(name: str) -> None:
    rules = load_ruleset(name)
    for view in rules.views:
        page = view_page(rules, view)
        marks = {mark for grid in page.grids for row in grid.marks for mark in row} - {0}
        assert marks == {reason.number for reason in page.reasons}
