"""Texts as they are written: one that tells more than it says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import built, causes, overlay


def told(folder: Path, message: str, *codes: str) -> list[str]:
    written = f"messages:\n  ours: {{label: Ours, purpose: treatment, {message}}}\n"
    return causes(overlay(folder, messages=written), *codes)


@pytest.mark.parametrize(
    ("private", "field", "cause"),
    [
        ("none", "{practitioner|us}", "and its text tells {practitioner}"),
        ("none", "{first_name} {appointment_type|a visit} {site|here}", "and its text tells {appointment_type}"),
        ("minimal", "{status} {phase} {site|here}", "and its text tells {status} and {phase}"),
    ],
)
def test_a_text_whose_fields_tell_more_than_it_says_is_told(
    tmp_path: Path, private: str, field: str, cause: str
) -> None:
    message = f"private: {private}, content: {{text: 'See you {field}'}}"
    assert told(tmp_path, message, "C015") == [f"C015: 'Ours' says private: {private}, {cause}"]


@pytest.mark.parametrize(
    "message",
    [
        "private: none, content: {text: 'Hello {first_name}, {appointment_date} at {appointment_time}, {line_number}'}",
        "private: minimal, content: {text: 'See you at {site|our place}'}",
        "private: detailed, content: {text: 'Your implant is ready.'}",
        "content: {text: 'See you for {appointment_type|your visit}'}",
    ],
)
def test_a_text_that_says_enough_or_nothing_of_itself_is_not_told(tmp_path: Path, message: str) -> None:
    assert told(tmp_path, message, "C015") == []


MERGED = """
messages:
  ours: {SAID label: Ours, merge: {for: contact, into: all}, content: {text: 'See you at {appointment_time}.'}}
  all: {label: All, purpose: treatment, content: {text: 'See you on {visits} at {site|our place}.'}}
"""


def test_a_message_tells_as_much_as_the_text_that_it_is_merged_into(tmp_path: Path) -> None:
    rules = built(overlay(tmp_path, messages=MERGED.replace("SAID", "")))
    assert {str(one.id): str(one.private) for one in rules.messages.values() if one.id in ("ours", "all")} == {
        "ours": "minimal",
        "all": "minimal",
    }
    assert causes(overlay(tmp_path, messages=MERGED.replace("SAID", "")), "C015") == []
    assert causes(overlay(tmp_path, messages=MERGED.replace("SAID", "private: none,")), "C015") == [
        "C015: 'Ours' says private: none, and is merged into 'All', which tells more"
    ]
