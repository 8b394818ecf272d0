"""What staff may prefer is what a ruleset lists, or whatever its rules ask for; listing what none asks is a mistake."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import built, causes, overlay
from frontdesk.model.by_hand import HandPreferences

EVERY_NUMBER, EVERY_METHOD = ["cell", "home", "work"], ["text", "call", "email", "postcard"]
NO_METHOD = "method_from: {rows: [{replace: emr, when: {emr_method: {not: not_sent}}, then: emr}], otherwise: none}\n"
METHOD_UNREAD = """
channel:
  rows:
    - replace: text
      when: {has_text: yes, destination: text_enabled, text_consent: {not: opted_out}}
      then: text
      because: Texts.
"""


def allowed(folder: Path, **files: str) -> tuple[list[str], list[str]]:
    by_hand = built(overlay(folder, **files)).part(HandPreferences).by_hand
    return list(by_hand.number), list(by_hand.method)


@pytest.mark.parametrize(
    ("written", "number", "method"),
    [
        ("", EVERY_NUMBER, EVERY_METHOD),
        ("by_hand: {method: [text, call]}\n", EVERY_NUMBER, ["text", "call"]),
        ("by_hand: {number: [cell], method: []}\n", ["cell"], []),
        (NO_METHOD, EVERY_NUMBER, []),
        ("destination: [cell, home]\n", [], EVERY_METHOD),
    ],
)
def test_staff_may_prefer_what_is_listed_and_else_what_some_rule_asks_for(
    written: str, number: list[str], method: list[str], tmp_path: Path
) -> None:
    assert allowed(tmp_path, **({"preferences": written} if written else {})) == (number, method)


def test_a_method_that_no_channel_goes_by_counts_for_nothing(tmp_path: Path) -> None:
    assert allowed(tmp_path, delivery=METHOD_UNREAD) == (EVERY_NUMBER, [])


def test_what_the_rules_ask_of_the_facesheet_itself_counts(tmp_path: Path) -> None:
    asked = "do_not_contact: {rows: [{id: by_post, last: yes, when: {facesheet_method: postcard}, then: yes}]}\n"
    assert allowed(tmp_path, preferences=NO_METHOD + asked) == (EVERY_NUMBER, EVERY_METHOD)


def test_a_list_of_what_no_rule_asks_for_is_a_mistake(tmp_path: Path) -> None:
    written = NO_METHOD + "by_hand: {number: [home], method: [call]}\n"
    cause = "R016: staff may prefer the method 'call', and no rule asks which method they set"
    assert causes(overlay(tmp_path, preferences=written)) == [cause]


def test_a_channel_that_there_is_none_of_is_a_mistake(tmp_path: Path) -> None:
    (cause,) = causes(overlay(tmp_path, preferences="by_hand: {method: [postcards]}\n"))
    assert "postcards" in cause
