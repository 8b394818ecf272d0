"""The command itself: what it lists, what it suggests, and what it refuses whatever comes after."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_help_lists_every_command_and_what_it_does(run: Run) -> None:
    text = run("--help").output
    for command in ("check", "test", "table", "decide", "offers", "explain", "facts", "demo", "init", "import", "sync"):
        assert f"  {command} " in text
        assert "Usage:" in run(command, "--help").output


def test_a_command_that_does_not_exist_suggests_one(run: Run) -> None:
    assert "did you mean 'check'" in run("chek", code=2).stderr


def test_what_is_typed_in_another_encoding_is_refused(ana: Path, run: Run) -> None:
    shown = run("contact", "log", "1", "not_reached", "--note", "caf\udce9", "-p", str(ana), code=2)
    assert "is not text in UTF-8" in shown.stderr
