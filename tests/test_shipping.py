"""What .ci/ships tries of what is shipped is what pyproject.toml promises: lowest versions, Pythons, the sdist."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

import pytest

from support import ROOT

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_EXTRAS = _PROJECT["project"]["optional-dependencies"]
_BOUNDS = (*_PROJECT["project"]["dependencies"], *_EXTRAS["files"], *_EXTRAS["calendars"])


def lowest(text: str) -> set[str]:
    """The versions that a file of constraints names."""
    return {line for line in text.splitlines() if line and not line.startswith("#")}


def test_the_lowest_versions_that_are_tried_are_those_that_are_allowed() -> None:
    allowed = {bound.replace(">=", "==") for bound in _BOUNDS}
    assert lowest((ROOT / "constraints-lowest.txt").read_text(encoding="utf-8")) == allowed


def test_every_dependency_has_a_lowest_version_and_no_highest() -> None:
    for bound in _BOUNDS:
        assert re.fullmatch(r"[a-z.-]+>=[0-9.]+", bound), bound


def test_the_other_pythons_that_are_tried_are_those_that_are_promised() -> None:
    done = subprocess.run([sys.executable, ROOT / ".ci" / "pythons.py"], capture_output=True, text=True, check=True)
    here = "{}.{}".format(*sys.version_info)
    assert {*done.stdout.split(), here} == {"3.11", "3.12", "3.13"} | {here}
    assert here not in done.stdout.split()


@pytest.mark.slow
def test_the_sdist_holds_what_its_own_tests_need(tmp_path: Path) -> None:
    script = (
        f"import hatchling.build as build, os; os.chdir({str(ROOT)!r}); print(build.build_sdist({str(tmp_path)!r}))"
    )
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    with tarfile.open(tmp_path / made.stdout.strip()) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    for needed in (
        *("SECURITY.md", "RELEASING.md", "constraints-lowest.txt", ".ci/run", ".ci/ships", ".pre-commit-hooks.yaml"),
        *("engine/frontdesk/py.typed", "plugins/frontdesk_plugins/py.typed", "docs/operating.md"),
        *("tests/compatibility/ca83e13/default/ruleset.yaml", "plugins/example-vendor-fax/pyproject.toml"),
    ):
        assert needed in held
    assert not [name for name in held if name.endswith((".db", ".pyc"))]
