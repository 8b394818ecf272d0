"""Rows of an import: each cell as its column says, every cause of a bad row at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from desk.files import GOOD, a_file
from frontdesk import desk
from frontdesk.desk import FileWish, ImportRefusedError, NotAddedError, Practice, add_contact, import_file
from frontdesk.desk.import_columns import COLUMNS
from frontdesk.file_words import RowOutcome
from frontdesk.names import ContactId
from frontdesk.records import Contact
from frontdesk.worker import play
from support import HARBOUR, MONDAY, STAYS, Carrier, a_practice, amount, an_act


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        (GOOD.replace("scheduled", "schedulled"), "did you mean"),
        (GOOD.replace("ana@example.com", "ana at example"), "e-mail"),
        (GOOD.replace("America/Chicago", "Chicago"), "zone"),
        (GOOD.replace("text_enabled", "mobile"), "text_enabled"),
        (GOOD.replace("(202) 555-0101", "call me"), "has no digits"),
        (GOOD.replace("(202) 555-0101", "2.02556E+09"), "cell '2.02556E+09' is a number that a spreadsheet rounded"),
        (GOOD.replace("(202) 555-0101", "2025550130.0"), "if 2025550130 is meant"),
        (GOOD.replace("(202) 555-0101", "202-555-0133 / 202-555-0134"), "cell '202-555-0133 / 202-555-0134' holds 2"),
        (GOOD.replace("(202) 555-0101", "555-0142"), "cell '555-0142' has no area code"),
        (GOOD.replace("ana@example.com", "a..b@x..com"), "email 'a..b@x..com' is not an e-mail address"),
        (GOOD.replace("ana@example.com", "mailto:ana@example.com"), "write the address alone: ana@example.com"),
        (GOOD.replace("ana@example.com", "ana@example.com; bo@example.com"), "holds several addresses"),
        ("Ana,Example\n", "2 values for 8 columns"),
    ],
)
def test_a_bad_row_is_named_by_its_line_and_nothing_is_imported(row: str, cause: str, tmp_path: Path) -> None:
    practice = a_practice()
    with pytest.raises(ImportRefusedError, match="1 of 2 rows cannot be imported, so nothing was") as refused:
        import_file(an_act(practice), a_file(tmp_path, GOOD, row), how=FileWish(whole=True))
    (bad,) = (one for one in refused.value.imported.rows if one.outcome is RowOutcome.REFUSED)
    assert bad.line == 3
    assert cause in "; ".join(bad.said)
    assert amount(practice) == amount(a_practice())


def only(tmp_path: Path, row: str, heading: str) -> Practice:
    """A practice after one row was imported."""
    practice = a_practice()
    import_file(an_act(practice), a_file(tmp_path, row, heading=heading))
    return practice


def test_a_number_and_a_mailbox_are_kept_in_one_form_however_they_were_written(tmp_path: Path) -> None:
    practice = only(tmp_path, "Ana,0044 (0)20 7946 0101, Ana@Example.COM\n", "name,work,email\n")
    (contact,) = practice.store.all_contacts()
    assert (contact.numbers, contact.email) == (("+442079460101",), "Ana@example.com")


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("2.0255501E+09", None),
        ("2025550111.0", None),
        ("(202) 555-0120 ext. 12", ("+12025550120",)),
        ("202-555-0131 / 202-555-0132", None),
        ("+44 (0)20 7946 0958", ("+442079460958",)),
        ("2026-11-27", None),
        ("1" * 300, None),
        ("٢٠٢٥٥٥٠١٠٣", ("+12025550103",)),
        ("２０２５５５０１４８", ("+12025550148",)),
        ("001 202 555 0103", ("+12025550103",)),
        ("call after 5pm 2025550135", None),
        ("202555013", None),
    ],
)
def test_digits_that_are_no_number_are_never_somebody_else_s(
    cell: str, numbers: tuple[str, ...] | None, tmp_path: Path
) -> None:
    practice = a_practice()
    file = a_file(tmp_path, f'Ana Example,"{cell}"\n', heading="name,cell\n")
    imported = import_file(an_act(practice), file)
    assert [one.numbers for one in practice.store.all_contacts()] == ([numbers] if numbers else [])
    assert imported.set_aside == (0 if numbers else 1)


def test_a_number_without_a_country_is_one_of_the_practice_s(tmp_path: Path) -> None:
    practice = a_practice()
    practice = Practice(replace(practice.ruleset, country="GB"), practice.store)
    import_file(an_act(practice), a_file(tmp_path, "Ana,020 7946 0101,Kent\n", heading="name,cell,region\n"))
    (contact,) = practice.store.all_contacts()
    assert (contact.numbers, contact.region) == (("+442079460101",), "KENT")


def test_an_extension_is_left_out_of_the_number_and_noted_for_the_staff(tmp_path: Path) -> None:
    practice = only(tmp_path, "Ana,(202) 555-0120 ext. 12,likes mornings\n", "name,work,note\n")
    (contact,) = practice.store.all_contacts()
    assert contact.numbers == ("+12025550120",)
    noted = "work +1 202-555-0120 was given with the extension 12, which nothing dials"
    assert [note.text for note in practice.store.notes(contact.id)] == ["likes mornings", noted]
    said = add_contact(an_act(a_practice()), {"name": "Bo", "cell": "202-555-0121 x3"}).said
    assert said.endswith("; cell +1 202-555-0121 was given with the extension 3, which nothing dials")


@pytest.mark.parametrize("region", ["Florida", "FLORIDA", "fl"])
def test_a_state_is_kept_by_its_code_however_it_was_written(region: str, tmp_path: Path) -> None:
    (contact,) = only(tmp_path, f"Ana,{region}\n", "name,region\n").store.all_contacts()
    assert contact.region == "FL"


def test_a_state_that_is_none_is_a_problem_of_its_row(tmp_path: Path) -> None:
    imported = import_file(an_act(a_practice()), a_file(tmp_path, "Ana,Forida\n", heading="name,region\n"))
    told = "region 'Forida' is no state or province of the United States or Canada; did you mean 'Florida'?"
    assert [one.said for one in imported.rows] == [(told,)]


def added(cells: Mapping[str, str], ruleset: object = HARBOUR) -> Contact:
    """Somebody who was added with this row."""
    practice = a_practice(ruleset)  # type: ignore[arg-type]
    answer = desk.add_contact(an_act(practice), cells)
    return practice.store.contact(ContactId(answer.number or 0))


def causes(cells: Mapping[str, str], ruleset: object = HARBOUR) -> str:
    """Why a row keeps nobody."""
    practice = a_practice(ruleset)  # type: ignore[arg-type]
    with pytest.raises(NotAddedError) as refused:
        desk.add_contact(an_act(practice), cells)
    assert amount(practice) == amount(a_practice(ruleset))  # type: ignore[arg-type]
    return str(refused.value)


@pytest.mark.parametrize(
    ("cells", "name", "parts", "greeted"),
    [
        ({"name": "Fern, Ada"}, "Ada Fern", ("Ada", "Fern", ""), "Ada"),
        ({"name": "Dr. Ada Fern"}, "Ada Fern", ("Ada", "Fern", "Dr."), "Ada"),
        ({"first name": "Mary Ann", "last name": "Fern"}, "Mary Ann Fern", ("Mary Ann", "Fern", ""), "Mary Ann"),
        ({"name": "Mary Ann Smith"}, "Mary Ann Smith", ("", "", ""), "Mary Ann Smith"),
        ({"last name": "Fern", "salutation": "Ms."}, "Fern", ("", "Fern", "Ms."), "Ms. Fern"),
        ({"name": "Bob Fern", "given name": "Robert", "surname": "Fern"}, "Bob Fern", ("Robert", "Fern", ""), "Robert"),
        ({"name": " Ada\n Fern "}, "Ada Fern", ("Ada", "Fern", ""), "Ada"),
        ({"name": "王芳"}, "王芳", ("", "", ""), "王芳"),
    ],
)
def test_a_row_says_what_somebody_is_called(
    cells: Mapping[str, str], name: str, parts: tuple[str, str, str], greeted: str
) -> None:
    contact = added(cells)
    assert contact.name == name
    assert (contact.given, contact.family, contact.salutation) == parts
    assert contact.first_name == greeted


@pytest.mark.parametrize(
    ("cells", "cause"),
    [
        ({"name": "https://evil.example/pay?id=1"}, "makes a link of"),
        ({"first name": "evil.example", "last name": "Fern"}, "first name 'evil.example' holds"),
        ({"name": "Ada Fern", "salutation": "www.evil.example"}, "salutation 'www.evil.example' holds"),
        ({"name": "Eve\x1b[31mRED\x1b]0;owned\x07"}, "name holds a character that a terminal would obey (U+001B)"),
        ({"name": "Ada\u202enreF"}, "turns the text around"),
        ({"name": "A" * 5_000}, "name has 5,000 letters, and may have 200"),
        ({"name": "Ada Fern", "note": "n" * 20_001}, "note has 20,001 letters, and may have 20,000"),
        ({"name": "Ada Fern", "reference": "P\x00"}, "reference holds"),
        ({"name": "Ada Fern", "email": "a\x1b@example.com"}, "email holds"),
        ({"name": "Ada Fern", "postal_address": "1 Main\x9bStreet"}, "postal_address holds"),
        ({"name": "null null"}, "stands where a name is missing"),
        ({"name": "Ada Fern", "first name": "Berta", "last name": "Berg"}, "its parts say 'Berta Berg'"),
        ({"name": "Ada Fern", "dob": "03/02/1990"}, "write it as year-month-day"),
        ({"name": "Ada Fern", "born": "2026-03-03"}, "lies ahead"),
        ({"name": "Ada Fern", "language": "Spanish"}, "write it like 'es'"),
    ],
)
def test_what_a_stranger_writes_is_refused_with_its_column_and_the_reason(cells: Mapping[str, str], cause: str) -> None:
    told = causes(cells)
    assert cause in told
    assert told.isprintable()
    assert len(told) < 1_000


def test_the_birth_date_and_the_language_are_kept() -> None:
    contact = added({"name": "Ada Fern", "date of birth": "1990-03-02", "language": "ES-mx"})
    assert (contact.born, contact.language) == (date(1990, 3, 2), "es-MX")
    assert added({"name": "Ada Fern", "language": "ZH-hant"}).language == "zh-Hant"


@pytest.mark.parametrize(
    ("ruleset", "cells", "asked"),
    [
        (HARBOUR, {"status": "enquiry/wrong"}, "asks for a note: say in a few words why; the column 'note' says it"),
        (
            HARBOUR,
            {"status": "client/waiting"},
            "usual is one in 1 week; the column 'follow_up' says it",
        ),
        (HARBOUR, {"status": "client/visiting"}, "add them with another status, book it, and choose this one then"),
        ("aesthetics", {"status": "lead/dead"}, "the column 'reason' says it"),
        ("aesthetics", {"status": "lead/dead", "reason": "other"}, "the column 'note' says it"),
        ("aesthetics", {"status": "lead/dead", "reason": "bad mood"}, "no lost reason is called 'bad mood'"),
        (
            "aesthetics",
            {"status": "lead/contacted", "reason": "insurance"},
            "asks for no reason; leave it out",
        ),
        (HARBOUR, {"status": "client/waiting", "follow_up": "soon"}, "follow_up: 'soon' is not a date"),
    ],
)
def test_what_a_status_requires_is_asked_of_a_row_as_of_whoever_chooses_it(
    ruleset: object, cells: Mapping[str, str], asked: str
) -> None:
    assert asked in causes({"name": "Ada Fern", **cells}, ruleset)


def test_a_row_answers_what_its_status_requires() -> None:
    lost = added({"name": "Ada Fern", "status": "lead/dead", "reason": "Insurance"}, "aesthetics")
    assert (lost.state, lost.lost_reason) == ("lead/dead", "insurance")
    practice = a_practice(HARBOUR)
    row = {"name": "Ada Fern", "status": "client/waiting", "follow-up": "2026-03-09", "note": "after the holidays"}
    desk.add_contact(an_act(practice), row)
    (task,) = practice.store.tasks()
    assert task.follow_up_at == datetime(2026, 3, 9, 9, tzinfo=practice.ruleset.zone)
    assert [note.text for note in practice.store.notes(ContactId(1))] == ["after the holidays"]


def test_every_column_can_be_read_at_once() -> None:
    cells = {
        **dict.fromkeys(COLUMNS, ""),
        **{"name": "Ada Fern", "first name": "Ada", "last name": "Fern", "salutation": "Dr."},
        **{"born": "1990-03-02", "language": "es", "status": "new", "reference": "P-7"},
    }
    assert added(cells).reference == "P-7"


def test_a_row_comes_into_a_status_with_its_end_and_with_what_must_be_known() -> None:
    asked = causes({"name": "Ada Fern", "status": "lead/referred", "note": "By a friend"}, STAYS)
    assert asked.endswith("note it first, as insurance=VALUE; the column 'insurance' says it")
    practice = a_practice(STAYS)
    desk.add_contact(an_act(practice), {"name": "Ada Fern", "status": "lead/paused", "follow_up": "2026-03-09"})
    ada = practice.store.contact(ContactId(1))
    assert ada.lasts_until == datetime(2026, 3, 9, 9, tzinfo=practice.ruleset.zone)
    assert practice.store.tasks() == []
    play(practice, Carrier(), MONDAY + timedelta(days=9))
    assert [one.text for one in practice.store.notices()] == [
        "a rule wants Ada Fern back where they were before, and nobody knows where: please choose a status",
        "Ada Fern is due: call them.",
    ]
