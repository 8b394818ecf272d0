"""How headings are compared, what a second column of one heading is called, and what a misspelt one is taken for."""

from __future__ import annotations

import pytest

from frontdesk.file_words import FileOf
from frontdesk.mapping.columns import heading_key, headings_of, nearest
from frontdesk.mapping.fields import fields_of


@pytest.mark.parametrize(
    "heading", ["first name", "First-Name", " FIRST_NAME ", "\ufefffirst name", "First\u00a0Name", "firstname"]
)
def test_headings_are_compared_without_case_spaces_hyphens_underscores_and_the_mark(heading: str) -> None:
    assert heading_key(heading) == "firstname"


@pytest.mark.parametrize("other", ["first name 2", "first.name", "given name", ""])
def test_other_headings_are_other_headings(other: str) -> None:
    assert heading_key(other) != "firstname"


def test_the_second_column_of_a_heading_is_called_by_its_number_and_one_without_by_its_place() -> None:
    found = headings_of(["Phone", "", "phone ", "Phone (2)", "PHONE"])
    assert [one.called for one in found] == ["Phone", "column 2", "phone (3)", "Phone (2)", "PHONE (4)"]
    assert [one.first for one in found] == [0, 1, 0, 3, 0]


CONTACT_FIELDS = list(fields_of(FileOf.CONTACTS))


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Name, first", "first name"),
        ("e-mails", ""),
        ("emails", "email"),
        ("emial", "email"),
        ("Refrence", "reference"),
        ("do not contakt", "do_not_contact"),
    ],
)
def test_a_heading_is_taken_for_a_field_with_the_same_words_misspelt_or_in_another_order(
    heading: str, field: str
) -> None:
    assert nearest(heading, CONTACT_FIELDS) == field


@pytest.mark.parametrize(
    "heading",
    ["mobile", "State", "Email opt out", "phone", "workshop", "Contact person", "States", "Homepage", "zone 2", ""],
)
def test_what_only_looks_like_a_field_or_shares_a_word_with_it_is_taken_for_none(heading: str) -> None:
    assert nearest(heading, CONTACT_FIELDS) == ""
