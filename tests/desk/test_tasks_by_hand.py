"""Tasks that staff open, end and give away themselves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import NewTask, Wanted
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.journal import TaskClosed, TaskGiven, TaskOpened
from frontdesk.model import UnknownNameError
from frontdesk.names import PLAIN_FOLLOW_UP, Lifecycle, Priority, Progress, TaskId, TaskType
from frontdesk.rendering.journal import entry_text
from support import CALLBACKS, MONDAY, a_contact, a_practice, an_act

FORM = TaskId("send_form")


def test_a_task_opened_by_hand_is_as_its_kind_says_but_for_what_is_said_of_it() -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/new")
    friday = MONDAY + timedelta(days=4)
    new = NewTask(FORM, Wanted("Ben", priority=Priority.HIGH), friday, "The long one")
    number = desk.open_by_hand(an_act(practice), ana, new).number
    (task,) = practice.store.tasks(ana)
    assert (task.id, task.task, task.assigned_to) == (number, "send_form", "Ben")
    assert (task.type, task.priority, task.note) == (TaskType.LETTER, Priority.HIGH, "The long one")
    assert (task.follow_up_at, task.waits_since) == (friday, friday)
    assert task.expires_at == MONDAY + timedelta(days=30)


def test_one_of_a_kind_is_open_and_a_kind_that_does_not_exist_is_told() -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/new")
    desk.open_by_hand(an_act(practice), ana, NewTask(PLAIN_FOLLOW_UP, Wanted()))
    with pytest.raises(LogRefusedError, match="task 1 of this kind is open already"):
        desk.open_by_hand(an_act(practice), ana, NewTask(PLAIN_FOLLOW_UP, Wanted("Ben")))
    with pytest.raises(UnknownNameError, match="did you mean 'send_form'"):
        desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("send_from"), Wanted()))
    with pytest.raises(UnknownNameError) as unknown:
        desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("postcard"), Wanted()))
    assert str(unknown.value).count("'follow_up'") == 1
    assert [one.assigned_to for one in practice.store.tasks(ana)] == ["Front desk"]


@pytest.mark.parametrize("progress", [Progress.DONE, Progress.CANCELLED])
def test_a_task_that_is_ended_says_how_and_is_not_ended_or_given_away_again(progress: Progress) -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/new")
    desk.open_by_hand(an_act(practice), ana, NewTask(FORM, Wanted()))
    desk.end_by_hand(an_act(practice), 1, progress, "They have it")
    task = practice.store.task(1)
    assert (task.lifecycle, task.progress, task.note) == (Lifecycle.CLOSED, progress, "They have it")
    assert practice.store.scheduled(ana) == [], "nothing of it falls due any more"
    with pytest.raises(LogRefusedError, match="is closed"):
        desk.end_by_hand(an_act(practice), 1, progress)
    with pytest.raises(LogRefusedError, match="is closed"):
        desk.give(an_act(practice), 1, "Ben")


def test_the_journal_says_what_staff_did_with_which_task() -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/new")
    desk.open_by_hand(an_act(practice), ana, NewTask(FORM, Wanted("Ben")))
    desk.give(an_act(practice), 1, "Eva")
    desk.end_by_hand(an_act(practice), 1, Progress.CANCELLED)
    told = [one for one in practice.store.journal() if isinstance(one.said, TaskOpened | TaskGiven | TaskClosed)]
    assert [one.said for one in told] == [
        TaskOpened(1, FORM, "Ben"),
        TaskGiven(1, FORM, "Eva", "Ben"),
        TaskClosed(1, FORM, Progress.CANCELLED, "by hand"),
    ]
    assert [entry_text(practice.ruleset, one) for one in told] == [
        "task 1 opened: Send the form, for Ben",
        "task 1 given to Eva: Send the form, was Ben",
        "task 1 closed, cancelled: Send the form, by hand",
    ]
