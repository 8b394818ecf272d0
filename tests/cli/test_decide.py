"""``frontdesk decide``: an answer with its row, its reason and its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.dice import DECLARED, STATUSES
from checking.small import practice
from cli.asking import Run, data


def test_decide_answers_with_the_row_its_reason_and_its_place(run: Run) -> None:
    words = ["decide", "-p", "default", "delivery", "has_call=yes", "destination=landline"]
    text = run(*words).output
    assert "delivery: call" in text
    assert "row call (rulesets/default/delivery.yaml:15)" in text
    assert data(run(*words, "--format", "json"))["row"] == "call"


_TABLES = """tables:
  bonus:
    outcome: {kind: number}
    hit: every
    total: sum
    rows:
      - {id: one, when: {weight: "> 1"}, then: 100, because: More than one.}
      - {id: two, when: {weight: "> 2"}, then: 100.5}
  smallest:
    outcome: {kind: number}
    hit: every
    total: min
    rows: [{id: small, when: {weight: "> 1"}, then: 98.83}, {id: large, when: {weight: "> 2"}, then: 200}]
    otherwise: 0
  taken:
    outcome: {values: [half, whole]}
    rows: [{id: half, when: {smallest: "[98..100)"}, then: half}]
    otherwise: whole
"""


@pytest.fixture
def dice(tmp_path: Path) -> str:
    """A practice with tables that add up."""
    return str(practice(tmp_path / "dice", facts=DECLARED, statuses=STATUSES, tables=_TABLES))


def test_decide_names_every_row_that_made_a_sum(run: Run, dice: str) -> None:
    assert run("decide", "-p", dice, "bonus", "weight=3").output.splitlines() == [
        "bonus: 200.5",
        "  because More than one.",
        f"  row one ({dice}/tables.yaml:7)",
        "  because two",
        f"  row two ({dice}/tables.yaml:8)",
    ]
    by = data(run("decide", "-p", dice, "bonus", "weight=3", "--format", "json"))["by"]
    assert [(one["row"], one["because"], one["line"]) for one in by] == [
        ("one", "More than one.", 7),
        ("two", "two", 8),
    ]
    assert data(run("decide", "-p", dice, "bonus", "weight=0", "--format", "json"))["by"] == []


def test_a_decimal_is_a_number_for_programs_as_a_whole_number_is(run: Run, dice: str) -> None:
    asked = [run("decide", "-p", dice, "smallest", f"weight={weight}", "--format", "json") for weight in (2, 0)]
    assert [data(one)["outcome"] for one in asked] == [98.83, 0]


def test_the_smallest_of_a_table_is_a_fact_for_others(run: Run, dice: str) -> None:
    assert run("decide", "-p", dice, "taken", "weight=2").output.startswith("taken: half\n")
    assert run("decide", "-p", dice, "taken", "weight=1").output.startswith("taken: whole\n")
