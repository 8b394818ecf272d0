"""The house rules that a linter does not keep: short modules, short functions, and no lock picked by a test."""

from __future__ import annotations

import ast
import re
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


_TRIED = sorted(one for folder in ("tests", "benchmarks") for one in (ROOT / folder).rglob("*.py"))
PICKING: dict[str, str] = {}
"""What in a test or a benchmark may reach past a door, by its file and line as it is told, with the reason."""


def picks(path: str, text: str) -> Iterator[str]:
    """Wherever *text* reaches for what its owner keeps to itself, or puts something else in the place of what runs.

    What runs in production is given what differs as an argument; the environment (variables, folders, paths to import
    from) is nobody's own.
    """
    nodes = list(ast.walk(ast.parse(text)))
    froms = [node for node in nodes if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("frontdesk")]
    ours = {one.asname or one.name for node in froms for one in node.names}
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                pass
            case ast.Attribute(value=ast.Name(id=owner), attr=name, ctx=ast.Store() | ast.Del()) if owner in ours:
                yield f"{path}:{node.lineno}: {owner}.{name} ="
            case ast.Attribute(attr=name) if name.startswith("_") and not name.endswith("__"):
                yield f"{path}:{node.lineno}: .{name}"
            case ast.Attribute(value=ast.Name(id="monkeypatch"), attr="setattr" | "delattr" | "setitem" | "delitem"):
                yield f"{path}:{node.lineno}: monkeypatch.{node.attr}"
            case ast.Attribute(value=ast.Name(id="object"), attr="__setattr__" | "__delattr__"):
                yield f"{path}:{node.lineno}: object.{node.attr}"
            case ast.Name(id="setattr" | "delattr" as name):
                yield f"{path}:{node.lineno}: {name}"
            case ast.ImportFrom(module=module, names=names):
                named = [*(module or "").split("."), *(one.name for one in names)]
                told = [one for one in named if (one.startswith("_") and not one.startswith("__")) or one == "mock"]
                yield from (f"{path}:{node.lineno}: import {one}" for one in told)
            case ast.Import(names=names):
                hidden = [one.name for one in names if re.search(r"(^|\.)(_[a-z]|mock$)", one.name)]
                yield from (f"{path}:{node.lineno}: import {one}" for one in hidden)


def test_no_test_and_no_benchmark_picks_a_lock() -> None:
    found = {
        pick for one in _TRIED for pick in picks(one.relative_to(ROOT).as_posix(), one.read_text(encoding="utf-8"))
    }
    assert found == PICKING.keys()
    assert all(PICKING.values())


@pytest.mark.parametrize(
    ("picked", "told"),
    [
        ("store._db.execute('')", "._db"),
        ("table._living.clear()", "._living"),
        ("monkeypatch.setattr(disk, 'engine', str)", "monkeypatch.setattr"),
        ("monkeypatch.setattr('frontdesk.loading.cache.disk.engine', str)", "monkeypatch.setattr"),
        ("monkeypatch.delitem(EFFECTS, 'send')", "monkeypatch.delitem"),
        ("object.__setattr__(row, 'id', 'x')", "object.__setattr__"),
        ("setattr(disk, 'engine', str)", "setattr"),
        ("from frontdesk.loading.cache import disk; disk.engine_here = str", "disk.engine_here ="),
        ("from unittest.mock import patch", "import mock"),
        ("from unittest import mock", "import mock"),
        ("import unittest.mock", "import unittest.mock"),
        ("from frontdesk.tables.classes import _between", "import _between"),
        ("from frontdesk._inside import between", "import _inside"),
    ],
)
def test_a_lock_that_is_picked_would_be_noticed(picked: str, told: str) -> None:
    assert list(picks("x.py", picked)) == [f"x.py:1: {told}"]


@pytest.mark.parametrize(
    "allowed",
    [
        "monkeypatch.setenv('FRONTDESK_CACHE', 'off')",
        "monkeypatch.chdir(folder)",
        "monkeypatch.syspath_prepend(folder)",
        "self._asked = 1",
        "channel.__class__",
        "from __future__ import annotations",
        "import frontdesk.__main__",
    ],
)
def test_the_environment_and_what_is_ones_own_are_no_locks(allowed: str) -> None:
    assert list(picks("x.py", allowed)) == []


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
