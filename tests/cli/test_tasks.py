"""``frontdesk tasks``: what is to do, and what was ticked off."""

from __future__ import annotations

import json
from pathlib import Path

from cli.asking import Run


def test_a_notice_can_be_ticked_off(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    run("contact", "reschedule", "1", "2026-03-05 10:00", *here)
    assert "Ana Example moved the visit" in run("tasks", *here).output
    assert "moved the visit" not in run("tasks", *here, "--tick", "1").output
    assert "there is no notice number 9" in run("tasks", *here, "--tick", "9", code=1).stderr


def test_a_task_is_opened_given_away_ended_and_listed_by_hand(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    opened = run("contact", "task", "1", "ring", "--to", "Vet", "--type", "phone", "--priority", "high", *here)
    assert opened.output == "Task 1 is open for Ana Example: Ring them.\n"
    assert "phone  high" in run("tasks", *here).output
    assert "No task is open for Desk." in run("tasks", "--for", "Desk", *here).output
    assert run("tasks", "--give", "1", "Desk", *here).output == "Task 1 is Desk's: Ring them.\n"
    assert "Ring them" in run("tasks", "--for", "desk", *here).output
    ended = run("tasks", "--cancel", "1", "--note", "They rang themselves", *here)
    assert ended.output == "Task 1 is cancelled: Ring them.\n"
    assert "No task is open." in run("tasks", *here).output
    closed = run("tasks", "--closed", *here).output
    assert "cancelled" in closed
    assert "by hand" in closed
    (listed,) = json.loads(run("tasks", "--closed", "--format", "json", *here).output)
    assert (listed["progress"], listed["lifecycle"], listed["note"]) == ("cancelled", "closed", "They rang themselves")
    assert "is closed" in run("tasks", "--complete", "1", *here, code=1).stderr
    run("contact", "task", "1", *here)
    assert run("tasks", "--complete", "2", *here).output == "Task 2 is done: Follow up.\n"
