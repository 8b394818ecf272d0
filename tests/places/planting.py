"""A copy of the checkout in which words are planted, and the tools that say what is missing there.

The copy is all that changes; the tools run in it, on it, and nowhere else.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from places.words import MYPY, Place

_LEFT_OUT = (".git", ".venv", "dist", "__pycache__", ".ruff_cache", ".pytest_cache", ".import_linter_cache", "*.db")
_PROOF = "tests/places/test_the_planted_word.py"
_ERROR = re.compile(r"^(\S+?):\d+: error: (.*)$", re.MULTILINE)
_NO_MODULE = re.compile(r'module named "frontdesk\.([\w.]+)"')
_PASSED = re.compile(r"^\d+ passed", re.MULTILINE)
_FAILED = re.compile(r"^(?:FAILED|ERROR) ([^\s\[]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Named:
    """What the tools name as wrong: the files that the type checker does, the tests that do; and in whose words."""

    files: frozenset[str] = frozenset()
    tests: frozenset[str] = frozenset()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.files or self.tests)

    def asks_for(self, place: Place) -> bool:
        """Whether what *place* adds is what somebody misses."""
        return place.file in self.files if place.asked_by == MYPY else place.asked_by in self.tests


def named_by_mypy(said: str) -> Named:
    """The files that mypy names, those besides that it looked for and did not find."""
    errors = _ERROR.findall(said)
    if not errors:
        raise RuntimeError(f"mypy says something that is no error of a file:\n{said}")
    missing = {module for _, words in errors for module in _NO_MODULE.findall(words)}
    homes = {f"engine/frontdesk/{module.replace('.', '/')}.py" for module in missing}
    return Named(frozenset({file for file, _ in errors} | homes), words=said)


def named_by_pytest(said: str) -> Named:
    """The tests that failed, each once whatever it was tried with."""
    failed = frozenset(_FAILED.findall(said))
    if not failed and not _PASSED.search(said):
        raise RuntimeError(f"pytest ran no test:\n{said}")
    return Named(tests=failed, words=said)


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of the checkout in *folder*."""

    folder: Path

    @classmethod
    def of(cls, root: Path, folder: Path) -> Copy:
        """Copy *root* into the empty *folder*. Raises RuntimeError where the tools would look at something else."""
        shutil.copytree(root, folder, ignore=shutil.ignore_patterns(*_LEFT_OUT), dirs_exist_ok=True)
        copy = cls(folder)
        found = copy.run("-c", "import frontdesk; print(frontdesk.__file__)").strip()
        if not Path(found).resolve().is_relative_to(folder.resolve()):
            raise RuntimeError(f"the tools would look at {found}")
        return copy

    def add(self, place: Place) -> None:
        """Add what *place* says."""
        file = self.folder / place.file
        text = "" if place.is_new else file.read_text(encoding="utf-8")
        for edit in place.edits:
            before, anchor, behind = text.partition(edit.after) if edit.after else ("", "", text)
            text = f"{before}{anchor}{edit.text}{behind}"
        file.write_text(text, encoding="utf-8")

    def files(self, places: Iterable[Place]) -> Mapping[str, bytes | None]:
        """What the files of *places* hold now; of one that is not there, None."""
        paths = {place.file: self.folder / place.file for place in places}
        return {file: path.read_bytes() if path.is_file() else None for file, path in paths.items()}

    def put_back(self, files: Mapping[str, bytes | None]) -> None:
        """Let files hold what they held."""
        for name, held in files.items():
            if held is None:
                (self.folder / name).unlink(missing_ok=True)
            else:
                (self.folder / name).write_bytes(held)

    def run(self, *words: str) -> str:
        """Run Python with *words* in the copy, and return all that it says."""
        paths = os.pathsep.join(str(self.folder / part) for part in ("engine", "plugins"))
        environment = {**os.environ, "PYTHONPATH": paths, "PYTEST_ADDOPTS": ""}
        done = subprocess.run(
            [sys.executable, *words], cwd=self.folder, env=environment, capture_output=True, text=True, check=False
        )
        return done.stdout + done.stderr

    def named(self, tests: Iterable[str]) -> Named:
        """What the type checker names; when it is content, what *tests* name."""
        said = self.run("-m", "mypy", "--no-error-summary", "engine/frontdesk", "plugins", "tests")
        if said.strip():
            return named_by_mypy(said)
        return self._failing(*tests)

    def proves(self, proof: str) -> Named:
        """What is wrong with the word itself: *proof*, a test of it, is run as one more file."""
        file = self.folder / _PROOF
        file.write_text(proof, encoding="utf-8")
        try:
            return self._failing(_PROOF)
        finally:
            file.unlink()

    def _failing(self, *tests: str) -> Named:
        said = self.run("-m", "pytest", "-n", "0", "-q", "-rfE", "--tb=short", "-p", "no:cacheprovider", *tests)
        return named_by_pytest(said)
