"""Drawings as Mermaid: in order, and broken by no label."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frontdesk.rendering.graph import drawing_of
from frontdesk.rendering.mermaid import mermaid
from rendering.drawings import RULESETS, spoilt
from support import load_ruleset

_NAME = r"[a-z][a-z_0-9]*"


_WORDS = r'"(?:[^"#<>&`\\]|#\w+;|<br/?>|</?(?:i|small)>)*"'


_MERMAID = re.compile(
    rf"flowchart LR|    accTitle: [^;\n]+| +direction LR|    end|    subgraph {_NAME}\[{_WORDS}\]"
    rf"| +{_NAME}(?:\({_WORDS}\)|\[\[{_WORDS}\]\]|\(\[{_WORDS}\]\)|\(\({_WORDS}\)\)|\[{_WORDS}\]):::{_NAME}"
    rf"|    {_NAME} (?:-->|---|-\.->|-\.-)(?:\|{_WORDS}\|)? {_NAME}"
    rf"|    (?:classDef|style) {_NAME} [-a-z:#0-9, ]+"
)
"""The little of Mermaid that we write, a line each."""


def mermaid_mistakes(text: str) -> list[str]:
    lines = text.splitlines()
    strange = [line for line in lines if not _MERMAID.fullmatch(line)]
    defined = {match[1] for line in lines if (match := re.match(rf" +({_NAME})[(\[]", line))}
    used = {name for line in lines if re.match(rf"    {_NAME} -", line) for name in (line.split()[0], line.split()[-1])}
    return strange + sorted(used - defined)


@pytest.mark.parametrize("name", RULESETS, ids=str)
def test_mermaid_is_in_order(name: str | Path) -> None:
    ruleset = load_ruleset(name)
    for phases in ([], [next(iter(ruleset.phases))]):
        text = mermaid(drawing_of(ruleset, phases))
        assert mermaid_mistakes(text) == []
        assert text.count("subgraph ") == text.count("\n    end\n")


def test_labels_cannot_break_mermaid() -> None:
    text = mermaid(spoilt(load_ruleset("physical-therapy")))
    assert mermaid_mistakes(text) == []
    assert "A #quot;quoted#quot; #lt;b#gt;label" in text


def test_the_look_at_mermaid_notices_mistakes() -> None:
    text = mermaid(drawing_of(load_ruleset("dental")))
    assert mermaid_mistakes(text.replace('("Active")', '("Act"ive")'))
    assert mermaid_mistakes(text.replace("patient__active(", "patient__gone("))
    assert mermaid_mistakes(text.replace("-->", "->"))
