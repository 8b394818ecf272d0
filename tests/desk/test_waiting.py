"""Tasks that wait for somebody: each rule rings once, so long after the task was to be taken up."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

from frontdesk import desk
from frontdesk.desk import ContactLog, NewTask, Practice, Wanted
from frontdesk.names import ContactId, OutcomeId, Progress, TaskId
from frontdesk.records import DueKind
from frontdesk.worker import play
from support import CALLBACKS, MONDAY, Carrier, a_contact, a_practice, an_act, read_ruleset

DAY, CALL = timedelta(days=1), TaskId("call_back")


def called(practice: Practice) -> ContactId:
    """Somebody who is to be called back a day from now; the rules hand the call over two days after that."""
    ana = a_contact(practice, "lead/new")
    desk.open_by_hand(an_act(practice), ana, NewTask(CALL, Wanted()))
    return ana


def test_who_works_on_a_task_has_the_time_again_and_what_rules_do_is_no_work() -> None:
    practice = a_practice(CALLBACKS)
    ana = called(practice)
    play(practice, Carrier(), MONDAY + 2 * DAY)
    log = ContactLog(OutcomeId("no_answer"), MONDAY + 4 * DAY, task=1)
    desk.log_contact(an_act(practice, 2 * DAY), ana, log)
    play(practice, Carrier(), MONDAY + 6 * DAY - timedelta(seconds=1))
    assert practice.store.task(1).assigned_to == "Front desk"
    play(practice, Carrier(), MONDAY + 6 * DAY)
    handed = practice.store.task(1)
    assert (handed.assigned_to, handed.waits_since) == ("Manager", MONDAY + 4 * DAY)
    play(practice, Carrier(), MONDAY + 11 * DAY)
    assert [one.text for one in practice.store.notices()] == ["Nobody calls Ana Example"], "it waits for a week"
    play(practice, Carrier(), MONDAY + 60 * DAY)
    assert len(practice.store.notices()) == 1, "each rule rings once"


def test_a_task_that_is_given_away_waits_for_whoever_has_it_now() -> None:
    practice = a_practice(CALLBACKS)
    called(practice)
    desk.give(an_act(practice, 2 * DAY), 1, "Ben")
    play(practice, Carrier(), MONDAY + 4 * DAY - timedelta(seconds=1))
    assert practice.store.task(1).assigned_to == "Ben"
    play(practice, Carrier(), MONDAY + 4 * DAY)
    assert practice.store.task(1).assigned_to == "Manager"


def test_a_task_that_is_closed_waits_for_nobody() -> None:
    practice = a_practice(CALLBACKS)
    ana = called(practice)
    assert [one.kind for one in practice.store.scheduled(ana)].count(DueKind.TASK_WAITS) == 2
    desk.end_by_hand(an_act(practice), 1, Progress.DONE)
    assert practice.store.scheduled(ana) == []


def test_what_waits_goes_with_the_task_when_two_are_one_and_back_again() -> None:
    practice = a_practice(CALLBACKS)
    ben = a_contact(practice, "lead/new", name="Ben Example", cell="5550102")
    ana = called(practice)
    desk.merge(an_act(practice), ben, ana)
    assert [one.kind for one in practice.store.scheduled(ben)].count(DueKind.TASK_WAITS) == 2
    desk.unmerge(an_act(practice), ana)
    assert practice.store.scheduled(ben) == []
    play(practice, Carrier(), MONDAY + 3 * DAY)
    assert practice.store.task(1).assigned_to == "Manager"


def test_a_length_that_new_rules_change_counts_from_the_same_moment(tmp_path: Path) -> None:
    practice = a_practice(CALLBACKS)
    called(practice)
    shutil.copytree(CALLBACKS, tmp_path / "callbacks")
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "ruleset.yaml").write_text("name: ours\nextends: ../callbacks\n", encoding="utf-8")
    reaction = "on: {task_waits: {task: call_back, for: 4 days}}, do: [{reassign_task: {task: call_back, to: Owner}}]"
    (folder / "reactions.yaml").write_text(f"reactions: [{{replace: late, {reaction}}}]\n", encoding="utf-8")
    changed = Practice(read_ruleset(folder), practice.store)
    desk.adopt(an_act(changed))
    play(changed, Carrier(), MONDAY + 5 * DAY - timedelta(seconds=1))
    assert practice.store.task(1).assigned_to == "Front desk"
    play(changed, Carrier(), MONDAY + 5 * DAY)
    assert practice.store.task(1).assigned_to == "Owner"
