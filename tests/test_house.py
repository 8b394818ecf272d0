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


def asks_the_store(text: str) -> bool:
    """Whether a module reaches into the store of a practice, or begins a change."""
    names = {node.attr for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute)}
    begins = names & {"deciding", "noting", "transaction"}
    return bool(begins) or any(
        isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute) and node.value.attr == "store"
        for node in ast.walk(ast.parse(text))
    )


@pytest.mark.parametrize("floor", ["cli", "rendering", "demo"])
def test_what_is_printed_comes_from_views_and_what_is_done_from_the_desk(floor: str) -> None:
    """Commands parse, call and print: none of them asks the store by itself or opens a transaction."""
    modules = (ROOT / "engine" / "frontdesk" / floor).rglob("*.py")
    assert [one.name for one in modules if asks_the_store(one.read_text(encoding="utf-8"))] == []


def test_paper_knows_values_only() -> None:
    """Nothing in ``rendering`` can ask: it holds neither a store nor an act."""
    for module in (ROOT / "engine" / "frontdesk" / "rendering").glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom):
                assert not (node.module or "").startswith("frontdesk.keeping"), module
                assert not {one.name for one in node.names} & {"Act", "Practice", "Store"}, module


def test_views_begin_no_change() -> None:
    """What they call may not either: ``tests/views`` makes every one of a store in which nothing can be begun."""
    for module in (ROOT / "engine" / "frontdesk" / "views").glob("*.py"):
        nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        names = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
        assert not names & {"deciding", "noting", "transaction", "record"}, module


def test_a_command_that_asks_the_store_or_begins_a_change_would_be_noticed() -> None:
    assert asks_the_store("act.store.contact(1)")
    assert asks_the_store("week.practice.store.messages()")
    assert asks_the_store("with act.deciding(): pass")
    assert not asks_the_store("views.contact(act, 1)")


def test_the_core_has_no_clock() -> None:
    """Time is an argument everywhere but in the command line (design: pure core, effects at the edge)."""
    for module in _MODULES:
        floor = module.relative_to(ROOT).parts[2] if len(module.relative_to(ROOT).parts) > 3 else ""
        if floor in ("cli", "tests") or "example-vendor-fax" in module.parts:
            continue
        text = module.read_text(encoding="utf-8")
        for call in ("datetime.now(", "time.time(", "date.today("):
            assert call not in text, f"{module} reads the clock"
