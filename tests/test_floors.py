"""The floors of the house: what is drawn for newcomers is what import-linter keeps, and import-linter does keep it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from support import ROOT

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_LINTER = _PROJECT["tool"]["importlinter"]


def drawn(text: str) -> list[list[str]]:
    """The floors of the table under ``| floor |``, from the top, each with the names on it."""
    _, _, table = text.partition("| floor | what it is for |\n|---|---|\n")
    rows = table.split("\n\n")[0].splitlines()
    return [re.findall(r"`([a-z_]+)`", row.split("|")[1]) for row in rows]


def kept(container: str = "frontdesk") -> list[list[str]]:
    """The floors that import-linter keeps in a package, from the top."""
    layered = [one for one in _LINTER["contracts"] if one["type"] == "layers"]
    (floors,) = [one for one in layered if one["containers"] == [container]]
    return [layer.split(" | ") for layer in floors["layers"]]


def test_contributing_draws_the_floors_that_are_kept_in_their_order() -> None:
    assert drawn((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")) == kept()


def test_a_floor_that_is_drawn_elsewhere_would_be_noticed() -> None:
    table = "| floor | what it is for |\n|---|---|\n| `desk` | a |\n| `cli`, `demo` | `b` |\n\nThe end of `it`."
    assert drawn(table) == [["desk"], ["cli", "demo"]]
    assert drawn("no table") == []


def test_every_floor_and_every_contract_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for floor in (" | ".join(names) for package in ("frontdesk", "frontdesk.loading") for names in kept(package)):
        assert re.search(rf'^    "{re.escape(floor)}", +# \w', text, re.MULTILINE), floor
    contracts = text.split("[[tool.importlinter.contracts]]\n")[1:]
    assert len(contracts) == len(_LINTER["contracts"])
    for contract in contracts:
        assert "# " in contract, contract


def test_every_lint_rule_that_is_off_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    for rule in _PROJECT["tool"]["ruff"]["lint"]["ignore"]:
        assert re.search(rf'^    "{rule}", +# \w', text, re.MULTILINE), rule
    for warning in _PROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"][1:]:
        assert re.search(rf'"{re.escape(warning)}", +# \w', text), warning


@pytest.mark.parametrize(
    ("file", "line", "broken"),
    [
        ("plugins/frontdesk_plugins/outbox.py", "import frontdesk.names", "First-party plugins"),
        ("plugins/frontdesk_plugins/outbox.py", "from frontdesk.sheets import harmless", "First-party plugins"),
        ("plugins/frontdesk_plugins/outbox.py", "import frontdesk.testing", "First-party plugins"),
        ("engine/frontdesk/problems.py", "import frontdesk.names", "The floors of the house"),
        ("engine/frontdesk/demo/weeks.py", "import frontdesk_plugins.outbox", "The engine imports no plugin"),
    ],
)
def test_an_import_that_is_not_allowed_breaks_its_contract(file: str, line: str, broken: str, tmp_path: Path) -> None:
    for folder in ("engine", "plugins/frontdesk_plugins"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    changed = tmp_path / file
    changed.write_text(changed.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    paths = os.pathsep.join(str(tmp_path / part) for part in ("engine", "plugins"))
    done = subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert re.search(rf"{broken}.* BROKEN", done.stdout)
    assert done.stdout.count(" BROKEN") == 1
