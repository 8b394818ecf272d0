"""A proposed mapping on paper: what each column would become, and a file that loads and names nobody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from frontdesk import load_ruleset
from frontdesk.mapping.suggesting import Suggestion, suggest_mapping
from frontdesk.model.mappings import FileForm, FileMapping, Mappings
from frontdesk.rendering.suggestion import by_hand, looks, mapping_file, suggestion_table
from mapping.exported import EXPORTS

_DEFAULT = load_ruleset("default")
_HEADING = [
    *(
        "Chart No",
        "Patient Name",
        "Mobile Tel",
        "DOB",
        "State",
        "Status",
        "SMS Opt In",
        "Archived",
        "Alt Phone",
        "Doctor",
    ),
]
_ROWS = [
    ["A1", "Fern, Ada", "202-555-0101", "05/14/1990", "NY", "Prospect", "Y", "N", "202-555-0188", "Dr. Oak"],
    ["A2", "Birch, Lena", "2025550102", "05/24/1988", "NJ", "Prospect", "N", "N", "", "Dr. Oak"],
    ["A3", "Elm, Sam", "call me", "14/05/1970", "NJ", "Recall", "maybe", "N", "", "Dr. Oak"],
    ["A4", "Ash, Kim", "202-555-0104", "05/24/1970", "NJ", "Recall", "Y", "Y", "", "Dr. Oak"],
    *[["A5", "Oak, Max", "202-555-0104", "05/04/1971", "NJ", "Recall", "Y", "N", "", "Dr. Oak"]] * 2,
]
_ROWS[5] = ["A6", *_ROWS[5][1:]]


_FORM = FileForm()


def suggested(
    heading: Sequence[str], rows: Sequence[Sequence[str]], form: FileForm = _FORM, name: str = "spring-list"
) -> Suggestion:
    return suggest_mapping(name, heading, rows, _DEFAULT, date(2026, 3, 2), form=form)


def table(heading: Sequence[str], rows: Sequence[Sequence[str]], shown: int = 4) -> list[str]:
    """The lines of the table for a file of these rows, of which the first are shown."""
    lines = list(enumerate(rows, start=2))[:shown]
    return suggestion_table(suggested(heading, rows), lines, heading, _DEFAULT).splitlines()


def _odd_columns() -> dict[str, list[str]]:
    """Headings and cells that are hard to write, or that show in a mapping what it has."""
    cells = {
        **{"no": "Ada", "Yes: or #no": "a", 'Quoted "word"': "a", "-": "a", "{of}": "a", "Über  Größe": "a"},
        **{"42": "a", "null": "a", "Opt Out": "since 2024", "Do Not Text": "YES", "Active": "on"},
        **{"DOB": "1990-05-14", "Follow up": "14.05.2026", "Language": "Spanish"},
    }
    return {heading: [heading, cell] for heading, cell in cells.items()}


_SAID_FORM = FileForm(encoding="windows-1252", delimiter="\t", sheet="Patients: all", heading=3)
PROPOSED = {
    **{system: suggested(one.rows[0], one.rows[1:], name=one.mapping) for system, one in EXPORTS.items()},
    **{
        heading: suggested(["name", "Visit", heading], [["Ada", "05/14/2026", cell]], name=f"odd-{number}")
        for number, (heading, cell) in enumerate(_odd_columns().values())
    },
    "a form": suggested(["name"], [["Ada"]], _SAID_FORM, "a-form"),
    "a refusal": suggested(["name", "Status"], [["Ada", "DNC"], ["Lena", "New"]], name="a-refusal"),
    "words": suggested(["name", "Status"], [*[["Ada", "DNC"]] * 2, *[["Lena", "Cold"]] * 2], name="words"),
    "two orders": suggested(["name", "DOB", "Follow up"], [["Ada", "05/14/1990", "2026-05-14"]], name="two-orders"),
}
"""What is proposed for many files, each to be written and read again."""


@pytest.fixture(scope="module")
def read_again(tmp_path_factory: pytest.TempPathFactory) -> Mappings:
    """All of them as they are read from the files that were written, in a practice that extends the default one."""
    folder = tmp_path_factory.mktemp("spring")
    (folder / "imports").mkdir()
    lines = "name: spring\nlabel: Spring\nlanguage: 1\nextends: default\ntime_zone: America/New_York\n"
    (folder / "ruleset.yaml").write_text(lines, encoding="utf-8")
    for one in PROPOSED.values():
        text = mapping_file(one, "a list.csv")
        (folder / "imports" / f"{one.mapping.id}.yaml").write_text(text, encoding="utf-8")
    return load_ruleset(folder).part(Mappings)


def test_each_column_is_shown_with_what_it_becomes_and_with_some_rows() -> None:
    lines = table(_HEADING, _ROWS)
    assert lines == [
        "column        becomes                line 2              line 3           line 4        line 5",
        "Chart No      reference              A1                  A2               A3",
        "Patient Name  name                   Fern, Ada           Birch, Lena      Elm, Sam",
        "Mobile Tel    cell                   +1 202-555-0101     +1 202-555-0102  ? call me",
        "DOB           born (month/day/year)  1990-05-14          1988-05-24       ? 14/05/1970",
        "State         region                 NY                  NJ               NJ",
        "Status        -",
        "SMS Opt In    text_consent           opted_in            opted_out        ? maybe",
        "Archived      who is left out                                                           left out",
        "Alt Phone     cell                   note: 202-555-0188",
        "Doctor        -",
    ]


def test_what_is_to_be_looked_at_is_said_once_for_all_columns_of_which_it_is_true() -> None:
    heading = [*_HEADING, "Joined"]
    found = looks(suggested(heading, [[*row, "2024"] for row in _ROWS]))
    assert "Doctor, Joined: not known here." in found
    assert not any(line.startswith("Chart No") for line in found)


def test_a_table_holds_nothing_that_a_terminal_obeys_and_no_endless_cell() -> None:
    lines = table(["name", "Notes\x1b[2J"], [["Ada\x1b[31m", "x" * 500]])
    assert "\x1b" not in "".join(lines)
    assert max(map(len, lines)) < 120


def test_a_file_holds_nothing_that_a_terminal_obeys() -> None:
    odd = suggested(["name", "Phone\x1b[2J", "Mobile"], [["Ada", "202-555-0101", "202-555-0111"]])
    assert "\x1b" not in mapping_file(odd, "a\x1b[2J.csv")
    assert "\x1b" not in "".join(looks(odd))


def test_a_column_that_is_asked_is_marked_and_its_lines_can_be_written_by_hand() -> None:
    heading = ["Name", "SMS: erlaubt", "Rufnummer A", "Rufnummer B"]
    rows = [
        ["Ada Fern", "ja", "202-555-0111", "202-555-0101"],
        ["Lena Birch", "nein", "202-555-0112", "202-555-0102"],
    ]
    found = suggested(heading, rows)
    assert [line.split()[-1] for line in table(heading, rows)[2:]] == ["?", "?", "?"]
    assert by_hand(found) == [
        '"SMS: erlaubt": {to: text_consent, values: {ja: opted_in, nein: opted_out}}',
        "Rufnummer A: cell",
        "Rufnummer A: home",
        "Rufnummer B: cell",
        "Rufnummer B: home",
        'ignore: ["SMS: erlaubt", Rufnummer A, Rufnummer B]',
    ]


def test_where_nothing_is_asked_of_a_column_no_line_is_to_be_written() -> None:
    assert by_hand(suggested(_HEADING, _ROWS)) == []


def test_days_whose_order_is_asked_are_not_shown_as_understood() -> None:
    lines = table(["name", "DOB"], [["Ada", "05/04/1990"]])
    assert lines[2].split("  ")[-1].strip() == "? 05/04/1990"
    assert "in which order?" in lines[2]


def test_the_file_says_in_the_language_of_mappings_what_was_proposed() -> None:
    assert (
        mapping_file(suggested(_HEADING, _ROWS), "spring.csv", "../schemas/imports.schema.json")
        == """\
# yaml-language-server: $schema=../schemas/imports.schema.json
# How 'spring.csv' is read, as 'frontdesk import --suggest' proposed it. Look at every line; mend it here.
label: Spring list
of: contacts
dates: month/day/year
columns:
  Chart No: reference
  Patient Name: name
  # Mobile Tel: 1 of 6 cells cannot be read, and their rows are set aside.
  Mobile Tel: cell
  # DOB: 1 of 6 cells cannot be read, and their rows are set aside.
  DOB: born
  # State: holds states of the country, and no status.
  State: region
  # SMS Opt In: holds more than yes and no; every other word counts as a refusal until you say what it means.
  SMS Opt In: {to: text_consent, values: {"y": opted_in, "n": opted_out}}
  # Alt Phone: is another number: used where 'Mobile Tel' is empty, and noted otherwise.
  Alt Phone: cell
# Columns that are not read.
ignore:
  # Status: only you can say what its words mean here.
  # To say what its words mean, take it out of this list, and write among the columns:
  #   Status: {to: status, values: {Prospect: ..., Recall: ...}}
  - Status
  - Doctor  # not known here
# Rows with these words are none of the practice's: nobody comes in by them.
leave_out:
  Archived: ["y"]
"""
    )


@pytest.mark.parametrize("name", PROPOSED)
def test_a_proposal_is_read_again_as_it_was_proposed(name: str, read_again: Mappings) -> None:
    meant = PROPOSED[name].mapping
    assert meant.id not in read_again.unusable, mapping_file(PROPOSED[name], "a list.csv")
    assert _told(read_again.mapping(meant.id)) == _told(meant)


def test_a_word_that_is_left_to_the_practice_says_of_what_it_would_be() -> None:
    text = mapping_file(PROPOSED["words"], "a list.csv")
    assert '  Status: {to: do_not_contact, values: {dnc: "yes"}, otherwise: {}}' in text
    assert "  # To say what its words mean, add to its values:\n  #   Cold: {status: ...}" in text


def test_a_column_that_only_leaves_rows_out_says_so_and_how_its_words_get_a_meaning() -> None:
    rows = [[name, word] for name, word in zip("abcdef", ["Archived", "Archived", *["Cold"] * 4], strict=True)]
    text = mapping_file(suggested(["name", "Status"], rows), "a list.csv")
    assert text.endswith("""\
leave_out:
  # Status: only you can say what its words mean here.
  # To say what its words mean, write among the columns:
  #   Status: {to: status, values: {Cold: ...}}
  Status: [archived]
""")


def test_nothing_of_anybody_is_written() -> None:
    text = mapping_file(suggested(_HEADING, _ROWS), "spring.csv")
    for cell in ("Ada", "Fern", "Lena", "202", "1990", "maybe", "Oak", "A1", "NY", "call me"):
        assert cell not in text, cell


def _told(mapping: FileMapping) -> list[object]:
    """All that a mapping says, but for places."""
    columns = [
        (one.heading, one.to, dict(one.values), one.otherwise, one.dates, one.decimal) for one in mapping.columns
    ]
    return [
        *(mapping.id, mapping.label, mapping.of, mapping.dates, mapping.form, mapping.ignored, mapping.leave_out),
        columns,
    ]
