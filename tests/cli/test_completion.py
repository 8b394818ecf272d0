"""``frontdesk completion``: a script for the shell."""

from __future__ import annotations

from cli.asking import Run


def test_completion_prints_a_script(run: Run) -> None:
    assert "_FRONTDESK_COMPLETE" in run("completion", "bash").output
