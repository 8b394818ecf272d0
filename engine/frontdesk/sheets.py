"""Cells of files that people open in a spreadsheet, which takes some texts for formulas. Knows no file."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a formula begins with (OWASP, CSV injection); the last four are the wide forms of the first."""


def harmless(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would run it (OWASP, CSV injection).

    One that has the apostrophe by itself gets another, so that ``meant`` knows the two apart.
    """
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell


def meant(cell: str) -> str:
    """What ``harmless`` made its cell from; any other cell as it is."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(_FORMULA) else cell
