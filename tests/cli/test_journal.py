"""``frontdesk journal``: shown whatever it holds, and verified."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cli.asking import Run


def test_a_tampered_journal_is_told_and_returns_1(run: Run, ana: Path) -> None:
    import sqlite3

    with sqlite3.connect(ana / "frontdesk.db") as store:
        store.executescript("DROP TRIGGER journal_keeps; UPDATE journal SET by = 'me' WHERE seq = 1;")
    assert "entry 1 was changed after it was written" in run("journal", "verify", "-p", str(ana), code=1).output


def test_looking_back_makes_no_store(practice: Path, run: Run) -> None:
    for command in (["verify"], ["show"]):
        assert "there is no store at" in run("journal", *command, "-p", str(practice), code=1).stderr
    assert not (practice / "frontdesk.db").exists()


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE journal SET data = '{}'",
        "UPDATE journal SET data = 'no JSON'",
        "UPDATE journal SET data = '[1]', kind = 'event'",
        "UPDATE journal SET at = 'never'",
        "DROP TABLE journal",
    ],
)
def test_a_damaged_journal_is_told_without_a_traceback(damage: str, ana: Path, run: Run) -> None:
    with closing(sqlite3.connect(ana / "frontdesk.db", isolation_level=None)) as store:
        store.executescript("DROP TRIGGER journal_keeps; DROP TRIGGER journal_stays;")
        store.execute(damage)
    shown = run("journal", "verify", "-p", str(ana), code=1)
    assert "was changed" in shown.stdout or "is not as a store should be" in shown.stderr


@pytest.mark.parametrize("damage", ["data = 'no JSON'", "data = '[1]', kind = 'event'", "kind = 'moon full'"])
def test_an_entry_that_cannot_be_read_is_shown_as_it_stands(damage: str, ana: Path, run: Run) -> None:
    with closing(sqlite3.connect(ana / "frontdesk.db", isolation_level=None)) as store:
        store.executescript(f"DROP TRIGGER journal_keeps; UPDATE journal SET {damage};")
    assert run("journal", "show", "-p", str(ana)).stdout
    assert run("contact", "show", "1", "-p", str(ana)).stdout
