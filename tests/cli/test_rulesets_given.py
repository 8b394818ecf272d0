"""Rulesets as they are named to a check: several at once, and each problem once."""

from __future__ import annotations

import json
from pathlib import Path

from cli.asking import Run
from cli.repositories import write


def test_several_rulesets_are_checked_at_once(repository: Path, run: Run) -> None:
    text = run("check", "north", "south", code=1).stdout
    assert "north: no problems." in text
    assert "1 problem in 1 file. The ruleset cannot be used yet." in text
    found = json.loads(run("check", "north", "south", "--format", "json", code=1).stdout)
    assert (found["usable"], len(found["problems"])) == (False, 1)
    assert found["proved"]


def test_a_problem_of_a_common_base_is_told_once(repository: Path, run: Run) -> None:
    for name in ("one", "two"):
        write(name, {"ruleset": f"name: {name}\nextends: ../south\n"})
    assert run("check", "one", "two", "--format", "github", code=1).stdout.count("::error") == 1
