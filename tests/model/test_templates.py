"""Message texts: a closed form of fields in braces."""

from __future__ import annotations

import pytest

from frontdesk.model.templates import FieldMark, TemplateError, fields_of, fill, told_by
from frontdesk.names import Privacy


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


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Call {practice} at {line_number}, {name}: {appointment_date}, {appointment_time}, {visits}", Privacy.NONE),
        ("{practitioner|we} at {site|our place}", Privacy.MINIMAL),
        ("How is {pet|your animal}?", Privacy.MINIMAL),
        ("Your {appointment_type|visit} with {practitioner|us}", Privacy.DETAILED),
    ],
)
def test_how_much_a_text_tells_is_told_by_the_field_that_tells_most(text: str, told: Privacy) -> None:
    assert told_by(["Hello", text]) is told
