"""One practice's store: a single SQLite file that survives kills and power cuts (WAL, synchronous=FULL).

Every writer takes the write lock at once (BEGIN IMMEDIATE), so that two workers queue instead of failing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep

from frontdesk.problems import FrontdeskError
from frontdesk.store.contacts import Contacts
from frontdesk.store.encoding import to_micros
from frontdesk.store.journal import Journal
from frontdesk.store.rules import Rules
from frontdesk.store.work import Work

_VERSION = 2
_PATIENCE = 30.0
"""How many seconds a writer waits for another: longer than an import of a practice's contacts takes."""
_PAUSE = 0.02
_COUNTED = ("contact", "appointment", "enrolment", "message", "task", "journal", "due")


class StoreError(FrontdeskError):
    """The store's file cannot be used, for now or at all: why, and what to do. Nothing is decided by it."""


class Store(Journal, Contacts, Work, Rules):
    """The journal, the contacts and the due work of one practice, in one file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._depth = 0

    @classmethod
    def open(cls, path: Path | str, patience: float = _PATIENCE) -> Store:
        """Open the store at *path*, made new if there is none; ``:memory:`` keeps nothing. Raises StoreError.

        *patience* is how many seconds to wait for another writer.
        """
        try:
            connection = sqlite3.connect(path, timeout=patience, isolation_level=None, cached_statements=512)
            _write_ahead(connection, patience)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
        except sqlite3.DatabaseError as error:
            raise StoreError(_in_words(error, path)) from error
        return cls(connection)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all of what happens inside, or nothing; inside another transaction, that one decides.

        Raises StoreError when the file is locked, full, read-only or damaged.
        """
        if self._depth:
            yield
            return
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._depth += 1
            yield
            self._db.execute("COMMIT")
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise
        except sqlite3.DatabaseError as error:
            raise StoreError(_in_words(error, "the store")) from error
        finally:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            self._depth = 0

    def answer_to(self, request_id: str) -> str | None:
        """The answer that a request got before, if it was made before."""
        row = self._db.execute("SELECT answer FROM request WHERE id = ?", (request_id,)).fetchone()
        return str(row[0]) if row else None

    def remember_answer(self, request_id: str, at: datetime, answer: str) -> None:
        """Note the answer of a request, so that the same request does nothing twice."""
        self._db.execute("INSERT INTO request VALUES (?, ?, ?)", (request_id, to_micros(at), answer))

    def setting(self, name: str) -> str | None:
        """A value noted under a name, such as the cursor of a preference source."""
        row = self._db.execute("SELECT value FROM setting WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def set_setting(self, name: str, value: str) -> None:
        """Note a value under a name."""
        self._db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))

    @property
    def name(self) -> str:
        """What no other store is called: a part of every message's id, so that none is taken for that of another."""
        return self.setting("store") or ""

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {table: int(self._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED}

    def backup(self, path: Path) -> None:
        """Write a consistent copy to *path*, which must not exist. Raises StoreError."""
        try:
            self._db.execute("VACUUM INTO ?", (str(path),))
        except sqlite3.DatabaseError as error:
            raise StoreError(f"no copy was written to {path}: {error}") from error

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing when all is well."""
        return [row[0] for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]


def _write_ahead(connection: sqlite3.Connection, patience: float) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself while another process makes the same file."""
    until = monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > until:
                raise
            sleep(_PAUSE)


def _migrate(connection: sqlite3.Connection, path: Path | str) -> None:
    """Bring the file to the newest schema, all of it or nothing, while nobody else does."""
    version = _version(connection)
    if version > _VERSION:
        raise StoreError(f"{path} was written by a newer frontdesk; update frontdesk before you open it")
    if version == _VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        others = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if others and "_sqlite_migrations" not in others:
            raise StoreError(f"{path} is a database of something else; choose another file")
        if _version(connection) < _VERSION:
            from frontdesk.store.schema import migrate

            migrate(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _in_words(error: sqlite3.DatabaseError, path: Path | str) -> str:
    text = str(error)
    if "not a database" in text:
        return f"{path} is not a frontdesk store; choose another file"
    if "locked" in text or "busy" in text:
        return f"{path} is in use by something that does not let go; stop it and try again"
    if "unable to open" in text or "readonly" in text:
        return f"{path} cannot be opened for writing; does the folder exist, and may you write there?"
    if "full" in text:
        return f"no room is left on the disk of {path}; nothing was changed"
    return f"{path}: {text}"
