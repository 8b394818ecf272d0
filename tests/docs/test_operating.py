"""What the operator's page gives to schedulers is true, and a copy that is brought back goes on where it was made."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main
from support import ROOT

PAGE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
MINUTES_PAST = "2026-03-02 09:11"


def blocks(kind: str) -> list[str]:
    """The blocks of the page of this kind."""
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, list(words))


@pytest.fixture
def practice(tmp_path: Path) -> Path:
    """A practice with one contact."""
    folder = tmp_path / "riverside"
    (tmp_path / "people.csv").write_text("name,cell\nAna Example,202-555-0101\n", encoding="utf-8")
    assert run("init", str(folder), "--extends", "dental").exit_code == 0
    at = ("-p", str(folder), "--now", "2026-03-02 09:00")
    assert run("import", str(tmp_path / "people.csv"), *at).exit_code == 0
    return folder


def test_the_units_are_what_systemd_reads_and_run_commands_that_exist() -> None:
    service, timer = (configparser.ConfigParser(interpolation=None) for _ in range(2))
    for unit, text in zip((service, timer), blocks("ini"), strict=True):
        unit.read_string(text)
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert timer["Timer"]["OnCalendar"] == "minutely"
    program, *words = shlex.split(service["Service"]["ExecStart"])
    assert Path(program).name == "frontdesk"
    assert run(*words, "--help").exit_code == 0


def test_the_line_of_cron_runs_every_minute_and_a_command_that_exists() -> None:
    (line,) = blocks("cron")
    *stars, command = line.split(maxsplit=5)
    assert stars == ["*"] * 5
    _, *words = shlex.split(command.partition(" > ")[0])
    assert run(*words, "--help").exit_code == 0


def test_the_line_that_takes_in_what_was_posted_runs_a_command_that_exists() -> None:
    (line,) = blocks("bash")
    program, *words = shlex.split(line)
    assert (program, words[0]) == ("frontdesk", "receive")
    assert run(*words, "--help").exit_code == 0


def test_an_option_that_does_not_exist_would_be_noticed() -> None:
    assert run("work", "--every-minute", "--help").exit_code == 2


def test_a_copy_made_as_the_page_says_is_brought_back_as_the_page_says(practice: Path, tmp_path: Path) -> None:
    store, copy = practice / "frontdesk.db", tmp_path / "copy.db"
    (how,) = re.findall(r"python3 -c '(.*?)'", PAGE)
    assert "VACUUM INTO ?" in how
    with sqlite3.connect(store) as database:
        database.execute("VACUUM INTO ?", [str(copy)])
    database.close()
    before = run("journal", "verify", "-p", str(practice)).output
    assert run("contact", "consent", "ana", "opted_out", "-p", str(practice), "--now", MINUTES_PAST).exit_code == 0
    assert run("journal", "verify", "-p", str(practice)).output != before

    for ending in ("", "-wal", "-shm"):
        store.with_name(store.name + ending).unlink(missing_ok=True)
    shutil.copy(copy, store)

    assert run("journal", "verify", "-p", str(practice)).output == before
    assert run("work", "-p", str(practice), "--now", MINUTES_PAST).exit_code == 0


def test_a_copy_is_never_written_over_another(practice: Path, tmp_path: Path) -> None:
    database = sqlite3.connect(practice / "frontdesk.db")
    database.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        database.execute("VACUUM INTO ?", [str(tmp_path / "copy.db")])
    database.close()


def test_a_store_of_a_newer_frontdesk_is_refused_with_what_to_do(practice: Path) -> None:
    database = sqlite3.connect(practice / "frontdesk.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    refused = run("work", "-p", str(practice))
    assert refused.exit_code == 1
    assert "was written by a newer frontdesk; update frontdesk before you open it" in refused.stderr
