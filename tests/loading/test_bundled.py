"""Where shipped files lie, and a ruleset by its name or its folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.loading.bundled import find_ruleset, problem_page, shown
from frontdesk.problems import CODES, RulesetError
from support import HARBOUR, RULESETS, SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_ruleset_is_found_by_its_name_and_shown_without_where_it_is_installed(name: str) -> None:
    assert find_ruleset(name) == RULESETS / name
    assert shown(find_ruleset(name)) == f"rulesets/{name}"


def test_a_folder_with_rules_in_it_wins_over_a_shipped_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dental").mkdir()
    assert find_ruleset("dental") == RULESETS / "dental"
    (tmp_path / "dental" / "ruleset.yaml").touch()
    assert find_ruleset("dental").resolve() == tmp_path / "dental"
    assert find_ruleset(HARBOUR) == HARBOUR


def test_what_is_not_there_suggests_what_is() -> None:
    with pytest.raises(RulesetError, match="dental"):
        find_ruleset("dentel")


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_page(code: str) -> None:
    assert problem_page(code).startswith(f"# {code}: ")
