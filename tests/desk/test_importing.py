"""Importing a file: as a stream, every row taken in or told, all kept together or nothing."""

from __future__ import annotations

import csv
import os
import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from desk.files import GOOD, HEADING, a_file
from frontdesk import desk
from frontdesk.desk import FileWish, Imported, ImportRefusedError, Practice, Wish, import_file
from frontdesk.file_words import FileOf, RowOutcome
from frontdesk.files import FileError
from frontdesk.journal import ContactsImported, Said
from frontdesk.mapping import HeadingError
from frontdesk.model.mappings import FileForm, FileMapping, MappedColumn
from frontdesk.names import NOT_SENT, ContactId, ContactSource, LineType, PhoneKind
from frontdesk.records import StoreError
from frontdesk.testing import MemoryStore
from support import HARBOUR, a_practice, amount, an_act

PEOPLE = "name,cell,email,reference\n"
UPDATE = Wish("contacts.csv", update=True)
PATIENTS = FileMapping(
    "patients",
    "A list of patients",
    FileOf.CONTACTS,
    (
        MappedColumn("PatNum", ("reference",)),
        MappedColumn("Patient", ("name",)),
        MappedColumn("Wireless", ("cell",)),
        MappedColumn("TextOK", ("text_consent",), values={"y": {"text_consent": "opted_in"}}),
    ),
    leave_out={"State": frozenset({"archived"})},
)


def imported(practice: Practice, folder: Path, *rows: str, heading: str = PEOPLE, wish: Wish | None = None) -> Imported:
    """What comes of a file of these rows."""
    return import_file(an_act(practice), a_file(folder, *rows, heading=heading), wish=wish)


def names(practice: Practice) -> list[str]:
    return [one.name for one in practice.store.all_contacts()]


def rejected(folder: Path, name: str = "contacts.rejected.csv") -> list[list[str]]:
    """The file of rows set aside, as a spreadsheet reads it."""
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_a_contact_arrives_as_written_and_nothing_is_started(tmp_path: Path) -> None:
    practice = a_practice()
    assert imported(practice, tmp_path, GOOD, heading=HEADING).added == 1
    (contact,) = practice.store.all_contacts()
    assert (contact.name, contact.state, contact.zone) == ("Ana Example", "free_screen/scheduled", "America/Chicago")
    assert contact.phones[PhoneKind.CELL].number == "+12025550101"
    assert contact.phones[PhoneKind.CELL].line_type is LineType.TEXT_ENABLED
    assert practice.store.enrolments(contact.id, running=False) == []


def test_a_row_is_found_by_its_line_though_a_note_above_it_has_several(tmp_path: Path) -> None:
    rows = 'Ana Example,free_screen/scheduled,"first\nsecond\nthird"\n', "Ben Example,nowhere,\n"
    told = imported(a_practice(), tmp_path, *rows, heading="name,status,note\n")
    assert [row.line for row in told.rows if row.outcome is RowOutcome.REFUSED] == [5]


def test_what_can_be_imported_is_and_the_rest_is_set_aside_to_be_mended(tmp_path: Path) -> None:
    practice = a_practice()
    good, bad = "Ana Example,202-555-0101,,\n", "Ben Example,555-0142,,\n"
    told = imported(practice, tmp_path, good, bad)
    assert (told.added, told.set_aside, told.is_whole) == (1, 1, False)
    heading, row = rejected(tmp_path)
    assert heading == ["name", "cell", "email", "reference", "contact", "cause"]
    assert row[:4] == ["Ben Example", "555-0142", "", ""]
    assert "has no area code" in row[5]
    left = tmp_path / "contacts.rejected.csv"
    left.write_text(left.read_text(encoding="utf-8").replace("555-0142", "202-555-0142"), encoding="utf-8")
    assert import_file(an_act(practice), left).is_whole
    assert names(practice) == ["Ana Example", "Ben Example"]


def test_staff_are_told_once_what_is_not_in_the_practice(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, "Ana Example,202-555-0101,,\n", "Ben Example,1,,\n", "Cy Example,2,,\n")
    (notice,) = practice.store.notices()
    assert notice.text.startswith("contacts.csv was imported: 1 new, 0 changed; 2 rows set aside (2 refused) in ")
    assert notice.text.endswith("contacts.rejected.csv")
    whole = a_practice()
    imported(whole, tmp_path, "Ana Example,202-555-0101,,\n")
    assert whole.store.notices() == []


def test_the_journal_says_which_file_was_imported_and_what_came_of_it(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, "Ana Example,202-555-0101,,\n", "Ben Example,1,,\n")
    said = [one.said for one in practice.store.journal() if isinstance(one.said, ContactsImported)]
    assert said == [ContactsImported("contacts.csv", 1, 1)]


def test_all_rows_or_none_where_that_is_wanted(tmp_path: Path) -> None:
    practice = a_practice()
    file = a_file(tmp_path, "Ana Example,202-555-0101,,\n", "Ben Example,1,,\n", heading=PEOPLE)
    with pytest.raises(ImportRefusedError, match="1 of 2 rows cannot be imported, so nothing was") as refused:
        import_file(an_act(practice), file, how=FileWish(whole=True))
    assert [row.line for row in refused.value.imported.rows if row.outcome is RowOutcome.REFUSED] == [3]
    assert amount(practice) == amount(a_practice())
    assert practice.store.notices() == []
    assert os.listdir(tmp_path) == ["contacts.csv"]


def test_a_list_from_which_rules_start_something_is_kept_whole_or_not_at_all(tmp_path: Path) -> None:
    practice = a_practice("aesthetics")
    file = a_file(tmp_path, "Ivy Example,lead/created\n", "Jon Example,nowhere\n", heading="name,status\n")
    with pytest.raises(ImportRefusedError):
        import_file(an_act(practice), file, wish=Wish(file.name, ContactSource.INBOUND), how=FileWish(whole=True))
    assert practice.store.tasks() == []
    assert names(practice) == []


def test_a_rehearsal_says_what_would_be_done_and_keeps_nothing(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, "Ana Example,202-555-0101,ana@example.com,P-1\n")
    before = amount(practice), len(list(practice.store.journal()))
    rows = [f"Person {number} Example,202-555-01{number},,\n" for number in range(10, 15)]
    file = a_file(
        tmp_path, "Ana Example,202-555-0199,,P-1\n", "Ben Example,1,,\n", *rows, heading="name,cell,email,reference\n"
    )
    told = import_file(an_act(practice), file, wish=UPDATE, how=FileWish(rehearse=True))
    assert (told.added, told.changed, told.set_aside) == (5, 1, 1)
    assert [(row.line, row.said) for row in told.rows if row.outcome is RowOutcome.CHANGED] == [
        (2, ("cell +1 202-555-0199, was +1 202-555-0101",))
    ]
    assert len([row for row in told.rows if row.outcome is RowOutcome.NEW]) == 3
    assert (amount(practice), len(list(practice.store.journal()))) == before
    assert practice.store.notices() == []
    assert os.listdir(tmp_path) == ["contacts.csv"]
    assert imported(practice, tmp_path, *rows).added == 5


def test_a_file_that_says_again_what_it_said_is_no_news_and_is_not_looked_at(tmp_path: Path) -> None:
    practice = a_practice()
    rows = "Ana Example,202-555-0101,,P-1\n", "Ben Example,202-555-0102,,\n"
    imported(practice, tmp_path, *rows)
    other = replace(practice.store.contact(ContactId(1)), email="ana@example.com")
    with practice.store.transaction():
        practice.store.save_contact(other)
    again = imported(practice, tmp_path, *rows, wish=UPDATE)
    assert (again.counts, again.is_whole) == ({RowOutcome.UNCHANGED: 2}, True)
    assert practice.store.contact(ContactId(1)) == other


def test_whoever_was_corrected_by_hand_is_looked_at_again_and_what_the_file_still_says_is_told(tmp_path: Path) -> None:
    practice = a_practice()
    row = "Ana Example,202-555-0101,,P-1\n"
    imported(practice, tmp_path, row)
    desk.edit(an_act(practice), ContactId(1), {"cell": "202-555-0177"})
    for wish in (None, UPDATE):
        again = imported(practice, tmp_path, row, wish=wish)
        assert (again.counts, again.remarked) == ({RowOutcome.UNCHANGED: 1}, 1)
        assert again.remarks[0].said == ("cell in the file is still what was corrected here",)
    assert practice.store.contact(ContactId(1)).numbers == ("+12025550177",)


def test_words_that_came_back_are_news_again(tmp_path: Path) -> None:
    practice = a_practice()
    for cell in ("0101", "0102", "0101"):
        imported(practice, tmp_path, f"Ana Example,202-555-{cell},ana@example.com,\n", wish=UPDATE)
    (ana,) = practice.store.all_contacts()
    assert ana.numbers == ("+12025550101",)


def test_a_preference_that_no_rule_asks_for_is_left_out_and_told_once_for_the_file(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "name,cell,Preferred Contact Method,do_not_contact\n"
    rows = [f"{name} Example,202-555-010{number},email,\n" for number, name in enumerate(("Ana", "Ben", "Cleo"))]
    told = imported(practice, tmp_path, *rows, "Dan Example,202-555-0109,email,yes\n", heading=heading)
    assert (told.counts, told.is_whole) == ({RowOutcome.NEW: 4}, True)
    assert told.preferences_left_out == {
        "Preferred Contact Method 'email' is left out: no rule asks for it, so it would count for nothing": 4
    }
    everybody = {one.name: one.facesheet for one in practice.store.all_contacts()}
    assert {one.method for one in everybody.values()} == {NOT_SENT}
    assert [name for name, sheet in everybody.items() if sheet.do_not_contact] == ["Dan Example"]
    again = imported(practice, tmp_path, *rows, heading=heading)
    assert (again.counts, again.preferences_left_out.total()) == ({RowOutcome.UNCHANGED: 3}, 3), "rules may ask for it"


def test_a_word_that_is_no_channel_is_no_preference_to_leave_out(tmp_path: Path) -> None:
    told = imported(a_practice(), tmp_path, "Ana Example,never\n", heading="name,preferred_method\n")
    assert (told.set_aside, told.preferences_left_out) == (1, {})


def test_whoever_was_erased_is_looked_at_again(tmp_path: Path) -> None:
    practice = a_practice()
    row = "Ana Example,202-555-0101,,P-1\n"
    imported(practice, tmp_path, row)
    desk.erase(an_act(practice), ContactId(1), "Ana Example", tmp_path / "erased.txt")
    assert imported(practice, tmp_path, row).added == 1


def test_a_row_that_was_set_aside_is_told_each_time(tmp_path: Path) -> None:
    practice = a_practice()
    for _ in range(2):
        assert imported(practice, tmp_path, "Ben Example,1,,\n").set_aside == 1
    assert sorted(os.listdir(tmp_path)) == ["contacts.csv", "contacts.rejected-2.csv", "contacts.rejected.csv"]


MENDED, REFUSED = RowOutcome.MENDED, RowOutcome.REFUSED
BEN = "Ben Example,202-555-109,,{}\n"


def mend(practice: Practice, folder: Path, before: str, after: str, name: str = "contacts.rejected.csv") -> Imported:
    """What comes of the rows set aside, in which somebody wrote *after* where there was *before*."""
    left = folder / name
    left.write_text(left.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    return import_file(an_act(practice), left)


@pytest.mark.parametrize("reference", ["P-1", ""])
def test_a_row_that_was_mended_here_is_counted_apart_when_its_system_says_it_again(
    reference: str, tmp_path: Path
) -> None:
    practice = a_practice()
    row = BEN.format(reference)
    assert imported(practice, tmp_path, row).set_aside == 1
    assert mend(practice, tmp_path, "555-109", "555-0109").added == 1
    for _ in range(2):
        again = imported(practice, tmp_path, row, "Cy Example,202-555-0103,,P-3\n")
        assert (again.counts[MENDED], again.set_aside, again.is_whole, again.aside_in) == (1, 0, True, None)
    assert len(practice.store.notices()) == 1
    assert names(practice) == ["Ben Example", "Cy Example"]


@pytest.mark.parametrize(
    "row",
    ["Ben Example,202-555-109,b@example.com,P-1\n", "Ben Example,202-555-108,,P-1\n", "Ben Sample,202-555-109,,P-1\n"],
)
def test_a_row_that_was_mended_and_says_anything_else_now_is_set_aside(row: str, tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, BEN.format("P-1"))
    mend(practice, tmp_path, "555-109", "555-0109")
    assert imported(practice, tmp_path, row).counts == {REFUSED: 1}
    assert imported(practice, tmp_path, BEN.format("P-1")).counts == {REFUSED: 1}


def test_a_column_that_changes_its_place_makes_the_same_words_others(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, BEN.format("P-1"))
    mend(practice, tmp_path, "555-109", "555-0109")
    swapped = "name,home,email,reference\n"
    assert imported(practice, tmp_path, BEN.format("P-1"), heading=swapped).counts == {REFUSED: 1}


def test_a_row_that_was_mended_is_asked_again_once_its_contact_was_erased(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, BEN.format("P-1"))
    mend(practice, tmp_path, "555-109", "555-0109")
    desk.erase(an_act(practice), ContactId(1), "Ben Example", tmp_path / "erased.txt")
    assert imported(practice, tmp_path, BEN.format("P-1")).counts == {REFUSED: 1}


def test_a_row_that_is_mended_in_vain_or_half_is_set_aside_until_it_comes_in(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, BEN.format("P-1"))
    assert mend(practice, tmp_path, "555-109", "555-10").counts == {REFUSED: 1}
    assert imported(practice, tmp_path, BEN.format("P-1")).counts == {REFUSED: 1}
    assert mend(practice, tmp_path, "555-10", "555-0109", "contacts.rejected-2.csv").added == 1
    assert imported(practice, tmp_path, BEN.format("P-1")).counts == {MENDED: 1}


def test_a_row_that_is_mended_once_more_to_what_is_in_the_practice_is_mended_too(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, BEN.format("P-1"))
    mend(practice, tmp_path, "555-109", "555-0109")
    other = "Ben Example,202-555-10,,P-1\n"
    assert imported(practice, tmp_path, other).counts == {REFUSED: 1}
    assert mend(practice, tmp_path, "555-10,", "555-0109,", "contacts.rejected-2.csv").is_whole
    assert imported(practice, tmp_path, other).counts == {MENDED: 1}


@pytest.mark.parametrize(("answer", "people"), [("#1", 2), ("new", 3)])
def test_a_row_that_was_answered_is_not_asked_again_where_it_says_the_same(
    answer: str, people: int, tmp_path: Path
) -> None:
    practice = a_practice()
    ana = "Ana Example,202-555-0101,,{}\n"
    imported(practice, tmp_path, ana.format("P-1"), ana.format("P-2"))
    assert imported(practice, tmp_path, ana.format("")).counts == {RowOutcome.ASKED: 1}
    assert mend(practice, tmp_path, ",,,,", f",,,{answer},").is_whole
    assert imported(practice, tmp_path, ana.format("")).counts == {MENDED: 1}
    assert len(names(practice)) == people


def test_an_answer_is_remembered_though_the_row_differs_and_update_takes_it_over(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "name,cell,email,reference,born\n"
    imported(practice, tmp_path, "Jo Example,202-555-0101,,P-1,1990-01-02\n", heading=heading)
    second = "Jo Example,202-555-0101,jo@example.com,P-2,1990-01-02\n"
    assert imported(practice, tmp_path, second, heading=heading).counts == {RowOutcome.ASKED: 1}
    assert mend(practice, tmp_path, "1990-01-02,,", "1990-01-02,#1,").counts == {RowOutcome.DIFFERS: 1}
    assert imported(practice, tmp_path, second, heading=heading).counts == {RowOutcome.DIFFERS: 1}
    told = imported(practice, tmp_path, second, heading=heading, wish=UPDATE)
    assert (told.counts, told.remarked) == ({RowOutcome.CHANGED: 1}, 1)
    (jo,) = practice.store.all_contacts()
    assert (jo.reference, jo.email) == ("P-1", "jo@example.com")


def test_of_two_rows_of_one_name_that_were_set_aside_neither_is_taken_for_the_other(tmp_path: Path) -> None:
    practice = a_practice()
    father, son = BEN.format(""), "Ben Example,202-555-108,,\n"
    assert imported(practice, tmp_path, father, son).set_aside == 2
    assert mend(practice, tmp_path, "555-109", "555-0109").counts == {RowOutcome.NEW: 1, REFUSED: 1}
    assert imported(practice, tmp_path, father, son).set_aside == 2
    assert imported(practice, tmp_path, son).set_aside == 1


def test_what_a_mended_row_says_of_consent_is_not_undone_by_what_it_said_before(tmp_path: Path) -> None:
    practice = a_practice()
    heading, row = "name,cell,reference,text_consent\n", "Ben Example,202-555-109,P-1,perhaps\n"
    imported(practice, tmp_path, row, heading=heading)
    assert mend(practice, tmp_path, "555-109,P-1,perhaps", "555-0109,P-1,opted_in").is_whole
    before = len(list(practice.store.journal()))
    again = imported(practice, tmp_path, row, heading=heading)
    assert (again.counts, again.is_whole) == ({MENDED: 1}, True)
    entries = [one.said for one in practice.store.journal()][before:]
    assert [type(one) for one in entries] == [ContactsImported]


def test_a_rehearsal_says_what_was_mended_and_remembers_nothing(tmp_path: Path) -> None:
    practice = a_practice()
    file = a_file(tmp_path, BEN.format("P-1"), heading=PEOPLE)
    import_file(an_act(practice), file)
    mend(practice, tmp_path, "555-109", "555-0109")
    other = a_file(tmp_path, "Ben Example,202-555-10,,P-1\n", heading=PEOPLE)
    assert import_file(an_act(practice), other, how=FileWish(rehearse=True)).counts == {REFUSED: 1}
    again = imported(practice, tmp_path, BEN.format("P-1"))
    assert [(row.outcome, row.said) for row in again.rows] == [(MENDED, ("it came in as #1",))]


def test_the_same_words_mean_something_else_under_another_mapping(tmp_path: Path) -> None:
    practice = a_practice()
    file = a_file(tmp_path, "7,Ana Example,202-555-0101,y,\n", heading="PatNum,Patient,Wireless,TextOK,State\n")
    assert import_file(an_act(practice), file, PATIENTS).added == 1
    assert import_file(an_act(practice), file, PATIENTS).counts == {RowOutcome.UNCHANGED: 1}
    home = replace(PATIENTS.columns[2], to=("home",))
    other = replace(PATIENTS, columns=(*PATIENTS.columns[:2], home, PATIENTS.columns[3]))
    assert import_file(an_act(practice), file, other, UPDATE).changed == 1
    assert {*practice.store.contact(ContactId(1)).phones} == {PhoneKind.CELL, PhoneKind.HOME}


def test_a_mapping_says_which_rows_are_none_of_the_practice_s(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "PatNum,Patient,Wireless,TextOK,State\n"
    rows = "7,Ana Example,202-555-0101,y,Active\n", "8,Ben Example,202-555-0102,y,Archived\n"
    told = import_file(an_act(practice), a_file(tmp_path, *rows, heading=heading), PATIENTS)
    assert (told.counts, told.is_whole) == ({RowOutcome.NEW: 1, RowOutcome.LEFT_OUT: 1}, True)
    assert names(practice) == ["Ana Example"]


def test_a_word_on_consent_that_is_not_understood_is_a_refusal_and_told(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "PatNum,Patient,Wireless,TextOK,State\n"
    file = a_file(tmp_path, "7,Ana Example,202-555-0101,perhaps,\n", heading=heading)
    told = import_file(an_act(practice), file, PATIENTS)
    assert (told.added, told.is_whole) == (1, False)
    assert [*told.read_as_refusals.values()] == [1]
    (notice,) = practice.store.notices()
    assert "'perhaps'" in notice.text
    assert "counts as a refusal until somebody looks" in notice.text
    assert [one.value for one in practice.store.consents("+12025550101")] == ["opted_out"]
    assert not import_file(an_act(practice), file, PATIENTS).is_whole, "it is told until the mapping lists the word"


def test_a_column_that_is_hardly_one_of_consent_fills_no_notice(tmp_path: Path) -> None:
    practice = a_practice()
    rows = [f"{number},Person{number} Example,202-555-01{number},word {number},\n" for number in range(10, 30)]
    file = a_file(tmp_path, *rows, heading="PatNum,Patient,Wireless,TextOK,State\n")
    assert len(import_file(an_act(practice), file, PATIENTS).read_as_refusals) == 20
    (notice,) = practice.store.notices()
    assert notice.text.count("counts as a refusal until somebody looks") == 10
    assert notice.text.endswith("and 10 more words: is that a column of consent?")


def test_do_not_contact_that_is_not_understood_is_a_refusal(tmp_path: Path) -> None:
    practice = a_practice()
    told = imported(practice, tmp_path, "Ana Example,202-555-0101,maybe\n", heading="name,cell,do_not_contact\n")
    assert not told.is_whole
    (ana,) = practice.store.all_contacts()
    assert ana.facesheet.do_not_contact


def test_the_rows_left_out_are_read_by_the_mapping_of_their_file_whatever_form_it_had(tmp_path: Path) -> None:
    practice = a_practice()
    form = FileForm(encoding="windows-1252", delimiter=";")
    mapping = replace(PATIENTS, form=form)
    file = tmp_path / "patients.csv"
    rows = "PatNum;Patient;Wireless;TextOK;State\n7;Zoë Núñez;202-555-0101;y;\n8;Åsa Example;1;y;\n"
    file.write_bytes(rows.encode("cp1252"))
    assert import_file(an_act(practice), file, mapping).added == 1
    left = tmp_path / "patients.rejected.csv"
    mended = left.read_text(encoding="utf-8-sig").replace(",1,", ",202-555-0102,")
    left.write_text(mended, encoding="utf-8")
    assert import_file(an_act(practice), left, mapping).is_whole
    assert names(practice) == ["Zoë Núñez", "Åsa Example"]


def test_somebody_answers_in_the_file_of_rows_left_out_who_it_is(tmp_path: Path) -> None:
    practice = a_practice()
    imported(practice, tmp_path, "Ana Example,202-555-0101,,\n", "Ben Example,202-555-0102,,\n")
    asked = imported(practice, tmp_path, "Ana Example,202-555-0111,,\n", "Ben Example,202-555-0112,,\n")
    assert asked.counts == {RowOutcome.ASKED: 2}
    left = tmp_path / "contacts.rejected.csv"
    (heading, ana, ben) = rejected(tmp_path)
    assert "may be '#1 Ana Example (+1 202-555-0101)', of the same name" in ana[5]
    with left.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, [*ana[:4], "#1", ana[5]], [*ben[:4], "new", ben[5]]])
    told = import_file(an_act(practice), left, wish=Wish(left.name, update=True))
    assert told.counts == {RowOutcome.CHANGED: 1, RowOutcome.NEW: 1}
    assert [one.numbers for one in practice.store.all_contacts()] == [
        ("+12025550111",),
        ("+12025550102",),
        ("+12025550112",),
    ]


@pytest.mark.parametrize("line", ['Jo "Joey" Nun,202-555-0111,,\n', "Ana Example,202-555-0101\n", "a,b,c,d,e\n"])
def test_a_row_that_is_not_parted_as_its_heading_is_stays_so_until_somebody_mends_it(line: str, tmp_path: Path) -> None:
    practice = a_practice()
    assert imported(practice, tmp_path, line, "Ben Example,202-555-0102,,\n").set_aside == 1
    left = tmp_path / "contacts.rejected.csv"
    for number in (2, 3):
        assert import_file(an_act(practice), left).set_aside == 1
        left = tmp_path / f"contacts.rejected-{number}.csv"
    assert names(practice) == ["Ben Example"]


def test_a_total_below_the_list_is_told_and_is_nobody(tmp_path: Path) -> None:
    practice = a_practice()
    told = imported(practice, tmp_path, "Ana Example,202-555-0101,,\n", "Total: 1,,,\n")
    assert (told.counts[RowOutcome.NEW], told.counts[RowOutcome.LEFT_OUT]) == (1, 1)
    assert names(practice) == ["Ana Example"]


def test_the_rows_left_out_are_for_their_owner_alone(tmp_path: Path) -> None:
    imported(a_practice(), tmp_path, "Ben Example,1,,\n")
    assert stat.S_IMODE((tmp_path / "contacts.rejected.csv").stat().st_mode) == 0o600


def test_a_file_that_exists_is_never_written_over_and_nothing_is_read(tmp_path: Path) -> None:
    practice = a_practice()
    store = tmp_path / "frontdesk.db"
    store.write_bytes(b"everything that the practice keeps")
    file = a_file(tmp_path, "Ana Example,202-555-0101,,\n", "Ben Example,1,,\n", heading=PEOPLE)
    for rejects in (store, file):
        with pytest.raises(ImportRefusedError, match="exists already, and nothing is written over it"):
            import_file(an_act(practice), file, how=FileWish(rejects=rejects))
    assert store.read_bytes() == b"everything that the practice keeps"
    assert names(practice) == []


def test_rows_that_cannot_be_written_down_are_not_lost_since_nothing_is_imported(tmp_path: Path) -> None:
    practice = a_practice()
    file = a_file(tmp_path, "Ana Example,202-555-0101,,\n", "Ben Example,1,,\n", heading=PEOPLE)
    with pytest.raises(FileError, match=r"so nothing was imported: .* cannot be written.*\(--rejects\)"):
        import_file(an_act(practice), file, how=FileWish(rejects=tmp_path / "nowhere" / "rejects.csv"))
    assert names(practice) == []


class _FullInTheEnd(MemoryStore):
    """A store that cannot keep the last entry of an import."""

    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        if isinstance(said, ContactsImported):
            raise StoreError("the disk is full")
        return super().record(at, by, contact, said, ruleset)


def test_an_import_that_is_not_kept_leaves_no_rows_behind(tmp_path: Path) -> None:
    practice = Practice(a_practice().ruleset, _FullInTheEnd())
    with pytest.raises(StoreError, match="full"):
        imported(practice, tmp_path, "Ben Example,1,,\n")
    assert os.listdir(tmp_path) == ["contacts.csv"]


def test_an_import_that_is_broken_off_leaves_no_rows_behind(tmp_path: Path) -> None:
    def broken_off(_: int) -> None:
        raise KeyboardInterrupt

    file = a_file(tmp_path, *[f"Person {number},1,,\n" for number in range(1_000)], heading=PEOPLE)
    with pytest.raises(KeyboardInterrupt):
        import_file(an_act(a_practice()), file, how=FileWish(tell=broken_off))
    assert os.listdir(tmp_path) == ["contacts.csv"]


def test_a_row_that_a_spreadsheet_would_run_comes_back_as_it_was(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "note,cell,email,name\n"
    imported(practice, tmp_path, '"=HYPERLINK(1)",+12025550188,bad,Ben Example\n', heading=heading)
    left = tmp_path / "contacts.rejected.csv"
    assert rejected(tmp_path)[1][:3] == ["'=HYPERLINK(1)", "'+12025550188", "bad"]
    left.write_text(left.read_text(encoding="utf-8").replace(",bad,", ",ben@example.com,"), encoding="utf-8")
    assert import_file(an_act(practice), left).is_whole
    (ben,) = practice.store.all_contacts()
    assert (ben.numbers, [note.text for note in practice.store.notes(ben.id)]) == (("+12025550188",), ["=HYPERLINK(1)"])


def test_a_heading_that_is_not_understood_is_refused_before_any_row(tmp_path: Path) -> None:
    practice = a_practice()
    for heading in ("name,celll\n", "name,name\n"):
        with pytest.raises(HeadingError):
            imported(practice, tmp_path, "x,y\n", heading=heading)
    assert names(practice) == []


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        imported(a_practice(), tmp_path, heading="")


def test_progress_is_told_on_the_way(tmp_path: Path) -> None:
    told: list[int] = []
    rows = [f"Person {number},,,P-{number}\n" for number in range(3_000)]
    import_file(an_act(a_practice()), a_file(tmp_path, *rows, heading=PEOPLE), how=FileWish(tell=told.append))
    assert told == [1_000, 2_000, 3_000]


@pytest.mark.parametrize(
    ("source", "called"),
    [
        (ContactSource.BY_HAND, True),
        (ContactSource.INBOUND, True),
        (ContactSource.IMPORT, False),
        (ContactSource.EMR, False),
    ],
)
def test_rules_know_where_a_contact_came_from_and_only_a_new_lead_is_called(
    source: ContactSource, called: bool, tmp_path: Path
) -> None:
    listed = a_practice("aesthetics")
    wish = Wish("contacts.csv", source)
    imported(listed, tmp_path, "Ivy Example,202-555-0101\n", heading="name,cell\n", wish=wish)
    assert [task.task for task in listed.store.tasks()] == ["first_call"] * called


def test_a_list_of_whom_no_rule_wants_to_hear_brings_about_no_event_for_each(tmp_path: Path) -> None:
    practice = a_practice(HARBOUR)

    def said(number: int) -> list[str]:
        return [type(one.said).__name__ for one in practice.store.journal(contact=ContactId(number))]

    imported(practice, tmp_path, "Ana Example\n", heading="name\n")
    assert said(1) == ["ContactImported"]
    wish = Wish("contacts.csv", ContactSource.EMR)
    imported(practice, tmp_path, "Ben Example\n", heading="name\n", wish=wish)
    assert said(2) == ["ContactImported", "Happened"]


def test_a_file_with_more_rows_than_its_mapping_takes_is_refused_as_a_whole(tmp_path: Path) -> None:
    practice = a_practice()
    few = replace(PATIENTS, most_rows=2)
    rows = [f"{number},Pat {number} Example,202555010{number},y,active\n" for number in range(1, 4)]
    heading = "PatNum,Patient,Wireless,TextOK,State\n"
    before = amount(practice)
    with pytest.raises(FileError, match=r"more than 2 rows, and the mapping 'patients' takes no more in one file"):
        import_file(an_act(practice), a_file(tmp_path, *rows, heading=heading), few)
    assert amount(practice) == before
    assert import_file(an_act(practice), a_file(tmp_path, *rows[:2], heading=heading), few).added == 2
