"""``frontdesk why``: the decision on a message, its row and its facts; whoever only looks changes nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

from cli.asking import Run
from support import HARBOUR


def test_why_says_the_decision_the_row_and_the_facts(reminded: Path, run: Run) -> None:
    told = run("why", "1", "-p", reminded).output
    assert "message 1, reminder to Ana Example (contact 1)\n  state       sent, since 2026-03-03 10:00\n" in told
    assert "  decided     text\n  because     Texts are read first.\n  rule " in told
    assert "  read        destination text enabled\n" in told
    assert "2026-03-03 10:00  worker: reminder sent\n" in told
    assert "  decided     no channel\n  because     Nothing fits.\n" in run("why", "2", "-p", reminded).output
    assert "there is no message number 9" in run("why", "9", "-p", reminded, code=1).stderr


def test_who_only_looks_makes_no_store_and_takes_no_rules_over(reminded: Path, run: Run, tmp_path: Path) -> None:
    empty = Path(shutil.copytree(HARBOUR, tmp_path / "empty"))
    for words in (["outbox"], ["why", "1"]):
        assert "there is no store" in run(*words, "-p", empty, code=1).stderr
    assert not (empty / "frontdesk.db").exists()
    before = run("journal", "show", "-p", reminded).output
    attempts = reminded / "attempts.yaml"
    attempts.write_text(attempts.read_text(encoding="utf-8").replace("limit: 2", "limit: 3"), encoding="utf-8")
    assert "reminder" in run("outbox", "-p", reminded).output
    assert "reminder" in run("why", "1", "-p", reminded).output
    assert run("journal", "show", "-p", reminded).output == before
