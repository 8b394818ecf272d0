"""Grids on paper: as Markdown, CSV and data, whatever stands in the cells."""

from __future__ import annotations

import csv
import io
import json

from frontdesk.rendering.grids import (
    Grid,
    Page,
    Reason,
    markdown,
    page_csv,
    page_data,
    page_markdown,
    plain,
    raised,
    unmarked,
)

NASTY = Grid(("a", "b"), (("x | y", "one\ntwo"), ("=1+1", "<b>")), title="Cells")


def test_a_cell_breaks_no_table_in_markdown() -> None:
    lines = markdown(NASTY).splitlines()
    assert len({line.replace("\\|", "").count("|") for line in lines if line.startswith("|")}) == 1


def test_a_cell_is_no_formula_in_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(page_csv(Page("p", "Page", grids=(NASTY,))))))
    cells = [cell for row in rows for cell in row]
    assert "=1+1" not in cells
    assert "'=1+1" in cells


def test_a_page_says_the_same_in_every_form() -> None:
    page = Page("p", "Page", ("Some words.",), (Grid(("a",), (("cell",),)),), ("- a note",))
    text, data = page_markdown(page), page_data(page)
    for said in ("Page", "Some words.", "cell", "- a note"):
        assert said in text
    assert data["title"] == "Page"
    assert "cell" in plain(page.grids[0])


def test_numbers_are_raised_and_tags_are_no_tags() -> None:
    assert (raised(12), raised(0)) == (" \N{SUPERSCRIPT ONE}\N{SUPERSCRIPT TWO}", "")
    assert unmarked("<b> 1 < 2") == "&lt;b> 1 < 2"


def test_values_stand_apart_from_the_numbers_of_their_reasons() -> None:
    grid = Grid(
        ("", "High", "High", ""), (("young", f"yes{raised(1)}", "no", f"1{raised(12)}"),), marks=((0, 1, 0, 12),)
    )
    reasons = (Reason(1, "Because.", "r1", "tables.yaml:3"), Reason(12, "For that.", "r2", "tables.yaml:4"))
    page = Page("p", "Page", grids=(grid,), reasons=reasons)
    data = json.loads(json.dumps(page_data(page)))
    assert data["grids"] == [
        {
            "title": "",
            "columns": ["", "High", "High", ""],
            "rows": [["young", "yes", "no", "1"]],
            "reasons": [[0, 1, 0, 12]],
        }
    ]
    assert data["reasons"][0] == {"number": 1, "because": "Because.", "row": "r1", "place": "tables.yaml:3"}
    assert page_csv(page) == ",High,High,\nyoung,yes,no,1\n"
