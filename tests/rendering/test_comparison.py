"""A comparison in words: for a terminal, for a pull request, and for programs."""

from __future__ import annotations

from pathlib import Path

from comparing.overlaid import overlay
from frontdesk.comparing import compare
from frontdesk.desk import Touched
from frontdesk.names import ContactId
from frontdesk.rendering.comparison import Told, comparison_markdown, comparison_text, tell
from support import HARBOUR, load_ruleset


def told(folder: Path, *touched: Touched) -> Told:
    before = load_ruleset(HARBOUR)
    after = overlay(folder, delivery="channel:\n  rows:\n    - {remove: mail}\n")
    return tell((before, after), compare(before, after), touched or None)


def test_every_form_tells_what_changes_and_for_how_many(tmp_path: Path) -> None:
    words = told(tmp_path)
    for text in (comparison_text(words), comparison_markdown(words)):
        assert "email -> none" in text
        assert "combinations are answered differently" in text


def test_whom_it_touches_is_told_by_number_alone(tmp_path: Path) -> None:
    text = comparison_text(told(tmp_path, Touched(ContactId(7), ("goes by text, was email",))))
    assert "7" in text
    assert "goes by text, was email" in text


def test_the_same_rules_are_one_line() -> None:
    rules = load_ruleset(HARBOUR)
    assert comparison_text(tell((rules, rules), compare(rules, rules), None)).endswith("nothing changes.")
