"""Tasks: a rule that is undone at once by another one on the same event is told; what has its use is not (M007)."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import found, overlay, rows
from frontdesk.checking.tasks import check_tasks
from support import CALLBACKS, HARBOUR, SHIPPED, read_ruleset

CAME = "opens: [{id: came, on: {status_entered: client/visiting}}]"
SETTLED = "on: {status_entered: client/any}, do: [{close_task: welcome}]"
CLOSES = "every event on which 'welcome.opens.came' opens the task 'welcome' closes it again at once"
OPENS = "every event on which 'welcome.closes.spoke' closes the task 'welcome' opens it again at once"


OPENED_ANEW = "every event on which 'welcome.completes.x' closes the task 'welcome' opens it again at once"


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
        # done or given up at once is closed at once
        (welcome(CAME, SETTLED.replace("close_task: welcome", "cancel_task: any")), CLOSES),
        (welcome(f"{CAME}, completes: [{{id: x, on: {{status_entered: client/visiting}}}}]"), OPENED_ANEW),
        # the plain follow-up, which is declared nowhere
        (
            {
                "reactions": rows(
                    "reactions",
                    "on: appointment_kept, do: [{follow_up: 1 day}]",
                    "on: appointment_kept, do: [{complete_task: follow_up}]",
                )
            },
            "every event on which 'x0' opens the task 'follow_up' closes it again at once",
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


def test_a_status_that_ends_every_task_does_not_end_the_follow_up_that_was_chosen_with_it() -> None:
    """It is set after that: tests/practices/callbacks shows it, so a rule like this is in order."""
    assert found(CALLBACKS, "M007") == []


@pytest.mark.parametrize(
    ("words", "is_told"),
    [
        ("opens: [{id: came, on: {status_entered: client/visiting}}]", True),
        ("follow_ups: [1 day]", True),
        ("assign_to: Desk, type: phone, expires: 30 days", False),
    ],
)
def test_a_task_of_one_s_own_that_is_the_plain_follow_up_is_told(tmp_path: Path, words: str, is_told: bool) -> None:
    tasks = {"tasks": f"tasks: {{follow_up: {{label: Mine, {words}}}}}\n"}
    problems = found(overlay(tmp_path, **tasks), "M014")
    assert [one.cause.startswith("'follow_up' is the plain follow-up") for one in problems] == [True] * is_told


@pytest.mark.parametrize(
    ("asked", "is_told"),
    [
        ("task: ring, for: 2 weeks", True),
        ("task: ring, for: 13 days", False),
        ("task: [ring, follow_up], for: 3 weeks", False),  # a plain follow-up never expires
        ("task: any, for: 3 weeks", False),
    ],
)
def test_a_wait_that_no_task_lives_to_see_is_told(tmp_path: Path, asked: str, is_told: bool) -> None:
    """The task ``ring`` of harbour expires after two weeks."""
    waits = f"on: {{task_waits: {{{asked}}}}}, do: [{{notify_staff: Nobody rings}}]"
    problems = found(overlay(tmp_path, reactions=rows("reactions", waits)), "M015")
    assert [one.cause for one in problems] == ["no task waits 2 weeks: each expires after 2 weeks"] * is_told


@pytest.mark.parametrize(
    ("cause", "hours"),
    [
        ('{local_time: "08:00..18:00"}', ["local_time"]),
        ("{open_now: yes}", ["open_now"]),
        ("{weekday: monday, open_today: yes, has_appointment: yes}", []),
    ],
)
def test_a_task_that_goes_by_the_hour_is_told(tmp_path: Path, cause: str, hours: list[str]) -> None:
    problems = found(overlay(tmp_path, **welcome(f"{CAME}, while: {cause}")), "M018")
    said = [f"the task 'welcome' is to go by '{one}', which changes within a day" for one in hours]
    assert [one.cause for one in problems] == said


@pytest.mark.parametrize(
    ("when", "is_told"),
    [
        ("when: {has_appointment: no}", True),
        ("when: {has_appointment: yes}", False),
        ("when: {weight: '> 3'}", False),
    ],
)
def test_a_task_that_a_rule_opens_for_nobody_is_told(tmp_path: Path, when: str, is_told: bool) -> None:
    opens = f"opens: [{{id: called, on: {{outcome_logged: reached}}, {when}}}]"
    problems = found(overlay(tmp_path, **welcome(f"{opens}, while: {{has_appointment: yes}}")), "M019")
    cause = "'welcome.opens.called' opens the task 'welcome' for nobody: what it asks and 'while' never hold together"
    assert [one.cause for one in problems] == [cause] * is_told
