"""``frontdesk receive``: what a provider posted, from a file."""

from __future__ import annotations

import json
from pathlib import Path

from cli.asking import Run


def posted(folder: Path, **record: str) -> str:
    file = folder / "posted.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    return str(file)


def test_a_channel_that_does_not_exist_suggests_one(run: Run, ana: Path, tmp_path: Path) -> None:
    said = run("receive", "txt", posted(tmp_path), "-p", ana, code=1).stderr
    assert "did you mean 'text'" in said


def test_what_nothing_proves_is_not_taken_in(run: Run, ana: Path, tmp_path: Path) -> None:
    before = run("journal", "show", "-p", ana).output
    assert run("receive", "text", posted(tmp_path, kind="reply"), "-p", ana, code=1).stdout == ""
    assert run("journal", "show", "-p", ana).output == before
