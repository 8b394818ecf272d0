"""The command itself: what it lists, what it suggests, and what it refuses whatever comes after."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

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


def with_no_output(*words: str, folder: Path) -> str:
    """What a command says, of which nothing can be printed: its output is a file that is open for reading only."""
    closed = folder / "output.txt"
    closed.touch()
    with closed.open("rb") as output:
        command = [sys.executable, "-m", "frontdesk", *words]
        done = subprocess.run(command, stdout=output, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    return done.stderr


UNWRITTEN = "frontdesk: the output could not be written: bad file descriptor"


@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["check", "dental"]])
def test_an_output_that_cannot_be_written_is_told_and_is_no_failure_of_anything_else(
    words: list[str], tmp_path: Path
) -> None:
    assert with_no_output(*words, folder=tmp_path) == f"{UNWRITTEN}\n"


def test_what_a_command_kept_that_cannot_say_so_is_told(ana: Path, tmp_path: Path) -> None:
    words = ("contact", "prefs", "1", "--do-not-contact", "-p", str(ana))
    told = with_no_output(*words, folder=tmp_path)
    assert told == f"{UNWRITTEN}; what was done until then is kept; 'frontdesk journal' says it\n"


def test_of_an_import_that_cannot_be_shown_it_is_told_that_it_is_kept(practice: Path, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,cell\nAna Example,202-555-0101\nBen Example,1\n", encoding="utf-8")
    command = ("import", str(file), "-p", str(practice))
    assert with_no_output(*command, "--dry-run", folder=tmp_path) == f"{UNWRITTEN}\n"
    kept = f"people.csv is imported all the same: 1 new, 0 changed, 1 row set aside in {tmp_path}/people.rejected.csv"
    assert with_no_output(*command, folder=tmp_path) == f"{UNWRITTEN}; {kept}; 'frontdesk tasks' has the notices\n"
