"""Opening a practice: the one door through which a store comes in.

Everybody else holds ``keeping.Store`` and cannot tell which one it is.
"""

from __future__ import annotations

from pathlib import Path

from frontdesk.desk.practice import Practice
from frontdesk.keeping import Store
from frontdesk.model import Ruleset


def open_practice(ruleset: Ruleset, file: Path | str) -> Practice:
    """The practice of *ruleset* that is kept in *file*, made new if there is none. Raises StoreError."""
    return Practice(ruleset, open_store(file))


def open_store(file: Path | str) -> Store:
    """The store in *file*, made new if there is none; ``:memory:`` keeps nothing. Raises StoreError."""
    from frontdesk.store.sqlite import SqliteStore

    return SqliteStore.open(file)
