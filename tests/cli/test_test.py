"""``frontdesk test``: the examples that hold, and those that do not."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run, data


def test_test_runs_the_examples(run: Run, practice: Path) -> None:
    assert "All 7 examples hold." in run("test", str(practice)).output
    file = practice / "examples" / "harbour.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("outcome: 165", "outcome: 166"), encoding="utf-8")
    text = run("test", str(practice), code=1).output
    assert "E001: Fees add up" in text
    assert "outcome: expected 166, got 165" in text
    assert "6 of 7 examples hold, 1 do not." in text
    assert [one["holds"] for one in data(run("test", str(practice), "--format", "json", code=1))].count(False) == 1
    assert "no example" in run("test", str(practice), "--only", "nothing like it", code=1).stderr
