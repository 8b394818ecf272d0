"""``frontdesk demo``: a week of a practice, played and kept."""

from __future__ import annotations

from pathlib import Path

from cli.asking import Run


def test_the_demo_plays_a_week(run: Run, tmp_path: Path) -> None:
    text = run("demo", "--keep", str(tmp_path / "kept")).output
    assert "200 contacts imported" in text
    assert "Friday 6 March: staff did" in text
    assert "status undone" in text or "status chosen" in text
    assert "Try next" in text
    assert "refused" not in text
    assert len(list((tmp_path / "kept" / "outbox").glob("*.txt"))) > 50
    assert "is whole" in run("journal", "verify", "-p", str(tmp_path / "kept")).output
    assert "is not empty" in run("demo", "--keep", str(tmp_path / "kept"), code=1).stderr
