"""Advice on what could be said shorter: whoever follows it, all of it or one piece, changes no answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import overlay
from support import check_ruleset

_WORDS = "outcome: {values: [one, two]}"
_PETS = "facts:\n  pet: {of: contact, values: [dog, cat, rabbit]}\n"
_NUMBER = "outcome: {kind: number}"


def noted(folder: Path, keys: str, *rows: str) -> list[str]:
    """The notes on a table with these keys and rows: the code, and the rows that it names."""
    listed = "".join(f"      - {{id: {name}, {row}}}\n" for name, row in zip("abcdefg", rows, strict=False))
    head = "".join(f"    {line.strip()}\n" for line in keys.split(";"))
    ours = overlay(folder, facts=_PETS, tables=f"tables:\n  t:\n{head}    rows:\n{listed}")
    found = [one for one in check_ruleset(ours, notes=True).problems if Path(one.where.file).parent.name == "ours"]
    return [f"{one.code} {one.cause.split(chr(39))[1]}" for one in found if one.code in ("T006", "T007")]


def test_two_rows_that_each_add_something_are_no_one_row(tmp_path: Path) -> None:
    rows = ("when: {weight: '> 1'}, then: 100", "when: {weight: '> 2'}, then: 100")
    assert noted(tmp_path, f"{_NUMBER}; hit: every; total: sum", *rows) == []
    apart = ("when: {weight: '<= 1'}, then: 100", "when: {weight: '> 1'}, then: 100")
    assert noted(tmp_path, f"{_NUMBER}; hit: every; total: sum", *apart) == ["T007 a"]


def test_the_end_of_a_status_in_each_of_its_phases_is_one_line_already(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    ends = "statuses: {on_hold: {requires: [date], lasts: {until: date, then: previous}}}\n"
    (tmp_path / "ours" / "statuses.yaml").write_text(ends, encoding="utf-8")
    found = check_ruleset(tmp_path / "ours", notes=True).problems
    assert [str(one) for one in found if one.code == "T007" and one.where.file.endswith("ours/statuses.yaml")] == []


def test_two_rows_of_different_weight_are_no_one_row(tmp_path: Path) -> None:
    rows = ("when: {pet: dog}, then: one, priority: {}", "when: {pet: cat}, then: one, priority: 1")
    between = "then: two, priority: 2"
    told: list[str]
    for weight, told in ((3, []), (1, ["T007 a"])):
        said = (rows[0].replace("{}", str(weight)), rows[1], between)
        assert noted(tmp_path, f"{_WORDS}; hit: priority", *said) == told


@pytest.mark.parametrize("hit", ["first", "unique", "any", "priority"])
def test_a_row_that_says_what_otherwise_says_changes_nothing_under_any_policy(tmp_path: Path, hit: str) -> None:
    weight = ", priority: 1" if hit == "priority" else ""
    rows = (f"when: {{pet: dog}}, then: one{weight}", f"when: {{pet: cat}}, then: two{weight}")
    assert noted(tmp_path, f"{_WORDS}; hit: {hit}; otherwise: two", *rows) == ["T006 b"]


@pytest.mark.parametrize(("total", "told"), [("min", ["T006 b"]), ("max", ["T006 a"]), ("sum", []), ("count", [])])
def test_a_row_that_is_never_the_smallest_or_the_largest_changes_nothing(
    tmp_path: Path, total: str, told: list[str]
) -> None:
    rows = ("when: {weight: '> 1'}, then: 3", "when: {weight: '> 1'}, then: 5")
    assert noted(tmp_path, f"{_NUMBER}; hit: every; total: {total}; otherwise: 0", *rows) == told


def test_of_two_rows_that_stand_in_for_each_other_one_is_told(tmp_path: Path) -> None:
    rows = ("when: {pet: dog}, then: one", "when: {pet: dog}, then: one")
    assert noted(tmp_path, f"{_WORDS}; hit: any; otherwise: two", *rows) == ["T006 a"]


def test_the_last_row_of_a_table_stays(tmp_path: Path) -> None:
    assert noted(tmp_path, f"{_WORDS}; otherwise: one", "when: {pet: dog}, then: one") == []


def test_three_rows_can_become_one(tmp_path: Path) -> None:
    rows = [f"when: {{pet: {one}}}, then: one" for one in ("dog", "cat", "rabbit")]
    assert noted(tmp_path, f"{_WORDS}; otherwise: two", *rows) == ["T007 a", "T007 b"]


def test_what_is_not_something_goes_into_no_list(tmp_path: Path) -> None:
    rows = ("when: {pet: dog}, then: one", "when: {pet: {not: [dog, cat]}}, then: one")
    assert noted(tmp_path, f"{_WORDS}; otherwise: two", *rows) == []
