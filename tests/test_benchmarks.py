"""The benchmarks run from end to end, so that they cannot rot; how fast anything is, is nobody's test."""

from __future__ import annotations

import os
import subprocess
import sys
from math import prod
from pathlib import Path

import pytest

from support import ROOT, load_ruleset

sys.path.insert(0, str(ROOT))
from benchmarks.by_hand import by_hand_default, by_hand_health_system
from benchmarks.deciding import anybody, everybody
from benchmarks.measuring import Area, Figure, Line, figure

from frontdesk.tables import Listed


@pytest.mark.exhaustive
def test_every_area_is_measured_and_told(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks", "--quick", "--folder", str(tmp_path)]
    path = os.pathsep.join([*filter(None, sys.path)])
    environment = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    for said in (
        "frontdesk check",
        "decision",
        "status changes",
        "memory at the peak",
        "people on the number",
        "10^5 x 20 rows",
        "promises",
    ):
        assert said in done.stdout
    assert list(tmp_path.iterdir()) == [], "what was measured with is left behind"


def test_a_quick_run_judges_nothing_and_a_whole_one_does() -> None:
    area = Area("Speed", "How fast.", (Line("fast", "2 x", "under 6 x", True), Line("slow", "9 x", "under 6 x", False)))
    assert "under 6 x: MISSED" in area.text(judged=True)
    assert "under 6 x: met" in area.text(judged=True)
    assert "met" not in area.text(judged=False)
    assert "MISSED" not in area.text(judged=False)


def test_a_figure_is_the_median_with_the_smallest_and_the_largest() -> None:
    assert figure([9, 1, 2]) == Figure(2, 1, 9)
    assert f"{figure([9, 1, 2]):.1f}" == "2.0 (1.0 .. 9.0)"


@pytest.mark.exhaustive
def test_the_table_by_hand_answers_as_the_default_does_for_everybody() -> None:
    table = load_ruleset("default").table("delivery")
    asked = {test.fact for row in table.rows for test in row.when}
    counted = 0
    for facts in everybody(table):
        counted += 1
        if table.decide(facts).outcome != by_hand_default(facts):
            pytest.fail(f"answered differently for {facts}")
    lists = [
        domain.every_value for name, domain in table.inputs.items() if name in asked and isinstance(domain, Listed)
    ]
    assert counted == prod(map(len, lists)), "somebody is left out"


@pytest.mark.parametrize("seed", range(3))
def test_the_table_by_hand_answers_as_the_health_system_does(seed: int) -> None:
    table = load_ruleset("health-system").table("delivery")
    for facts in anybody(table, 2_000, seed):
        assert table.decide(facts).outcome == by_hand_health_system(facts), facts
