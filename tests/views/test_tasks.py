"""What the staff have to do and should know."""

from __future__ import annotations

from frontdesk import views
from frontdesk.desk.tasks import ask_follow_up
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act
from views.looking import Played


def test_the_next_follow_up_comes_first_and_each_task_says_whose_it_is(played: Played) -> None:
    found = views.tasks(played.act).tasks
    assert [(one.task, one.label, one.name, one.progress, one.assigned_to) for one in found] == [
        ("ring", "Ring them", "Ana Example", "not_started", "Desk"),
        ("follow_up", "Follow up", "Ana Example", "in_progress", ""),
    ]
    assert [one.follow_up for one in found] == sorted(one.follow_up for one in found if one.follow_up)


def test_a_person_s_tasks_are_found_in_any_case_and_notices_are_everybody_s(played: Played) -> None:
    found = views.tasks(played.act, assigned_to="dESK")
    assert [one.task for one in found.tasks] == ["ring"]
    assert [one.text for one in found.notices] == ["Ana Example moved the visit", *["A follow-up is late"] * 3]
    assert views.tasks(played.act, assigned_to="Vet").tasks == ()


def test_the_tasks_of_somebody_in_a_hidden_status_come_only_where_they_are_asked_for() -> None:
    practice = a_practice(HARBOUR.with_name("vendors"))
    act, vendor = an_act(practice), a_contact(practice, "lead/vendor")
    with practice.store.transaction():
        ask_follow_up(act, vendor, None, MONDAY)
    assert views.tasks(act).tasks == ()
    assert [one.name for one in views.tasks(act, hidden=True).tasks] == ["Ana Example"]
    assert [one.name for one in views.contact(act, vendor).tasks] == ["Ana Example"]
