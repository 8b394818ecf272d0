"""What turns one file's text into a tree, holds a tree against its schema, and says which engine it is.

The one here does both anew each time. Another can be handed in its place, such as one that remembers what it read in a
long run of tests, as long as it answers the same.
"""

from __future__ import annotations

from frontdesk.loading.text.files import FileText
from frontdesk.loading.tree.nodes import Entries, Node
from frontdesk.problems import Problem


class Reader:
    """Reads and validates; both are pure, so an answer may be remembered. Each call returns a list of its own."""

    def read_tree(self, file: FileText) -> tuple[Node | None, list[Problem]]:
        """Return the tree of *file*, ``None`` when it has none, and all that is wrong with its YAML."""
        from frontdesk.loading.tree.trees import read_tree

        return read_tree(file)

    def validate(self, topic: str, entries: Entries) -> list[Problem]:
        """Return everything in *entries* that the schema of *topic* does not allow."""
        from frontdesk.loading.validating import validate

        return validate(topic, entries)

    def engine(self) -> str:
        """Return which engine reads: what another one read and kept is read again."""
        from frontdesk.loading.cache.disk import engine_here

        return engine_here()


PLAIN = Reader()
"""The reader of everybody who hands in no other."""
