"""What a file changes of somebody on file: what is asked for, and never what staff corrected, lifted or chose."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk import desk
from frontdesk.desk import Imported, Practice, Wish, import_file
from frontdesk.desk.corrected_here import taken_away
from frontdesk.file_words import RowOutcome
from frontdesk.journal import ContactCorrected
from frontdesk.names import ContactId, State
from frontdesk.records import Contact, Preference
from support import HARBOUR, MONDAY, a_practice, an_act

ANA = ContactId(1)
HEADING = "name,first name,last name,born,cell,cell_type,email,reference,status,preferred_method,do_not_contact,note\n"
ROW = "Ana Example,,,1990-03-02,202-555-0101,text_enabled,ana@example.com,P-1,free_screen/scheduled,,,\n"


def a_file_says(practice: Practice, folder: Path, row: str, *, update: bool = True, heading: str = HEADING) -> Imported:
    file = a_file(folder, row, heading=heading)
    return import_file(an_act(practice), file, wish=Wish("monday.csv", update=update))


@pytest.fixture
def practice(tmp_path: Path) -> Practice:
    """A practice where a file told of Ana."""
    practice = a_practice()
    assert a_file_says(practice, tmp_path, ROW).added == 1
    return practice


def her(practice: Practice) -> Contact:
    return practice.store.contact(ANA)


CHANGES = {
    "born": ("1990-03-02", "1990-03-20", "born 1990-03-20, was 1990-03-02"),
    "cell": ("0101", "0199", "cell +1 202-555-0199, text enabled, was +1 202-555-0101, text enabled"),
    "email": ("ana@", "ann@", "email ann@example.com, was ana@example.com"),
    "name": ("Ana Example", "Ann Example", "name Ann Example, was Ana Example"),
    "type": ("text_enabled", "landline", "cell +1 202-555-0101, landline, was +1 202-555-0101, text enabled"),
}


@pytest.mark.parametrize(("before", "after", "words"), CHANGES.values(), ids=CHANGES)
def test_what_differs_is_told_and_set_aside_until_it_is_asked_for(
    before: str, after: str, words: str, practice: Practice, tmp_path: Path
) -> None:
    known = her(practice)
    row = ROW.replace(before, after)
    told = a_file_says(practice, tmp_path, row, update=False)
    assert told.counts == {RowOutcome.DIFFERS: 1}
    assert " here, and " in told.rows[0].said[0]
    assert her(practice) == known
    told = a_file_says(practice, tmp_path, row)
    assert told.counts == {RowOutcome.CHANGED: 1}
    assert words in told.rows[0].said
    entry = [one.said for one in practice.store.journal(contact=ANA) if isinstance(one.said, ContactCorrected)][-1]
    assert entry.file == "monday.csv"
    assert a_file_says(practice, tmp_path, row).counts == {RowOutcome.UNCHANGED: 1}


def test_an_empty_cell_takes_nothing_away(practice: Practice, tmp_path: Path) -> None:
    known = her(practice)
    assert a_file_says(practice, tmp_path, "Ana Example,,,,,,,P-1,,,,\n").counts == {RowOutcome.UNCHANGED: 1}
    assert her(practice) == known


def test_a_whole_name_takes_away_no_part_of_it(practice: Practice, tmp_path: Path) -> None:
    desk.edit(an_act(practice), ANA, {"first name": "Mary Ann", "last name": "Example"})
    told = a_file_says(practice, tmp_path, "Mary Ann Example,,,,,,,P-1,,,,\n")
    assert told.counts == {RowOutcome.UNCHANGED: 1}
    assert (her(practice).given, her(practice).family) == ("Mary Ann", "Example")


@pytest.mark.parametrize(("column", "value"), [("cell", "202-555-0177"), ("email", "ann@example.com"), ("born", "")])
def test_what_staff_corrected_is_not_turned_back_by_a_file_that_still_says_it(
    column: str, value: str, practice: Practice, tmp_path: Path
) -> None:
    desk.edit(an_act(practice), ANA, {column: value})
    corrected = her(practice)
    told = a_file_says(practice, tmp_path, ROW.replace("P-1", "P-1").replace(",,,\n", ",,,from the file\n"))
    assert told.remarked == 1
    assert told.remarks[0].said == (f"{column} in the file is still what was corrected here",)
    assert her(practice) == corrected
    again = a_file_says(practice, tmp_path, ROW.replace(",,,\n", ",,,from the file\n"))
    assert again.remarked == 1, "it is told until it is put right there"


CORRECTED = {
    "cell": ("202-555-0177", "0101", "0188", "+1 202-555-0177", "+1 202-555-0188", "cell=+1-202-555-0188"),
    "email": ("ann@example.com", "ana@", "amy@", "ann@example.com", "amy@example.com", "email=amy@example.com"),
    "born": ("1990-03-20", "03-02", "03-22", "1990-03-20", "1990-03-22", "born=1990-03-22"),
    "name": ("Ann Example", "Ana Example", "Ana Sample", "Ann Example", "Ana Sample", '"name=Ana Sample"'),
}


@pytest.mark.parametrize("column", CORRECTED)
def test_what_staff_corrected_stays_where_a_file_says_something_new_and_is_told(
    column: str, practice: Practice, tmp_path: Path
) -> None:
    value, before, after, here, there, given = CORRECTED[column]
    desk.edit(an_act(practice), ANA, {column: value})
    corrected, row = her(practice), ROW.replace(before, after)
    told = a_file_says(practice, tmp_path, row, update=False)
    assert told.counts == {RowOutcome.DIFFERS: 1}
    (line,) = told.rows[0].said
    assert line.replace(", text enabled", "") == (
        f"{column} is {here}, corrected here on 2026-03-02 by staff, and {there} in the file"
    )
    told = a_file_says(practice, tmp_path, row)
    assert told.counts == {RowOutcome.DIFFERS: 1}
    (line,) = told.rows[0].said
    assert line.replace(", text enabled", "") == (
        f"{column} stays {here}, corrected here on 2026-03-02 by staff; the file has {there} "
        f"('frontdesk contact edit 1 {given}' takes that over)"
    )
    assert her(practice) == corrected
    told = a_file_says(practice, tmp_path, row.replace(",,,\n", ",,,likes mornings\n"))
    assert (told.changed, told.remarked) == (1, 1)
    assert told.remarks[0].said[0].startswith(f"{column} stays {here}")
    assert her(practice) == corrected


def test_the_command_that_is_told_takes_over_what_staff_corrected(practice: Practice, tmp_path: Path) -> None:
    desk.edit(an_act(practice), ANA, {"cell": "202-555-0177"})
    desk.edit(an_act(practice), ANA, {"cell": "+1-202-555-0188"})
    assert her(practice).numbers == ("+12025550188",)
    told = a_file_says(practice, tmp_path, ROW.replace("0101", "0188"))
    assert (told.changed, told.remarked) == (1, 0)
    assert told.rows[0].said == ("cell +1 202-555-0188, text enabled, was +1 202-555-0188",), "its type is news"


def test_what_differs_of_a_name_is_told_once(practice: Practice, tmp_path: Path) -> None:
    heading = "first name,last name,cell,reference\n"
    told = a_file_says(practice, tmp_path, "Ana,Sample,202-555-0101,P-1\n", update=False, heading=heading)
    assert told.rows[0].said == ("name is Ana Example here, and Ana Sample in the file",)
    told = a_file_says(practice, tmp_path, "Ana,Sample,202-555-0101,P-1\n", heading=heading)
    assert told.rows[0].said == ("name Ana Sample, was Ana Example",)


def test_what_an_earlier_file_changed_is_nobody_s_correction(practice: Practice, tmp_path: Path) -> None:
    for last in ("0188", "0101"):
        assert a_file_says(practice, tmp_path, ROW.replace("0101", last)).changed == 1
    assert her(practice).numbers == ("+12025550101",)


def test_how_staff_noted_that_somebody_wants_to_be_reached_stays(practice: Practice, tmp_path: Path) -> None:
    heading, row = "name,reference,preferred_number\n", "Ana Example,P-1,cell\n"
    desk.set_preferences(an_act(practice), ANA, number="home")
    told = a_file_says(practice, tmp_path, row, heading=heading)
    assert (told.changed, told.remarked) == (0, 1)
    assert her(practice).facesheet.number == "home"


def test_a_fact_that_staff_noted_stays(tmp_path: Path) -> None:
    practice, heading = a_practice(HARBOUR), "name,reference,weight\n"
    a_file_says(practice, tmp_path, "Ana Example,P-1,7\n", heading=heading)
    assert a_file_says(practice, tmp_path, "Ana Example,P-1,8\n", heading=heading).changed == 1
    desk.note_facts(an_act(practice), ANA, {"weight": 9})
    told = a_file_says(practice, tmp_path, "Ana Example,P-1,7\n", heading=heading)
    assert (told.changed, told.remarked) == (0, 1)
    assert her(practice).facts["weight"] == 9


@pytest.mark.parametrize("update", [True, False])
def test_a_refusal_counts_whatever_else_is_wrong_with_its_row(update: bool, practice: Practice, tmp_path: Path) -> None:
    row = ROW.replace("0101", "1").replace(",,,\n", ",,yes,\n")
    told = a_file_says(practice, tmp_path, row, update=update)
    assert told.counts == {RowOutcome.REFUSED: 1}
    assert her(practice).facesheet.do_not_contact


def test_a_refusal_is_taken_over_without_being_asked_for(practice: Practice, tmp_path: Path) -> None:
    told = a_file_says(practice, tmp_path, ROW.replace(",,,\n", ",,yes,\n"), update=False)
    assert told.counts == {RowOutcome.CHANGED: 1}
    assert told.rows[0].said == ("do not contact",)


def test_a_file_lifts_no_refusal(practice: Practice, tmp_path: Path) -> None:
    desk.set_preferences(an_act(practice), ANA, do_not_contact=True)
    for _ in range(2):
        told = a_file_says(practice, tmp_path, ROW.replace(",,,\n", ",,no,\n"))
        assert told.counts == {RowOutcome.UNCHANGED: 1}
        assert told.remarks[0].said == (
            "do not contact stays yes, as is noted here; the file says no, and no file takes it back "
            "('frontdesk contact prefs 1 --may-contact' does)",
        )
        assert her(practice).facesheet.do_not_contact


def test_what_the_emr_refuses_is_not_said_to_end_at_the_desk(practice: Practice, tmp_path: Path) -> None:
    with practice.store.transaction():
        practice.store.save_contact(replace(her(practice), emr=Preference(do_not_contact=True)))
    told = a_file_says(practice, tmp_path, ROW.replace(",,,\n", ",,no,\n"))
    assert told.remarks[0].said == (
        "do not contact stays yes, as the EMR says; the file says no, and no file takes it back",
    )


@pytest.mark.parametrize(
    ("words", "outcomes"),
    [
        (("yes", "no"), {RowOutcome.CHANGED: 1, RowOutcome.REFUSED: 1}),
        (("no", "yes"), {RowOutcome.UNCHANGED: 1, RowOutcome.CHANGED: 1}),
        (("yes", "yes"), {RowOutcome.UNCHANGED: 1, RowOutcome.CHANGED: 1}),
        (("no", "no"), {RowOutcome.UNCHANGED: 2}),
    ],
)
def test_rows_of_one_file_that_contradict_each_other_on_contact_are_told_and_leave_them_alone(
    words: tuple[str, str], outcomes: dict[RowOutcome, int], practice: Practice, tmp_path: Path
) -> None:
    told = a_file_says(practice, tmp_path, "".join(ROW.replace(",,,\n", f",,{word},\n") for word in words))
    assert told.counts == outcomes
    assert her(practice).facesheet.do_not_contact is ("yes" in words)
    assert [one.said for one in told.rows if one.outcome is RowOutcome.REFUSED] == (
        [("is in the file twice, and not with the same words", "do not contact is yes here, and no in the file")]
        if words == ("yes", "no")
        else []
    )


def test_two_rows_that_say_may_contact_in_the_same_words_are_not_told_as_other_words(
    practice: Practice, tmp_path: Path
) -> None:
    desk.set_preferences(an_act(practice), ANA, do_not_contact=True)
    told = a_file_says(practice, tmp_path, ROW.replace(",,,\n", ",,no,\n") * 2)
    assert told.counts == {RowOutcome.UNCHANGED: 2}
    assert told.remarked == 1


def test_a_status_is_told_and_never_turned_back(practice: Practice, tmp_path: Path) -> None:
    with practice.store.transaction():
        practice.store.move_state(State("free_screen/scheduled"), State("free_screen/no_show"))
    told = a_file_says(practice, tmp_path, ROW.replace(",,,\n", ",,,again\n"))
    assert (told.changed, told.other_status) == (1, 1)
    assert her(practice).state == "free_screen/no_show"


def test_a_status_that_there_is_none_of_is_a_fault_of_the_row(practice: Practice, tmp_path: Path) -> None:
    told = a_file_says(practice, tmp_path, ROW.replace("scheduled", "schedulled"))
    assert told.counts == {RowOutcome.REFUSED: 1}
    assert "did you mean" in told.rows[0].said[0]


def test_a_note_is_written_once_however_often_it_comes(practice: Practice, tmp_path: Path) -> None:
    for born in ("1990-03-02", "1990-03-03"):
        a_file_says(practice, tmp_path, ROW.replace("1990-03-02", born).replace(",,,\n", ",,,likes mornings\n"))
    assert [note.text for note in practice.store.notes(ANA)] == ["likes mornings"]


def test_what_was_found_out_of_an_address_is_no_difference(practice: Practice, tmp_path: Path) -> None:
    bounced = her(practice).without_mailbox("ana@example.com")
    with practice.store.transaction():
        practice.store.save_contact(bounced)
    heading = "name,email,reference,note\n"
    told = a_file_says(practice, tmp_path, "Ana Example,Ana@Example.com,P-1,\n", heading=heading)
    assert told.counts == {RowOutcome.UNCHANGED: 1}
    assert not her(practice).email_valid


def test_two_rows_of_a_file_that_say_different_things_of_one_person_are_not_both_believed(
    practice: Practice, tmp_path: Path
) -> None:
    rows = ROW.replace("0101", "0188") + ROW.replace("0101", "0199")
    told = a_file_says(practice, tmp_path, rows)
    assert told.counts == {RowOutcome.CHANGED: 1, RowOutcome.REFUSED: 1}
    (refused,) = (row for row in told.rows if row.outcome is RowOutcome.REFUSED)
    assert (refused.line, refused.said[0]) == (3, "is in the file twice, and not with the same words")
    assert her(practice).numbers == ("+12025550188",)


def test_a_row_that_is_passed_over_counts_as_one_of_the_two(practice: Practice, tmp_path: Path) -> None:
    told = a_file_says(practice, tmp_path, ROW + ROW.replace("0101", "0199"))
    assert told.counts == {RowOutcome.UNCHANGED: 1, RowOutcome.REFUSED: 1}


def test_a_lead_gets_the_reference_of_the_patient_they_became(tmp_path: Path) -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": "202-555-0101"})
    told = a_file_says(practice, tmp_path, ROW)
    assert told.changed == 1
    assert her(practice).reference == "P-1"


def test_whoever_is_changed_is_settled_before(practice: Practice, tmp_path: Path) -> None:
    desk.set_status(an_act(practice), ANA, State("free_screen/no_show"))
    later = desk.Act(practice, MONDAY.replace(hour=23))
    file = a_file(tmp_path, ROW.replace("0101", "0199"), heading=HEADING)
    assert import_file(later, file, wish=Wish("monday.csv", update=True)).changed == 1
    assert her(practice).settled == "free_screen/no_show"


WITH_NUMBERS = "name,reference,cell,cell_type,home,work,email,guardian,guardian_cell\n"
BARE = {"name": "Ana Example", "reference": "P-1"}
GONE = "was taken away here on 2026-03-02 by staff"


def the_file_says(practice: Practice, folder: Path, **cells: str) -> Imported:
    said = {**BARE, **cells}
    row = ",".join(said.get(name, "") for name in WITH_NUMBERS.strip().split(",")) + "\n"
    return a_file_says(practice, folder, row, heading=WITH_NUMBERS)


@pytest.mark.parametrize("written", ["ana@example.com", "Ana@example.com", "ANA@Example.com"])
def test_a_mailbox_that_staff_took_away_stays_away_in_whatever_letters_it_comes(
    written: str, practice: Practice, tmp_path: Path
) -> None:
    desk.edit(an_act(practice), ANA, {"email": ""})
    told = the_file_says(practice, tmp_path, email=written)
    assert told.counts == {RowOutcome.UNCHANGED: 1}
    assert told.remarks[0].said == ("email in the file is still what was corrected here",)
    assert her(practice).email == ""


@pytest.mark.parametrize("column", ["home", "work", "guardian_cell"])
def test_a_number_that_staff_took_away_is_put_back_in_no_column(
    column: str, practice: Practice, tmp_path: Path
) -> None:
    desk.edit(an_act(practice), ANA, {"cell": ""})
    guardian = {"guardian": "Gus Example"} if column == "guardian_cell" else {}
    told = the_file_says(practice, tmp_path, **{column: "202-555-0101", **guardian})
    assert her(practice).numbers == ()
    (remark,) = told.remarks[0].said
    assert remark == f"{column.replace('_', ' ')} stays empty; +1 202-555-0101 in the file {GONE}"


def test_a_number_that_staff_moved_to_another_column_is_theirs(practice: Practice, tmp_path: Path) -> None:
    desk.edit(an_act(practice), ANA, {"cell": "", "home": "202-555-0101"})
    assert the_file_says(practice, tmp_path, work="202-555-0101").changed == 1


def test_what_staff_took_away_stays_away_whatever_files_said_since(practice: Practice, tmp_path: Path) -> None:
    act = an_act(practice)
    desk.edit(act, ANA, {"cell": "", "work": "202-555-0103"})
    assert the_file_says(practice, tmp_path, home="202-555-0104").changed == 1
    assert the_file_says(practice, tmp_path, home="202-555-0101").counts == {RowOutcome.UNCHANGED: 1}
    assert her(practice).numbers == ("+12025550104", "+12025550103")
    desk.edit(act, ANA, {"home": "202-555-0101"})
    desk.edit(act, ANA, {"home": "202-555-0105"})
    desk.edit(act, ANA, {"home": "202-555-0101"})
    assert the_file_says(practice, tmp_path, home="202-555-0101").counts == {RowOutcome.UNCHANGED: 1}
    assert her(practice).numbers == ("+12025550101", "+12025550103")


def test_a_file_that_knows_the_type_of_a_number_makes_its_correction_nobody_else_s(
    practice: Practice, tmp_path: Path
) -> None:
    desk.edit(an_act(practice), ANA, {"cell": "202-555-0103"})
    assert the_file_says(practice, tmp_path, cell="202-555-0103", cell_type="landline").changed == 1
    for old in ("202-555-0101", "202-555-0104"):
        the_file_says(practice, tmp_path, cell=old)
        assert her(practice).numbers == ("+12025550103",)


def test_what_staff_put_back_a_file_may_say(practice: Practice, tmp_path: Path) -> None:
    act = an_act(practice)
    for number in ("202-555-0103", "202-555-0101"):
        desk.edit(act, ANA, {"cell": number})
    assert taken_away(act, ANA, "work", "+1 202-555-0101") is None
    assert taken_away(act, ANA, "work", "+1 202-555-0103") is not None


def test_what_staff_corrected_of_a_companion_stays_where_a_file_knows_more_of_them(
    practice: Practice, tmp_path: Path
) -> None:
    heading = "name,reference,guardian,guardian_cell,guardian_email\n"
    for number, mailbox in (("0111", ""), ("0111", "gus@example.com")):
        row = f"Ana Example,P-1,Gus Example,202-555-{number},{mailbox}\n"
        assert a_file_says(practice, tmp_path, row, heading=heading).changed == 1
        if not mailbox:
            desk.edit(an_act(practice), ANA, {"guardian_cell": "202-555-0112"})
    (gus,) = her(practice).companions.values()
    assert ([one.number for one in gus.phones.values()], gus.email) == (["+12025550112"], "gus@example.com")
