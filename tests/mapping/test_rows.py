"""What a row says: in our own form whatever the file's, with all that was not understood, and with nothing lost."""

from __future__ import annotations

import pytest

from frontdesk.file_words import DateForm, FileOf, Rest
from frontdesk.mapping import SaidRow, fields_of, place, plain_mapping
from frontdesk.mapping.fields import Holds
from frontdesk.model.mappings import FileMapping, MappedColumn
from mapping.laid import OWN_FACTS, a_mapping, laid

NAMED = {"Name": "name"}


def said(mapping: FileMapping, *cells: str) -> SaidRow:
    """What a row of the mapping's own columns says."""
    return laid(mapping).row(cells)


def test_a_cell_is_said_by_its_field_without_white_space_around_it() -> None:
    row = said(
        a_mapping({"LName": "last name", "FName": "first name", "Wireless": "cell"}), " Fern ", "Ada", "(202)555-0111 "
    )
    assert row == SaidRow({"last name": "Fern", "first name": "Ada", "cell": "(202)555-0111"})


def test_an_empty_cell_says_the_empty_text() -> None:
    assert said(a_mapping({**NAMED, "Born": "born", "SMS": "text_consent"}), "Ada", " ", "").said == {
        "name": "Ada",
        "born": "",
        "text_consent": "",
    }


def test_days_and_numbers_are_read_in_the_form_of_the_column_else_of_the_file() -> None:
    columns: dict[str, str | MappedColumn] = {
        **NAMED,
        "Born": "born",
        "Seen": MappedColumn("Seen", ("last_seen",), dates=DateForm.DAY_MONTH_YEAR),
        "Owes": "balance",
    }
    row = said(
        a_mapping(columns, dates=DateForm.MONTH_DAY_YEAR, decimal=","), "Ada", "5/4/1990", "5/4/2026", "1.234,50"
    )
    assert row.said == {"name": "Ada", "born": "1990-05-04", "last_seen": "2026-04-05", "balance": "1234.50"}
    assert not row.faults


@pytest.mark.parametrize(("field", "is_understood"), [("last_seen", True), ("balance", False), ("born", False)])
def test_unknown_is_said_of_facts_that_may_be_unknown_and_of_nothing_else(field: str, is_understood: bool) -> None:
    row = said(a_mapping({**NAMED, "A": field}), "Ada", "unknown")
    assert (row.said[field] == "unknown", not row.faults) == (is_understood, is_understood)


def test_what_is_not_understood_is_told_with_its_column_and_all_of_a_row_at_once() -> None:
    row = said(
        a_mapping({**NAMED, "Born": "born", "Owes": "balance", "Insured": "insured"}), "Ada", "soon", "much", "2"
    )
    assert row.faults == (
        "Born: 'soon' is no day, as this file writes them: year-month-day",
        "Owes: 'much' is no number, as this file writes them: 1234.5",
        "Insured: '2' is neither yes nor no",
    )
    assert (row.said["born"], row.said["balance"], row.said["insured"]) == ("", "", "")


@pytest.mark.parametrize(
    ("field", "refusal"),
    [("do_not_contact", "yes"), ("text_consent", "opted_out"), ("email_marketing_consent", "opted_out")],
)
def test_a_word_of_consent_or_contact_that_is_not_understood_is_a_refusal(field: str, refusal: str) -> None:
    row = said(a_mapping({**NAMED, "Texts?": field}), "Ada", "only on Mondays")
    assert row.said[field] == refusal
    assert len(row.refusals) == 1
    assert "Texts?: 'only on Mondays'" in row.refusals[0]
    assert not row.faults


def test_what_preferences_yaml_gives_a_meaning_is_said_in_the_word_of_the_emr() -> None:
    mapping = a_mapping({"Id": "patient", "DNC": "do_not_contact"}, FileOf.PREFERENCES)
    assert said(mapping, "7", "Sometimes") == SaidRow({"patient": "7", "do_not_contact": "Sometimes"})


def test_words_have_the_meaning_that_the_mapping_gives_them_whatever_their_case() -> None:
    values = {"new patient": {"status": "lead/new"}, "gone": {"status": "lead/lost", "reason": "moved"}}
    mapping = a_mapping({**NAMED, "Stage": MappedColumn("Stage", ("status", "reason"), values=values)})
    assert said(mapping, "Ada", " New  PATIENT ").said == {"name": "Ada", "status": "lead/new", "reason": ""}
    assert said(mapping, "Ada", "GONE").said == {"name": "Ada", "status": "lead/lost", "reason": "moved"}
    assert said(mapping, "Ada", "").said == {"name": "Ada", "status": "", "reason": ""}


def test_a_word_without_a_meaning_is_not_understood_unless_all_others_have_one() -> None:
    values = {"open": {"status": "lead/new"}}
    strict = a_mapping({**NAMED, "Stage": MappedColumn("Stage", ("status",), values=values)})
    assert said(strict, "Ada", "odd").faults == ("Stage: 'odd' has no meaning in the mapping; list it under 'values'",)
    mild = MappedColumn("Stage", ("status",), values=values, otherwise={"status": "lead/lost"})
    assert said(a_mapping({**NAMED, "Stage": mild}), "Ada", "odd").said["status"] == "lead/lost"
    assert said(a_mapping({**NAMED, "Stage": mild}), "Ada", "").said["status"] == ""


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("Please, NO  REMINDER: works nights", "lead/lost"),
        ("no reminder", "lead/lost"),
        ("no reminders", "lead/new"),  # a word is whole
        ("gone; no reminder", "lead/lost"),
        ("Wheelchair", "lead/new"),
        ("", ""),
    ],
)
def test_words_may_count_wherever_they_stand_in_a_text(note: str, status: str) -> None:
    values = {"no reminder": {"status": "lead/lost"}, "gone": {"status": "lead/lost"}}
    column = MappedColumn("Note", ("status",), values=values, otherwise={"status": "lead/new"}, anywhere=True)
    assert said(a_mapping({**NAMED, "Note": column}), "Ada", note).said["status"] == status


def test_words_of_one_text_that_contradict_each_other_are_not_understood() -> None:
    values = {"gone": {"status": "lead/lost"}, "back": {"status": "lead/new"}}
    column = MappedColumn("Note", ("status",), values=values, otherwise={}, anywhere=True)
    row = said(a_mapping({**NAMED, "Note": column}), "Ada", "gone, then back")
    assert (row.said["status"], len(row.faults)) == ("", 1)


def test_a_word_that_says_nothing_is_understood_and_an_unknown_one_beside_it_refuses() -> None:
    values = {"y": {"do_not_contact": "yes"}, "n": {}}
    mapping = a_mapping({**NAMED, "Suspend": MappedColumn("Suspend", ("do_not_contact",), values=values)})
    assert said(mapping, "Ada", "N") == SaidRow({"name": "Ada", "do_not_contact": ""})
    row = said(mapping, "Ada", "?")
    assert (row.said["do_not_contact"], len(row.refusals)) == ("yes", 1)


def test_an_empty_cell_says_something_where_the_mapping_lists_it() -> None:
    values = {"": {"text_consent": "opted_out"}, "1": {"text_consent": "opted_in"}}
    mapping = a_mapping({**NAMED, "SMS": MappedColumn("SMS", ("text_consent",), values=values)})
    assert [said(mapping, "Ada", cell).said["text_consent"] for cell in ("", "1")] == ["opted_out", "opted_in"]


def test_a_cell_is_parted_into_as_many_fields_as_there_are_parts() -> None:
    mapping = a_mapping({"Client": MappedColumn("Client", ("last name", "first name"), split=",")})
    assert said(mapping, "Fern, Ada").said == {"last name": "Fern", "first name": "Ada"}
    assert said(mapping, "Fern,").said == {"last name": "Fern", "first name": ""}


@pytest.mark.parametrize(("cell", "parts"), [("Fern", "1 part"), ("Fern, Ada, MD", "3 parts")])
def test_a_cell_of_more_or_fewer_parts_is_no_guess(cell: str, parts: str) -> None:
    row = said(a_mapping({"Client": MappedColumn("Client", ("last name", "first name"), split=",")}), cell)
    assert row.faults == (f"Client: '{cell}' has {parts}, and should have 2: last name, first name",)
    assert not any(row.said.values())


def test_of_a_cell_of_which_one_part_is_not_understood_nothing_is_said() -> None:
    mapping = a_mapping({**NAMED, "Key": MappedColumn("Key", ("reference", "born"), split="/")})
    row = said(mapping, "Ada", "41 / soon")
    assert row.faults == ("Key: '41 / soon' is no day, as this file writes them: year-month-day",)
    assert row.said == {"name": "Ada", "reference": "", "born": ""}


@pytest.mark.parametrize("order", [("Day", "Hour"), ("Hour", "Day")])
def test_a_day_and_an_hour_are_one_moment_in_whatever_order_they_stand(order: tuple[str, str]) -> None:
    mapping = a_mapping({"Id": "patient", **dict.fromkeys(order, "at")}, FileOf.VISITS, dates=DateForm.DAY_MONTH_YEAR)
    cells = {"Day": "15/06/2026", "Hour": "9:30 AM"}
    assert said(mapping, "7", *(cells[one] for one in order)).said["at"] == "2026-06-15 09:30"


def test_half_a_moment_is_a_fault_of_the_row() -> None:
    mapping = a_mapping({"Id": "patient", "Day": "at", "Hour": "at"}, FileOf.VISITS)
    assert said(mapping, "7", "2026-06-15", "").faults == ("Day: '2026-06-15' names no hour",)
    assert said(mapping, "7", "", "9:30").faults == (
        "Hour: '9:30' is no day, as this file writes them: year-month-day",
    )
    assert said(mapping, "7", "", "") == SaidRow({"patient": "7", "at": ""})


def test_names_in_parts_are_put_together_in_the_order_of_the_mapping() -> None:
    mapping = a_mapping({"Middle": "first name", "First": "first name", "Last": "last name"})
    assert said(mapping, "B.", "Ada", "Fern").said == {"first name": "B. Ada", "last name": "Fern"}
    assert said(mapping, "", "Ada", "Fern").said["first name"] == "Ada"


def test_texts_of_a_note_follow_one_another_each_with_its_heading() -> None:
    mapping = a_mapping({**NAMED, "Remarks": "note", "Source": "note"})
    assert said(mapping, "Ada", "calls after five", "Web").said["note"] == "Remarks: calls after five; Source: Web"
    assert said(mapping, "Ada", "", "").said["note"] == ""


def test_the_first_number_that_is_there_counts_and_another_one_is_kept_in_the_note() -> None:
    mapping = a_mapping({**NAMED, "Mobile": "cell", "Other": "cell", "Third": "cell"})
    assert said(mapping, "Ada", "", "202-555-0111", "").said == {"name": "Ada", "cell": "202-555-0111", "note": ""}
    both = said(mapping, "Ada", "202-555-0111", "202-555-0112", "202-555-0111")
    assert both.said == {"name": "Ada", "cell": "202-555-0111", "note": "Other: 202-555-0112"}


@pytest.mark.parametrize("cells", [("yes", "no"), ("no", "yes"), ("", "yes"), ("maybe", "no")])
def test_of_several_words_about_being_left_alone_the_refusal_counts(cells: tuple[str, str]) -> None:
    mapping = a_mapping({**NAMED, "Opt out": "do_not_contact", "Deceased": "do_not_contact"})
    assert said(mapping, "Ada", *cells).said["do_not_contact"] == "yes"


def test_of_two_words_about_consent_the_refusal_counts() -> None:
    mapping = a_mapping({**NAMED, "SMS": "text_consent", "Texts": "text_consent"})
    assert said(mapping, "Ada", "1", "0").said["text_consent"] == "opted_out"
    assert said(mapping, "Ada", "1", "").said["text_consent"] == "opted_in"
    assert said(mapping, "Ada", "1", "partly_opted_out").said["text_consent"] == "partly_opted_out"
    assert said(mapping, "Ada", "partly_opted_out", "0").said["text_consent"] == "opted_out"


def test_the_rest_is_kept_in_the_note_where_the_mapping_says_so() -> None:
    placed = laid(a_mapping({**NAMED, "Remarks": "note"}, rest=Rest.NOTE), ["Name", "Tags", "Remarks", ""])
    assert placed.row(["Ada", "VIP", "calls", "7"]).said["note"] == "Remarks: calls; Tags: VIP; column 4: 7"


def test_what_stands_in_a_column_without_a_heading_is_a_fault_and_nothing_is_none() -> None:
    placed = laid(a_mapping(NAMED), ["Name", ""])
    assert placed.row(["Ada", ""]) == SaidRow({"name": "Ada"})
    assert placed.row(["Ada", "x"]).faults == ("column 2 has no heading, and says 'x'",)


def test_what_every_row_says_counts_where_the_row_says_nothing() -> None:
    mapping = a_mapping(
        {**NAMED, "Zone": "zone", "Born": "born"}, every={"zone": "America/New_York", "status": "lead/new"}
    )
    everybody = {"zone": "America/New_York", "status": "lead/new"}
    assert said(mapping, "Ada", "", "").said == {"name": "Ada", "born": "", **everybody}
    assert said(mapping, "Ada", "America/Chicago", "").said["zone"] == "America/Chicago"


@pytest.mark.parametrize("word", ["Deceased", " ARCHIVED "])
def test_rows_that_are_none_of_the_practice_s_are_left_out_with_the_reason(word: str) -> None:
    mapping = a_mapping(NAMED, leave_out={"PatStatus": frozenset({"deceased", "archived"})})
    placed = laid(mapping, ["Name", "PatStatus"])
    assert placed.row(["Ada", word]) == SaidRow({"name": "Ada"}, left_out=f"PatStatus is {word.strip()}")
    assert placed.row(["Ada", "Patient"]) == SaidRow({"name": "Ada"})


def test_a_row_that_is_left_out_says_what_it_refuses() -> None:
    columns = {**NAMED, "Quiet": "do_not_contact"}
    placed = laid(a_mapping(columns, leave_out={"Gone": frozenset({"y"})}), ["Name", "Quiet", "Gone"])
    row = placed.row(["Ada", "perhaps", "Y"])
    assert (row.said["do_not_contact"], len(row.refusals), row.left_out) == ("yes", 1, "Gone is Y")


@pytest.mark.parametrize(("word", "said"), [("Archived", ""), ("Quiet", "yes"), ("Hm", "yes")])
def test_a_word_by_which_rows_are_left_out_is_understood_and_refuses_nothing(word: str, said: str) -> None:
    column = MappedColumn("Status", ("do_not_contact",), values={"quiet": {"do_not_contact": "yes"}})
    mapping = a_mapping({**NAMED, "Status": column}, leave_out={"status": frozenset({"archived"})})
    row = laid(mapping, ["Name", "Status"]).row(["Ada", word])
    assert (row.said["do_not_contact"], len(row.refusals)) == (said, word == "Hm")


@pytest.mark.parametrize("cells", [["Ada"], ["Ada", "x", ""], []])
def test_a_row_with_other_than_a_cell_for_each_column_is_a_fault_and_says_nothing(cells: list[str]) -> None:
    row = laid(a_mapping({**NAMED, "Zone": "zone"})).row(cells)
    assert len(row.faults) == 1
    assert not any(row.said.values())


def test_a_cell_is_told_so_that_no_terminal_obeys_it_and_none_is_longer_than_a_line() -> None:
    (fault,) = said(a_mapping({**NAMED, "Born": "born"}), "Ada", "\x1b[2J" + "9" * 400).faults
    assert fault.isprintable()
    assert len(fault) < 140


SAMPLES = {
    Holds.TEXT: "some text",
    Holds.NAME: "Ada Fern",
    Holds.NOTE: "calls; after = five",
    Holds.REFERENCE: "P-0012",
    Holds.ADDRESS: "+1 (202) 555-0111 ext. 4",
    Holds.WORD: "lead/new",
    Holds.DAY: "1990-05-04",
    Holds.MOMENT: "2026-03-05 14:30",
    Holds.DAY_OR_MOMENT: "2026-03-05",
    Holds.NUMBER: "-1234.5",
    Holds.YES_NO: "yes",
    Holds.CONSENT: "opted_out",
}


@pytest.mark.parametrize("of", FileOf)
def test_a_row_in_our_own_words_is_itself_through_the_plain_mapping(of: FileOf) -> None:
    fields = fields_of(of, OWN_FACTS)
    row = {name: SAMPLES[field.holds] for name, field in fields.items()}
    for heading in (list(row), [name.upper().replace("_", " ") for name in reversed(row)]):
        cells = list(row.values()) if heading == list(row) else list(reversed(row.values()))
        placed = place(plain_mapping(of, heading, OWN_FACTS), heading, OWN_FACTS)
        assert placed.row(cells) == SaidRow(row)
        assert placed.fields == set(row)


@pytest.mark.parametrize(
    "moment", ["2026-03-05 14:30", "2026-03-05 14:30:15", "2026-11-01 01:30-05:00", "2026-03-05 14:30:15.5"]
)
def test_a_moment_in_our_own_form_is_itself(moment: str) -> None:
    heading = ["patient", "at"]
    placed = place(plain_mapping(FileOf.VISITS, heading, ()), heading, ())
    assert placed.row(["7", moment]).said["at"] == moment


@pytest.mark.parametrize(
    ("of", "field"),
    [
        (FileOf.CONTACTS, "reference"),
        (FileOf.VISITS, "reference"),
        (FileOf.VISITS, "patient"),
        (FileOf.CONSENTS, "patient"),
        (FileOf.PREFERENCES, "patient"),
        (FileOf.PREFERENCES, "appointment"),
    ],
)
def test_a_rounded_number_names_nobody_in_any_file(of: FileOf, field: str) -> None:
    heading = list(fields_of(of))
    cells = ["1.23457E+11" if name == field else "" for name in heading]
    row = place(plain_mapping(of, heading, ()), heading, ()).row(cells)
    assert row.faults == (
        f"{field}: '1.23457E+11' is a number that a spreadsheet rounded, so its last digits are lost; "
        "format the column as text",
    )
    assert row.said[field] == ""
