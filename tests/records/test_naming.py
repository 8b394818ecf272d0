"""A name is no guess: it is taken apart where that is certain, and greeted whole everywhere else."""

from __future__ import annotations

import pytest

from frontdesk.records.naming import Called, called, fault_in_name, greeting, together


@pytest.mark.parametrize(
    ("written", "meant", "greeted"),
    [
        ("Ada Fern", Called("Ada Fern", "Ada", "Fern"), "Ada"),
        ("Fern, Ada", Called("Ada Fern", "Ada", "Fern"), "Ada"),
        ("Dr. Ada Fern", Called("Ada Fern", "Ada", "Fern", "Dr."), "Ada"),
        ("Prof. Dr. Ada Fern", Called("Ada Fern", "Ada", "Fern", "Prof. Dr."), "Ada"),
        ("Fern, Mrs. Ada", Called("Ada Fern", "Ada", "Fern", "Mrs."), "Ada"),
        ("Fern, Mary Ann", Called("Mary Ann Fern", "Mary Ann", "Fern"), "Mary Ann"),
        ("Fern, Ada, PhD", Called("Ada Fern, PhD", "Ada", "Fern"), "Ada"),
        ("Ada Fern, PT", Called("Ada Fern, PT", "Ada", "Fern"), "Ada"),
        ("Ada Fern Jr.", Called("Ada Fern Jr.", "Ada", "Fern"), "Ada"),
        ("Ada, Mrs.", Called("Ada", salutation="Mrs."), "Ada"),
        ("Sinéad O'Brien", Called("Sinéad O'Brien", "Sinéad", "O'Brien"), "Sinéad"),
        ("Zoë Ünal-Żak", Called("Zoë Ünal-Żak", "Zoë", "Ünal-Żak"), "Zoë"),
        ("ADA FERN", Called("ADA FERN", "ADA", "FERN"), "ADA"),
        ("Ada Fern,", Called("Ada Fern", "Ada", "Fern"), "Ada"),
    ],
)
def test_what_is_certain_is_taken_apart(written: str, meant: Called, greeted: str) -> None:
    assert called(written) == meant
    assert greeting(called(written)) == greeted
    assert called(meant.whole).whole == meant.whole


@pytest.mark.parametrize(
    "whole",
    [
        *("Ada", "王芳", "李 小龍", "김 하늘", "Mary Ann", "Mary Ann Smith", "Nguyễn Văn An", "Ada van der Fern"),
        *("J. Fern", "J. R. Fern", "Mr. Fern", "Dr Who", "MS Fern", "Ada Fern (2)", "Fern, Ben, Ada"),
    ],
)
def test_what_would_be_a_guess_is_greeted_whole(whole: str) -> None:
    assert called(whole) == Called(whole)
    assert greeting(called(whole)) == whole


@pytest.mark.parametrize(
    ("given", "family", "salutation", "whole", "meant", "greeted"),
    [
        ("Mary Ann", "Fern", "", "", Called("Mary Ann Fern", "Mary Ann", "Fern"), "Mary Ann"),
        ("Ada", "", "", "", Called("Ada", "Ada"), "Ada"),
        ("", "Fern", "", "", Called("Fern", "", "Fern"), "Fern"),
        ("", "Fern", "Ms.", "", Called("Fern", "", "Fern", "Ms."), "Ms. Fern"),
        ("Dr. Ada", "Fern", "", "", Called("Ada Fern", "Ada", "Fern", "Dr."), "Ada"),
        ("Dr.", "Fern", "", "", Called("Fern", "", "Fern", "Dr."), "Dr. Fern"),
        ("Robert", "Fern", "", "Bob Fern", Called("Bob Fern", "Robert", "Fern"), "Robert"),
    ],
)
def test_parts_that_are_told_are_taken_as_they_are(
    given: str, family: str, salutation: str, whole: str, meant: Called, greeted: str
) -> None:
    assert together(given, family, salutation, whole) == meant
    assert greeting(meant) == greeted


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("https://evil.example/pay?id=1", "makes a link of"),
        ("Ada www.evil.example", "'www.evil.example'"),
        *(
            (nobody, "stands where a name is missing")
            for nobody in ("null null", "(no name)", "N/A", "Unknown", "None")
        ),
        *((nobody, "has no letter") for nobody in ("-", "...", "12")),
        *(
            (count, "says how many there are")
            for count in ("16 patients", "1 patient", "1,204 active patients found", "Total: 3 patients", "TOTAL 412")
        ),
        *((merged, "which no name has") for merged in ("{first_name} {practice}", "<b>Ada</b>", "=HYPERLINK(1)")),
    ],
)
def test_what_is_no_name_is_told_so(name: str, why: str) -> None:
    assert why in fault_in_name(name)


@pytest.mark.parametrize(
    "name",
    [
        *("Ada Null", "Nan Fern", "Ma.Theresa", "王", 'Ada "Addie" Fern', "Ada & Ben Fern"),
        *("Ada Fern 2", "Ben Lake 3rd", "Total Ray", "Count Fern 3", "2 Rivers School", "Rows 3", "Ada Person 2"),
    ],
)
def test_a_name_that_only_looks_odd_is_one(name: str) -> None:
    assert fault_in_name(name) == ""


def test_a_name_with_a_link_that_was_kept_long_ago_greets_nobody() -> None:
    assert greeting(called("https://evil.example/pay")) == ""
    assert greeting(Called("Pay evil.example", "Pay")) == ""
