"""What is installed works outside the checkout: as a wheel, from the folder, and editable."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

from support import ROOT

pytestmark = pytest.mark.slow


def run(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a clean environment: nothing of this checkout is on any path."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "COV_"))}
    return subprocess.run(
        [str(word) for word in words], cwd=cwd, env=clean, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with what ``frontdesk`` depends on, and without ``frontdesk``."""
    folder = tmp_path_factory.mktemp("clean")
    venv.create(folder / "env", with_pip=True)
    found = folder / "env" / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    made = run(found, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", *needed, cwd=folder)
    if made.returncode:
        pytest.skip(f"pip cannot install the dependencies here: {made.stderr.strip().splitlines()[-1]}")
    return found


@pytest.fixture(params=["wheel", "folder", "editable"])
def installed(request: pytest.FixtureRequest, python: Path, tmp_path: Path) -> Path:
    """The environment with ``frontdesk`` installed in one of three ways."""
    pip: list[str | Path] = [python, "-m", "pip", "-q", "--disable-pip-version-check"]
    offline = ["--no-deps", "--no-build-isolation", "--force-reinstall"]
    if request.param == "wheel":
        made = run(*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", tmp_path / "wheels", ROOT, cwd=tmp_path)
        assert made.returncode == 0, made.stderr
        (wheel,) = (tmp_path / "wheels").glob("frontdesk-*.whl")
        done = run(*pip, "install", *offline, wheel, cwd=tmp_path)
    elif request.param == "folder":
        done = run(*pip, "install", *offline, ROOT, cwd=tmp_path)
    else:
        done = run(*pip, "install", *offline, "--editable", ROOT, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return python


def test_the_command_the_rulesets_and_the_plugins_are_there(installed: Path, tmp_path: Path) -> None:
    command = installed.parent / "frontdesk"
    checked = run(command, "check", "health-system", cwd=tmp_path)
    assert checked.stdout.startswith("health-system: no problems."), checked.stderr
    assert "smtp" in run(command, "plugins", cwd=tmp_path).stdout
    assert run(command, "test", "example-practice", cwd=tmp_path).returncode == 0
    assert "## " not in (page := run(command, "explain", "p002", cwd=tmp_path).stdout)
    assert page.startswith("P002: a secret written into a ruleset\n\nError. ")
    made = run(command, "init", "ours", "--extends", "dental", cwd=tmp_path)
    assert made.returncode == 0, made.stderr
    schemas = {file.name.partition(".")[0] for file in (tmp_path / "ours" / "schemas").iterdir()}
    assert {"delivery", "imports"} <= schemas
    mappings = "from frontdesk.model.mappings import Mappings; print(*load_ruleset('ours').part(Mappings).mappings)"
    known = run(installed, "-c", f"from frontdesk import load_ruleset; {mappings}", cwd=tmp_path)
    assert "opendental" in known.stdout.split(), known.stderr
    typed = run(
        installed,
        "-c",
        "import frontdesk, pathlib; print((pathlib.Path(frontdesk.__file__).parent / 'py.typed').exists())",
        cwd=tmp_path,
    )
    assert typed.stdout == "True\n"


def test_the_demo_runs_from_an_installed_package(installed: Path, tmp_path: Path) -> None:
    played = run(installed.parent / "frontdesk", "demo", cwd=tmp_path)
    assert played.returncode == 0, played.stderr
    assert "200 contacts imported" in played.stdout
