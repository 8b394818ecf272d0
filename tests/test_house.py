"""The house rules that a linter does not keep: short modules, short functions."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from support import ROOT

MOST_LINES, MOST_FUNCTION_LINES = 400, 50
_MODULES = sorted([*(ROOT / "engine").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")])


def too_long(path: str, text: str) -> Iterator[str]:
    """Every module and function of *text* that is longer than it may be."""
    lines = len(text.splitlines())
    if lines > MOST_LINES:
        yield f"{path} has {lines} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_FUNCTION_LINES:
                yield f"{path}: {node.name} has {length} lines"


@pytest.mark.parametrize("module", _MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_has_over_400_lines_and_no_function_over_50(module: Path) -> None:
    assert list(too_long(module.name, module.read_text(encoding="utf-8"))) == []


def test_a_long_function_would_be_noticed() -> None:
    body = "\n".join("    pass" for _ in range(60))
    assert list(too_long("x.py", f"def long() -> None:\n{body}\n")) == ["x.py: long has 61 lines"]


@pytest.mark.parametrize("module", _MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(module: Path) -> None:
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))), module


def test_the_core_has_no_clock() -> None:
    """Time is an argument everywhere but in the command line (design: pure core, effects at the edge)."""
    for module in _MODULES:
        floor = module.relative_to(ROOT).parts[2] if len(module.relative_to(ROOT).parts) > 3 else ""
        if floor in ("cli", "tests") or "example-vendor-fax" in module.parts:
            continue
        text = module.read_text(encoding="utf-8")
        for call in ("datetime.now(", "time.time(", "date.today("):
            assert call not in text, f"{module} reads the clock"
