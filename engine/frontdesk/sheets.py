"""Cells of CSV files that people open in a spreadsheet, which takes some texts for formulas. Knows no file."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def meant(cell: str) -> str:
    """What ``harmless`` made its cell from; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell
