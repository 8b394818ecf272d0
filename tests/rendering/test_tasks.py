"""The list of the staff on paper."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import desk, views
from frontdesk.desk import NewTask, Wanted
from frontdesk.names import OutcomeId, Progress, TaskId
from frontdesk.rendering.tasks import closed_text, tasks_text
from support import CALLBACKS, HARBOUR, MONDAY, a_contact, a_practice, an_act
from views.looking import a_played_practice


def test_a_task_is_a_line_under_its_headings_and_notices_come_below() -> None:
    played = a_played_practice()
    seen = views.tasks(played.act)
    headings, *lines = tasks_text(seen, played.practice.ruleset.zone).splitlines()
    assert headings.split()[:3] == ["number", "task", "contact"]
    assert [line.split()[0] for line in lines[: len(seen.tasks)]] == [str(one.number) for one in seen.tasks]
    assert [line.startswith("notice ") for line in lines[len(seen.tasks) :]] == [True] * len(seen.notices)
    assert seen.tasks


def test_without_tasks_the_list_says_so() -> None:
    practice = a_practice(HARBOUR)
    assert tasks_text(views.tasks(an_act(practice)), practice.ruleset.zone) == "No task is open."


def test_a_notice_says_whom_it_is_about_if_anybody() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    with practice.store.transaction():
        practice.store.add_notice(ana, MONDAY, "called")
        practice.store.add_notice(None, MONDAY, "a text from a number that nobody knows")
    _, of_ana, of_nobody = tasks_text(views.tasks(an_act(practice)), practice.ruleset.zone).splitlines()
    assert of_ana.startswith("notice 1, ")
    assert of_ana.endswith(", contact 1: called")
    assert of_nobody.endswith(":00: a text from a number that nobody knows")


def test_who_asks_for_their_own_tasks_is_told_that_they_have_none_not_that_nobody_has() -> None:
    practice = a_practice(HARBOUR)
    zone = practice.ruleset.zone
    assert tasks_text(views.tasks(an_act(practice), assigned_to="Vet"), zone, "Vet") == "No task is open for Vet."
    assert closed_text((), zone, "Vet") == "No task of Vet is closed."
    assert closed_text((), zone) == "No task is closed."


def test_a_column_stands_where_some_task_has_something_to_say_in_it() -> None:
    practice = a_practice(CALLBACKS)
    ana, zone = a_contact(practice, "lead/new"), practice.ruleset.zone
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("follow_up"), Wanted()))
    assert "priority" not in tasks_text(views.tasks(an_act(practice)), zone)
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("call_back"), Wanted()))
    headings, *lines = tasks_text(views.tasks(an_act(practice)), zone).splitlines()
    assert ("type" in headings, "priority" in headings) == (True, True)
    assert [line.split()[-3:] for line in lines if "phone" in line and "high" in line]
    desk.end_by_hand(an_act(practice), 2, Progress.CANCELLED)
    headings, line = closed_text(views.closed_tasks(an_act(practice)), zone).splitlines()
    assert headings.split()[-3:] == ["closed", "closed", "by"]
    assert "cancelled" in line
    assert line.endswith("by hand")


def test_a_notice_says_whom_it_is_for() -> None:
    practice = a_practice(HARBOUR)
    with practice.store.transaction():
        practice.store.add_notice(None, MONDAY, "the bill is open", "Billing")
    assert tasks_text(views.tasks(an_act(practice)), practice.ruleset.zone).endswith(", for Billing: the bill is open")


def _closed(because: str, outcome: str = "reached") -> str:
    practice = a_practice(CALLBACKS)
    ana, zone = a_contact(practice, "lead/new"), practice.ruleset.zone
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("follow_up"), Wanted()))
    (seen,) = views.tasks(an_act(practice)).tasks
    told = replace(
        seen,
        closed=MONDAY,
        closed_because=because,
        outcome=OutcomeId(outcome) if outcome else None,
        outcome_label="Reached" if outcome else "",
        note="rings back\nat noon",
    )
    _, line = closed_text([told], zone).splitlines()
    return line


def test_what_was_said_last_stands_on_both_lists_and_the_reason_of_the_rules_does_not_stand_for_who_closed() -> None:
    line = _closed("Stated: closes a task by the way (B3, P8). (tasks.yaml:18)")
    assert "  Reached  rings back at noon  " in line
    assert line.endswith("  what was logged (tasks.yaml:18)")
    assert "Stated" not in line


@pytest.mark.parametrize(
    ("because", "outcome"),
    [
        ("by hand", ""),
        ("first_call.closes.reached (tasks.yaml:19)", "reached"),
        ("its cause is gone: a date is set (tasks.yaml:3)", "reached"),
        ("the person was erased", "reached"),
    ],
)
def test_what_else_closed_it_stands_as_it_is(because: str, outcome: str) -> None:
    assert _closed(because, outcome).endswith(f"  {because}")


def test_what_came_of_an_open_task_and_its_note_are_on_the_list() -> None:
    practice = a_practice(CALLBACKS)
    ana, zone = a_contact(practice, "lead/new"), practice.ruleset.zone
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("follow_up"), Wanted(), None, "asks for Ben"))
    found = views.tasks(an_act(practice))
    reached = replace(found, tasks=tuple(replace(one, outcome_label="No answer") for one in found.tasks))
    headings, line = tasks_text(reached, zone).splitlines()
    assert headings.split()[-2:] == ["outcome", "note"]
    assert line.endswith("No answer  asks for Ben")
