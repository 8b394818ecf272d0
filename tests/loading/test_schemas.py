"""The schemas say everything, close everything, and name nothing that the builder does not read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from frontdesk.loading import find_ruleset
from frontdesk.loading.building import build
from frontdesk.loading.extending.layers import read_layers
from frontdesk.loading.reading import TOPICS
from frontdesk.loading.tree.nodes import Entries, Items, Node
from support import PRACTICES, READER, ROOT, RULESETS

SCHEMAS = ROOT / "schemas"
_ADDRESSES = {"before", "after", "replace", "remove", "first", "last", "overlay", "extends", "language"}
"""Keys that are used up before building: by extending, and by reading the right language."""


def schema(topic: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{topic}.schema.json").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("topic", [*TOPICS, "examples", "imports", "common"])
def test_the_schema_is_draft_7_and_describes_every_key(topic: str) -> None:
    whole = schema(topic)
    Draft7Validator.check_schema(whole)
    for path, key, about in _keys(whole):
        described = "description" in about or "$ref" in about
        assert described, f"{topic}: {path}/{key} has no description"


@pytest.mark.parametrize("topic", [*TOPICS, "examples", "imports", "common"])
def test_the_schema_closes_every_group_of_keys(topic: str) -> None:
    for path, group in _groups(schema(topic)):
        assert "additionalProperties" in group, f"{topic}: {path} lets any key through"


@pytest.mark.parametrize("file", sorted(RULESETS.rglob("*.yaml")), ids=lambda file: str(file.relative_to(RULESETS)))
def test_every_file_opens_with_a_modeline_that_finds_its_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[0]
    prefix = "# yaml-language-server: $schema="
    assert first.startswith(prefix), file
    found = (file.parent / first.removeprefix(prefix)).resolve()
    topic = file.parent.name if file.parent.name in ("examples", "imports") else file.stem
    assert found == SCHEMAS / f"{topic}.schema.json"


class Watched(Mapping[str, Node]):
    """The keys of one group, noting each that is asked for."""

    def __init__(self, entries: Mapping[str, Node], path: str, seen: set[str]) -> None:
        self._entries, self._path, self._seen = entries, path, seen

    def __getitem__(self, key: str) -> Node:
        self._seen.add(key)
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


def test_every_key_of_every_schema_is_read_by_the_builder() -> None:
    seen: set[str] = set()
    for ruleset in (*PRACTICES, find_ruleset("health-system"), find_ruleset("dental")):
        read = read_layers(Path(ruleset), READER)
        assert read.problems == ()
        watched = {topic: _watched(entries, topic, seen) for topic, entries in read.whole.topics.items()}
        mappings = {name: _watched(entries, name, seen) for name, entries in read.whole.imports.items()}
        assert build(replace(read.whole, topics=watched, imports=mappings))[1] == []
    unread = {key for topic in (*TOPICS, "imports") for _, key, _ in _keys(schema(topic))} - seen - _ADDRESSES
    assert unread == set()


def test_a_key_that_the_builder_does_not_read_would_be_noticed() -> None:
    seen: set[str] = set()
    entries = _watched(
        Entries({"read": Items((), _nowhere()), "unread": Items((), _nowhere())}, {}, _nowhere()), "x", seen
    )
    entries.get("read")
    assert seen == {"read"}


def _nowhere() -> Any:
    from frontdesk.problems import NOWHERE

    return NOWHERE


def _watched(node: Entries, path: str, seen: set[str]) -> Entries:
    inner: dict[str, Node] = {}
    for key, value in node.entries.items():
        inner[key] = _deep(value, f"{path}/{key}", seen)
    return Entries(Watched(inner, path, seen), node.keys, node.where)


def _deep(node: Node, path: str, seen: set[str]) -> Node:
    if isinstance(node, Entries):
        return _watched(node, path, seen)
    if isinstance(node, Items):
        return Items(tuple(_deep(one, path, seen) for one in node.items), node.where)
    return node


def _keys(part: Any, path: str = "") -> Iterator[tuple[str, str, dict[str, Any]]]:
    if isinstance(part, dict):
        for key, about in part.get("properties", {}).items():
            if isinstance(about, dict):
                yield path, key, about
        for name, inner in part.items():
            yield from _keys(inner, f"{path}/{name}")
    elif isinstance(part, list):
        for inner in part:
            yield from _keys(inner, path)


def _groups(part: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(part, dict):
        if "properties" in part and part.get("type"):
            yield path, part
        for name, inner in part.items():
            yield from _groups(inner, f"{path}/{name}")
    elif isinstance(part, list):
        for inner in part:
            yield from _groups(inner, path)
