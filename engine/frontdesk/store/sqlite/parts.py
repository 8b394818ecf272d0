"""What every part of the store stands on: the one open file."""

from __future__ import annotations

from collections.abc import Sized

from frontdesk.store.sqlite.database import Database


class Part:
    """Some of what a store keeps, in some of its tables."""

    def __init__(self, database: Database) -> None:
        self._db = database


def marks(values: Sized) -> str:
    """As many question marks as there are values, for a list in a statement."""
    return ", ".join("?" * len(values))
