"""``frontdesk tasks``: what is to do, and what was ticked off."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_a_notice_can_be_ticked_off(run: Run, ana: Path) -> None:
    here = ["-p", str(ana), "--now", "2026-03-02 10:00"]
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    run("contact", "reschedule", "1", "2026-03-05 10:00", *here)
    assert "Ana Example moved the visit" in run("tasks", *here).output
    assert "moved the visit" not in run("tasks", *here, "--tick", "1").output
    assert "there is no notice number 9" in run("tasks", *here, "--tick", "9", code=1).stderr
