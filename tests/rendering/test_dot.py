"""Drawings as Graphviz reads them: in order, and broken by no label."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from frontdesk.rendering.dot import dot
from frontdesk.rendering.graph import drawing_of
from rendering.drawings import RULESETS, spoilt
from support import load_ruleset

graphviz = pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")


def plain(text: str) -> list[list[str]]:
    """What Graphviz itself reads, as lines of words."""
    done = subprocess.run(["dot", "-Tplain"], input=text, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return [re.findall(r'"[^"]*"|\S+', line) for line in done.stdout.splitlines()]


@graphviz
@pytest.mark.parametrize("name", RULESETS, ids=str)
def test_graphviz_reads_what_we_draw(name: str | Path) -> None:
    drawing = drawing_of(load_ruleset(name))
    lines = plain(dot(drawing))
    assert {words[1].strip('"') for words in lines if words[0] == "node"} == {spot.id for spot in drawing.spots}
    drawn = sorted((words[1].strip('"'), words[2].strip('"')) for words in lines if words[0] == "edge")
    assert drawn == sorted((arrow.before, arrow.after) for arrow in drawing.arrows)


@graphviz
def test_labels_cannot_break_dot() -> None:
    drawing = spoilt(load_ruleset("physical-therapy"))
    done = subprocess.run(["dot", "-Tsvg"], input=dot(drawing), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count('<g id="node') == len(drawing.spots)
    assert "A &quot;quoted&quot; &lt;b&gt;label" in done.stdout
    assert "\\N ; end" in done.stdout, "a backslash is a backslash"


def test_labels_in_dot_stay_between_their_quotes() -> None:
    text = dot(spoilt(load_ruleset("physical-therapy")))
    without = re.sub(r'"(?:[^"\\]|\\.)*"|<(?:[^<>]|<[^<>]*>)*>(?=[,\];])', "", text)
    assert "quoted" not in without
    assert without.count("{") == without.count("}")
