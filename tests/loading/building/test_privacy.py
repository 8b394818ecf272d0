"""How private a text is: read as a table whose answers are facts, one for each channel."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import built, causes, overlay
from frontdesk.model import Ruleset
from frontdesk.names import Privacy

ROW = "{id: shared, when: {shared_phone: yes, private: minimal}, then: {text: no}, because: Others read it.}"


def privately(folder: Path, *rows: str) -> Path:
    listed = "".join(f"    - {row}\n" for row in rows)
    return overlay(folder, delivery=f"privacy:\n  rows:\n{listed}")


def answer(rules: Ruleset, private: str, shared: str) -> dict[str, str]:
    return dict(rules.table("privacy").decide({"private": private, "shared_phone": shared}).outcome)


def test_a_row_holds_back_what_it_names_and_nothing_else_is_held_back(tmp_path: Path) -> None:
    call = "{id: voicemail, when: {private: minimal}, then: {call: no}, because: It may be a voicemail.}"
    rules = built(privately(tmp_path, ROW, call))
    assert answer(rules, "minimal", "yes") == {"text": "no", "call": "yes"}
    assert answer(rules, "minimal", "no") == {"text": "yes", "call": "no"}
    assert answer(rules, "none", "yes") == {"text": "yes", "call": "yes"}
    assert {name for name in rules.facts if name.startswith("privacy")} == {"privacy.text", "privacy.call"}


def test_where_nothing_is_written_there_is_no_such_fact(tmp_path: Path) -> None:
    rules = built(overlay(tmp_path))
    assert "privacy" not in rules.tables
    assert "privacy.text" not in rules.facts


def test_it_can_read_a_table_of_the_practice_and_be_read_by_one(tmp_path: Path) -> None:
    row = "{id: strict, when: {strict: yes}, then: {text: no}, because: We are strict.}"
    tables = """
tables:
  strict:
    scope: message
    outcome: {kind: yes_no}
    rows: [{id: shared, when: {shared_phone: yes}, then: yes}]
    otherwise: {then: no}
  quiet:
    scope: message
    outcome: {kind: yes_no}
    rows: [{id: held, when: {privacy.text: no}, then: yes}]
    otherwise: {then: no}
"""
    rules = built(overlay(tmp_path, delivery=f"privacy: {{rows: [{row}]}}", tables=tables))
    assert rules.table("quiet").decide({"shared_phone": "yes"}).outcome == "yes"
    assert rules.table("quiet").decide({"shared_phone": "no"}).outcome == "no"


def test_a_channel_that_does_not_exist_is_told_once(tmp_path: Path) -> None:
    twice = [ROW.replace("text: no", "pigeon: no"), ROW.replace("shared,", "other,").replace("text: no", "pigeon: no")]
    told = [one for one in causes(privately(tmp_path, *twice)) if "pigeon" in one]
    assert len(told) == 1


@pytest.mark.parametrize(
    ("said", "level"),
    [("", Privacy.MINIMAL), ("private: none,", Privacy.NONE), ("private: detailed,", Privacy.DETAILED)],
)
def test_a_message_tells_what_it_says_or_else_what_its_fields_tell(tmp_path: Path, said: str, level: Privacy) -> None:
    text = f"messages:\n  ours: {{{said} content: {{text: 'See you at {{site|our place}}'}}}}\n"
    rules = built(overlay(tmp_path, messages=text))
    (ours,) = (one for one in rules.messages.values() if one.id == "ours")
    assert ours.private is level
