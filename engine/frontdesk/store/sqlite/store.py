"""The whole SQLite store: its parts over one open file."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path

from frontdesk.records import StoreError
from frontdesk.store.sqlite.agenda import Agenda
from frontdesk.store.sqlite.database import PATIENCE, Database, for_its_owner_alone
from frontdesk.store.sqlite.enrolments import Enrolments
from frontdesk.store.sqlite.many import Many
from frontdesk.store.sqlite.outbox import Outbox
from frontdesk.store.sqlite.rules import Rules
from frontdesk.store.sqlite.tasks import Tasks
from frontdesk.store.sqlite.tellings import Tellings
from frontdesk.store.sqlite.visits import Visits

_COUNTED = ("contact", "appointment", "enrolment", "message", "task", "journal", "due")


class SqliteStore(Many, Visits, Outbox, Enrolments, Tasks, Agenda, Rules, Tellings):
    """Keeps what ``keeping.Store`` promises, and can be copied and examined as a file."""

    @classmethod
    def open(cls, path: Path | str, patience: float = PATIENCE, most_pages: int | None = None) -> SqliteStore:
        """Open the store at *path*, made new if there is none; ``:memory:`` keeps nothing. Raises StoreError.

        *patience* is how many seconds to wait for another writer. *most_pages* keeps the file from growing beyond so
        many pages, as a full disk would.
        """
        return cls(Database.open(path, patience, most_pages))

    def transaction(self) -> AbstractContextManager[None]:
        """See ``keeping.Store``."""
        return self._db.transaction()

    def wipe(self) -> None:
        """See ``keeping.Store``."""
        self._db.wipe()

    def close(self) -> None:
        """See ``keeping.Store``."""
        self._db.close()

    def counts(self) -> dict[str, int]:
        """How many records of each kind there are."""
        return {table: int((self._db.one(f"SELECT count(*) FROM {table}") or (0,))[0]) for table in _COUNTED}

    def backup(self, path: Path) -> None:
        """Write a consistent copy to *path*, which must not exist. Raises StoreError."""
        if path.exists():
            raise StoreError(f"no copy was written to {path}: it is there already")
        for_its_owner_alone(path)
        self._db.all("VACUUM INTO ?", (str(path),))

    def durability(self) -> tuple[str, int]:
        """How SQLite keeps the file: its journal mode, and how it waits for the disk (2: at every commit)."""
        mode, waits = (self._db.all(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous"))
        return str(mode), int(waits)

    def integrity(self) -> list[str]:
        """What SQLite finds wrong with the file; nothing when all is well."""
        return [row[0] for row in self._db.all("PRAGMA integrity_check") if row[0] != "ok"]
