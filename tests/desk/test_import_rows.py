"""Rows of an import: columns by their names, each cell as its column says, every cause of a bad row at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desk.files import GOOD, a_file
from frontdesk.desk import ImportRefusedError, Practice, add_contact, import_contacts
from support import a_practice, amount, an_act


def test_the_columns_of_the_lead_source_are_understood(tmp_path: Path) -> None:
    practice = a_practice()
    heading = "First Name,Last Name,Email,Phone (mobile),Notes\n"
    row = "Bo,Sample,bo@example.com,202-555-0102,From the fair\n"
    import_contacts(an_act(practice), a_file(tmp_path, row, heading=heading))
    (contact,) = practice.store.all_contacts()
    assert contact.state == practice.ruleset.initial
    assert [note.text for note in practice.store.notes(contact.id)] == ["From the fair"]


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
    with pytest.raises(ImportRefusedError, match="nothing was imported") as refused:
        import_contacts(an_act(practice), a_file(tmp_path, GOOD, row))
    (bad,) = refused.value.imported.bad
    assert bad.line == 3
    assert cause in "; ".join(bad.causes)
    assert amount(practice) == amount(a_practice())


def only(tmp_path: Path, row: str, heading: str) -> Practice:
    """A practice after one row was imported."""
    practice = a_practice()
    import_contacts(an_act(practice), a_file(tmp_path, row, heading=heading))
    return practice


def test_a_number_and_a_mailbox_are_kept_in_one_form_however_they_were_written(tmp_path: Path) -> None:
    practice = only(tmp_path, "Ana,0044 (0)20 7946 0101, Ana@Example.COM\n", "name,work,email\n")
    (contact,) = practice.store.all_contacts()
    assert (contact.numbers, contact.email) == (("+442079460101",), "Ana@example.com")


def test_a_number_without_a_country_is_one_of_the_practice_s(tmp_path: Path) -> None:
    practice = a_practice()
    practice = Practice(replace(practice.ruleset, country="GB"), practice.store)
    import_contacts(an_act(practice), a_file(tmp_path, "Ana,020 7946 0101,Kent\n", heading="name,cell,region\n"))
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
    with pytest.raises(ImportRefusedError) as refused:
        only(tmp_path, "Ana,Forida\n", "name,region\n")
    (bad,) = refused.value.imported.bad
    told = "region 'Forida' is no state or province of the United States or Canada; did you mean 'Florida'?"
    assert bad.causes == (told,)


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("name,celll\n", "did you mean 'cell'"),
        ("cell\n", "name"),
        ("name,name\n", "twice"),
    ],
)
def test_a_heading_that_is_not_understood_is_refused_before_any_row(heading: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ImportRefusedError, match=words):
        import_contacts(an_act(a_practice()), a_file(tmp_path, "x,y\n", heading=heading))
