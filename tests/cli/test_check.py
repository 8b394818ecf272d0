"""``frontdesk check``: problems for people and for programs, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from checking.dice import DECLARED, STATUSES
from checking.small import practice
from cli.asking import Run, data
from cli.repositories import ESCAPE, write
from frontdesk.problems import CODES
from rendering.sarif import SARIF
from support import HARBOUR, ROOT, SHIPPED


def test_check_says_what_is_there(run: Run) -> None:
    assert run("check", "dental").output.startswith("dental: no problems. 2 states, 5 campaigns")


def test_check_prints_problems_and_returns_1(run: Run, practice: Path) -> None:
    (practice / "attempts.yaml").write_text("limit: 3\ncounts: nobody\n", encoding="utf-8")
    text = run("check", str(practice), code=1).output
    assert "attempts.yaml:2:9: R001: no outcome is called 'nobody'" in text
    assert "1 problem in 1 file. The ruleset cannot be used yet." in text


def test_check_as_json_has_places(run: Run, practice: Path) -> None:
    (practice / "attempts.yaml").write_text("limit: 3\ncounts: nobody\n", encoding="utf-8")
    found = data(run("check", str(practice), "--format", "json", code=1))
    assert found["usable"] is False
    assert [(one["code"], one["line"], one["column"]) for one in found["problems"]] == [("R001", 2, 9)]


RED = f"{ESCAPE}31m"


def on_a_terminal(*words: str, **environment: str) -> str:
    """What a process of its own writes to a terminal."""
    paths = os.pathsep.join([str(ROOT / "engine"), str(ROOT / "plugins")])
    screen, terminal = pty.openpty()
    settings = {**os.environ, "PYTHONPATH": paths, **environment}
    with subprocess.Popen([sys.executable, "-m", "frontdesk", *words], stdout=terminal, stderr=terminal, env=settings):
        os.close(terminal)
        shown = b"".join(iter(lambda: _read(screen), b""))
    os.close(screen)
    return shown.decode()


def _read(screen: int) -> bytes:
    try:
        return os.read(screen, 4096)
    except OSError:  # so Linux says that the other side has hung up
        return b""


def test_a_terminal_gets_colours(repository: Path) -> None:
    shown = on_a_terminal("check", "south")
    assert f"{RED}{ESCAPE}1mR001{ESCAPE}0m" in shown
    assert f"{RED}{ESCAPE}22m^^^^^^{ESCAPE}0m" in shown


def test_a_terminal_of_somebody_who_wants_no_colours_gets_none(repository: Path) -> None:
    shown = on_a_terminal("check", "south", NO_COLOR="1")
    assert "R001" in shown
    assert ESCAPE not in shown


def test_an_empty_no_color_is_none(repository: Path) -> None:
    assert ESCAPE in on_a_terminal("check", "south", NO_COLOR="")


def test_a_pipe_gets_no_colours(repository: Path, run: Run) -> None:
    assert ESCAPE not in run("check", "south", code=1).output


def test_colours_are_on_the_code_and_the_caret_only(repository: Path, run: Run) -> None:
    coloured = run("check", "south", code=1, color=True).output
    assert coloured.count(ESCAPE) == 6, "on and off, red and bold or not, twice"
    assert coloured != run("check", "south", code=1).output


def test_no_color_wins_over_a_terminal(repository: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in run("check", "south", code=1, color=True).output


@pytest.mark.parametrize("name", SHIPPED)
def test_a_ruleset_in_order_is_an_empty_log_and_no_annotations(name: str, run: Run) -> None:
    log = json.loads(run("check", name, "--format", "sarif").stdout)
    SARIF.validate(log)
    assert log["runs"][0]["results"] == []
    assert run("check", name, "--format", "github").stdout == ""


def test_every_rule_in_the_log_explains_itself(repository: Path, run: Run) -> None:
    log = json.loads(run("check", "north", "--format", "sarif").stdout)
    rules = {rule["id"]: rule["help"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert [*rules] == [*CODES]
    assert "each name\nis looked up before anything runs" in rules["R001"]["text"]
    assert rules["R001"]["markdown"].startswith("# R001: a name that is not defined\n")
    assert not any("](" in one["markdown"] for one in rules.values())


def test_a_broken_ruleset_is_a_log_with_its_places_and_exit_code_1(repository: Path, run: Run) -> None:
    log = json.loads(run("check", "south", "--format", "sarif", code=1).stdout)
    SARIF.validate(log)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "south/attempts.yaml"}
    assert place["region"] == {"startLine": 2, "startColumn": 9, "endColumn": 15}


def test_annotations_name_the_file_as_the_repository_does_however_it_was_named(repository: Path, run: Run) -> None:
    for name in ("south", "./south", "south/", str(repository / "south"), "north/../south"):
        printed = run("check", name, "--format", "github", code=1).stdout
        assert printed.startswith("::error file=south/attempts.yaml,line=2,endLine=2,col=9,endColumn=15,title=R001%3A ")


def test_a_ruleset_that_is_the_repository_itself(repository: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    monkeypatch.chdir(repository / "south")
    assert run("check", "--format", "github", code=1).stdout.startswith("::error file=attempts.yaml,line=2,")


def test_a_row_of_a_shipped_ruleset_that_an_overlay_breaks_is_shown_in_the_overlay(repository: Path, run: Run) -> None:
    write(
        "east",
        {"ruleset": "name: east\nextends: default\n", "lost_reasons": "overlay: replace\nreasons: {}\nasked_by: []\n"},
    )
    printed = run("check", "east", "--format", "github", code=1).stdout
    assert printed.startswith("::error file=east/ruleset.yaml,title=R001%3A ")
    assert "::rulesets/default/attempts.yaml:6:40: no lost reason is called 'no_contact'" in printed
    log = json.loads(run("check", "east", "--format", "sarif", code=1).stdout)
    SARIF.validate(log)


def test_a_ruleset_that_is_not_there_is_a_problem_without_a_place(repository: Path, run: Run) -> None:
    assert run("check", "nort", "--format", "github", code=1).stdout.startswith("::error title=Y010%3A ")
    SARIF.validate(json.loads(run("check", "nort", "--format", "sarif", code=1).stdout))


def test_warnings_are_annotated_and_are_exit_code_0(repository: Path, run: Run) -> None:
    unused = "tasks:\n  water_plants: {label: Water the plants}\n"
    write("west", {"ruleset": "name: west\nextends: default\n", "tasks": unused})
    printed = run("check", "west", "--format", "github").stdout
    assert printed.startswith("::warning file=west/tasks.yaml,line=2,")


def test_check_ends_with_the_command_that_explains_one_code(practice: Path, run: Run) -> None:
    (practice / "attempts.yaml").write_text("limit: three\ncounts: not_reached\n", encoding="utf-8")
    printed = run("check", str(practice), code=1).output
    assert printed.endswith("The ruleset cannot be used yet.\nmore: frontdesk explain Y011\n")


def test_check_names_every_code_once_and_errors_first(practice: Path, run: Run) -> None:
    text = "limit: three #1\nlimit: 2 #2\ncounts: not_reachd #3\n"
    (practice / "attempts.yaml").write_text(text, encoding="utf-8")
    assert run("check", str(practice), code=1).output.endswith("\nmore: frontdesk explain Y011 (or Y002, Y009)\n")


def test_check_of_rules_in_order_explains_nothing(run: Run) -> None:
    assert "more:" not in run("check", str(HARBOUR)).output


_ONE_OF_EACH = """tables:
  crate:
    outcome: {values: [small, other]}
    rows: [{id: a, when: {weight: "< 20"}, then: small}, {id: b, when: {weight: "> 20"}, then: small}]
    otherwise: other
"""


def test_notes_are_counted_apart_from_warnings(tmp_path: Path, run: Run) -> None:
    folder = str(practice(tmp_path / "noted", facts=DECLARED, statuses=STATUSES, tables=_ONE_OF_EACH))
    warnings = run("check", folder).output.count(": warning: ")
    assert f"small: {warnings} warnings, 1 note." in run("check", folder, "--notes").output
    assert f"small: {warnings} warnings. " in run("check", folder).output
