"""What the bytes of a file are read as, without places."""

from __future__ import annotations

from pathlib import Path

from frontdesk.loading.reading import read_folder
from frontdesk.loading.tree.nodes import Entries, Items, Node


def plain(node: Node) -> object:
    """A tree without its places."""
    if isinstance(node, Entries):
        return {key: plain(value) for key, value in node.entries.items()}
    return [plain(item) for item in node.items] if isinstance(node, Items) else node.text


def meant(raw: bytes, folder: Path) -> object:
    """What the bytes of a file are read as, if nothing is wrong with them."""
    (folder / "facts.yaml").write_bytes(raw)
    tree, problems = read_folder(folder, "p")
    assert [str(problem) for problem in problems] == []
    return plain(tree.topics["facts"])
