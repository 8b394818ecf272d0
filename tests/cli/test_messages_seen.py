"""``frontdesk outbox`` and ``frontdesk why``: every message, where it is, and why it went or did not."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main
from support import HARBOUR, HARBOUR_SECRETS

AT = ("--now", "2026-03-02 10:00")


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A practice that reminded Ana of her visit, and sends no thanks to those who have no e-mail."""
    folder = tmp_path / "practice"
    shutil.copytree(HARBOUR, folder)
    run(folder, "contact", "add", "Ana Example", "cell=555-0101", "cell_type=text_enabled", "status=enquiry/new", *AT)
    run(folder, "contact", "book", "1", "2026-03-04 10:00", *AT)
    run(folder, "work", "--until", "2026-03-04 18:00", *AT)
    return folder


def run(practice: Path, *words: str, code: int = 0) -> Result:
    result = CliRunner(env=HARBOUR_SECRETS).invoke(main, [*words, "-p", str(practice)])
    assert result.exit_code == code, result.output
    return result


def test_the_outbox_is_a_line_a_message_with_the_reason_and_the_rule(practice: Path) -> None:
    lines = run(practice, "outbox").output.splitlines()
    assert lines[0].split() == ["number", "message", "contact", "name", "state", "by", "when", "because", "rule"]
    assert lines[1].split()[:9] == ["1", "reminder", "1", "Ana", "Example", "sent", "text", "2026-03-03", "10:00"]
    assert lines[2].split()[1:6] == ["thanks", "1", "Ana", "Example", "skipped"]
    assert "Nothing fits." in lines[2]
    assert lines[2].endswith("delivery.yaml:11")


def test_the_outbox_is_asked_by_state_and_by_contact(practice: Path) -> None:
    skipped = json.loads(run(practice, "outbox", "ana", "--state", "skipped", "--format", "json").output)
    assert [(one["message"], one["state"], one["because"]) for one in skipped] == [
        ("thanks", "skipped", "Nothing fits.")
    ]
    both = run(practice, "outbox", "--state", "skipped", "--state", "sent", "--format", "json").output
    assert len(json.loads(both)) == 2
    assert run(practice, "outbox", "--state", "failed").output == "No message is like that.\n"
    assert "is in nobody's name" in run(practice, "outbox", "zoe", code=1).stderr
    assert "'gone' is not one of" in run(practice, "outbox", "--state", "gone", code=2).stderr


def test_why_says_the_decision_the_row_and_the_facts(practice: Path) -> None:
    told = run(practice, "why", "1").output
    assert "message 1, reminder to Ana Example (contact 1)\n  state       sent, since 2026-03-03 10:00\n" in told
    assert "  decided     text\n  because     Texts are read first.\n  rule " in told
    assert "  read        destination text enabled\n" in told
    assert "2026-03-03 10:00  worker: reminder sent\n" in told
    assert "  decided     no channel\n  because     Nothing fits.\n" in run(practice, "why", "2").output
    assert "there is no message number 9" in run(practice, "why", "9", code=1).stderr


def test_who_only_looks_makes_no_store_and_takes_no_rules_over(practice: Path, tmp_path: Path) -> None:
    empty = Path(shutil.copytree(HARBOUR, tmp_path / "empty"))
    for words in (["outbox"], ["why", "1"]):
        assert "there is no store" in run(empty, *words, code=1).stderr
    assert not (empty / "frontdesk.db").exists()
    before = run(practice, "journal", "show").output
    attempts = practice / "attempts.yaml"
    attempts.write_text(attempts.read_text(encoding="utf-8").replace("limit: 2", "limit: 3"), encoding="utf-8")
    assert "reminder" in run(practice, "outbox").output
    assert "reminder" in run(practice, "why", "1").output
    assert run(practice, "journal", "show").output == before
