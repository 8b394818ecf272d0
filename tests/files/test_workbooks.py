"""Workbooks, cell by cell."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from files.opened import read, refusal
from frontdesk.files import FileError
from frontdesk.files.workbooks import MOST_UNPACKED
from frontdesk.model.mappings import FileForm


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "people.xlsx"


def saved(path: Path, *rows: Sequence[object], at: tuple[int, int] = (0, 0)) -> Path:
    """A workbook of one sheet, whose days and hours look as they do in America."""
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Patients")
        forms = {
            date: workbook.add_format({"num_format": "mm/dd/yyyy"}),
            datetime: workbook.add_format({"num_format": "m/d/yy h:mm AM/PM"}),
            time: workbook.add_format({"num_format": "h:mm"}),
            timedelta: workbook.add_format({"num_format": "[h]:mm"}),
        }
        for row, values in enumerate(rows, at[0]):
            for column, value in enumerate(values, at[1]):
                sheet.write(row, column, value, forms.get(type(value)))
    return path


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("202-555-0101", "202-555-0101"),
        ("2.02556E+09", "2.02556E+09"),
        (" Ada ", " Ada "),
        ("#1 clinic", "#1 clinic"),
        ("#REF!", "#REF!"),
        (2025550101, "2025550101"),
        (2025550101.0, "2025550101"),
        (-3, "-3"),
        (123456789012345, "123456789012345"),
        (1234567890123456, "1.23456789012346E+15"),
        (123456789012345678, "1.23456789012346E+17"),
        (1.5, "1.5"),
        (0.1 + 0.2, "0.3"),
        (True, "yes"),
        (False, "no"),
        (date(2026, 3, 5), "2026-03-05"),
        (datetime(2026, 3, 5, 14, 30), "2026-03-05 14:30"),
        (datetime(2026, 3, 5, 14, 30, 15), "2026-03-05 14:30:15"),
        (datetime(2026, 3, 5), "2026-03-05"),
        (time(14, 30), "14:30"),
        (timedelta(hours=30, minutes=5), "30:05"),
    ],
)
def test_a_cell_is_the_text_that_means_it_whatever_its_format_shows(value: object, text: str, book: Path) -> None:
    assert read(saved(book, ["name", "x"], ["Ada", value])).rows == {2: ("Ada", text)}


def test_a_table_may_begin_anywhere_on_its_sheet_below_a_title_and_above_a_total(book: Path) -> None:
    rows: tuple[Sequence[object], ...] = (
        ["Patient list"],
        [],
        ["name", "cell"],
        ["Ada", 2025550101],
        [],
        ["Bob", ""],
        ["Total", 2],
    )
    found = read(saved(book, *rows, at=(3, 2)))
    assert (found.heading, found.line) == (("name", "cell"), 6)
    assert found.rows == {7: ("Ada", "2025550101"), 9: ("Bob", "")}
    assert found.leftover == {10: "it stands below the table, and is nobody's row"}
    assert found.said == ("row 4, above the heading, is passed over: 'Patient list'",)


def several(*sheets: tuple[str, bool, list[object]]) -> Callable[[Path], Path]:
    def save(path: Path) -> Path:
        with Workbook(str(path)) as workbook:
            for name, is_hidden, row in sheets:
                sheet: Worksheet = workbook.add_worksheet(name)
                if row:
                    sheet.write_row(0, 0, ["name"])
                    sheet.write_row(1, 0, row)
                if is_hidden:
                    sheet.hide()
            workbook.add_chartsheet("Chart").set_chart(_chart(workbook))
        return path

    return save


def _chart(workbook: Workbook) -> object:
    chart = workbook.add_chart({"type": "line"})
    chart.add_series({"values": [workbook.worksheets()[0].get_name(), 0, 0, 1, 0]})
    return chart


def test_the_only_sheet_with_rows_is_read_and_hidden_ones_are_said(book: Path) -> None:
    several(("Empty", False, []), ("Patients", False, ["Ada"]), ("Old", True, ["Bob"]))(book)
    found = read(book)
    assert (found.rows, found.said) == ({2: ("Ada",)}, ("the hidden sheet 'Old' is not read",))
    assert read(book, FileForm(sheet="old")).rows == {2: ("Bob",)}


def test_which_of_several_sheets_is_asked_and_answered(book: Path) -> None:
    several(("Patients", False, ["Ada"]), ("Leads", False, ["Bob"]))(book)
    with pytest.raises(FileError) as error:
        read(book)
    assert str(error.value) == (
        "people.xlsx has several sheets: 'Patients', 'Leads'; say which: '--sheet \"Patients\"', "
        "or 'file: {sheet: Patients}' in its mapping"
    )
    assert read(book, FileForm(sheet="Leads")).rows == {2: ("Bob",)}
    with pytest.raises(FileError, match="has no sheet 'Clients'; it has 'Patients', 'Leads', 'Chart'"):
        read(book, FileForm(sheet="Clients"))


def test_a_workbook_without_rows_is_empty_and_says_what_is_hidden(book: Path) -> None:
    several(("Empty", False, []), ("Old", True, ["Bob"]))(book)
    with pytest.raises(FileError, match=r"is empty: no sheet has rows; 'Old' is hidden, and is read with '--sheet"):
        read(book)
    several(("Empty", False, []))(book)
    with pytest.raises(FileError, match=r"is empty: no sheet has rows$"):
        read(book)


def test_a_formula_without_a_result_is_a_fault_of_its_row_and_one_with_it_is_its_result(book: Path) -> None:
    with Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["name", "cell"])
        sheet.write_row(1, 0, ["Ada", "=A9"])
        sheet.write_formula(1, 1, "=A9", None, "202-555-0101")
        sheet.write(2, 0, "Bob")
        sheet.write_formula(2, 1, "=1/0", None, "#DIV/0!")
    found = read(book)
    assert found.rows == {2: ("Ada", "202-555-0101")}
    assert found.faults == {3: "holds #DIV/0!, and no result; mend it in the workbook"}
    assert found.all[1].cells == ("Bob", "")


def test_what_is_merged_over_rows_is_said_of_each_and_what_is_merged_over_columns_is_a_fault(book: Path) -> None:
    with Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet()
        sheet.merge_range(1, 1, 1, 3, "Patients")
        rows = ["name", "do_not_contact", "text_consent"], ["Ada"], ["Bob"], ["Cleo"], ["Dan"], ["Total", 4]
        for row, values in enumerate(rows, 2):
            sheet.write_row(row, 1, values)
        sheet.merge_range(3, 2, 4, 2, "yes")
        sheet.merge_range(5, 2, 5, 3, "no")
    found = read(book)
    assert found.rows == {4: ("Ada", "yes", ""), 5: ("Bob", "yes", ""), 7: ("Dan", "", "")}
    assert found.faults == {6: "holds 'no' in cells that are merged over several columns; part them in the workbook"}
    assert list(found.leftover) == [8]


def test_a_number_that_shows_zeros_is_read_with_them_or_a_fault_where_nobody_can_say(book: Path) -> None:
    with Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet()
        zeros, unlike = (workbook.add_format({"num_format": code}) for code in ("000000", "0000%"))
        for row, (name, value, form) in enumerate(
            [
                ("name", "reference", None),
                ("Ada", 12, zeros),
                ("Bob", 12, None),
                ("Cleo", 7, unlike),
                ("Dan", "7", zeros),
            ]
        ):
            sheet.write(row + 1, 3, name)
            sheet.write(row + 1, 4, value, form)
    found = read(book)
    assert found.rows == {3: ("Ada", "000012"), 4: ("Bob", "12"), 6: ("Dan", "7")}
    assert found.faults == {5: "holds 7 and shows it in the format 0000%; format that column as text"}


@pytest.mark.parametrize("again", ["row 3", "cell A3"])
def test_a_sheet_that_names_a_row_twice_is_refused_since_one_would_get_the_number_of_another(
    again: str, book: Path
) -> None:
    def twice(name: str, content: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return content
        if again.startswith("row"):
            return content.replace(b'<row r="4"', b'<row r="3"').replace(b'r="A4"', b'r="C3"').replace(b'"B4"', b'"D3"')
        return content.replace(b'r="B3"', b'r="A3"')

    path = changed(saved(book, ["name", "cell"], ["Ada", "1"], ["Bob", "2"], ["Cleo", "3"]), twice)
    with pytest.raises(FileError, match=rf"people\.xlsx: {again} of 'Patients' stands there twice, or below what"):
        read(path)


def test_a_sheet_of_a_million_formatted_rows_ends_where_its_values_do(book: Path) -> None:
    with Workbook(str(book)) as workbook:
        sheet, bold = workbook.add_worksheet(), workbook.add_format({"bold": True})
        sheet.write_row(0, 0, ["name"])
        sheet.write_row(1, 0, ["Ada"])
        for row in range(2, 1_048_576, 99_991):
            sheet.write_blank(row, 16_383, None, bold)
    assert read(book).rows == {2: ("Ada",)}


def test_a_word_far_away_from_the_table_is_refused_before_it_fills_the_memory(book: Path) -> None:
    with Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet("Patients")
        sheet.write(0, 0, "name")
        sheet.write(1_048_575, 16_383, " ")
    with pytest.raises(FileError, match="the cells of 'Patients' are spread over 1,048,576 rows and 16,384 columns"):
        read(book)


def changed(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with the content of its parts changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def said_to_unpack_to(size: int, path: Path) -> Path:
    """The workbook with another size in the entry of its last part (APPNOTE.TXT, 4.3.12)."""
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.rindex(b"PK\x01\x02") + 24, size)
    path.write_bytes(content)
    return path


def test_a_workbook_that_unpacks_to_more_than_memory_is_refused_unopened(book: Path) -> None:
    path = said_to_unpack_to(MOST_UNPACKED + 1, saved(book, ["name"], ["Ada"]))
    with pytest.raises(FileError, match=r"people\.xlsx unpacks to 512 MB, and may to 512; save it as 'CSV UTF-8'"):
        read(path)


def test_a_workbook_that_lies_about_its_size_is_refused_unopened(book: Path) -> None:
    with pytest.raises(FileError, match=r"people\.xlsx was damaged on its way"):
        read(said_to_unpack_to(1, saved(book, ["name"], ["Ada"])))


def test_a_workbook_that_is_no_xml_inside_is_refused_as_damaged(book: Path) -> None:
    path = changed(saved(book, ["name"], ["Ada"]), lambda name, content: content[: len(content) // 2])
    with pytest.raises(FileError, match=r"people\.xlsx is damaged .*; open it, and save it anew"):
        read(path)


def test_a_workbook_with_other_bytes_than_it_was_sent_with_is_refused(book: Path) -> None:
    whole = saved(book, *(["name", f"Ada {number}"] for number in range(99))).read_bytes()
    with zipfile.ZipFile(book) as archive:
        part = archive.getinfo("xl/worksheets/sheet1.xml")
    begin = part.header_offset + 30 + len(part.filename)
    for at in range(begin, begin + part.compress_size, 37):
        told = refusal(book.parent, whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :], name=book.name)
        assert told.startswith("people.xlsx was damaged on its way"), at


def test_a_workbook_that_was_not_sent_whole_is_refused(book: Path) -> None:
    whole = saved(book, ["name"], ["Ada"]).read_bytes()
    assert refusal(book.parent, whole[:-30], name=book.name) == (
        "people.xlsx was not saved or sent whole; export it again"
    )
