"""``frontdesk contact task``: a task that somebody opens by hand."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_a_task_is_opened_for_a_contact_by_its_kind_or_as_a_plain_follow_up(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    assert run("contact", "task", "ana", *here).output == "Task 1 is open for Ana Example: Follow up.\n"
    assert "task 1 of this kind is open already" in run("contact", "task", "ana", *here, code=1).stderr
    assert "did you mean 'ring'?" in run("contact", "task", "ana", "rign", *here, code=1).stderr
    run("contact", "task", "ana", "ring", "--follow-up", "2026-03-05", "--note", "Ask for the form", *here)
    assert "2026-03-05 09:00" in run("tasks", *here).output
