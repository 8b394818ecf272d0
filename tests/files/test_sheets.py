"""A sheet as it is stored: how far it is spread, and which of its formulas have no result."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from frontdesk.files import FileError
from frontdesk.files.formats import mask_of
from frontdesk.files.merged import Merged
from frontdesk.files.sheets import MOST_BETWEEN, NOT_COMPUTED, Extent, extent_of

_NS = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns="urn:s"'


def extent(
    folder: Path, cells: str, target: str = "worksheets/sheet1.xml", below: str = "", styles: str = ""
) -> Extent:
    """What is found in a sheet of these cells."""
    path = folder / "people.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", f'<workbook {_NS}><sheets><sheet name="A" r:id="r7"/></sheets></workbook>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<x xmlns="urn:p"><Relationship Id="r7" Target="{target}"/></x>'
        )
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{cells}</sheetData>{below}</worksheet>")
        if styles:
            archive.writestr("xl/styles.xml", styles)
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


@pytest.mark.parametrize(
    ("cells", "twice"),
    [
        ('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"/><row r="4"><c r="A4"><v>1</v></c></row>', ""),
        ('<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v></c></row>', "row 2"),
        ("<row r='3'><c r='A3'><v>1</v></c></row><row r='2'><c r='A2'><v>1</v></c></row>", "row 2"),
        ('<c r="A2"><v>1</v></c><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c>', "cell A2"),
        ('<c r="AA2"><v>1</v></c><c r="Z2"><v>1</v></c>', "cell Z2"),
        ('<x:c s="1" r="B2"><x:v>1</x:v></x:c><x:c s="1" r="A2"><x:v>1</x:v></x:c>', "cell A2"),
        ('<c r="XFD1"><v>1</v></c><c r="A2"><v>1</v></c>', ""),
    ],
)
def test_a_cell_or_row_that_comes_twice_or_backwards_is_found(cells: str, twice: str, tmp_path: Path) -> None:
    assert extent(tmp_path, cells).twice == twice


def test_the_order_holds_from_one_piece_of_a_long_sheet_to_the_next(tmp_path: Path) -> None:
    rows = [
        f'<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>{"a" * 999}</t></is></c></row>' for row in range(1, 1999)
    ]
    assert extent(tmp_path, "".join(rows)).twice == ""
    assert extent(tmp_path, "".join([*rows, rows[0]])).twice == "row 1"


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_no_piece_of_a_long_sheet_ends_inside_a_cell(prefix: str, tmp_path: Path) -> None:
    cell = f'<{prefix}c r="A{{row}}"><{prefix}f>abc>{"b" * 99}</{prefix}f><{prefix}v>7</{prefix}v></{prefix}c>'
    found = extent(tmp_path, "".join(cell.format(row=row) for row in range(1, 30_001)))
    assert (found.without_result, found.rows) == ({}, 30_000)


def test_merged_cells_are_found_behind_the_rows(tmp_path: Path) -> None:
    below = "".join(f'<mergeCell ref="D{row}:AA{row + 1}"/>' for row in range(2, 60_002, 2))
    found = extent(tmp_path, '<c r="A1"><v>1</v></c>', below=f"<mergeCells>{below}</mergeCells>").merged
    assert (len(found), found[0], found[-1]) == (30_000, Merged(2, 4, 3, 27), Merged(60_000, 4, 60_001, 27))


_STYLES = (
    '<styleSheet xmlns="urn:s"><numFmts><numFmt numFmtId="164" formatCode="0000"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)


def test_cells_that_show_more_zeros_than_they_hold_are_found_with_their_format(tmp_path: Path) -> None:
    cells = (
        '<c r="A2" s="1"><v>1</v></c><c r="B2" s="0"><v>1</v></c><c s="1" r="AA2" t="n"><v>1</v></c>'
        '<c r="A3" s="1" t="s"><v>1</v></c><c r="B3" s="1"/><c r="C3" s="11"><v>1</v></c>'
    )
    mask = mask_of("0000")
    assert extent(tmp_path, cells, styles=_STYLES).masks == {2: ((1, mask), (27, mask))}
    assert extent(tmp_path, cells, styles="<styles").masks == extent(tmp_path, cells).masks == {}


@pytest.mark.parametrize(
    ("cell", "below"),
    [
        ('<c t="e"><v>#N/A</v></c>', ""),
        ("<c><f>A1</f></c>", ""),
        ('<c s="1"><v>1</v></c>', ""),
        ("<c><v>1</v></c>", '<mergeCell ref="A2:A3"/>'),
    ],
)
def test_cells_that_do_not_say_where_they_stand_are_read_unless_that_matters(
    cell: str, below: str, tmp_path: Path
) -> None:
    assert extent(tmp_path, "<row><c><v>1</v></c></row>").twice == ""
    with pytest.raises(FileError, match=r"people\.xlsx: its cells do not say where they stand; open it"):
        extent(tmp_path, f"<row>{cell}</row>", below=below, styles=_STYLES)


@pytest.mark.parametrize("between", [" ", "<row/>", "<c "])
def test_what_fills_a_sheet_between_two_cells_is_refused_before_it_takes_minutes(between: str, tmp_path: Path) -> None:
    many = between * (2 * MOST_BETWEEN // len(between))
    with pytest.raises(FileError, match=r"people\.xlsx has more than 8 MB between two cells; open it in a spreadsheet"):
        extent(tmp_path, f'{many}<c r="A1"><v>1</v></c>')


def test_a_part_that_no_program_writes_so_large_is_not_read_into_memory(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"xl/styles\.xml in it is larger than any program writes it"):
        extent(tmp_path, "", styles=_STYLES + " " * (1 << 25))
