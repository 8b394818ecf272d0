"""A ruleset's whole tree as one text, and back: what a store keeps of the rules it ran under, and the cache on disk.

Knows trees and places; nothing of rules, files or databases. The text is JSON, so reading it can run nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from frontdesk.loading.tree.nodes import Entries, Folder, Items, Node, Scalar
from frontdesk.problems import Location

_SCALAR, _LIST, _GROUP = 0, 1, 2


def as_text(folder: Folder) -> str:
    """Write a tree, with the place of every piece."""
    files: dict[str, int] = {}
    data = {
        "name": folder.name,
        "digest": folder.digest,
        "topics": {topic: _written(node, files) for topic, node in folder.topics.items()},
        "examples": {name: _written(node, files) for name, node in folder.examples.items()},
        "imports": {name: _written(node, files) for name, node in folder.imports.items()},
        **({"unread": dict(folder.unread)} if folder.unread else {}),
        "sources": dict(folder.sources),
    }
    return json.dumps({**data, "files": list(files)}, separators=(",", ":"), ensure_ascii=False)


def as_tree(text: str) -> Folder:
    """Read what ``as_text`` wrote. Raises ValueError, KeyError or TypeError when it is anything else."""
    data = json.loads(text)
    files = data["files"]
    return Folder(
        data["name"],
        {topic: _entries(node, files) for topic, node in data["topics"].items()},
        {name: tuple(lines) for name, lines in data["sources"].items()},
        data["digest"],
        {name: _entries(node, files) for name, node in data["examples"].items()},
        imports={name: _entries(node, files) for name, node in data.get("imports", {}).items()},
        unread={name: tuple(told) for name, told in data.get("unread", {}).items()},
    )


def place_as_data(where: Location, files: dict[str, int]) -> list[int]:
    """A place as numbers; *files* gathers the names of the files."""
    return [files.setdefault(where.file, len(files)), where.line, where.column, where.length]


def place_of(data: list[int], files: list[str]) -> Location:
    """The place that numbers stand for."""
    file, line, column, length = data
    return Location(files[file], line, column, length)


def _written(node: Node, files: dict[str, int]) -> list[Any]:
    where = place_as_data(node.where, files)
    if isinstance(node, Scalar):
        return [_SCALAR, where, node.text, int(node.plain)]
    if isinstance(node, Items):
        return [_LIST, where, [_written(item, files) for item in node.items]]
    pairs = [[key, place_as_data(node.keys[key], files), _written(one, files)] for key, one in node.entries.items()]
    return [_GROUP, where, pairs]


def _read(data: list[Any], files: list[str]) -> Node:
    kind, place, content, *plain = data
    where = place_of(place, files)
    if kind == _SCALAR:
        return Scalar(content, where, bool(plain[0]))
    if kind == _LIST:
        return Items(tuple(_read(item, files) for item in content), where)
    entries: Mapping[str, Node] = {key: _read(node, files) for key, _, node in content}
    return Entries(entries, {key: place_of(at, files) for key, at, _ in content}, where)


def _entries(data: list[Any], files: list[str]) -> Entries:
    node = _read(data, files)
    if not isinstance(node, Entries):
        raise TypeError("a file of a ruleset is a group of keys")
    return node
