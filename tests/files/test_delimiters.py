"""What parts the cells of a text."""

from __future__ import annotations

from pathlib import Path

import pytest

from files.opened import read_text, refusal
from frontdesk.files.delimiters import checked, delimiter_of, told_by
from frontdesk.files.rows import FileError
from frontdesk.model.mappings import FileForm


@pytest.mark.parametrize(
    ("lines", "delimiter"),
    [
        (["name,cell", "Ada,202-555-0101"], ","),
        (["name;cell", "Ada;202-555-0101"], ";"),
        (["name\tcell", "Ada\t202-555-0101"], "\t"),
        (["name|cell", "Ada|202-555-0101"], "|"),
        # German decimals, a comma in each name, and a list in one column: the heading has none of these.
        (["Name;Betrag", "Ada;1,5", "Bob;2,5"], ";"),
        (["name\tcell\temail", "Fern, Ada\t202\ta@example.com", "Birch, Bob\t203\tb@example.com"], "\t"),
        (['"Last, First";Cell', '"Fern, Ada";202-555-0101', '"Birch, Bob";202-555-0102'], ";"),
        # A title above, and rows of other lengths below, do not hide it.
        (["Patient list; printed on Monday, 2 March", "name,cell,email", "Ada,1,2", "Bob,3,4", "Carl,5"], ","),
        (["name", "Ada Fern"], ","),
        ([], ","),
    ],
)
def test_the_delimiter_is_found_from_the_first_lines(lines: list[str], delimiter: str) -> None:
    assert delimiter_of("people.csv", lines, ()) == delimiter


def test_headings_that_are_known_decide_where_the_lines_do_not() -> None:
    lines = ["last, first;cell", "Fern, Ada;202-555-0101"]
    assert delimiter_of("people.csv", lines, {"last, first", "cell"}) == ";"


def test_where_two_fit_equally_well_it_is_asked_with_both_places_to_answer(tmp_path: Path) -> None:
    text = "Last, First;Phone\nFern, Ada;202-555-0101\n"
    assert refusal(tmp_path, text) == (
        "people.csv: its cells may be parted by commas (,) or by semicolons (;); say which: "
        "'--delimiter \",\"', or 'file: {delimiter: \",\"}' in its mapping"
    )
    assert read_text(tmp_path, text, FileForm(delimiter=";")).rows == {2: ("Fern, Ada", "202-555-0101")}


@pytest.mark.parametrize(
    ("line", "told"),
    [("sep=;\r\n", ";"), ('"sep=,"\n', ","), ("SEP=\t\n", "\t"), ("sep=\\t\n", "\t"), ("separator\n", None)],
)
def test_excel_says_the_delimiter_on_a_first_line_of_its_own(line: str, told: str | None) -> None:
    assert told_by(line) == told


def test_the_line_of_excel_is_no_heading_also_where_the_delimiter_is_given(tmp_path: Path) -> None:
    text = "sep=;\r\nname;cell\r\nAda;202-555-0101\r\n"
    for form in (FileForm(), FileForm(delimiter=";")):
        found = read_text(tmp_path, text, form)
        assert (found.heading, found.line, found.rows) == (("name", "cell"), 2, {3: ("Ada", "202-555-0101")})
        assert found.said == ("parted by semicolons",)


@pytest.mark.parametrize("given", ["", ";;", '"', "\n"])
def test_a_delimiter_is_one_letter(given: str) -> None:
    with pytest.raises(FileError, match=r"parts no cells: the delimiter is one letter, such as ';', or \\t for a tab"):
        checked(given)


@pytest.mark.parametrize(("given", "mark"), [("\\t", "\t"), ("^", "^")])
def test_a_delimiter_may_be_any_letter_and_a_tab_is_written_as_one_can(given: str, mark: str) -> None:
    assert checked(given) == mark
