"""One SQLite file as the parts of the store use it: statements, one transaction, and every fault in words.

WAL with synchronous=FULL: what was committed survives a kill and a power cut. Every writer takes the write lock at once
(BEGIN IMMEDIATE), so that two workers queue instead of failing. Knows no table.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeAlias

from frontdesk.records import StoreError
from frontdesk.store.sqlite.schema import VERSION

Row: TypeAlias = tuple[Any, ...]
PATIENCE = 30.0
"""How many seconds a writer waits for another: longer than an import of a practice's contacts takes."""
_PAUSE = 0.02
_PAGES_IN_MEMORY = 16_384
"""In KiB."""
_PAGE = 500
_WORDS: Mapping[str, str] = {
    "NOTADB": "{} is not a frontdesk store; choose another file",
    "BUSY": "{} is in use by something that does not let go; stop it and try again",
    "LOCKED": "{} is in use by something that does not let go; stop it and try again",
    "CANTOPEN": "{} cannot be opened for writing; does the folder exist, and may you write there?",
    "READONLY": "{} cannot be opened for writing; does the folder exist, and may you write there?",
    "FULL": "no room is left on the disk of {}; nothing was changed",
    "CORRUPT": "{} is damaged ({}); restore it from your last backup",
    "ERROR": "{} is not as a store should be ({}); restore it from your last backup",
}
"""What SQLite's kinds of faults mean for whoever reads it; every other is told as SQLite says it."""


def for_its_owner_alone(path: Path | str) -> None:
    """Make an empty file at *path* that only its owner reads, unless one is there; SQLite's beside it follow it.

    Who are patients is nobody else's business on the machine. A file that cannot be made is told by whoever opens it.
    """
    if str(path) != ":memory:":
        with suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


class Database:
    """An open file, in or outside of its one transaction."""

    def __init__(self, connection: sqlite3.Connection, path: Path | str) -> None:
        self._connection, self._path = connection, path
        self._is_changing = self._is_broken = self._is_spoilt = self._is_closed = False

    @classmethod
    def open(cls, path: Path | str, patience: float = PATIENCE, most_pages: int | None = None) -> Database:
        """Open the file at *path*, made new if there is none, with the newest schema. Raises StoreError."""
        # isolation_level=None: Python begins no transaction behind our back, so what one holds is written here alone.
        # Many statements are kept prepared, as each use case asks in the same few forms.
        for_its_owner_alone(path)
        try:
            connection = sqlite3.connect(path, timeout=patience, isolation_level=None, cached_statements=512)
            _write_ahead(connection, patience)
            connection.execute("PRAGMA synchronous = FULL")
            # An import writes more than SQLite's usual 2 MiB of pages in one transaction; what does not fit is written
            # twice.
            connection.execute(f"PRAGMA cache_size = -{_PAGES_IN_MEMORY}")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path)
            if most_pages is not None:
                connection.execute(f"PRAGMA max_page_count = {most_pages:d}")
        except sqlite3.DatabaseError as error:
            raise StoreError(in_words(error, path)) from error
        return cls(connection, path)

    def close(self) -> None:
        """Let go of the file."""
        self._is_closed = True
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all of what is changed inside, or nothing. Raises StoreError, RuntimeError inside another."""
        # IMMEDIATE takes the write lock before anything is read. A plain BEGIN takes it at the first write: if another
        # has written since the first read, SQLite refuses at once, without waiting, as what was read is old; every use
        # case would have to be able to begin again. So whoever changes something decides on what nobody else can
        # change. It costs that writers queue for their reading too, which in one practice is short; readers never wait
        # (WAL).
        if self._is_changing:
            raise RuntimeError("a transaction inside a transaction")
        self._asked(lambda: self._connection.execute("BEGIN IMMEDIATE"))
        self._is_changing, self._is_spoilt = True, False
        try:
            yield
            if self._is_spoilt:
                raise StoreError(f"a change of {self._path} failed, so nothing was changed; try again")
            self._asked(self._connection.execute, "COMMIT")
        finally:
            self._is_changing = False
            if not self._is_closed and not self._is_broken and self._connection.in_transaction:
                self._roll_back()

    def wipe(self) -> None:
        """Write the file anew, without its free pages, and empty its log. Raises StoreError, RuntimeError inside."""
        # What SQLite deletes stays readable in free pages and half-used ones, and in the log until it is begun again.
        # VACUUM writes only what is there; the checkpoint brings that into the file and cuts the log off.
        if self._is_changing:
            raise RuntimeError("a wipe inside a transaction")
        self._asked(self._connection.execute, "VACUUM")
        if self.all("PRAGMA wal_checkpoint(TRUNCATE)")[0][0]:
            raise StoreError(
                f"what was erased may still be read in the file of {self._path}, which something else is reading; "
                "stop it and try again"
            )

    def run(self, statement: str, values: Sequence[Any] = ()) -> sqlite3.Cursor:
        """Change something. Raises StoreError, RuntimeError outside of a transaction."""
        cursor: sqlite3.Cursor = self._changed(self._connection.execute, statement, values)
        return cursor

    def run_each(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Change something for each of *rows*. Raises StoreError, RuntimeError outside of a transaction."""
        self._changed(self._connection.executemany, statement, rows)

    def one(self, query: str, values: Sequence[Any] = ()) -> Row | None:
        """The first row that answers a question. Raises StoreError."""
        row: Row | None = self._asked(lambda: self._connection.execute(query, values).fetchone())
        return row

    def all(self, query: str, values: Sequence[Any] = ()) -> list[Row]:
        """Every row that answers a question. Raises StoreError."""
        rows: list[Row] = self._asked(lambda: self._connection.execute(query, values).fetchall())
        return rows

    def pages(self, query: str, values: Sequence[Any] = (), *, since: int = 0) -> Iterator[list[Row]]:
        """The rows of a question about rows numbered in their first column, some at a time.

        *query* ends with the conditions; nothing is held open between two pages, so the caller may change the rows.
        """
        # By the last number seen (a keyset) and not by OFFSET, which reads all that it skips, and skips too many or too
        # few where rows come or go between two pages.
        ordered = f"{query} AND {{first}} > ? ORDER BY {{first}} LIMIT {_PAGE}"
        first = query.removeprefix("SELECT ").partition(",")[0]
        while page := self.all(ordered.format(first=first), (*values, since)):
            yield page
            since = page[-1][0]

    def _roll_back(self) -> None:
        try:
            self._connection.execute("ROLLBACK")
        except sqlite3.DatabaseError:
            # What is half-written must not become the beginning of the next transaction: SQLite undoes it when the
            # file is opened again, and until then nothing more is asked of this connection.
            self._is_broken = True
            self._connection.close()

    def _changed(self, change: Callable[..., Any], *args: Any) -> Any:
        """Change something; what fails takes the transaction with it.

        SQLite may have ended the transaction by itself, as on a full disk: then what comes next would be kept alone.
        """
        if not self._is_changing:
            raise RuntimeError("a change outside of a transaction")
        if self._is_spoilt:
            raise StoreError(f"a change of {self._path} failed before, so nothing more is changed; try again")
        try:
            return self._asked(change, *args)
        except StoreError:
            self._is_spoilt = True
            raise

    def _asked(self, ask: Callable[..., Any], *args: Any) -> Any:
        if self._is_closed:
            raise RuntimeError(f"{self._path} was closed, and is asked")
        if self._is_broken:
            raise StoreError(f"{self._path} could not be used before, and is not used again; open it anew")
        try:
            return ask(*args)
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            raise  # our own mistake, which no words for staff should hide
        except sqlite3.DatabaseError as error:
            raise StoreError(in_words(error, self._path)) from error
        except OverflowError as error:
            raise StoreError("a number with so many digits is nobody's; look at it again") from error


def in_words(error: sqlite3.DatabaseError, path: Path | str) -> str:
    """What went wrong with the file at *path*, for whoever works at the desk."""
    name = getattr(error, "sqlite_errorname", "") or ""
    words = next((said for kind, said in _WORDS.items() if name.startswith(f"SQLITE_{kind}")), "{}: {}")
    return words.format(path, error)


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
    # Asked twice: without the lock, so that opening a file of today waits for nobody, and under it, since another
    # process may have brought the file up in between. What the file is is looked at under the lock for the same reason.
    version = _version(connection)
    if version > VERSION:
        raise StoreError(f"{path} was written by a newer frontdesk; update frontdesk before you open it")
    if version == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        others = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if others and "_sqlite_migrations" not in others:
            raise StoreError(f"{path} is a database of something else; choose another file")
        if _version(connection) < VERSION:
            from frontdesk.store.sqlite.schema import migrate

            migrate(connection)
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
