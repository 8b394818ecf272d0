"""How our own stores are tried: what each of them can be made to suffer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import count
from pathlib import Path
from shutil import copyfile
from typing import Any

from frontdesk.journal import Link
from frontdesk.keeping import Store
from frontdesk.store.sqlite import SqliteStore
from frontdesk.testing import Memory, MemoryStore, StoreTrial

_NUMBERS = count()
_LINKS = (
    "SELECT j.format, j.seq, j.at, j.by, j.kind, j.contact, j.data, j.ruleset, j.previous, j.seal, j.hash, "
    "p.salt, p.data "
    "FROM journal AS j LEFT JOIN journal_personal AS p ON p.seq = j.seq ORDER BY j.seq"
)
_TRIGGERS = ("journal_keeps", "journal_stays", "journal_grows", "journal_personal_keeps")


def in_memory(kind: type[MemoryStore] = MemoryStore, memory: type[Memory] = Memory) -> StoreTrial:
    """A new memory, whose handles are of this kind."""
    kept = memory()

    def rewrite(change: Callable[[Sequence[Link]], Sequence[Link]]) -> None:
        kept.kept.chain = list(change(tuple(kept.kept.chain)))

    return StoreTrial(
        lambda patience: kind(kept, patience),
        cut_power=kept.cut_power,
        open_with_room=lambda room: kind(kept, room=room),
        rewrite=rewrite,
    )


class InAFile:
    """A store in one SQLite file, and what a power cut leaves of it.

    SQLite flushes the write-ahead log at each commit when it waits for the disk (``synchronous`` is FULL); otherwise
    only when the log is put into the file. So the log survives a cut if every handle waited, else it is lost.
    """

    def __init__(self, folder: Path, opened: Callable[[Path, float], SqliteStore] = SqliteStore.open) -> None:
        self._folder, self._opened = folder, opened
        self.path = self._new_path()
        self._is_flushed = True

    @property
    def trial(self) -> StoreTrial:
        """What it can be made to suffer: everything."""
        return StoreTrial(self.open, self.cut_power, self.open_with_room, self.rewrite)

    def open(self, patience: float) -> Store:
        """One more handle on the file."""
        return self._kept(self._opened(self.path, patience))

    def open_with_room(self, room: int) -> Store:
        """A handle on a disk with room for so many pages more."""
        with closing(sqlite3.connect(self.path)) as connection:
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
        return self._kept(SqliteStore.open(self.path, most_pages=pages + room))

    def cut_power(self) -> None:
        """Leave the handles behind with the old file, and go on with what the disk has."""
        before, self.path = self.path, self._new_path()
        copyfile(before, self.path)
        log = Path(f"{before}-wal")
        if self._is_flushed and log.exists():
            copyfile(log, f"{self.path}-wal")

    def rewrite(self, change: Callable[[Sequence[Link]], Sequence[Link]]) -> None:
        """Put other links in place of those in the file, as somebody can who knows SQL."""
        with closing(sqlite3.connect(self.path)) as connection, connection:
            for trigger in _TRIGGERS:
                connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
            links = change([self._link(row) for row in connection.execute(_LINKS)])
            connection.execute("DELETE FROM journal")
            connection.execute("DELETE FROM journal_personal")
            for one in links:
                row = (
                    one.seq,
                    one.micros,
                    one.by,
                    one.kind,
                    one.contact,
                    one.data,
                    one.ruleset,
                    one.previous,
                    one.hash,
                )
                connection.execute(
                    "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, one.format, one.seal)
                )
                if one.personal:
                    beside = (one.seq, one.contact, one.salt, one.personal)
                    connection.execute("INSERT INTO journal_personal VALUES (?, ?, ?, ?)", beside)

    def _kept(self, store: SqliteStore) -> SqliteStore:
        self._is_flushed = self._is_flushed and store.durability() == ("wal", 2)
        return store

    def _new_path(self) -> Path:
        return self._folder / f"{next(_NUMBERS)}.db"

    @staticmethod
    def _link(row: tuple[Any, ...]) -> Link:
        *rest, seal, own, salt, personal = row
        beside = personal if personal is not None else (None if seal else "")
        return Link(*(*rest, seal, own, salt or "", beside))
