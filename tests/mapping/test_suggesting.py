"""A mapping is proposed from heading and cells: no misleading guess, and what would be one is asked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from frontdesk import load_ruleset
from frontdesk.file_words import DateForm, FileOf
from frontdesk.mapping import SaidRow, place
from frontdesk.mapping.suggested import SuggestedColumn
from frontdesk.mapping.suggesting import Suggestion, suggest_mapping
from mapping.exported import EXPORTS

_TODAY = date(2026, 3, 2)
_DEFAULT = load_ruleset("default")


def suggested(
    heading: str,
    *rows: str,
    of: FileOf | None = None,
    dates: DateForm | None = None,
    said: Mapping[str, str] | None = None,
) -> Suggestion:
    """What is proposed for a file whose cells are written with semicolons between them."""
    cells = [row.split(";") for row in rows]
    return suggest_mapping("export", heading.split(";"), cells, _DEFAULT, _TODAY, of=of, dates=dates, answers=said)


def column(heading: str, *cells: str, beside: str = "name") -> SuggestedColumn:
    """What a column of these cells is proposed to become, beside one that says the name."""
    rows = [f"{cell};Ada {chr(65 + number % 26)}x" for number, cell in enumerate(cells)]
    return suggested(f"{heading};{beside}", *rows).columns[0]


def becomes(one: SuggestedColumn) -> tuple[str, ...]:
    """The fields that a column is proposed to become; none where it is to be left out."""
    return one.becomes.to if one.becomes else ()


def said(suggestion: Suggestion, heading: str, row: str) -> SaidRow:
    """What a row says through the proposed mapping."""
    return place(suggestion.mapping, heading.split(";"), _DEFAULT.facts.values()).row(row.split(";"))


@pytest.mark.parametrize("system", EXPORTS)
def test_what_is_proposed_for_an_export_says_what_its_shipped_mapping_says(system: str) -> None:
    export = EXPORTS[system]
    heading, *rows = export.rows
    of = FileOf.CONTACTS if "people" in export.mapping else None
    found = suggest_mapping("export", heading, rows, _DEFAULT, _TODAY, of=of)
    assert found.questions == ()
    told = place(found.mapping, heading, _DEFAULT.facts.values()).row(rows[0])
    assert (told.faults, told.refusals) == ((), ())
    assert told.said == export.said


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Phone", ["01/02/1990", "03/14/1988"]),
        ("Birthdate", ["Ada", "Lena"]),
        ("Email", ["202-555-0101", "202-555-0102"]),
        ("MRN", ["F-1", "F-1"]),
        ("Title", ["Manager", "Teacher"]),
        ("Time Zone", ["here"]),
    ],
)
def test_a_column_that_does_not_hold_what_it_is_called_is_left_out_and_told(heading: str, cells: list[str]) -> None:
    found = column(heading, *cells)
    assert becomes(found) == ()
    assert found.look


def test_one_slip_costs_nobody_else_their_number() -> None:
    found = column("Mobile Tel", "202-555-0111", "202-555-0112", "202-555-113")
    assert becomes(found) == ("cell",)
    assert found.look == "1 of 3 cells cannot be read, and their rows are set aside"


def test_one_person_twice_costs_nobody_else_their_reference() -> None:
    found = column("Pat No", "41", "42", "43", "44", "44")
    assert becomes(found) == ("reference",)
    assert "2 of 5 cells stand in several rows" in found.look


def test_a_state_of_the_country_is_a_region_and_no_status() -> None:
    found = column("State", "NY", "New Jersey")
    assert becomes(found) == ("region",)
    assert "no status" in found.look


def test_a_state_of_our_statuses_is_a_status() -> None:
    assert becomes(column("State", "New", "Contacted")) == ("status",)


def test_a_state_that_is_neither_is_left_out() -> None:
    found = column("State", "Nurture", "Nurture", "Cold", "Cold")
    assert becomes(found) == ()
    assert found.words == {"Nurture": "", "Cold": ""}
    assert found.may_say == "status"


def test_a_status_in_the_practices_own_labels_is_given_its_meaning() -> None:
    one = column("Lead Status", "New", "Contacted").becomes
    assert one is not None
    assert one.values == {"new": {"status": "lead/new"}, "contacted": {"status": "lead/contacted"}}


def test_a_label_of_two_statuses_is_none_of_them() -> None:
    assert becomes(column("Status", "New", "On hold")) == ()


def test_words_that_only_the_practice_can_give_a_meaning_are_listed_with_what_they_seem_to_be() -> None:
    found = column("Status", *["New"] * 2, *["Nurture"] * 2)
    assert found.words == {"New": "lead/new", "Nurture": ""}


def test_words_that_could_be_somebodys_are_listed_nowhere() -> None:
    found = column("Status", "New", "Nurture", "asked for Ada's sister")
    assert not found.words
    assert "sister" not in found.look


def test_a_phone_that_says_not_which_is_the_cells_only_where_no_other_says_so() -> None:
    alone = suggested("name;Phone", "Ada;202-555-0101")
    beside = suggested("name;Phone;Mobile", "Ada;202-555-0101;202-555-0111")
    assert becomes(alone.columns[1]) == ("cell",)
    assert "taken for a cell phone" in alone.columns[1].look
    assert [becomes(one) for one in beside.columns[1:]] == [("home",), ("cell",)]
    assert "'Mobile' is another one" in beside.columns[1].look


def test_another_phone_counts_where_there_is_none_and_is_noted_otherwise() -> None:
    heading = "Other Phone;name;Mobile"
    found = suggested(heading, "202-555-0188;Ada;202-555-0111")
    assert said(found, heading, "202-555-0188;Ada;202-555-0111").said["cell"] == "202-555-0111"
    assert "202-555-0188" in said(found, heading, "202-555-0188;Ada;202-555-0111").said["note"]
    assert said(found, heading, "202-555-0188;Ada;").said["cell"] == "202-555-0188"


def test_a_column_that_nobody_knows_speaks_for_itself_if_every_cell_does() -> None:
    found = column("Reach them at", "ada@example.com", "lena@example.com")
    assert becomes(found) == ("email",)
    assert "each of its cells is an e-mail address" in found.look
    assert becomes(column("Reach them at", "202-555-0101", "202-555-0102")) == ("cell",)
    assert becomes(column("Reach them at", "ada@example.com", "at home")) == ()


def test_of_several_columns_of_numbers_none_is_guessed() -> None:
    heading = "name;Komorka;Dom"
    rows = ("Ada;202-555-0111;202-555-0101", "Lena;202-555-0112 / 202-555-0113;202-555-0102", "Sam;;202-555-0103")
    found = suggested(heading, *rows)
    assert [becomes(one) for one in found.columns[1:]] == [(), ()]
    assert [one[:9] for one in found.questions] == ["'Komorka'", "'Dom' hol"]
    answered = suggested(heading, *rows, said={"Komorka": "cell", "Dom": "ignore"})
    assert answered.questions == ()
    assert [becomes(one) for one in answered.columns[1:]] == [("cell",), ()]


def test_numbers_beside_a_phone_that_is_known_are_nobodys() -> None:
    found = suggested("name;Mobile;Pharmacy", "Ada;202-555-0111;202-555-0101", "Lena;202-555-0112;202-555-0101")
    assert becomes(found.columns[2]) == ()
    assert "nobody can say whose" in found.columns[2].look
    assert found.questions == ()


def test_answers_to_nobody_knows_what_are_asked_and_never_left_out_in_silence() -> None:
    heading, rows = "name;SMS erlaubt", ("Ada;ja", "Lena;nein")
    assert "It may be consent" in suggested(heading, *rows).questions[0]
    found = suggested(heading, *rows, said={"SMS erlaubt": "text_consent"})
    assert found.questions == ()
    assert said(found, heading, rows[1]).said["text_consent"] == "opted_out"
    assert suggested(heading, *rows, said={"SMS erlaubt": "ignore"}).questions == ()


def test_an_answer_that_the_cells_contradict_is_asked_again() -> None:
    found = suggested("name;Tea", "Ada;Mint", "Lena;Sage", said={"Tea": "cell"})
    assert "'Tea' is not cell: it holds nothing that reads as the cell phone" in found.questions[0]


def test_what_another_column_says_better_is_told() -> None:
    found = suggested("name;Email;E-mail 1 - Value", "Ada;ada@example.com;fern@example.com")
    assert becomes(found.columns[2]) == ()
    assert found.columns[2].look == "'Email' says email already"


@pytest.mark.parametrize(
    ("cells", "answer", "form"),
    [
        (["05/14/1990", "05/04/1990"], None, DateForm.MONTH_DAY_YEAR),
        (["14/05/1990", "05/04/1990"], None, DateForm.DAY_MONTH_YEAR),
        (["1990-05-14"], None, DateForm.YEAR_MONTH_DAY),
        (["05/04/1990"], DateForm.DAY_MONTH_YEAR, DateForm.DAY_MONTH_YEAR),
        (["05/04/1990"], DateForm.MONTH_DAY_YEAR, DateForm.MONTH_DAY_YEAR),
    ],
)
def test_days_are_read_in_the_only_order_that_fits_or_as_it_is_answered(
    cells: list[str], answer: DateForm | None, form: DateForm
) -> None:
    found = suggested("DOB;name", *(f"{cell};Ada" for cell in cells), dates=answer)
    assert found.questions == ()
    assert found.mapping.dates is form


def test_days_that_fit_two_orders_are_asked() -> None:
    found = suggested("DOB;name", "05/04/1990;Ada")
    assert len(found.questions) == 1
    assert "'month/day/year' or 'day/month/year'" in found.questions[0]
    assert found.columns[0].order_open


def test_an_answer_that_does_not_fit_is_no_answer() -> None:
    found = suggested("DOB;name", "05/04/1990;Ada", dates=DateForm.YEAR_MONTH_DAY)
    assert "is not written year-month-day" in found.questions[0]


def test_one_column_tells_the_order_of_another_unless_the_file_has_two() -> None:
    told = suggested("DOB;Follow up;name", "05/04/1990;05/14/2026;Ada")
    assert told.questions == ()
    assert told.mapping.dates is DateForm.MONTH_DAY_YEAR
    mixed = suggested("DOB;Follow up;name", "05/04/1990;2026-05-14;Ada")
    assert len(mixed.questions) == 1


def test_columns_in_orders_of_their_own_keep_them() -> None:
    heading = "DOB;Follow up;name"
    found = suggested(heading, "05/14/1990;2026-05-14;Ada", "05/15/1990;;Lena")
    told = said(found, heading, "05/14/1990;2026-05-14;Ada").said
    assert (told["born"], told["follow_up"]) == ("1990-05-14", "2026-05-14")
    assert found.questions == ()


def test_a_birthday_that_would_lie_ahead_tells_the_order() -> None:
    assert suggested("DOB;name", "05/02/2026;Ada").mapping.dates is DateForm.DAY_MONTH_YEAR


def test_years_of_two_digits_are_told_and_not_guessed() -> None:
    found = column("DOB", "05/14/90", "05/15/88")
    assert becomes(found) == ()
    assert "which century" in found.look


@pytest.mark.parametrize(
    ("heading", "cell", "told"),
    [
        ("SMS Opt In", "Y", {"text_consent": "opted_in"}),
        ("SMS Opt In", "N", {"text_consent": "opted_out"}),
        ("SMS Opt In", "", {"text_consent": ""}),
        ("SMS consent", "opted_out", {"text_consent": "opted_out"}),
        ("Do Not Text", "TRUE", {"text_consent": "opted_out"}),
        ("Do Not Text", "FALSE", {"text_consent": ""}),
        ("Opt Out", "x", {"do_not_contact": "yes"}),
        ("Opt In", "no", {"do_not_contact": "yes"}),
        ("Opt In", "yes", {"do_not_contact": ""}),
    ],
)
def test_a_no_is_a_refusal_a_yes_is_what_it_is_and_nothing_is_nothing(
    heading: str, cell: str, told: dict[str, str]
) -> None:
    titles = f"{heading};name"
    row = f"{cell};Ada"
    found = said(suggested(titles, row), titles, row)
    assert {name: found.said[name] for name in told} == told
    assert not found.refusals


def test_a_word_that_is_neither_yes_nor_no_counts_as_a_refusal() -> None:
    heading = "SMS Opt In;name"
    found = suggested(heading, "Y;Ada", "perhaps;Lena")
    told = said(found, heading, "perhaps;Lena")
    assert told.said["text_consent"] == "opted_out"
    assert told.refusals
    assert "counts as a refusal" in found.columns[0].look
    assert "perhaps" not in found.columns[0].look


def test_whatever_stands_in_a_column_of_refusals_refuses() -> None:
    heading = "Opt Out;name"
    found = suggested(heading, "2024-01-05;Ada", "no;Lena")
    assert said(found, heading, "2024-01-05;Ada").said["do_not_contact"] == "yes"
    assert said(found, heading, "no;Lena").said["do_not_contact"] == ""


def test_a_refusal_in_a_file_of_visits_is_pointed_out() -> None:
    found = suggested("PermissionToSendSMS;name;Appointment Date", "0;Ada;15/06/2026 09:30")
    assert found.mapping.of is FileOf.VISITS
    assert "--of contacts" in found.columns[0].look


def test_a_visit_that_is_cancelled_in_a_later_file_only_is_understood_there() -> None:
    heading = "name;Appt Date;Appt Status"
    found = suggested(heading, "Ada;2026-03-14 09:30;Scheduled")
    assert said(found, heading, "Ada;2026-03-14 09:30;Canceled").said["state"] == "cancelled"


def test_a_list_of_appointments_is_one_of_visits() -> None:
    heading = "Appt ID;Date;Time;Patient ID;Patient;Provider;Operatory;Treatment;Status;Length"
    row = "V700;03/13/2026;9:00 AM;5001;Ada Fern;Dr. Ames;Op 1;Cleaning;Scheduled;30"
    found = suggested(heading, row)
    assert found.mapping.of is FileOf.VISITS
    told = {"reference": "V700", "at": "2026-03-13 09:00", "patient": "5001", "name": "Ada Fern", "state": "booked"}
    told |= {"provider": "Dr. Ames", "place": "Op 1", "type": "Cleaning"}
    assert said(found, heading, row).said == told


def test_a_visit_whose_state_only_the_practice_knows_does_not_come_in_as_booked() -> None:
    heading = "name;Appt Date;Status"
    found = suggested(heading, *["Ada;2026-03-14 09:30;Scheduled"] * 2, *["Lena;2026-03-14 10:30;Broken"] * 2)
    assert found.columns[2].words == {"Broken": ""}
    assert said(found, heading, "Ada;2026-03-14 09:30;Scheduled").said["state"] == "booked"
    assert said(found, heading, "Lena;2026-03-14 10:30;Broken").faults


def test_the_state_of_an_address_is_no_state_of_a_visit() -> None:
    found = suggested("name;Appt Date;State", "Ada;2026-03-14 09:30;NY", "Lena;2026-03-14 10:30;NJ")
    assert becomes(found.columns[2]) == ()


def test_a_day_and_an_hour_make_one_moment() -> None:
    heading = "name;Appointment Date;Appointment Time"
    found = suggested(heading, "Ada;15/06/2026;2:30 PM")
    assert said(found, heading, "Ada;15/06/2026;2:30 PM").said["at"] == "2026-06-15 14:30"


@pytest.mark.parametrize(("heading", "word"), [("Archived", "Y"), ("Active", "0"), ("Status", "Deleted")])
def test_rows_of_those_who_are_gone_are_left_out(heading: str, word: str) -> None:
    titles = f"{heading};name"
    found = suggested(titles, f"{word};Ada")
    assert said(found, titles, f"{word};Ada").left_out


@pytest.mark.parametrize(("heading", "word"), [("Deceased", "Y"), ("Patient Deceased", "1"), ("Status", "Deceased")])
def test_the_dead_are_left_alone_since_a_row_that_is_left_out_stops_no_reminder(heading: str, word: str) -> None:
    titles = f"{heading};name"
    row = said(suggested(titles, f"{word};Ada"), titles, f"{word};Ada")
    assert (row.said["do_not_contact"], row.left_out) == ("yes", "")


def test_a_language_is_written_as_its_tag() -> None:
    heading = "Language;name"
    found = suggested(heading, "Spanish;Ada", "English;Lena")
    assert said(found, heading, "Spanish;Ada").said["language"] == "es"


def test_a_heading_that_is_somebody_is_asked_and_no_mapping_is_made_of_it() -> None:
    found = suggested("Ada Fern;202-555-0111;ada@example.com", "Lena Birch;202-555-0112;lena@example.com")
    assert "stands where a column should be named" in found.questions[0]


@pytest.mark.parametrize("heading", ["Phone\x1b[2J", "Phone\u202e", "x" * 501])
def test_a_heading_that_no_mapping_can_name_is_asked(heading: str) -> None:
    assert "The heading of column 2" in suggested(f"name;{heading}", "Ada;202-555-0101").questions[0]


def test_a_column_without_a_heading_that_holds_something_is_asked() -> None:
    assert "Column 2 has no heading" in suggested("name;", "Ada;something").questions[0]
    assert suggested("name;", "Ada;").questions == ()


def test_a_file_that_says_of_nobody_who_it_is_about_is_asked() -> None:
    assert "whom it is about" in suggested("Phone;City", "202-555-0101;Springfield").questions[0]


def test_of_two_columns_with_one_heading_each_has_a_name() -> None:
    heading = "name;Phone;Phone"
    found = suggested(heading, "Ada;202-555-0101;202-555-0102")
    assert said(found, heading, "Ada;202-555-0101;202-555-0102").said["home"] == "202-555-0102"


@pytest.mark.parametrize("heading", ["Status", "Preferred Contact Method"])
def test_a_word_that_refuses_is_a_refusal_wherever_it_stands(heading: str) -> None:
    titles = f"{heading};name"
    found = suggested(titles, "Do Not Contact;Ada", "Nurture;Lena")
    assert said(found, titles, "Do Not Contact;Ada").said["do_not_contact"] == "yes"
    assert said(found, titles, "Nurture;Lena").said["do_not_contact"] == ""
    assert "nobody is to contact them" in found.columns[0].look


def test_a_refusal_among_our_statuses_leaves_them_what_they_are() -> None:
    heading = "Status;name"
    found = suggested(heading, "DNC;Ada", "new;Lena", "Contacted;Sam")
    assert said(found, heading, "DNC;Ada").said["do_not_contact"] == "yes"
    assert said(found, heading, "new;Lena").said["status"] == "lead/new"
    assert said(found, heading, "Contacted;Sam").said["status"] == "lead/contacted"


@pytest.mark.parametrize("heading", ["Deceased", "Date of Death"])
def test_who_died_on_some_day_is_left_alone(heading: str) -> None:
    titles = f"{heading};name"
    found = suggested(titles, "2024-01-05;Ada", ";Lena")
    assert said(found, titles, "2024-01-05;Ada").said["do_not_contact"] == "yes"
    assert said(found, titles, ";Lena").said["do_not_contact"] == ""


@pytest.mark.parametrize(("cells", "field"), [(["Fern, Ada", "Lena Birch"], "name"), (["4711", "4712"], "reference")])
def test_a_patient_is_a_name_or_a_number_as_the_cells_say(cells: list[str], field: str) -> None:
    assert becomes(column("Patient", *cells, beside="first name")) == (field,)


def test_a_clock_that_people_call_by_its_name_is_one() -> None:
    heading = "Time Zone;name"
    found = suggested(heading, "Eastern;Ada", "Pacific;Lena")
    assert said(found, heading, "Pacific;Lena").said["zone"] == "America/Los_Angeles"
