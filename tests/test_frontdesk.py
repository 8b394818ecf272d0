"""What plugins may import: every public name is there, is loaded when it is used, and is all that our own use."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

import pytest

import frontdesk
import frontdesk.testing
from frontdesk import hookspecs
from frontdesk.hookspecs import Receipt
from support import ROOT

PLUGINS = [
    *(ROOT / "plugins" / "frontdesk_plugins").glob("*.py"),
    *(ROOT / "plugins" / "example-vendor-fax").rglob("*.py"),
]


@pytest.mark.parametrize("module", [frontdesk, frontdesk.testing], ids=lambda module: str(module.__name__))
def test_every_public_name_is_there_and_its_type_is_known(module: object) -> None:
    package = importlib.import_module(str(getattr(module, "__name__", "")))
    source = ast.parse(Path(str(package.__file__)).read_text(encoding="utf-8"))
    checked = next(node for node in source.body if isinstance(node, ast.If))
    imports = [one for one in checked.body if isinstance(one, ast.ImportFrom)]
    typed = [name for one in imports for alias in one.names for name in _names(one.module or "", alias.name)]
    assert sorted(typed) == sorted(package.__all__)
    for name in package.__all__:
        assert getattr(package, name) is not None


def _names(module: str, imported: str) -> list[str]:
    """The names that an import brings: a star brings all that its module lists."""
    return list(importlib.import_module(module).__all__) if imported == "*" else [imported]


def test_every_answer_of_a_channel_is_a_public_name() -> None:
    assert {answer.__name__ for answer in get_args(Receipt)} <= set(hookspecs.__all__)


def test_a_type_checker_sees_a_misspelt_public_name() -> None:
    code = "from frontdesk import Acepted\nfrom frontdesk.testing import chek_channel\n"
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "-c", code], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert 'has no attribute "Acepted"; maybe "Accepted"?' in done.stdout
    assert 'has no attribute "chek_channel"; maybe "check_channel"?' in done.stdout


def test_a_name_that_does_not_exist_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="module 'frontdesk' has no attribute 'Chanel'"):
        frontdesk.Chanel  # type: ignore[attr-defined]  # noqa: B018 - it must be found to be misspelt
    assert "Channel" in dir(frontdesk)


def loaded_by(line: str) -> set[str]:
    """The modules that *line* loads in an interpreter of its own."""
    script = (
        f"import sys, json; before = set(sys.modules); {line}; print(json.dumps(sorted(set(sys.modules) - before)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def test_importing_frontdesk_loads_nothing_of_it() -> None:
    assert {name for name in loaded_by("import frontdesk") if name.startswith("frontdesk.")} == set()


def test_a_plugin_loads_neither_the_language_nor_the_store() -> None:
    loaded = loaded_by("from frontdesk import Accepted, Channel, hookimpl")
    assert "frontdesk.hookspecs" in loaded
    assert not loaded & {"ruamel.yaml", "jsonschema", "sqlite_utils", "sqlite3", "frontdesk.loading", "frontdesk.store"}


@pytest.mark.parametrize("file", PLUGINS, ids=lambda file: str(file.relative_to(ROOT / "plugins")))
def test_a_plugin_imports_public_names_only(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        imported = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        imported += [name.name for name in node.names] if isinstance(node, ast.Import) else []
        deep = [name for name in imported if name.split(".")[0] == "frontdesk"]
        assert set(deep) <= {"frontdesk", "frontdesk.testing"}
