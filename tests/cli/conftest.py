"""What the tests of commands share: a practice to work in, somebody in it, and a way to type."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.asking import Run
from cli.repositories import write
from frontdesk.cli import main
from support import HARBOUR


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    folder = tmp_path / "practice"
    shutil.copytree(HARBOUR, folder)
    return folder


@pytest.fixture
def run() -> Run:
    def invoke(*words: object, code: int = 0, color: bool = False) -> Result:
        runner = CliRunner(env={"HARBOUR_TEXT_KEY": "fictional"})
        result = runner.invoke(main, list(map(str, words)), color=color)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == code, result.output + result.stderr
        return result

    return invoke


@pytest.fixture
def ana(practice: Path, run: Run, tmp_path: Path) -> Path:
    """The practice with one contact, number 1."""
    file = tmp_path / "people.csv"
    heading = "name,cell,cell_type,email,status,reference"
    row = "Ana Example,555-0101,text_enabled,ana@example.com,enquiry/new,P-1"
    file.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    assert "1 contact imported." in run("import", str(file), "-p", str(practice), "--now", "2026-03-02 10:00").output
    return practice


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: a practice's repository with a ruleset in order, and one that is not."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    write("north", {"ruleset": "name: north\nextends: dental\n"})
    write("south", {"ruleset": "name: south\nextends: default\n", "attempts": "limit: 3\ncounts: nobody\n"})
    return tmp_path
