"""The command itself: what it lists, what it suggests, and what it refuses whatever comes after."""

from __future__ import annotations

from errno import ENOSPC
from io import StringIO
from pathlib import Path

import click
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


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that has no room for anything, as of a file on a disk that is full."""

    class Full(StringIO):
        def write(self, text: str) -> int:
            raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr(click.utils, "_default_text_stdout", Full)


FULL = "frontdesk: the output could not be written: no space left on device"


@pytest.mark.usefixtures("full_disk")
@pytest.mark.parametrize("words", [["--help"], ["import", "--help"], ["check", "dental"]])
def test_an_output_that_is_full_is_told_and_is_no_failure_of_anything_else(words: list[str], run: Run) -> None:
    assert run(*words, code=1).stderr == f"{FULL}\n"


@pytest.mark.usefixtures("full_disk")
def test_what_a_command_kept_that_cannot_say_so_is_told(practice: Path, run: Run) -> None:
    told = run("contact", "add", "Ben Example", "cell=202-555-0102", "-p", str(practice), code=1).stderr
    assert told == f"{FULL}; what was done until then is kept; 'frontdesk journal' says it\n"


@pytest.mark.usefixtures("full_disk")
def test_of_an_import_that_cannot_be_shown_it_is_told_that_it_is_kept(practice: Path, tmp_path: Path, run: Run) -> None:
    file = tmp_path / "people.csv"
    file.write_text("name,cell\nAna Example,202-555-0101\nBen Example,1\n", encoding="utf-8")
    command = ("import", str(file), "-p", str(practice))
    assert run(*command, "--dry-run", code=1).stderr == f"{FULL}\n"
    kept = f"people.csv is imported all the same: 1 new, 0 changed, 1 row set aside in {tmp_path}/people.rejected.csv"
    assert run(*command, code=1).stderr == f"{FULL}; {kept}; 'frontdesk tasks' has the notices\n"
