"""``frontdesk graph``: the machine as text to draw, or as a picture."""

from __future__ import annotations

import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from cli.asking import Run


def a_program(folder: Path, name: str, script: str) -> None:
    folder.mkdir()
    (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (folder / name).chmod(0o755)


def test_graph_is_mermaid_or_dot(run: Run) -> None:
    assert run("graph", "-p", "dental").stdout.startswith("flowchart LR\n")
    assert run("graph", "-p", "dental", "--format", "dot").stdout.startswith('digraph "')


def test_graph_can_be_narrowed_to_phases(run: Run) -> None:
    whole = run("graph", "-p", "physical-therapy").stdout
    phase = run("graph", "-p", "physical-therapy", "--phase", "graduated").stdout
    both = run("graph", "-p", "physical-therapy", "--phase", "graduated", "--phase", "lead").stdout
    assert len(phase) < len(both) < len(whole)
    assert "did you mean 'graduated'" in run("graph", "-p", "physical-therapy", "--phase", "graduate", code=1).stderr


def test_a_picture_without_graphviz_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("graph", "-p", "dental", "--format", "svg", code=1)
    assert result.stdout == ""
    assert "a picture needs Graphviz" in result.stderr
    assert "install the package 'graphviz'" in result.stderr


def test_a_graphviz_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    a_program(tmp_path / "tools", "dot", "echo 'no fonts here' >&2; exit 1")
    monkeypatch.setenv("PATH", str(tmp_path / "tools"))
    said = run("graph", "-p", "dental", "--format", "svg", code=1).stderr
    assert said == "frontdesk: Graphviz could not draw it: no fonts here\n"


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
def test_a_picture_is_an_svg_with_every_status(run: Run) -> None:
    picture = ElementTree.fromstring(run("graph", "-p", "physical-therapy", "--format", "svg").stdout)
    words = {one.text for one in picture.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Lead", "Free Screen", "Scheduled Plan of Care", "any status of the phase", "new contacts"} <= words
