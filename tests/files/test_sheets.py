"""A sheet as it is stored: how far it is spread, and which of its formulas have no result."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from frontdesk.files.sheets import NOT_COMPUTED, Extent, extent_of

_NS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns="urn:s"'


def extent(folder: Path, cells: str, target: str = "worksheets/sheet1.xml") -> Extent:
    """What is found in a sheet of these cells."""
    path = folder / "people.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f'<workbook {_NS}><sheets><sheet name="A" r:id="r7"/></sheets></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<x xmlns="urn:p"><Relationship Id="r7" Target="{target}"/></x>'
        )
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</sheetData></worksheet>")
    return extent_of(path, "A")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ('<c r="B3" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="B3" s="1" t=\'e\'><f>A1</f><v>#N/A</v></c>', "#N/A"),
        ('<x:c r="B3" t="e"><x:v>#N/A</x:v></x:c>', "#N/A"),
        ('<c r="B3"><f>A1</f></c>', NOT_COMPUTED),
        ('<c r="B3"><f>A1</f><v>7</v></c>', None),
        ('<c r="B3" t="str"><f>A1</f><v></v></c>', None),
        ('<c r="B3" t="str"><f>A1</f><v/></c>', None),
        ('<c r="B3" t="inlineStr"><is><t>t="e" &lt;f</t></is></c>', None),
        ('<c r="B3" s="1"/>', None),
    ],
)
def test_a_formula_that_has_no_result_is_found_with_its_row(cell: str, found: str | None, tmp_path: Path) -> None:
    around = '<c r="A3" s="1"/>{}<c r="C3" s="4"/><c r="D3"><v>1</v></c>'
    assert extent(tmp_path, around.format(cell)).without_result == ({3: found} if found else {})


def test_of_several_in_a_row_the_first_is_told(tmp_path: Path) -> None:
    cells = '<c r="A1" t="e"><v>#N/A</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="A2" t="e"><v>#NUM!</v></c>'
    assert extent(tmp_path, cells).without_result == {1: "#N/A", 2: "#NUM!"}


def test_how_far_a_sheet_is_spread_is_told_by_cells_that_are_not_blank(tmp_path: Path) -> None:
    cells = '<c r="C5"><v>1</v></c><c r="AA9"><v>1</v></c><c r="XFD1048576" s="1"/>'
    found = extent(tmp_path, cells)
    assert (found.first_row, found.rows, found.columns) == (5, 5, 25)


def test_a_sheet_without_cells_is_spread_nowhere(tmp_path: Path) -> None:
    assert extent(tmp_path, '<c r="A1" s="1"/>').rows == 0


@pytest.mark.parametrize("target", ["worksheets/sheet1.xml", "/xl/worksheets/sheet1.xml"])
def test_the_part_of_a_sheet_is_found_by_its_relation(target: str, tmp_path: Path) -> None:
    assert extent(tmp_path, '<c r="A1"><v>1</v></c>', target).rows == 1


def test_a_workbook_that_does_not_say_where_its_sheet_is_is_left_to_the_library(tmp_path: Path) -> None:
    assert extent(tmp_path, '<c r="A1"><v>1</v></c>', "worksheets/sheet9.xml").rows == 0
    with zipfile.ZipFile(tmp_path / "people.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    assert extent_of(tmp_path / "people.xlsx", "A").rows == 0
