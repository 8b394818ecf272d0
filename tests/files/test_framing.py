"""Where a table begins and ends in its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from files.opened import read, read_text, refusal
from frontdesk.model.mappings import FileForm

TABLE = "First Name,Last Name,Mobile\nJo,Nun,202-555-0110\n"


@pytest.mark.parametrize(
    ("above", "said"),
    [
        ("\n,,,\n", ()),
        ("Patient\x1b[2J list\n", ("Patient [2J list",)),
        (" , ,\n", ()),
        ("Patient list printed 03/02/2026,,\n", ("Patient list printed 03/02/2026",)),
        ("Patient list\n\nRiverside,,\n", ("Patient list", "Riverside")),
        ('Patients of "Riverside"\n', ('Patients of "Riverside"',)),
        (f"{'A very long title. ' * 9}\n", (f"{('A very long title. ' * 9)[:60]}...",)),
    ],
)
def test_what_stands_above_the_heading_is_passed_over_and_said(
    above: str, said: tuple[str, ...], tmp_path: Path
) -> None:
    found = read_text(tmp_path, above + TABLE)
    assert (found.heading, found.line) == (("First Name", "Last Name", "Mobile"), above.count("\n") + 1)
    assert list(found.rows.values()) == [("Jo", "Nun", "202-555-0110")]
    assert [words.partition("passed over: ")[2] for words in found.said] == [f"'{one}'" for one in said]
    assert all(words.startswith("line ") for words in found.said)


def test_headings_that_are_known_are_found_below_a_title_of_several_cells(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("From,01/01/2026\nTo,03/02/2026\n" + TABLE)
    found = read(tmp_path / "people.csv", headings=["first name", "Mobile"])
    assert (found.heading, found.line) == (("First Name", "Last Name", "Mobile"), 3)


def test_a_word_of_a_heading_in_somebodys_row_makes_no_heading_of_it(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Nom,Voie,Par\nAda,cell,email\nBob,home,text\n")
    assert read(tmp_path / "people.csv", headings=["cell", "email", "home"]).line == 1


def test_where_two_rows_may_name_the_columns_it_is_asked(tmp_path: Path) -> None:
    text = "Practice,Riverside\n" + "a,b,c,d,e\n" * 3
    assert refusal(tmp_path, text) == (
        "people.csv: line 1 or line 2 may name the columns; say which: '--heading 2', "
        "or 'file: {heading: 2}' in its mapping"
    )
    assert read_text(tmp_path, text.replace("a,", "1,", 1), FileForm(heading=2)).line == 2


def test_the_heading_is_where_somebody_says_that_it_is(tmp_path: Path) -> None:
    above = "".join(f"title {index},of,many\n" for index in range(40))
    found = read_text(tmp_path, above + TABLE, FileForm(heading=41))
    assert (found.line, list(found.rows)) == (41, [42])
    assert refusal(tmp_path, TABLE, FileForm(heading=9)) == "people.csv: no heading stands on line 9"
    assert refusal(tmp_path, "\n" + TABLE, FileForm(heading=1)) == "people.csv: no heading stands on line 1"


@pytest.mark.parametrize("text", [",,\n , \n", '""\n'])
def test_a_file_without_a_word_is_empty(text: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, text) == "people.csv is empty: its first line must name the columns"


def test_a_heading_that_cannot_be_parted_refuses_the_file_with_its_line(tmp_path: Path) -> None:
    told = refusal(tmp_path, 'name,"cell,email\nAda,202-555-0101,a@example.com\n')
    assert told.startswith("people.csv, line 1, which names the columns: a quote opens a cell")


def test_a_heading_is_told_without_the_spaces_and_line_breaks_around_its_words(tmp_path: Path) -> None:
    assert read_text(tmp_path, '" First\nName ",cell\nAda,1\n').heading == ("First Name", "cell")


def test_columns_at_the_end_that_are_blank_throughout_are_dropped(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name,cell,,\nAda,202-555-0101,,\nBob,202-555-0102, ,x\n")
    assert found.heading == ("name", "cell")
    assert found.rows == {2: ("Ada", "202-555-0101"), 3: ("Bob", "202-555-0102", " ", "x")}


def test_a_cell_that_is_missing_or_one_too_many_is_not_hidden_by_blank_columns_at_the_end(tmp_path: Path) -> None:
    found = read_text(tmp_path, "name,cell,,\n,Ada,202-555-0101,,\nBob,202-555-0102\nCarl,1,\n")
    assert found.rows == {2: ("", "Ada", "202-555-0101", "", ""), 4: ("Carl", "1", "")}
    assert found.faults == {3: "has 2 cells, and the heading has 4, with blank ones at its end"}


def test_a_blank_heading_among_others_stays_in_its_place(tmp_path: Path) -> None:
    found = read_text(tmp_path, "First Name,,Last Name\nJo,,Nun\n")
    assert (found.heading, found.rows) == (("First Name", "", "Last Name"), {2: ("Jo", "", "Nun")})


@pytest.mark.parametrize(
    "below",
    [
        "Total: 412,,",
        "Total,412,",
        "Grand total,,\"1,234.50\"",
        "Subtotal,$ 12.00,",
        "412 records,,",
        "1,204 patients found,,",
        "Records: 412,,",
        "Report generated 03/02/2026 9:15 AM,,",
        "Printed 03/02/2026,,",
        "Page 1 of 1,,",
        "*** ,,",
        "End of report,,",
        "Total,16 patients,",
        "Total,16 patients,250.75",
        "Total: 3 patients,,",
        "Total (3 patients),,",
        "Total: $250.75,,",
        "Grand total,16 active patients,\"1.250,75\"",
        "Sub-total,16 records found,$250.75",
        "Number of patients,16,",
        "Count,16 people,250.75",
        "Sum,,250.75",
        "Page 1 of 1,,Printed 03/02/2026",
    ],
)  # fmt: skip
def test_a_total_below_the_table_is_nobody_and_is_left_over(below: str, tmp_path: Path) -> None:
    quoted = below if below.count(",") == 2 or '"' in below else f'"{below.removesuffix(",,")}",,'
    found = read_text(tmp_path, f"{TABLE}{quoted}\n")
    assert list(found.rows) == [2]
    assert found.leftover == {3: "it stands below the table, and is nobody's row"}


@pytest.mark.parametrize(
    "row",
    [
        "Ann,Total,",
        "Total,,202-555-0111",
        "Total,,2025550111",
        "Page,,",
        "Paige,1,2",
        "Sum,Ann,",
        "Sum,,",
        "Total,16 Main St,250.75",
        "16 patients,Ann,",
        "Count,Dracula,3",
        "Record,,",
        "Enda,of,",
        "4,5,6",
        "Printess,,",
    ],
)
def test_whoever_is_called_like_a_total_is_a_person(row: str, tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{TABLE}{row}\n")
    assert (list(found.rows), found.leftover) == ([2, 3], {})


def test_a_total_in_the_middle_is_a_row_like_any_other(tmp_path: Path) -> None:
    assert list(read_text(tmp_path, f"{TABLE}Total: 1,,\nAda,Fern,202-555-0101\n").rows) == [2, 3, 4]


def test_several_lines_below_the_table_are_left_over_in_their_order(tmp_path: Path) -> None:
    found = read_text(tmp_path, f"{TABLE}\nTotal: 1,,\nReport generated 03/02/2026\n")
    assert (list(found.rows), list(found.leftover)) == ([2], [4, 5])


def test_the_heading_once_more_is_nobody(tmp_path: Path) -> None:
    found = read_text(tmp_path, TABLE + TABLE)
    assert (list(found.rows), found.leftover) == ([2, 4], {3: "it is the heading once more"})
