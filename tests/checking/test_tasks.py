"""Tasks: a rule that is undone at once by another one on the same event is told; what has its use is not (M007)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import found, overlay, rows
from frontdesk.checking.tasks import check_tasks
from support import HARBOUR, SHIPPED, read_ruleset

CAME = "opens: [{id: came, on: {status_entered: client/visiting}}]"
SETTLED = "on: {status_entered: client/any}, do: [{close_task: welcome}]"
CLOSES = "every event on which 'welcome.opens.came' opens the task 'welcome' closes it again at once"
OPENS = "every event on which 'welcome.closes.spoke' closes the task 'welcome' opens it again at once"


def welcome(words: str, *reactions: str) -> dict[str, str]:
    files = {"tasks": f"tasks: {{welcome: {{label: Welcome them, {words}}}}}\n"}
    return files | ({"reactions": rows("reactions", *reactions)} if reactions else {})


@pytest.mark.parametrize("name", [*SHIPPED, str(HARBOUR)])
def test_no_rule_on_a_task_that_is_shipped_is_undone_at_once(name: str) -> None:
    assert list(check_tasks(read_ruleset(name))) == []


@pytest.mark.parametrize(
    ("files", "cause"),
    [
        (welcome(CAME, SETTLED), CLOSES),
        (welcome(CAME, SETTLED.replace("close_task: welcome", "close_task: any")), CLOSES),
        # two rules share out those who come
        (
            welcome(
                CAME,
                f"{SETTLED}, when: {{has_appointment: yes}}",
                f"{SETTLED}, when: {{has_appointment: no}}",
            ),
            CLOSES,
        ),
        (
            welcome(
                "opens: [{id: called, on: {outcome_logged: [reached, not_reached]}}], "
                "closes: [{id: spoke, on: {outcome_logged: reached}}]"
            ),
            OPENS,
        ),
        (
            welcome(
                "closes: [{id: spoke, on: {outcome_logged: reached}}]",
                "on: {outcome_logged: reached}, do: [{follow_up: {in: 1 day, task: welcome}}]",
            ),
            OPENS,
        ),
        # opened again after all: it is what closes it that does nothing
        (
            welcome(CAME, SETTLED, "on: {status_entered: client/any}, do: [{open_task: welcome}]"),
            "every event on which 'x0' closes the task 'welcome' opens it again at once",
        ),
    ],
)
def test_what_is_undone_for_everybody_is_told(tmp_path: Path, files: dict[str, str], cause: str) -> None:
    (problem,) = found(overlay(tmp_path, **files), "M007")
    assert problem.cause == cause
    assert "is carried out after it" in problem.related[0][1]


@pytest.mark.parametrize(
    "files",
    [
        # another event
        welcome(CAME, "on: {status_entered: enquiry/any}, do: [{close_task: welcome}]"),
        # some are left
        welcome(CAME, f"{SETTLED}, when: {{has_appointment: yes}}"),
        # the stop comes first, and is for more than those for whom it opens anew
        welcome(f"{CAME}, closes: [{{id: moved, on: {{status_entered: any}}}}]"),
        # what closes every task leaves this one
        welcome(f"stays_open: yes, {CAME}", SETTLED.replace("close_task: welcome", "close_task: any")),
    ],
)
def test_a_rule_that_does_what_it_says_for_somebody_is_left_alone(tmp_path: Path, files: dict[str, str]) -> None:
    assert found(overlay(tmp_path, **files), "M007") == []
