"""Every snippet and every output in the documents is true: commands are run, files are written, code is executed.

In a ``console`` block a line ``...`` stands for any lines. A ``yaml`` block whose first line is a comment with a path
is that file, and so is a ``csv`` block with a name behind that word. Each document runs from top to bottom in an empty
folder.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from frontdesk.loading.reading import parse
from frontdesk.loading.text.files import FileText
from support import ROOT

DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "tests" / "compatibility" / "README.md"])
_FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+/\S+\.yaml)\n")


@dataclass(frozen=True)
class Block:
    """A fenced block: its kind, its text, the line on which it begins, and the name of the file that it is."""

    kind: str
    text: str
    line: int
    file: str = ""


def blocks(document: Path) -> Iterator[Block]:
    """The fenced blocks of a document."""
    text = document.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        yield Block(match[1], match[3], text.count("\n", 0, match.start()) + 1, match[2] or "")


def commands(block: Block) -> Iterator[tuple[str, list[str]]]:
    """Each command of a console block, and the lines that it is said to print."""
    command, printed = "", list[str]()
    for line in block.text.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, printed
            command, printed = line[2:], []
        else:
            printed.append(line)
    if command:
        yield command, printed


def matches(expected: list[str], printed: list[str]) -> bool:
    """Whether *printed* is what is expected, where ``...`` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == "..." else re.escape(line) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in printed)) is not None


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which ``frontdesk`` and ``make demo`` are what stands in this checkout."""
    tools = tmp_path / ".tools"
    tools.mkdir()
    for name, words in (("frontdesk", '"$@"'), ("make", '"$@"')):
        (tools / name).write_text(f"#!/bin/sh\nexec {sys.executable} -m frontdesk {words}\n", encoding="utf-8")
        (tools / name).chmod(0o755)
    paths = os.pathsep.join([str(ROOT / "engine"), str(ROOT / "plugins")])
    return {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": paths, "COLUMNS": "200"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_the_document_shows_is_what_happens(document: Path, tmp_path: Path, shell: dict[str, str]) -> None:
    for block in blocks(document):
        place = f"{document.name}:{block.line}"
        if block.kind == "yaml":
            _write(block, tmp_path, place)
        elif block.kind == "csv" and block.file:
            (tmp_path / block.file).write_text(block.text, encoding="utf-8")
        elif block.kind == "console":
            for command, expected in commands(block):
                said = subprocess.run(
                    command, shell=True, cwd=tmp_path, env=shell, capture_output=True, text=True, check=False
                )
                printed = (said.stdout + said.stderr).rstrip("\n").split("\n") if said.stdout + said.stderr else []
                assert matches(expected, printed), f"{place}: $ {command}\n" + "\n".join(printed)
        elif block.kind == "python" and "my-practice" not in block.text:
            said = subprocess.run(
                [sys.executable, "-c", block.text], cwd=tmp_path, env=shell, capture_output=True, text=True, check=False
            )
            assert said.returncode == 0, f"{place}: {said.stderr}"


def _write(block: Block, folder: Path, place: str) -> None:
    """Write a block that names its file; any other one must at least be YAML as rulesets use it."""
    if match := _FILE.match(block.text):
        file = folder / match[1]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, encoding="utf-8")
        return
    if document_shows_mistakes(place):
        return
    _, problems = parse(FileText(place, block.text, tuple(block.text.split("\n"))))
    assert [problem for problem in problems if problem.code not in ("Y011",)] == [], place


def document_shows_mistakes(place: str) -> bool:
    """The pages of problems show how not to write."""
    return re.match(r"[A-Z]\d{3}\.md:", place) is not None


def test_the_readme_shows_rule_command_and_output_by_line_25() -> None:
    head = "\n".join((ROOT / "README.md").read_text(encoding="utf-8").splitlines()[:25])
    assert "```yaml" in head
    assert "$ make demo" in head
    assert "200 contacts imported" in head


def test_the_row_in_the_readme_is_a_row_of_the_base() -> None:
    (block, *_) = (one for one in blocks(ROOT / "README.md") if one.kind == "yaml")
    shipped = (ROOT / "rulesets" / "default" / "delivery.yaml").read_text(encoding="utf-8")
    for line in block.text.splitlines():
        assert line in shipped


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", document.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_five_lines_of_pytest_are_run_as_documented(tmp_path: Path, shell: dict[str, str]) -> None:
    (five, *_) = (one for one in blocks(ROOT / "docs" / "testing.md") if one.kind == "python")
    assert len(five.text.splitlines()) == 5, "two imports, a decorator, a function, an assertion"
    (tmp_path / "test_ours.py").write_text(five.text, encoding="utf-8")
    (tmp_path / "my-practice").mkdir()
    ours = "name: my-practice\nextends: dental\n"
    (tmp_path / "my-practice" / "ruleset.yaml").write_text(ours, encoding="utf-8")
    run = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(tmp_path / "test_ours.py")]

    def pytest_says(*more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([*run, *more], cwd=tmp_path, env=shell, capture_output=True, text=True, check=False)

    assert pytest_says("--snapshot-update").returncode == 0
    assert len(list((tmp_path / "__snapshots__").rglob("*.md"))) >= 10
    assert pytest_says().returncode == 0
    (tmp_path / "my-practice" / "windows.yaml").write_text("overlay: replace\n", encoding="utf-8")
    assert pytest_says().returncode == 1, "a changed rule must show"


def test_a_document_that_shows_something_else_would_fail() -> None:
    assert matches(["a", "...", "d"], ["a", "b", "c", "d"])
    assert not matches(["a", "d"], ["a", "b", "d"])
    assert not matches(["a"], [])
