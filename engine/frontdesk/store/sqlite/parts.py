"""What every part of the store stands on: the one open file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sized
from typing import TypeVar

from frontdesk.store.sqlite.database import Database

ValueT = TypeVar("ValueT")
_AT_ONCE = 500
"""So many values one statement may list."""


class Part:
    """Some of what a store keeps, in some of its tables."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._key_of_hashes = ""

    @property
    def key_of_hashes(self) -> str:
        """What hashes are made with that stand for something in this store (``records.keyed_hash``)."""
        if not self._key_of_hashes:
            row = self._db.one("SELECT value FROM setting WHERE name = 'key of hashes'")
            self._key_of_hashes = str(row[0]) if row else ""
        return self._key_of_hashes


def marks(values: Sized) -> str:
    """As many question marks as there are values, for a list in a statement."""
    return ", ".join("?" * len(values))


def pieces(values: Iterable[ValueT]) -> Iterator[list[ValueT]]:
    """The values, each once, as many at a time as one statement may list."""
    each = list(dict.fromkeys(values))
    for first in range(0, len(each), _AT_ONCE):
        yield each[first : first + _AT_ONCE]
