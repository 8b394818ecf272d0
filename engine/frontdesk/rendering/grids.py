"""Grids: a table on paper, as Markdown, CSV or data. Knows nothing of what stands in the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

from frontdesk.sheets import harmless

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_RAISED = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows of text; every row is as long as the headings, and headings may be alike."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    marks: tuple[tuple[int, ...], ...] = ()
    """For each cell the number of its reason, which ends the cell's text ``raised``; 0 where there is none."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why cells say what they say: its number on the page, the words, the row responsible, and its place."""

    number: int
    words: str
    row: str
    place: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its name (for files and snapshots), a title, a few words, grids, and notes below them.

    Where the notes are the numbered reasons of cells, *reasons* says more about each.
    """

    name: str
    title: str
    words: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    notes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


def raised(number: int) -> str:
    """A number as it stands behind what it explains; none for 0."""
    return f" {str(number).translate(_RAISED)}" if number else ""


def values(grid: Grid) -> list[list[str]]:
    """The text of each cell without the number of its reason."""
    if not grid.marks:
        return [list(row) for row in grid.rows]
    return [
        [cell.removesuffix(raised(number)) for cell, number in zip(row, numbers, strict=True)]
        for row, numbers in zip(grid.rows, grid.marks, strict=True)
    ]


def unmarked(text: str) -> str:
    """A text in which no tag of HTML begins, as Markdown would take it over."""
    return _TAG.sub("&lt;", text)


def page_markdown(page: Page) -> str:
    """Write a page as Markdown."""
    parts = [f"# {unmarked(page.title)}", *map(unmarked, page.words)]
    for grid in page.grids:
        parts += [f"## {unmarked(grid.title)}", markdown(grid)] if grid.title else [markdown(grid)]
    if page.notes:
        parts.append(unmarked("\n".join(page.notes)))
    return "\n\n".join(parts) + "\n"


def page_csv(page: Page) -> str:
    """Write the values of a page's grids as CSV, the title of each before it where there is more than one."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, grid in enumerate(page.grids):
        if len(page.grids) > 1:
            writer.writerows([[]] if number else [])
            writer.writerow([harmless(grid.title)])
        writer.writerow(map(harmless, grid.headings))
        writer.writerows(map(harmless, row) for row in values(grid))
    return out.getvalue()


def page_data(page: Page) -> dict[str, object]:
    """The page as plain data for JSON: values and, apart from them, the number of the reason of each (0: none)."""
    grids = [
        {
            "title": grid.title,
            "columns": list(grid.headings),
            "rows": values(grid),
            "reasons": [list(numbers) for numbers in grid.marks],
        }
        for grid in page.grids
    ]
    reasons = [{"number": one.number, "because": one.words, "row": one.row, "place": one.place} for one in page.reasons]
    return {"name": page.name, "title": page.title, "words": list(page.words), "grids": grids, "reasons": reasons}


def markdown(grid: Grid) -> str:
    """Write a grid as a Markdown table whose columns line up."""
    cells = [tuple(map(_escaped, row)) for row in (grid.headings, *grid.rows)]
    widths = [max(3, *(len(row[column]) for row in cells)) for column in range(len(grid.headings))]
    lines = [_line(row, widths) for row in cells]
    lines.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(lines)


def plain(grid: Grid) -> str:
    """Write a grid for a terminal: columns that line up, without rules."""
    cells = (grid.headings, *grid.rows)
    widths = [max(len(row[column]) for row in cells) for column in range(len(grid.headings))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in cells
    )


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def _escaped(text: str) -> str:
    return unmarked(text).replace("|", "\\|").replace("\n", "<br>")
