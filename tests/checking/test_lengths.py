"""A text says something, and no more than its channel may carry; every language of it is measured."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay


def hello(content: str) -> str:
    return f"messages: {{hello: {{content: {content}}}}}\n"


ONE = "channels: {text: {most: {segments: 1}}}\n"
TWO = "languages: [en, pt]\n"


@pytest.mark.parametrize("text", ["''", "'   '", '"\\n"', "'{status|}'", "'{status|} {first_name|}'"])
def test_a_text_that_nobody_sees_is_an_error(tmp_path: Path, text: str) -> None:
    assert causes(overlay(tmp_path, messages=hello(f"{{text: {text}}}")), "C012") == [
        "C012: 'text' of 'Hello' says nothing"
    ]


@pytest.mark.parametrize("text", ["'{first_name}'", "'{status|nothing}'", "👍", "."])
def test_whatever_is_seen_says_something(tmp_path: Path, text: str) -> None:
    assert causes(overlay(tmp_path, messages=hello(f"{{text: {text}}}")), "C012") == []


def test_a_text_says_something_in_each_language(tmp_path: Path) -> None:
    messages = hello("{text: {en: Hello., pt: ' '}}")
    assert causes(overlay(tmp_path, ruleset=TWO, messages=messages), "C012") == [
        "C012: 'text' of 'Hello' says nothing in pt"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("x" * 160, []),
        ("x" * 161, ["about 161 letters, 2 segments, and 1 may be"]),
        ("x" * 150 + "{first_name}", []),
        ("x" * 151 + "{first_name}", ["about 161 letters, 2 segments, and 1 may be"]),
        (
            "x" * 70 + "á",
            ["about 71 letters, 2 segments, and 1 may be: 'á' is no letter of GSM-7, so a segment holds 70"],
        ),
        ("x" * 137 + "{appointment_date}", []),
        ("x" * 138 + "{appointment_date}", ["about 161 letters, 2 segments, and 1 may be"]),
    ],
)
def test_a_text_that_comes_to_more_segments_than_may_be_is_told(tmp_path: Path, text: str, told: list[str]) -> None:
    folder = overlay(tmp_path, channels=ONE, messages=hello(f"{{text: '{text}'}}"))
    found = [one for one in causes(folder, "C013") if "'Hello'" in one]
    assert found == [f"C013: 'text' of 'Hello' comes to {one}" for one in told]


def test_the_longest_language_counts(tmp_path: Path) -> None:
    messages = hello(f"{{text: {{en: Hello., pt: '{'x' * 161}'}}}}")
    assert len(causes(overlay(tmp_path, ruleset=TWO, channels=ONE, messages=messages), "C013")) == 1


def test_letters_are_counted_where_segments_say_nothing(tmp_path: Path) -> None:
    channels = "channels: {postcard: {most: {letters: 20}}}\n"
    assert causes(
        overlay(tmp_path, channels=channels, messages=hello("{postcard: Greetings from far away.}")), "C013"
    ) == ["C013: 'postcard' of 'Hello' comes to about 24 letters, and 20 may be"]


def test_a_channel_without_a_limit_carries_any_length(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path, messages=hello(f"{{text: '{'x' * 5000}'}}")), "C013") == []


def test_a_merged_text_is_measured_with_two_visits(tmp_path: Path) -> None:
    visits = "messages: {reminders: {content: {text: '" + "x" * 93 + " {visits}'}}}\n"
    (told,) = causes(overlay(tmp_path, channels=ONE, messages=visits), "C013")
    assert "comes to about 161 letters" in told


@pytest.mark.parametrize(
    ("most", "subject", "told"),
    [
        (20, "We call you today", []),
        (17, "We call you today", []),
        (16, "We call you today", ["17 letters, and 16"]),
        # a first name is estimated at ten letters
        (20, "{first_name}, hello to you", ["24 letters, and 20"]),
    ],
)
def test_a_subject_that_comes_to_more_letters_than_may_be_is_told(
    tmp_path: Path, most: int, subject: str, told: list[str]
) -> None:
    channels = f"channels: {{email: {{most: {{subject: {most}}}}}}}\n"
    folder = overlay(tmp_path, channels=channels, messages=hello(f"{{email: {{subject: '{subject}', body: Hello.}}}}"))
    found = [one for one in causes(folder, "C013", "C020") if "'Hello'" in one]
    assert found == [f"C020: the subject of 'Hello' comes to about {one} may be" for one in told]
