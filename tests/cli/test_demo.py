"""``frontdesk demo``: the week of each practice, played and kept."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from cli.asking import Run
from frontdesk.demo import practices
from frontdesk.demo.weeks import read_week, rules_of
from frontdesk.loading import load_ruleset


def test_the_first_practice_is_played_where_none_is_named(run: Run, tmp_path: Path) -> None:
    text = run("demo", "--keep", str(tmp_path / "kept")).output
    assert "200 contacts imported" in text
    assert "Friday 6 March: staff did" in text
    assert "A wrong choice is corrected within five minutes" in text
    assert len(list((tmp_path / "kept" / "outbox").glob("*.txt"))) > 50
    assert "is whole" in run("journal", "verify", "-p", str(tmp_path / "kept")).output
    assert "is not empty" in run("demo", "--keep", str(tmp_path / "kept"), code=1).stderr


def test_another_practice_is_kept_with_how_it_is_set_up_and_can_be_looked_around_in(run: Run, tmp_path: Path) -> None:
    practice, kept = "health-system", str(tmp_path / "kept")
    text = run("demo", "-p", practice, "--keep", kept).output
    week = read_week(practice, load_ruleset(rules_of(practice)).zone)
    assert f"{len(week.stories)} stories of the week, from the help pages of {week.vendor}" in text
    assert "is whole" in run("journal", "verify", "-p", kept).output
    assert week.stories[0].people[0] in run("contact", "show", week.stories[0].people[0], "-p", kept).output


def test_a_practice_without_a_week_is_refused_with_those_that_have_one(run: Run) -> None:
    said = run("demo", "-p", "harbour", code=2).stderr
    assert all(name in said for name in practices())


@pytest.mark.parametrize("practice", practices())
def test_what_is_offered_to_try_next_works(
    practice: str, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    commands = read_week(practice, load_ruleset(rules_of(practice)).zone).next
    assert len(commands) >= 3
    for command in commands:
        frontdesk, *words = shlex.split(command)
        assert frontdesk == "frontdesk"
        run(*words)
