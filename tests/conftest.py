"""What every test runs under: a cache of its own, and texts that are read once.

Nothing is read that an earlier run kept. Within a run, what a text gives depends on nothing else, so the files of the
shipped rulesets, which most tests load, are read and validated once in each process.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator

import pytest

from frontdesk.loading import reading, trees, validating
from frontdesk.loading.nodes import Entries, Node
from frontdesk.loading.text import FileText
from frontdesk.problems import Problem

_CACHE = pytest.StashKey[tempfile.TemporaryDirectory[str]]()


def pytest_configure(config: pytest.Config) -> None:
    """Give the run, and every process that it starts, an empty folder to remember rulesets in."""
    config.stash[_CACHE] = tempfile.TemporaryDirectory(prefix="frontdesk-cache-")
    os.environ["FRONTDESK_CACHE"] = config.stash[_CACHE].name


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove it."""
    config.stash[_CACHE].cleanup()


@pytest.fixture(scope="session", autouse=True)
def texts_are_read_once() -> Iterator[None]:
    """Remember what each text and each tree gave."""
    grown: dict[FileText, tuple[Node | None, list[Problem]]] = {}
    checked: dict[tuple[str, int], tuple[Entries, list[Problem]]] = {}
    read_tree, validate = trees.read_tree, validating.validate

    def read_once(file: FileText) -> tuple[Node | None, list[Problem]]:
        if file not in grown:
            grown[file] = read_tree(file)
        root, problems = grown[file]
        return root, list(problems)

    def validate_once(topic: str, entries: Entries) -> list[Problem]:
        key = topic, id(entries)  # kept beside the answer, so that no other tree gets the number
        if key not in checked:
            checked[key] = entries, validate(topic, entries)
        return list(checked[key][1])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_tree", read_once)
        patch.setattr(validating, "validate", validate_once)
        yield
