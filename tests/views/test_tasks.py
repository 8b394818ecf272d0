"""What the staff have to do and should know."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk, views
from frontdesk.desk import NewTask, Wanted
from frontdesk.desk.tasks import ask_follow_up
from frontdesk.names import Priority, Progress, TaskId
from frontdesk.records import Task
from support import CALLBACKS, HARBOUR, MONDAY, a_contact, a_practice, an_act
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


def test_what_is_due_comes_first_by_how_much_it_presses_and_then_what_will_be() -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/new")
    kinds = (
        ("follow_up", Priority.LOW, -1),
        ("send_form", Priority.HIGH, 1),
        ("call_back", Priority.NORMAL, -2),
    )
    for kind, priority, days in kinds:
        with practice.store.transaction():
            due = MONDAY + timedelta(days=days)
            task = Task(0, ana, TaskId(kind), MONDAY - timedelta(days=3), follow_up_at=due, priority=priority)
            practice.store.add_task(task)
    assert [one.task for one in views.tasks(an_act(practice)).tasks] == ["call_back", "follow_up", "send_form"]


def test_closed_tasks_come_last_closed_first_with_what_closed_them() -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/new")
    for kind in ("send_form", "call_back"):
        desk.open_by_hand(an_act(practice), ana, NewTask(TaskId(kind), Wanted("Ben")))
    desk.end_by_hand(an_act(practice), 1, Progress.CANCELLED)
    desk.book(an_act(practice, timedelta(hours=1)), ana, MONDAY + timedelta(days=9))
    told = [(one.task, one.progress) for one in views.closed_tasks(an_act(practice))]
    assert told == [("call_back", Progress.DONE), ("send_form", Progress.CANCELLED)]
    booked, by_hand = views.closed_tasks(an_act(practice), assigned_to="BEN")
    assert booked.closed_because.startswith("call_back.completes.booked (")
    assert (by_hand.closed_because, by_hand.closed) == ("by hand", MONDAY)
    assert views.closed_tasks(an_act(practice), assigned_to="Eva") == ()


def test_a_notice_for_somebody_is_on_their_list_and_on_no_other_person_s() -> None:
    practice = a_practice(CALLBACKS)
    desk.book(an_act(practice), a_contact(practice, "lead/new"), MONDAY + timedelta(days=9))
    for whose, told in (("", ["Billing"]), ("billing", ["Billing"]), ("Front desk", [])):
        assert [one.addressee for one in views.tasks(an_act(practice), assigned_to=whose).notices] == told


def test_the_tasks_of_somebody_in_a_hidden_status_come_only_where_they_are_asked_for() -> None:
    practice = a_practice(HARBOUR.with_name("vendors"))
    act, vendor = an_act(practice), a_contact(practice, "lead/vendor")
    with practice.store.transaction():
        ask_follow_up(act, vendor, None, MONDAY)
    assert views.tasks(act).tasks == ()
    assert [one.name for one in views.tasks(act, hidden=True).tasks] == ["Ana Example"]
    assert [one.name for one in views.contact(act, vendor).tasks] == ["Ana Example"]
