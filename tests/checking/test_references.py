"""What is defined and never used, or named and not there, or says too much (R001, R002, P001)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay
from frontdesk.checking.references import check_references
from support import HARBOUR, SHIPPED, check_ruleset, read_ruleset


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_every_ruleset_that_is_shipped_uses_what_it_defines(name: str) -> None:
    assert [one for one in check_references(read_ruleset(name)) if one.code == "R001"] == []


@pytest.mark.parametrize(
    ("files", "cause"),
    [
        ({"tasks": "tasks: {water: {label: Water}}\n"}, "R002: nothing opens the task 'water'"),
        (
            {"messages": "messages: {odd: {purpose: treatment, content: {text: Odd.}}}\n"},
            "R002: nothing sends the message 'odd'",
        ),
    ],
)
def test_what_nothing_uses_is_told(tmp_path: Path, files: dict[str, str], cause: str) -> None:
    assert causes(overlay(tmp_path, **files), "R002") == [cause]


def test_a_word_about_health_is_told_where_it_is_written(tmp_path: Path) -> None:
    text = "messages: {hello: {content: {text: Your test results are here.}}}\n"
    assert causes(overlay(tmp_path, messages=text), "P001") == [
        "P001: 'test results' in a message can tell others why somebody is a patient"
    ]


def test_what_a_ruleset_below_defines_is_removed_and_what_is_ones_own_deleted(tmp_path: Path) -> None:
    messages = "messages: {odd: {purpose: treatment, content: {text: Odd.}}}\n"
    campaigns = "campaigns: {visit: {steps: [{remove: before}]}}\n"
    found = check_ruleset(overlay(tmp_path, messages=messages, campaigns=campaigns)).problems
    told = {one.cause: one.hint.partition(", or")[0] for one in found if one.code == "R002"}
    assert told == {
        "nothing sends the message 'reminder'": "write remove: messages.reminder",
        "nothing sends the message 'odd'": "delete it",
    }
