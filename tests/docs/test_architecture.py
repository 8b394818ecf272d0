"""The walks through the house are true: each room is there, has the door named, and imports where it goes on to."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from support import ROOT

PAGE = ROOT / "docs" / "architecture.md"
ENGINE = ROOT / "engine" / "frontdesk"
_QUOTED = re.compile(r"`([^`]+)`")
_PATH = re.compile(r"[\w./-]+(/|\.py|\.md|\.toml)")


@dataclass(frozen=True)
class Step:
    """One room of a walk: its file, the function or class by which one enters, and the rooms that follow."""

    room: str
    door: str
    onward: tuple[str, ...]


def steps(text: str) -> Iterator[Step]:
    """The rows of every walk."""
    for table in text.split("| room | door | what happens there | goes on to |\n|---|---|---|---|\n")[1:]:
        for row in table.split("\n\n")[0].splitlines():
            room, door, _, onward = (part.strip() for part in row.strip("|").split("|"))
            yield Step(room.strip("`"), door.strip("`"), tuple(_QUOTED.findall(onward)))


def module(path: str) -> str:
    """The name of the module in a file, seen from ``engine/frontdesk``."""
    return ".".join(("frontdesk", *Path(path).with_suffix("").parts)).removesuffix(".__init__")


@cache
def imports(name: str) -> frozenset[str]:
    """What a module imports: modules, and of a package also what it hands on."""
    base = ENGINE.joinpath(*name.split(".")[1:])
    file = base / "__init__.py" if base.is_dir() else base.with_suffix(".py")
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{one.name}" for one in node.names)}
    return frozenset(one for one in found if one.split(".")[0] == "frontdesk")


def leads(room: str, onward: str) -> bool:
    """Whether a room's file imports another one, by its name or through the package that hands it on."""
    target = module(onward)
    packages = (one for one in imports(module(room)) if target.startswith(f"{one}."))
    return target in imports(module(room)) or any(target in imports(one) for one in packages)


STEPS = tuple(steps(PAGE.read_text(encoding="utf-8")))


def test_the_walks_are_drawn() -> None:
    assert len(STEPS) > 25
    assert {"cli/contact/choosing.py", "cli/work.py", "loading/__init__.py"} <= {step.room for step in STEPS}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.room}: {step.door}")
def test_a_room_is_there_with_its_door_and_leads_on(step: Step) -> None:
    tree = ast.parse((ENGINE / step.room).read_text(encoding="utf-8"))
    doors = {one.name for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
    assert step.door in doors
    assert [onward for onward in step.onward if not leads(step.room, onward)] == []


def test_every_path_that_is_named_exists() -> None:
    named = [one for one in _QUOTED.findall(PAGE.read_text(encoding="utf-8")) if _PATH.fullmatch(one)]
    assert len(named) > 60
    assert [one for one in named if not (ENGINE / one).exists() and not (ROOT / one).exists()] == []


def test_a_walk_through_a_wall_would_be_noticed() -> None:
    table = (
        "| room | door | what happens there | goes on to |\n|---|---|---|---|\n| `a.py` | `b` | c | `d.py`, `e.py` |\n"
    )
    assert list(steps(table)) == [Step("a.py", "b", ("d.py", "e.py"))]
    assert leads("desk/statuses.py", "desk/following.py")
    assert leads("cli/contact/choosing.py", "desk/statuses.py"), "through the package frontdesk.desk"
    assert not leads("tables/table.py", "desk/statuses.py")
    assert not leads("interpreter/offers.py", "interpreter/delivery.py")
