"""``frontdesk diff``: what a practice reads before it changes its rules."""

from __future__ import annotations

import json
from pathlib import Path

from cli.week import typed, written


def test_no_difference_is_one_line() -> None:
    result = typed("diff", "dental", "dental")
    assert (result.exit_code, result.output) == (0, "dental, changed: nothing changes.\n")


def test_text_tells_counts_examples_rows_and_places(new: Path) -> None:
    result = typed("diff", "physical-therapy", new)
    assert result.exit_code == 0
    assert (
        "From physical-therapy to new: 3,200 of 1,244,160 combinations are answered differently (U003)."
        in result.output
    )
    assert "  call -> email\n      combinations: 2,048\n" in result.output
    assert "is decided by: write_first (" in result.output
    assert (
        "campaign free_screen_scheduled, steps prepare delay length\n      was: 2 days\n      is: 3 days"
        in result.output
    )
    assert "Contacts touched" not in result.output


def test_markdown_is_a_page_for_a_pull_request(new: Path) -> None:
    result = typed("diff", "physical-therapy", new, "--format", "markdown")
    assert result.output.startswith("# From physical-therapy to new\n\n3,200 of 1,244,160 combinations")
    assert "| call -> email | 2,048        |" in result.output


def test_json_says_the_same(new: Path) -> None:
    found = json.loads(typed("diff", "physical-therapy", new, "--format", "json").output)
    assert (found["changed"], found["touched"]) == (3200, None)
    assert found["tables"][0]["changes"][0]["row_after"]["row"] == "write_first"


def test_with_a_database_it_names_whom_the_change_touches_today(new: Path, played: Path) -> None:
    result = typed("diff", "physical-therapy", new, "--store", played / "frontdesk.db", "--format", "json")
    touched = {one["contact"]: one["how"] for one in json.loads(result.output)["touched"]}
    said = [how for several in touched.values() for how in several]
    assert any("the step 'prepare' of 'free_screen_scheduled' falls on" in how for how in said)
    assert any("goes by email, was text" in how for how in said)
    assert not any("@" in how for how in said), "a report may leave the practice, addresses may not"


def test_a_database_alone_is_compared_by_the_rules_that_it_ran_last(new: Path, played: Path) -> None:
    result = typed("diff", new, "--store", played / "frontdesk.db")
    assert result.exit_code == 0
    assert " to new: 3,200 of 1,244,160 combinations are answered differently, " in result.output


def test_somebody_left_behind_is_told_and_is_exit_code_1(tmp_path: Path, played: Path) -> None:
    small = written(tmp_path / "small", {"ruleset": "name: small\nextends: aesthetics\n"})
    result = typed("diff", small, "--store", played / "frontdesk.db")
    assert result.exit_code == 1
    assert "U001: " in result.output
    assert "moved: {statuses: {" in result.output
    assert "U002: the campaign '" in result.output


def test_the_desk_refuses_rules_that_leave_somebody_behind_in_the_same_words(tmp_path: Path, played: Path) -> None:
    small = written(tmp_path / "small", {"ruleset": "name: small\nextends: aesthetics\n"})
    result = typed("tasks", "-p", small, "--store", played / "frontdesk.db")
    assert result.exit_code == 1
    assert "U001: " in result.output
    assert typed("journal", "verify", "-p", played).exit_code == 0


def test_one_ruleset_without_a_database_is_wrong_usage() -> None:
    result = typed("diff", "dental")
    assert result.exit_code == 2
    assert "name two rulesets, or one and a --store" in result.output
