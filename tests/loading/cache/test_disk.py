"""Rulesets that were checked before are not read again, unless anything at all that they depend on has changed."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset, load_ruleset
from frontdesk.loading.text.files import FileText
from frontdesk.loading.tree.nodes import Node
from frontdesk.problems import Problem
from support import HARBOUR, SHIPPED, ReadOnce


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A practice over harbour, and an empty cache."""
    monkeypatch.setenv("FRONTDESK_CACHE", str(tmp_path / "cache"))
    shutil.copytree(HARBOUR, tmp_path / "harbour")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "ruleset.yaml").write_text("name: ours\nextends: ../harbour\n", encoding="utf-8")
    return tmp_path / "ours"


class Counting(ReadOnce):
    """Counts the rulesets of which the YAML was read: each has one file that says what it is called."""

    read = 0
    version = "this engine"

    def engine(self) -> str:
        return self.version

    def read_tree(self, file: FileText) -> tuple[Node | None, list[Problem]]:
        self.read += file.shown.endswith("/ruleset.yaml")
        return super().read_tree(file)


@pytest.fixture
def reader() -> Counting:
    return Counting()


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_remembered_is_what_was_read(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_CACHE", str(tmp_path))
    first, second = check_ruleset(name), check_ruleset(name)
    assert list(tmp_path.iterdir())
    assert first.ruleset is not None
    assert second.ruleset is not None
    assert (first.problems, first.sources, first.examples, first.proved) == (
        second.problems,
        second.sources,
        second.examples,
        second.proved,
    )
    assert first.ruleset.text == second.ruleset.text
    assert first.ruleset.hash == second.ruleset.hash
    assert first.ruleset.consequences.rows == second.ruleset.consequences.rows


def test_a_second_run_reads_no_yaml(ours: Path, reader: Counting) -> None:
    load_ruleset(ours, reader=reader)
    once = reader.read
    load_ruleset(ours, reader=reader)
    assert (once, reader.read) == (2, 2)


IMPORT = "harbour/imports/paw-desk.yaml"


@pytest.mark.parametrize("changed", ["ours/ruleset.yaml", "harbour/delivery.yaml", "harbour/examples/new.yaml", IMPORT])
def test_any_change_of_any_layer_is_seen(ours: Path, reader: Counting, changed: str) -> None:
    load_ruleset(ours, reader=reader)
    file = ours.parent / changed
    before = file.read_text(encoding="utf-8") if file.exists() else "examples: []\n"
    file.write_text(f"{before}# touched\n", encoding="utf-8")
    check_ruleset(ours, reader=reader)
    assert reader.read == 4


def test_a_file_that_is_added_is_seen(ours: Path) -> None:
    load_ruleset(ours)
    (ours / "delivrey.yaml").write_text("channel: {}\n", encoding="utf-8")
    assert check_ruleset(ours).ruleset is None


def test_a_newer_engine_reads_again(ours: Path, reader: Counting) -> None:
    load_ruleset(ours, reader=reader)
    reader.version = "another engine"
    load_ruleset(ours, reader=reader)
    assert reader.read == 4


@pytest.mark.parametrize("damage", ["", "{", "{}\n{}", "[]\n[]", '{"layers": [], "made": ""}\nnull'])
def test_a_damaged_memory_is_no_memory(ours: Path, reader: Counting, damage: str) -> None:
    load_ruleset(ours, reader=reader)
    for file in (ours.parent / "cache").iterdir():
        head, tree = file.read_text(encoding="utf-8").split("\n", 1)
        file.write_text(damage or f"{head}\n{tree[:-40]}", encoding="utf-8")
    assert load_ruleset(ours, reader=reader).name == "ours"
    assert reader.read == 4


def test_a_ruleset_with_errors_is_not_remembered(ours: Path) -> None:
    (ours / "delivery.yaml").write_text("chanel: {}\n", encoding="utf-8")
    assert check_ruleset(ours).ruleset is None
    assert not (ours.parent / "cache").exists()


def test_off_keeps_nothing(ours: Path, reader: Counting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_CACHE", "off")
    load_ruleset(ours, reader=reader)
    load_ruleset(ours, reader=reader)
    assert reader.read == 4


@pytest.mark.skipif(os.name == "nt", reason="a file in the way of a folder is told otherwise on Windows")
def test_a_place_that_cannot_be_written_is_no_hindrance(ours: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (ours.parent / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("FRONTDESK_CACHE", str(ours.parent / "file" / "below"))
    assert load_ruleset(ours).name == "ours"
