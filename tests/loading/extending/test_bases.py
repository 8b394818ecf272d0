"""The base that a folder extends: found, or told with those that there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.problems import RulesetError
from support import read_ruleset


def test_rulesets_that_extend_each_other_are_a_problem(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(f"name: {name}\nextends: ../{other}\n", encoding="utf-8")
    with pytest.raises(
        RulesetError, match=r"circle: \S+/a/ruleset.yaml:2 -> \S+/b/ruleset.yaml:2 -> \S+/a/ruleset.yaml"
    ):
        read_ruleset(tmp_path / "a")


def test_a_folder_that_is_not_there_says_what_is() -> None:
    with pytest.raises(RulesetError, match="did you mean 'dental'"):
        read_ruleset("dentel")
