"""Tasks at the desk: the right one is logged, and a closed one stays closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import ContactLog, NewTask, Practice, Wanted, WhichTaskError
from frontdesk.desk.tasks import open_task
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.journal import ContactLogged
from frontdesk.names import ContactId, OutcomeId, Progress, TaskId
from frontdesk.rendering.journal import entry_text
from frontdesk.worker import play
from support import CALLBACKS, HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act

DAY = timedelta(days=1)


def test_the_task_of_somebody_else_is_not_logged() -> None:
    practice = a_practice()
    ana, ben = a_contact(practice), a_contact(practice, name="Ben Example", cell="5550102")
    theirs = desk.log_contact(an_act(practice), ben, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    with pytest.raises(LogRefusedError, match=f"task {theirs.number} is of contact {ben}"):
        desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), close=True, task=theirs.number))


def test_of_two_tasks_that_can_be_meant_none_is_logged_but_asked_which() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    with practice.store.transaction():
        open_task(an_act(practice), ana, TaskId("no_show_call"), MONDAY)
        open_task(an_act(practice), ana, TaskId("follow_up"), MONDAY - timedelta(hours=1))
    before = practice.store.tasks(ana)
    log = ContactLog(OutcomeId("did_not_schedule"), close=True)
    with pytest.raises(WhichTaskError, match="several tasks can be meant: ") as asked:
        desk.log_contact(an_act(practice), ana, log)
    assert set(asked.value.tasks) == set(before)
    assert practice.store.tasks(ana) == before, "nothing was done"
    first = asked.value.tasks[0].id
    assert str(asked.value).endswith(f"; nothing was done. Say which by its number: --task {first}")
    for task in before:
        assert f"{task.id}: " in str(asked.value)
    assert desk.log_contact(an_act(practice), ana, replace(log, task=before[1].id)).number == before[1].id
    (left,) = practice.store.tasks(ana)
    assert left == before[0]
    assert desk.log_contact(an_act(practice), ana, log).number == left.id, "one is open: it is meant"
    assert practice.store.tasks(ana) == []


def test_a_task_that_is_closed_is_not_logged_again() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    first = desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("did_not_schedule"), close=True, task=first.number))
    with pytest.raises(LogRefusedError, match="is closed"):
        desk.log_contact(
            an_act(practice), ana, ContactLog(OutcomeId("did_not_schedule"), close=True, task=first.number)
        )


def test_a_follow_up_set_by_hand_is_not_called_back_to_the_plan_before_it() -> None:
    """Harbour plans follow-ups after 1 and 3 days."""
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    log = ContactLog(OutcomeId("not_reached"), MONDAY + timedelta(days=1))
    desk.log_contact(an_act(practice), ana, log)
    (task,) = [one for one in practice.store.tasks(ana) if one.task == "ring"]
    late = ContactLog(OutcomeId("not_reached"), MONDAY + timedelta(days=5), task=task.id)
    desk.log_contact(an_act(practice, timedelta(hours=1)), ana, late)
    play(practice, Carrier(), MONDAY + timedelta(days=6))
    after = practice.store.task(task.id)
    assert (after.follow_up_at, after.follow_ups_left) == (MONDAY + timedelta(days=5), 0)
    told = [one.text for one in practice.store.notices() if one.contact == ana]
    assert told.count("A follow-up is late") == len(practice.store.tasks(ana))


def test_a_date_chosen_with_an_outcome_stays_whatever_rules_plan_after_it() -> None:
    practice = a_practice(CALLBACKS)
    ana = a_contact(practice, "lead/contacted")
    friday = MONDAY + timedelta(days=4)
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("left_message"), friday))
    assert [(one.task, one.follow_up_at) for one in practice.store.tasks(ana)] == [("follow_up", friday)]


def test_the_journal_says_on_which_task_an_outcome_was_logged() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    log = ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1))
    number = desk.log_contact(an_act(practice), ana, log).number
    (entry,) = (one for one in practice.store.journal() if isinstance(one.said, ContactLogged))
    assert isinstance(entry.said, ContactLogged)
    assert entry.said.task == number
    assert f"contact logged on task {number}: No Answer" in entry_text(practice.ruleset, entry)


def test_a_follow_up_that_nobody_answers_stays_due_and_rings_at_each_date_of_its_plan() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    with practice.store.transaction():
        open_task(an_act(practice), ana, TaskId("ring"), MONDAY)
    found = []
    for days in (0, 2, 4):
        play(practice, Carrier(), MONDAY + timedelta(days=days))
        found.append((practice.store.tasks(ana)[0].follow_up_at, _late(practice)))
    due = MONDAY + timedelta(days=1)
    assert found == [(due, 0), (due, 1), (due, 2)]


def test_an_outcome_without_a_date_takes_up_the_next_of_the_plan_that_lies_ahead(tmp_path: Path) -> None:
    practice, ana = _planned(tmp_path)
    no_date = ContactLog(OutcomeId("no_answer"))
    play(practice, Carrier(), MONDAY + timedelta(hours=1))
    desk.log_contact(an_act(practice, timedelta(hours=2)), ana, no_date)
    assert _due(practice) == MONDAY + timedelta(days=1), "one that lies ahead stays"
    play(practice, Carrier(), MONDAY + timedelta(days=2))
    desk.log_contact(an_act(practice, timedelta(days=2)), ana, no_date)
    assert (_due(practice), _late(practice)) == (MONDAY + timedelta(days=3), 1)
    play(practice, Carrier(), MONDAY + timedelta(days=4))
    desk.log_contact(an_act(practice, timedelta(days=4)), ana, no_date)
    play(practice, Carrier(), MONDAY + timedelta(days=5))
    assert (_due(practice), _late(practice)) == (MONDAY + timedelta(days=3), 2), "none lies ahead, and none rings twice"


def test_who_gives_a_task_away_answers_nothing_and_nothing_rings_twice(tmp_path: Path) -> None:
    practice, _ = _planned(tmp_path)
    play(practice, Carrier(), MONDAY + timedelta(days=2))
    desk.give(an_act(practice, timedelta(days=2)), 1, "Ben Example")
    play(practice, Carrier(), MONDAY + timedelta(days=2, hours=1))
    assert (_due(practice), _late(practice)) == (MONDAY + timedelta(days=1), 1)
    play(practice, Carrier(), MONDAY + timedelta(days=3))
    assert (_due(practice), _late(practice)) == (MONDAY + timedelta(days=1), 2)


def test_a_date_after_the_task_expires_is_told_at_once(tmp_path: Path) -> None:
    practice, ana = _planned(tmp_path)
    before = ", but it expires before, 2026-03-16 11:00"
    log = ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=20))
    said = desk.log_contact(an_act(practice), ana, log).said
    assert said.endswith(f"task 1 is to be taken up 2026-03-22 11:00{before}")
    assert before not in desk.log_contact(an_act(practice), ana, replace(log, follow_up_at=MONDAY + DAY)).said
    desk.end_by_hand(an_act(practice), 1, Progress.DONE)
    new = NewTask(TaskId("ring"), Wanted(), MONDAY + timedelta(days=20))
    assert desk.open_by_hand(an_act(practice), ana, new).said.endswith(before)


def _planned(folder: Path) -> tuple[Practice, ContactId]:
    """Somebody with an open task of a plan of 1 and 3 days, on which an outcome needs no date."""
    (folder / "ruleset.yaml").write_text(
        "name: ours\nextends: default\ntime_zone: America/New_York\n", encoding="utf-8"
    )
    ring = "tasks: {ring: {label: Ring them, follow_ups: [1 day, 3 days], expires: 14 days}}\n"
    (folder / "tasks.yaml").write_text(ring, encoding="utf-8")
    late = (
        "reactions: [{id: late, last: yes, on: {follow_up_overdue: any}, do: [{notify_staff: A follow-up is late}]}]\n"
    )
    (folder / "reactions.yaml").write_text(late, encoding="utf-8")
    practice = a_practice(folder)
    ana = a_contact(practice, "lead/contacted")
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("ring"), Wanted()))
    return practice, ana


def _due(practice: Practice) -> datetime | None:
    return practice.store.task(1).follow_up_at


def _late(practice: Practice) -> int:
    """How often a follow-up that is late has rung."""
    return sum(one.text == "A follow-up is late" for one in practice.store.notices())
