"""The list of the staff on paper."""

from __future__ import annotations

from frontdesk import views
from frontdesk.rendering.tasks import tasks_text
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act
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
