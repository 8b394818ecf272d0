"""``frontdesk outbox``: every message, where it is, and why."""

from __future__ import annotations

import json
from pathlib import Path

from cli.asking import Run


def test_the_outbox_is_a_line_a_message_with_the_reason_and_the_rule(reminded: Path, run: Run) -> None:
    lines = run("outbox", "-p", reminded).output.splitlines()
    assert lines[0].split() == ["number", "message", "contact", "name", "state", "by", "when", "because", "rule"]
    assert lines[1].split()[:9] == ["1", "reminder", "1", "Ana", "Example", "sent", "text", "2026-03-03", "10:00"]
    assert lines[2].split()[1:6] == ["thanks", "1", "Ana", "Example", "skipped"]
    assert "Nothing fits." in lines[2]
    assert lines[2].endswith("delivery.yaml:11")


def test_the_outbox_is_asked_by_state_and_by_contact(reminded: Path, run: Run) -> None:
    skipped = json.loads(run("outbox", "ana", "--state", "skipped", "--format", "json", "-p", reminded).output)
    assert [(one["message"], one["state"], one["because"]) for one in skipped] == [
        ("thanks", "skipped", "Nothing fits.")
    ]
    both = run("outbox", "--state", "skipped", "--state", "sent", "--format", "json", "-p", reminded).output
    assert len(json.loads(both)) == 2
    assert run("outbox", "--state", "failed", "-p", reminded).output == "No message is like that.\n"
    assert "is in nobody's name" in run("outbox", "zoe", "-p", reminded, code=1).stderr
    assert "'gone' is not one of" in run("outbox", "--state", "gone", "-p", reminded, code=2).stderr
