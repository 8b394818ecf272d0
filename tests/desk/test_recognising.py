"""Who a row tells of: by number, by reference, by name and address, or a question."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desk.files import a_file
from frontdesk import desk
from frontdesk.desk import Practice, import_file
from frontdesk.desk.recognising import nearly_same_name, recognise
from frontdesk.file_words import RowOutcome
from frontdesk.names import ContactId, PhoneKind
from frontdesk.records import Contact, Phone
from frontdesk.views import duplicates
from support import MONDAY, a_contact, a_practice, an_act

HEADING = "name,cell,email,reference,born\n"
NEW, SAME, ASKED = RowOutcome.NEW, RowOutcome.UNCHANGED, RowOutcome.ASKED
DIFFERS, REFUSED = RowOutcome.DIFFERS, RowOutcome.REFUSED


@pytest.mark.parametrize(
    ("first", "second", "one_file", "two_files"),
    [
        ("Ana Example,2025550101,,,", "Ana Example,2025550101,,,", SAME, SAME),
        ("Ana Example,2025550101,,,", "ana  EXAMPLE,+1 (202) 555-0101,,,", SAME, SAME),
        ("Ana Example,2025550101,,,", '"Example, Ana",+1 (202) 555-0101,,,', SAME, SAME),
        ("Ana Example,,ana@example.com,,", "Ana Example,2025550102,Ana@Example.com,,", REFUSED, DIFFERS),
        ("Ana Example,2025550101,,P-1,", "Ana Example,2025550199,,P-1,", REFUSED, DIFFERS),
        ("Ana Example,2025550101,,,", "Ana Example,2025550101,,P-2,", REFUSED, DIFFERS),
        ("Ana Example,2025550101,,P-1,1990-01-02", "Ana Example,2025550101,,P-1,1960-03-04", REFUSED, DIFFERS),
        ("Ana Example,2025550101,,P-1,", "Ana Example,2025550101,,,", SAME, SAME),
        ("Ana Example,2025550101,,,", "Ben Example,2025550101,,,", NEW, NEW),
        ("Ana Example,2025550101,,P-1,", "Ana Example,2025550101,,P-2,", NEW, NEW),
        ("Jo Müller,2025550101,,P-1,1962-03-14", "Jo Müller,2025550101,,P-2,1962-03-14", ASKED, ASKED),
        ("Jo Müller,2025550101,,P-1,1962-03-14", '"Mueller, Jo",2025550101,,P-2,1962-03-14', ASKED, ASKED),
        ("Jo Müller,2025550101,,P-1,1962-03-14", "Jo Müller,2025550102,,P-2,1962-03-14", NEW, NEW),
        ("Al Example,2025550101,,,1950-01-02", "Al Example,2025550101,,,1980-03-04", NEW, NEW),
        ("Mia Example,2025550101,,,2015-01-02", "Mila Example,2025550101,,,2015-01-02", NEW, NEW),
        ("Maria,2025550101,,,", "Maria,2025550102,,,", NEW, NEW),
        ("Ana Example,2025550101,,,", "Ana Example,2025550102,,,", ASKED, ASKED),
        ("Ana Example,,,,", "Ana Example,,,,", ASKED, SAME),
        ("Michael Example,2025550101,,,", "Micheal Example,2025550101,,,", ASKED, ASKED),
        ("Ana Example,2025550101,,,", "Ana Sample,2025550101,,,", ASKED, ASKED),
    ],
    ids=[
        *("the same row", "written otherwise", "in another order", "the same e-mail", "the same reference"),
        *(
            "a lead becomes a patient",
            "one reference and two days of birth",
            "a patient without the reference",
            "a family",
            "known apart",
        ),
        *("two records of one patient", "written without umlauts", "nothing but name and day of birth"),
        *("father and son", "twins", "a first name alone", "a namesake", "no address", "mistyped", "married"),
    ],
)
def test_a_second_row_is_of_the_same_person_of_somebody_else_or_is_asked(
    first: str, second: str, one_file: RowOutcome, two_files: RowOutcome, tmp_path: Path
) -> None:
    practice = a_practice()
    told = import_file(an_act(practice), a_file(tmp_path, f"{first}\n", f"{second}\n", heading=HEADING))
    assert told.counts == ({NEW: 2} if one_file is NEW else {NEW: 1, one_file: 1})
    assert practice.store.contact_count() == told.added
    practice = a_practice()
    import_file(an_act(practice), a_file(tmp_path, f"{first}\n", heading=HEADING))
    told = import_file(an_act(practice), a_file(tmp_path, f"{second}\n", heading=HEADING))
    assert told.counts == {two_files: 1}
    assert practice.store.contact_count() == (2 if two_files is NEW else 1)


def ana(practice: Practice, name: str = "Ana Example", reference: str = "P-1") -> ContactId:
    return a_contact(practice, name=name, cell="+12025550101", email="", reference=reference)


def somebody(practice: Practice, name: str, cell: str = "+12025550101", reference: str = "") -> Contact:
    """Somebody as a row tells of them."""
    phones = {PhoneKind.CELL: Phone(cell)} if cell else {}
    return Contact(ContactId(0), name, practice.ruleset.initial, MONDAY, phones=phones, reference=reference)


def test_our_number_with_its_sign_is_somebody_s_word_whatever_else_the_row_says() -> None:
    practice = a_practice()
    one = ana(practice)
    found = recognise(an_act(practice), somebody(practice, "Somebody Else", "+12025550177", "P-9"), f"#{one}")
    assert found.contact
    assert found.contact.id == one


@pytest.mark.parametrize(
    ("name", "reference", "is_known"),
    [("Ana Example", "", True), ("Somebody Else", "P-1", True), ("Somebody Else", "", False)],
)
def test_a_bare_number_is_what_an_export_says_and_is_believed_of_the_same_name_or_reference(
    name: str, reference: str, is_known: bool
) -> None:
    practice = a_practice()
    one = ana(practice)
    found = recognise(an_act(practice), somebody(practice, name, "", reference), str(one))
    assert (found.contact is not None) is is_known


@pytest.mark.parametrize(
    ("wish", "cause"),
    [
        ("#7", "no contact has the number 7"),
        ("her", "contact 'her' is no number of a contact; write it like '#12', or 'new'"),
        ("new", "reference 'P-1' is on file already"),
    ],
)
def test_what_says_who_it_is_and_names_nobody_is_a_fault(wish: str, cause: str) -> None:
    practice = a_practice()
    ana(practice)
    found = recognise(an_act(practice), somebody(practice, "Ana Example", reference="P-1"), wish)
    assert cause in found.fault


def test_new_is_somebody_new_though_the_name_is_on_file() -> None:
    practice = a_practice()
    ana(practice)
    found = recognise(an_act(practice), somebody(practice, "Ana Example", reference="P-2"), "new")
    assert (found.contact, found.question, found.fault) == (None, "", "")


@pytest.mark.parametrize(
    ("name", "cell", "is_known"),
    [
        ("Ana Sample", "+12025550177", True),
        ("Somebody Else", "+12025550101", True),
        ("Somebody Else", "+12025550177", False),
    ],
)
def test_a_reference_with_nothing_else_of_theirs_is_asked_since_cells_slip(
    name: str, cell: str, is_known: bool
) -> None:
    practice = a_practice()
    one = ana(practice)
    found = recognise(an_act(practice), somebody(practice, name, cell, "P-1"))
    assert (found.contact is not None) is is_known
    assert bool(found.question) is not is_known
    sure = recognise(an_act(practice), somebody(practice, name, cell, "P-1"), f"#{one}")
    assert sure.contact is not None


@pytest.mark.parametrize(
    ("name", "born", "is_known"),
    [
        ("Ben Example", date(1975, 11, 3), False),
        ("Ben Example", date(1990, 5, 4), True),
        ("Ben Example", None, True),
        ("Ana Sample", date(1975, 11, 3), True),
    ],
    ids=["both", "the name", "no day", "a last name and the day"],
)
def test_a_reference_with_another_first_name_and_another_day_of_birth_is_asked_since_it_is_another_of_the_family(
    name: str, born: date | None, is_known: bool
) -> None:
    practice = a_practice()
    one = ana(practice)
    with practice.store.transaction():
        practice.store.save_contact(replace(practice.store.contact(one), born=date(1990, 5, 4)))
    found = recognise(an_act(practice), replace(somebody(practice, name, reference="P-1"), born=born))
    assert (found.contact is not None) is is_known
    assert found.question == (
        ""
        if is_known
        else f"has the reference of '#{one} Ana Example (+1 202-555-0101)', and another first name and day of birth: "
        f"write '#{one}' in the column 'contact' if it is them, and import that file"
    )


def test_a_question_names_who_it_may_be_and_what_to_do() -> None:
    practice = a_practice()
    ana(practice, reference="")
    asked = recognise(an_act(practice), somebody(practice, "Ana Example", "+12025550177")).question
    assert asked == (
        "may be '#1 Ana Example (+1 202-555-0101)', of the same name, with no number or e-mail in common: "
        "write '#1' or 'new' in the column 'contact', and import that file"
    )


@pytest.mark.parametrize("in_one_file", [True, False])
@pytest.mark.parametrize(
    ("first", "second", "resembling"),
    [
        ("Ana Example,2025550101,,P-1,", "Ana Example,2025550101,,P-2,", 1),
        ("Ana Example,,ana@example.com,P-1,1990-01-02", "Ana Example,,ANA@example.com,P-2,", 1),
        ("Ana Example,2025550101,,P-1,1990-01-02", "Ana Example,2025550102,,P-2,1990-01-02", 1),
        ("Ana,2025550101,,P-1,", "Ana,2025550101,,P-2,", 1),
        ("Ana Example,2025550101,,P-1,1990-01-02", "Ana Example,2025550101,,P-2,1960-03-04", 0),
        ("Ana Example,2025550101,,P-1,", "Ana Example,2025550102,,P-2,", 0),
        ("Ana Example,2025550101,,P-1,", "Ben Example,2025550101,,P-2,", 0),
    ],
)
def test_whoever_is_new_and_looks_like_somebody_on_file_is_told_and_found_among_duplicates(
    first: str, second: str, resembling: int, in_one_file: bool, tmp_path: Path
) -> None:
    practice = a_practice()
    rows = [[f"{first}\n", f"{second}\n"]] if in_one_file else [[f"{first}\n"], [f"{second}\n"]]
    told = [import_file(an_act(practice), a_file(tmp_path, *some, heading=HEADING)) for some in rows]
    assert [sum(one.added for one in told), told[-1].resembling] == [2, resembling]
    assert told[-1].is_whole
    notices = [one.text for one in practice.store.notices()]
    words = "1 looks like somebody on file: 'frontdesk contact duplicates' lists them"
    assert [text.partition("; ")[2] for text in notices] == [words] * resembling
    if resembling:
        assert [(one.kept, one.other) for one in duplicates(an_act(practice))] == [(1, 2)]


def test_somebody_answers_that_a_reference_is_a_second_record_of_theirs_and_theirs_stays(tmp_path: Path) -> None:
    practice = a_practice()
    import_file(an_act(practice), a_file(tmp_path, "Jo Müller,2025550101,,P-1,1962-03-14\n", heading=HEADING))
    second = a_file(tmp_path, "Jo Müller,2025550101,,P-2,1962-03-14\n", heading=HEADING)
    asked = import_file(an_act(practice), second)
    assert asked.rows[-1].said == (
        "may be '#1 Jo Müller (+1 202-555-0101)', of the same name, day of birth, and number or e-mail, with another "
        "reference: write '#1' or 'new' in the column 'contact', and import that file",
    )
    left = tmp_path / "contacts.rejected.csv"
    left.write_text(left.read_text(encoding="utf-8").replace("1962-03-14,,", "1962-03-14,#1,"), encoding="utf-8")
    told = import_file(an_act(practice), left)
    assert told.counts == {SAME: 1}
    assert told.remarks[0].said == ("reference is P-1 here, and stays; P-2 in the file is a second record of theirs",)
    assert practice.store.contact(ContactId(1)).reference == "P-1"
    assert import_file(an_act(practice), second).counts == {RowOutcome.MENDED: 1}


def test_two_on_file_whom_a_row_fits_are_asked() -> None:
    practice = a_practice()
    first, second = ana(practice, reference="P-1"), ana(practice, reference="P-2")
    asked = recognise(an_act(practice), somebody(practice, "Ana Example")).question
    assert f"'#{first} Ana Example (+1 202-555-0101)' or '#{second} Ana Example" in asked


def test_the_day_of_birth_tells_apart_what_else_would_be_one() -> None:
    practice = a_practice()
    one = ana(practice, reference="")
    with practice.store.transaction():
        practice.store.save_contact(replace(practice.store.contact(one), born=date(1950, 1, 2)))
    read = replace(somebody(practice, "Ana Example"), born=date(1980, 3, 4))
    assert recognise(an_act(practice), read).contact is None
    assert recognise(an_act(practice), somebody(practice, "Ana Example")).contact is not None


def test_a_number_that_many_have_tells_nothing_of_who_is_who() -> None:
    practice = a_practice()
    for number in range(21):
        ana(practice, f"Person{number} Example", reference=f"P-{number}")
    found = recognise(an_act(practice), somebody(practice, "Person3 Sample"))
    assert (found.contact, found.question) == (None, "")


def test_whoever_was_merged_is_whom_they_were_merged_into_and_what_is_said_of_them_is_old() -> None:
    practice = a_practice()
    kept = ana(practice)
    other = a_contact(practice, name="Berta Example", cell="+12025550102", email="", reference="P-2")
    desk.merge(an_act(practice), kept, other)
    for read in (somebody(practice, "Berta Example", "+12025550102"), somebody(practice, "X", "", "P-2")):
        found = recognise(an_act(practice), read)
        assert found.contact
        assert found.contact.id == kept
        assert "was merged into #1 Ana Example" in found.merged


@pytest.mark.parametrize(
    ("one", "other", "nearly"),
    [
        ("Ada Fern", "Ada M. Fern", True),
        ("Ada Fern", "A. Fern", True),
        ("Ada Fern", "Fern Ada", True),
        ("Ada Fern", "Ada", True),
        ("Ada Fern", "Ada Fern-Jones", True),
        ("Ada Fern", "Ada Birch", True),
        ("Zoë Núñez", "Zoe Nunez", True),
        ("Michael Fern", "Micheal Fern", True),
        ("Michael Fern", "Michaell Fern", True),
        ("Ada Fern", "Ben Fern", False),
        ("Ana Fern", "Ada Fern", False),
        ("Mia Fern", "Mila Fern", False),
        ("Ada Fern", "Ben Birch", False),
        ("Ada Fern", "", False),
    ],
)
def test_names_at_one_address_may_be_of_one_person(one: str, other: str, nearly: bool) -> None:
    assert nearly_same_name(one, other) is nearly
    assert nearly_same_name(other, one) is nearly
