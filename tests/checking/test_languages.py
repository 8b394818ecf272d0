"""A message that one language lacks is told, all in one warning, and so is a language in which nobody can refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay

TWO = "languages: [en, pt]\n"
HELLO = "messages: {hello: {content: {text: {en: Hello., pt: Ola.}}}}\n"
BY_LANGUAGE = "keywords: {out: {en: [stop], es: [alto]}}\n"
REFUSAL = "C011: people are written to in pt, and no word of it opts out"


def test_what_is_not_written_in_a_language_is_told_at_once(tmp_path: Path) -> None:
    told = causes(overlay(tmp_path, ruleset=TWO, messages=HELLO), "C011")
    others = "'hello', 'reminder', 'reminders', 'thanks', 'stopped', 'started', 'helping'"
    assert told == [f"C011: 7 messages not written in {language}: {others}" for language in ("en", "pt")]


def test_a_practice_without_languages_lacks_none(tmp_path: Path) -> None:
    assert causes(overlay(tmp_path), "C011") == []


def test_what_is_lacking_can_be_accepted(tmp_path: Path) -> None:
    accepted = f"{TWO}accept: C011 because we begin with what is sent first\n"
    assert causes(overlay(tmp_path, ruleset=accepted), "C011") == []


@pytest.mark.parametrize(
    ("consent", "messages", "told"),
    [
        (BY_LANGUAGE, HELLO, [REFUSAL]),
        ("keywords: {out: {en: [stop], pt: [parar]}}\n", HELLO, []),
        ("keywords: {out: [stop, parar]}\n", HELLO, []),
        (BY_LANGUAGE, "messages: {hello: {content: {postcard: {en: Hello., pt: Ola.}}}}\n", []),
    ],
)
def test_who_is_written_to_in_a_language_can_refuse_in_it(
    tmp_path: Path, consent: str, messages: str, told: list[str]
) -> None:
    found = causes(overlay(tmp_path, ruleset=TWO, messages=messages, consent=consent), "C011")
    assert [one for one in found if "opts out" in one] == told
