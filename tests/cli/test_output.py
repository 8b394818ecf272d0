"""What commands print for people and for programs: colours, annotations, SARIF, drawings and pages."""

from __future__ import annotations

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from frontdesk.cli import main
from frontdesk.problems import CODES
from rendering.sarif import SARIF
from support import ROOT, SHIPPED

ESCAPE = "\x1b["
RED = f"{ESCAPE}31m"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder we are in: a practice's repository with a ruleset in order, and one that is not."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path)
    write("north", {"ruleset": "name: north\nextends: dental\n"})
    write("south", {"ruleset": "name: south\nextends: default\n", "attempts": "limit: 3\ncounts: nobody\n"})
    return tmp_path


def write(folder: str, files: Mapping[str, str]) -> None:
    Path(folder).mkdir(parents=True, exist_ok=True)
    for topic, text in files.items():
        Path(folder, f"{topic}.yaml").write_text(text, encoding="utf-8")


def run(*words: str, code: int = 0, **more: Any) -> Result:
    result = CliRunner().invoke(main, list(words), **more)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.output
    return result


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


def test_a_pipe_gets_no_colours(repository: Path) -> None:
    assert ESCAPE not in run("check", "south", code=1).output


def test_colours_are_on_the_code_and_the_caret_only(repository: Path) -> None:
    coloured = run("check", "south", code=1, color=True).output
    assert coloured.count(ESCAPE) == 6, "on and off, red and bold or not, twice"
    assert coloured != run("check", "south", code=1).output


def test_no_color_wins_over_a_terminal(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert ESCAPE not in run("check", "south", code=1, color=True).output


def test_problems_that_stop_another_command_have_colours_too(repository: Path) -> None:
    assert ESCAPE in run("offers", "-p", "south", code=1, color=True).stderr
    assert ESCAPE not in run("offers", "-p", "south", code=1).stderr


@pytest.mark.parametrize("name", SHIPPED)
def test_a_ruleset_in_order_is_an_empty_log_and_no_annotations(name: str) -> None:
    log = json.loads(run("check", name, "--format", "sarif").stdout)
    SARIF.validate(log)
    assert log["runs"][0]["results"] == []
    assert run("check", name, "--format", "github").stdout == ""


def test_every_rule_in_the_log_explains_itself(repository: Path) -> None:
    log = json.loads(run("check", "north", "--format", "sarif").stdout)
    rules = {rule["id"]: rule["help"] for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert [*rules] == [*CODES]
    assert "each name\nis looked up before anything runs" in rules["R001"]["text"]
    assert rules["R001"]["markdown"].startswith("# R001: a name that is not defined\n")
    assert not any("](" in one["markdown"] for one in rules.values())


def test_a_broken_ruleset_is_a_log_with_its_places_and_exit_code_1(repository: Path) -> None:
    log = json.loads(run("check", "south", "--format", "sarif", code=1).stdout)
    SARIF.validate(log)
    (result,) = log["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "south/attempts.yaml"}
    assert place["region"] == {"startLine": 2, "startColumn": 9, "endColumn": 15}


def test_annotations_name_the_file_as_the_repository_does_however_it_was_named(repository: Path) -> None:
    for name in ("south", "./south", "south/", str(repository / "south"), "north/../south"):
        printed = run("check", name, "--format", "github", code=1).stdout
        assert printed.startswith("::error file=south/attempts.yaml,line=2,endLine=2,col=9,endColumn=15,title=R001%3A ")


def test_a_ruleset_that_is_the_repository_itself(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "south")
    assert run("check", "--format", "github", code=1).stdout.startswith("::error file=attempts.yaml,line=2,")


def test_a_row_of_a_shipped_ruleset_that_an_overlay_breaks_is_shown_in_the_overlay(repository: Path) -> None:
    write(
        "east",
        {"ruleset": "name: east\nextends: default\n", "lost_reasons": "overlay: replace\nreasons: {}\nasked_by: []\n"},
    )
    printed = run("check", "east", "--format", "github", code=1).stdout
    assert printed.startswith("::error file=east/ruleset.yaml,title=R001%3A ")
    assert "::rulesets/default/attempts.yaml:6:40: no lost reason is called 'no_contact'" in printed
    log = json.loads(run("check", "east", "--format", "sarif", code=1).stdout)
    SARIF.validate(log)


def test_a_ruleset_that_is_not_there_is_a_problem_without_a_place(repository: Path) -> None:
    assert run("check", "nort", "--format", "github", code=1).stdout.startswith("::error title=Y010%3A ")
    SARIF.validate(json.loads(run("check", "nort", "--format", "sarif", code=1).stdout))


def test_warnings_are_annotated_and_are_exit_code_0(repository: Path) -> None:
    unused = "tasks:\n  water_plants: {label: Water the plants}\n"
    write("west", {"ruleset": "name: west\nextends: default\n", "tasks": unused})
    printed = run("check", "west", "--format", "github").stdout
    assert printed.startswith("::warning file=west/tasks.yaml,line=2,")


def test_several_rulesets_are_checked_at_once(repository: Path) -> None:
    text = run("check", "north", "south", code=1).stdout
    assert "north: no problems." in text
    assert "1 problem in 1 file. The ruleset cannot be used yet." in text
    found = json.loads(run("check", "north", "south", "--format", "json", code=1).stdout)
    assert (found["usable"], len(found["problems"])) == (False, 1)
    assert found["proved"]


def test_a_problem_of_a_common_base_is_told_once(repository: Path) -> None:
    for name in ("one", "two"):
        write(name, {"ruleset": f"name: {name}\nextends: ../south\n"})
    assert run("check", "one", "two", "--format", "github", code=1).stdout.count("::error") == 1


def a_program(folder: Path, name: str, script: str) -> None:
    folder.mkdir()
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_graph_is_mermaid_or_dot() -> None:
    assert run("graph", "-p", "dental").stdout.startswith("flowchart LR\n")
    assert run("graph", "-p", "dental", "--format", "dot").stdout.startswith('digraph "')


def test_graph_can_be_narrowed_to_phases() -> None:
    whole = run("graph", "-p", "physical-therapy").stdout
    phase = run("graph", "-p", "physical-therapy", "--phase", "graduated").stdout
    both = run("graph", "-p", "physical-therapy", "--phase", "graduated", "--phase", "lead").stdout
    assert len(phase) < len(both) < len(whole)
    assert "did you mean 'graduated'" in run("graph", "-p", "physical-therapy", "--phase", "graduate", code=1).stderr


def test_a_picture_without_graphviz_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("graph", "-p", "dental", "--format", "svg", code=1)
    assert result.stdout == ""
    assert "a picture needs Graphviz" in result.stderr
    assert "install the package 'graphviz'" in result.stderr


def test_a_graphviz_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    a_program(tmp_path / "tools", "dot", "echo 'no fonts here' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "tools"))
    said = run("graph", "-p", "dental", "--format", "svg", code=1).stderr
    assert said == "frontdesk: Graphviz could not draw it: no fonts here\n"


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_a_picture_is_an_svg_with_every_status() -> None:
    picture = ElementTree.fromstring(run("graph", "-p", "physical-therapy", "--format", "svg").stdout)
    words = {one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Lead", "Free Screen", "Scheduled Plan of Care", "any status of the phase", "new contacts"} <= words


def test_a_table_as_a_page_of_its_own() -> None:
    text = run("table", "-p", "default", "delivery_by_contact", "--html").stdout
    assert text.startswith("<!doctype html>")
    assert text.count("<table>") == 1
    assert re.search(r"<footer>Ruleset default, version [0-9a-f]{12}</footer>", text)


def test_the_whole_handbook_as_a_page() -> None:
    names = [line.split()[0] for line in run("table", "-p", "dental").stdout.splitlines()[1:]]
    text = run("table", "-p", "dental", "--html").stdout
    assert re.findall(r'<section id="(\w+)">', text) == names


def test_a_page_in_two_formats_is_wrong_usage() -> None:
    assert "leave out --format" in run("table", "-p", "dental", "--html", "--format", "csv", code=2).stderr
