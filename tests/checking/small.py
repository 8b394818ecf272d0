"""Small practices for the checks: an overlay over the practice harbour, or a whole one of a few lines."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from frontdesk.loading.building import build
from frontdesk.loading.extending.layers import read_layers
from frontdesk.model import Ruleset
from frontdesk.problems import Problem
from support import HARBOUR, READER, check_ruleset


def overlay(folder: Path, **files: str) -> Path:
    """Write an overlay of harbour into *folder*; each file by its topic."""
    if not (folder / "harbour").exists():
        shutil.copytree(HARBOUR, folder / "harbour")
    head = f"name: ours\nextends: ../harbour\n{files.pop('ruleset', '')}"
    return practice(folder / "ours", ruleset=head, **files)


def practice(folder: Path, **files: str) -> Path:
    """Write a whole practice into *folder*, in place of an earlier one."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files.setdefault("ruleset", "name: small\n")
    for topic, text in files.items():
        (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
    return folder


def rows(key: str, *written: str) -> str:
    """The key of a list and its rows, each without its id and its place in an overlay."""
    lines = [f"  - {{id: x{number}, last: yes, {row}}}\n" for number, row in enumerate(written)]
    return f"{key}:\n" + "".join(lines) if lines else ""


def found(folder: Path, *codes: str) -> list[Problem]:
    """The problems of a practice that have one of *codes*; without any, all of them."""
    return [one for one in check_ruleset(_named(folder)).problems if not codes or one.code in codes]


def _named(folder: Path) -> Path:
    """The folder as it is called from where the test is: the same in every test, so that a text is read once."""
    return Path(os.path.relpath(folder))


def causes(folder: Path, *codes: str) -> list[str]:
    """The same as text: the code and the cause."""
    return [f"{one.code}: {one.cause}" for one in found(folder, *codes)]


def built(folder: Path) -> Ruleset:
    """The ruleset of a practice, whatever the checks would say of it."""
    ruleset, problems = build(read_layers(_named(folder), READER).whole)
    assert problems == []
    assert ruleset is not None
    return ruleset
