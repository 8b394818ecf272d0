"""What has to hold while a task is open: the task goes when it holds no more, whatever changed it, and time too."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checking.small import overlay
from frontdesk import desk
from frontdesk.desk import ContactLog, NewTask, Practice, Wanted
from frontdesk.desk.adopting import adopt
from frontdesk.desk.practice import Act
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.names import AppointmentState, ContactId, Lifecycle, OutcomeId, State, TaskId
from frontdesk.records import DueKind
from frontdesk.tables import UNKNOWN
from frontdesk.worker import play
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, read_ruleset

DAY, WEIGH = timedelta(days=1), TaskId("weigh")
HEAVY = '{weight: "> 40"}'


def rules(folder: Path, cause: str) -> Path:
    """A practice that weighs animals by a task that is open while *cause* holds; a call that fails opens it."""
    opens = "opens: [{id: unreached, on: {outcome_logged: not_reached}}]"
    return overlay(folder, tasks=f"tasks: {{weigh: {{label: Weigh it, {opens}, while: {cause}}}}}\n")


def opened(practice: Practice, state: str = "enquiry/new") -> ContactId:
    """Somebody with a heavy animal and a visit in ten days, who is to come by to have it weighed."""
    ana = a_contact(practice, state)
    heavy = practice.ruleset.facts["weight"].domain.parse("55")
    desk.note_facts(an_act(practice), ana, {"weight": heavy})
    desk.book(an_act(practice), ana, MONDAY + 10 * DAY)
    desk.open_by_hand(an_act(practice), ana, NewTask(WEIGH, Wanted()))
    return ana


def is_open(practice: Practice, ana: ContactId) -> bool:
    return WEIGH in [one.task for one in practice.store.tasks(ana)]


def test_what_is_noted_of_somebody_closes_the_task_at_once_and_says_why(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, HEAVY))
    ana = opened(practice)
    light = practice.ruleset.facts["weight"].domain.parse("12")
    said = desk.note_facts(an_act(practice, DAY), ana, {"weight": light}).said
    assert "; task 1 is closed: Weigh it, its cause is gone: 'Weight in kilograms': > 40 (" in said
    (task,) = practice.store.tasks(ana, open_only=False)
    assert (task.lifecycle, task.progress, task.closed_at) == (Lifecycle.CLOSED, "not_started", MONDAY + DAY)
    assert task.closed_because.startswith("its cause is gone: 'Weight in kilograms': > 40 (")
    assert "tasks.yaml:1" in task.closed_because


def test_what_is_not_known_any_more_does_not_hold(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, HEAVY))
    ana = opened(practice)
    desk.note_facts(an_act(practice, DAY), ana, {"weight": UNKNOWN})
    assert not is_open(practice, ana)


def test_it_is_opened_for_nobody_of_whom_it_does_not_hold(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, HEAVY))
    ana = a_contact(practice, "enquiry/new")
    with pytest.raises(
        LogRefusedError, match="'Weigh it' would close at once: its cause is gone: 'Weight in kilograms': > 40"
    ):
        desk.open_by_hand(an_act(practice), ana, NewTask(WEIGH, Wanted()))
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("not_reached"), MONDAY + DAY))
    assert not is_open(practice, ana)
    desk.note_facts(an_act(practice), ana, {"weight": practice.ruleset.facts["weight"].domain.parse("55")})
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("not_reached"), MONDAY + 2 * DAY, task=1))
    assert is_open(practice, ana)


def test_time_alone_closes_it_at_midnight_where_the_contact_is(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, '{days_until_vaccination_due: ">= 0"}'))
    ana = a_contact(practice, "enquiry/new")
    desk.note_facts(an_act(practice), ana, {"vaccination_due": (MONDAY + 3 * DAY).date()})
    desk.open_by_hand(an_act(practice), ana, NewTask(WEIGH, Wanted()))
    zone = practice.ruleset.zone
    midnight = datetime(2026, 3, 6, tzinfo=zone).astimezone(UTC)
    play(practice, Carrier(), midnight - timedelta(seconds=1))
    assert is_open(practice, ana)
    play(practice, Carrier(), midnight)
    (task,) = practice.store.tasks(ana, open_only=False)
    assert (task.lifecycle, task.closed_at) == (Lifecycle.CLOSED, midnight)
    assert DueKind.CAUSE not in [one.kind for one in practice.store.scheduled(ana)]


def test_what_time_cannot_change_is_not_looked_at_every_night(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, HEAVY))
    ana = opened(practice)
    assert DueKind.CAUSE not in [one.kind for one in practice.store.scheduled(ana)]


def test_a_visit_that_passes_closes_it_the_next_night(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, "{has_appointment: yes}"))
    ana = opened(practice)
    play(practice, Carrier(), MONDAY + 10 * DAY + timedelta(minutes=1))
    assert is_open(practice, ana)
    play(practice, Carrier(), MONDAY + 11 * DAY)
    assert not is_open(practice, ana)


def test_a_status_closes_it_when_it_has_settled_and_not_while_it_can_be_corrected(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, "{phase: enquiry}"))
    ana = opened(practice)
    desk.set_status(an_act(practice), ana, State("client/visiting"))
    assert is_open(practice, ana)
    play(practice, Carrier(), MONDAY + timedelta(hours=1))
    assert not is_open(practice, ana)


def test_what_was_said_of_a_visit_by_mistake_closed_nothing(tmp_path: Path) -> None:
    practice = a_practice(rules(tmp_path, "{has_appointment: yes}"))
    ana = opened(practice)
    desk.become(an_act(practice, DAY), ana, AppointmentState.CANCELLED)
    assert not is_open(practice, ana)
    told = desk.put_right(an_act(practice, 2 * DAY), ana).said
    assert is_open(practice, ana)
    assert "is open again" in told


def test_new_rules_close_what_would_not_be_open_by_them(tmp_path: Path) -> None:
    (tmp_path / "before").mkdir()
    (tmp_path / "after").mkdir()
    practice = a_practice(rules(tmp_path / "before", HEAVY))
    ana = opened(practice)
    newer = Practice(read_ruleset(rules(tmp_path / "after", '{weight: "> 60"}')), practice.store)
    adopt(Act(newer, MONDAY + DAY))
    assert not is_open(newer, ana)


def test_where_no_task_asks_for_anything_nobody_is_looked_at() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.open_by_hand(an_act(practice), ana, NewTask(TaskId("ring"), Wanted()))
    assert DueKind.CAUSE not in [one.kind for one in practice.store.scheduled(ana)]


def test_a_task_whose_cause_is_back_by_putting_right_has_the_date_that_staff_set(tmp_path: Path) -> None:
    """Nobody took the date away: it went with the task, by itself."""
    practice = a_practice(rules(tmp_path, "{days_until_next_visit: {not: unknown}}"))
    ana = opened(practice)
    wanted = MONDAY + 4 * DAY
    (task,) = practice.store.tasks(ana)
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("reached"), wanted, task=task.id))
    desk.become(an_act(practice, DAY), ana, AppointmentState.CANCELLED)
    assert not is_open(practice, ana)
    said = desk.put_right(an_act(practice, DAY), ana).said
    assert f"task {task.id} is open again, with its follow-up date" in said
    assert practice.store.task(task.id).follow_up_at == wanted
    assert DueKind.FOLLOW_UP in [due.kind for due in practice.store.scheduled(ana)]
