"""What the tests of commands share: a practice to work in, somebody in it, and a way to type."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from cli.asking import Run
from cli.repositories import write
from cli.week import NEW, written
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
    row = "Ana Example,+351 555 010 101,text_enabled,ana@example.com,enquiry/new,P-1"
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


@pytest.fixture
def reminded(practice: Path, run: Run) -> Path:
    """A practice that reminded Ana of her visit, and sends no thanks to those who have no e-mail."""
    here = ("-p", practice, "--now", "2026-03-02 10:00")
    run("contact", "add", "Ana Example", "cell=+351 555 010 101", "cell_type=text_enabled", "status=enquiry/new", *here)
    run("contact", "book", "1", "2026-03-04 10:00", *here)
    run("work", "--until", "2026-03-04 18:00", *here)
    return practice


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The practice of the demo after its week."""
    folder = tmp_path_factory.mktemp("played") / "demo"
    result = CliRunner().invoke(main, ["demo", "--keep", str(folder)])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Changed rules for that practice."""
    return written(tmp_path / "new", NEW)
