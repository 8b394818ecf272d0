"""Message texts: a closed form of fields in braces."""

from __future__ import annotations

import pytest

from frontdesk.model.templates import FieldMark, TemplateError, fields_of, fill


def test_fields_are_filled_in_and_double_braces_are_braces() -> None:
    assert (
        fill("Hello {first_name}, {{not}} {practice}", {"first_name": "Ana", "practice": "Us"}) == "Hello Ana, {not} Us"
    )


def test_a_value_is_never_read_as_a_field_itself() -> None:
    assert fill("{name}", {"name": "{practice}", "practice": "Us"}) == "{practice}"


def test_fields_are_found_with_their_place() -> None:
    assert list(fields_of("Hi { first_name } and {name}")) == [FieldMark("first_name", 3), FieldMark("name", 22)]


def test_words_after_a_bar_stand_in_for_what_is_not_recorded() -> None:
    text = "How is {pet | your animal}?"
    assert list(fields_of(text)) == [FieldMark("pet", 7, "your animal")]
    assert fill(text, {"pet": "Rex"}) == "How is Rex?"
    assert fill(text, {"pet": "unknown"}) == "How is your animal?"
    assert fill(text, {"pet": ""}) == "How is your animal?"
    assert fill("{pet|}", {"pet": ""}) == ""


@pytest.mark.parametrize("text", ["{", "}", "Hello {name", "name} there", "{{{", "{a{b}}"])
def test_a_brace_that_stands_alone_is_an_error(text: str) -> None:
    with pytest.raises(TemplateError, match="stands alone"):
        list(fields_of(text))
