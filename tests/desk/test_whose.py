"""Whose a row is: one person on file, a patient who is not, or a cause; nobody is guessed."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.desk.whose import Finder, Whose
from frontdesk.file_words import RowOutcome
from frontdesk.names import ContactId
from support import a_practice, an_act


@pytest.fixture
def practice() -> Practice:
    """A practice with Ana, who has a reference, and the twins Ben and Bo Sample, who share a phone."""
    practice = a_practice("dental")
    for cells in (
        {"name": "Ana Example", "cell": "202-555-0101", "reference": "P-1", "born": "1988-01-01"},
        {"name": "Ben Sample", "cell": "202-555-0102", "born": "2015-04-05"},
        {"name": "Bo Sample", "cell": "202-555-0102", "born": "2015-04-05"},
    ):
        desk.add_contact(an_act(practice), cells)
    return practice


ANA, BEN, BO = map(ContactId, (1, 2, 3))


@pytest.mark.parametrize(
    ("said", "who"),
    [
        ({"patient": "P-1"}, ANA),
        ({"contact": "#2"}, BEN),
        ({"contact": "2", "name": "Ben Sample"}, BEN),
        ({"contact": "2", "patient": "P-1"}, ANA),
        ({"contact": "99", "patient": "P-1"}, ANA),
        ({"name": "Ana Example", "cell": "(202) 555-0101"}, ANA),
        ({"first name": "Bo", "last name": "Sample", "home": "2025550102"}, BO),
        ({"name": "Sample, Ben", "born": "2015-04-05"}, BEN),
        ({"name": "Ben Sample", "cell": "202-555-0102", "patient": "P-9"}, BEN),
    ],
    ids=str,
)
def test_a_row_is_of_whom_its_number_reference_or_name_and_address_mean(
    practice: Practice, said: dict[str, str], who: ContactId
) -> None:
    assert Finder(an_act(practice)).whose(said) == Whose(who)


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ({}, "nobody is named"),
        ({"patient": " ", "name": ""}, "nobody is named"),
        ({"contact": "#99"}, "contact: "),
        ({"contact": "new", "name": "Cleo Example"}, "nobody is added here"),
        ({"contact": "Ana"}, "is no number of a contact"),
        ({"name": "Cleo Example", "cell": "202-555-0109"}, "nobody on file is called 'Cleo Example'"),
        ({"name": "Ana Example", "cell": "12"}, "cell "),
    ],
    ids=str,
)
def test_a_row_of_nobody_says_why(practice: Practice, said: dict[str, str], cause: str) -> None:
    whose = Finder(an_act(practice)).whose(said)
    assert (whose.contact, whose.outcome) == (None, RowOutcome.REFUSED)
    assert cause in whose.cause


def test_a_row_that_can_be_of_somebody_on_file_or_not_is_asked(practice: Practice) -> None:
    whose = Finder(an_act(practice)).whose({"name": "Ana Example", "cell": "202-555-0199"})
    assert (whose.contact, whose.outcome) == (None, RowOutcome.ASKED)
    assert "#1 Ana Example" in whose.cause
    assert "write '#1' in the column 'contact'" in whose.cause


def test_a_patient_who_is_not_on_file_is_known_by_their_reference(practice: Practice) -> None:
    assert Finder(an_act(practice)).whose({"patient": "P-9"}) == Whose(patient="P-9")
    named = {"patient": "P-9", "name": "Cleo Example", "cell": "202-555-0109"}
    assert Finder(an_act(practice)).whose(named) == Whose(patient="P-9")


@pytest.mark.parametrize(
    "beside",
    [
        {"name": "Somebody Else"},
        {"name": "Somebody Else", "born": "1950-01-01"},
        {"first name": "Somebody", "last name": "Else", "cell": "202-555-0199"},
        {"born": "1950-01-01"},
        {"contact": "1", "name": "Somebody Else"},
        {"name": "Ben Example", "born": "1950-01-01", "cell": "202-555-0101"},
    ],
    ids=str,
)
def test_a_reference_is_not_believed_against_all_that_stands_beside_it(
    practice: Practice, beside: dict[str, str]
) -> None:
    whose = Finder(an_act(practice)).whose({"patient": "P-1", **beside})
    assert (whose.contact, whose.doubted, whose.outcome) == (None, ANA, RowOutcome.ASKED)
    assert "has the reference of '#1 Ana Example" in whose.cause
    assert "write '#1' in the column 'contact' if it is them" in whose.cause
    assert Finder(an_act(practice)).whose({"patient": "P-1", **beside, "contact": "#1"}) == Whose(ANA)


@pytest.mark.parametrize(
    "beside",
    [
        {"name": "Ana Sample-Example"},
        {"name": "Somebody Else", "cell": "202-555-0101"},
        {"name": "Somebody Else", "born": "1988-01-01"},
        {"name": "Ana Example", "born": "1950-01-01"},
        {"cell": "202-555-0199"},
        {"born": "5th of May"},
    ],
    ids=str,
)
def test_a_reference_is_believed_where_anything_agrees_or_nothing_else_is_said(
    practice: Practice, beside: dict[str, str]
) -> None:
    assert Finder(an_act(practice)).whose({"patient": "P-1", **beside}) == Whose(ANA)


def test_a_reference_of_a_record_that_was_merged_goes_with_the_name_that_it_had(practice: Practice) -> None:
    desk.add_contact(an_act(practice), {"name": "Joan Doe", "reference": "P-2"})
    desk.merge(an_act(practice), ANA, ContactId(4))
    assert Finder(an_act(practice)).whose({"patient": "P-2", "name": "Joan Doe"}) == Whose(ANA)


def test_a_bare_number_and_a_name_are_not_believed_against_another_reference(practice: Practice) -> None:
    namesake = {"contact": "1", "name": "Ana Example", "patient": "P-7"}
    assert Finder(an_act(practice)).whose(namesake) == Whose(patient="P-7")
