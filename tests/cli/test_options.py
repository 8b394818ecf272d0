"""What every command understands alike: a ruleset, a practice, an hour."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.asking import Run
from cli.repositories import ESCAPE


def test_a_ruleset_that_is_not_there_is_told_by_every_command(run: Run) -> None:
    for words in (["check", "dentel"], ["table", "-p", "dentel"], ["decide", "-p", "dentel", "delivery"]):
        assert "did you mean 'dental'" in run(*words, code=1).stderr


def test_a_shipped_ruleset_is_not_a_practice_to_work_in(run: Run) -> None:
    assert "make one with 'frontdesk init FOLDER'" in run("tasks", "-p", "dental", code=2).stderr


@pytest.mark.parametrize(
    ("when", "told"),
    [
        ("tomorrow", "'tomorrow' is neither a date nor a length of time"),
        ("3 moons", "'3 moons' is neither a date nor a length of time"),
        ("2026-13-01", "'2026-13-01' is not a date"),
        ("2026-03-02 25:00", "'2026-03-02 25:00' is not a date and time"),
        ("0001-01-01", "is in the year 1; is that a slip of the keyboard?"),
        ("9999-12-31 23:59", "is in the year 9999; is that a slip of the keyboard?"),
    ],
)
def test_an_hour_that_cannot_be_read_is_told(when: str, told: str, run: Run, ana: Path) -> None:
    assert told in run("contact", "book", "1", when, "-p", str(ana), code=1).stderr
    assert told in run("contact", "show", "1", "--now", when, "-p", str(ana), code=1).stderr


def test_the_same_request_is_known_again_though_its_date_was_relative(ana: Path, run: Run) -> None:
    words = ("contact", "log", "1", "not_reached", "--follow-up", "2 days", "--request", "r-1", "-p", str(ana))
    first = run(*words, "--now", "2026-03-02 10:00").output
    assert run(*words, "--now", "2026-03-02 10:05").output == first
    other = run(*(word.replace("2 days", "3 days") for word in words), "--now", "2026-03-02 10:05", code=1)
    assert "was used before, for something else" in other.stderr


def test_problems_that_stop_another_command_have_colours_too(repository: Path, run: Run) -> None:
    assert ESCAPE in run("offers", "-p", "south", code=1, color=True).stderr
    assert ESCAPE not in run("offers", "-p", "south", code=1).stderr
