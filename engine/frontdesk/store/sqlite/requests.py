"""What was asked or said before, and up to where sources were read, in SQLite."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from frontdesk.store.instants import to_micros
from frontdesk.store.sqlite.parts import Part


class Requests(Part):
    """Answers to requests, cursors of sources, and what these said of people who are not on file."""

    def answer_to(self, request_id: str) -> str | None:
        """See ``keeping.Requests``."""
        row = self._db.one("SELECT answer FROM request WHERE id = ?", (request_id,))
        return str(row[0]) if row else None

    def remember_answer(self, request_id: str, at: datetime, answer: str) -> None:
        """See ``keeping.Requests``."""
        self._db.run(
            "INSERT INTO request VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", (request_id, to_micros(at), answer)
        )

    def answers(self) -> Iterator[tuple[str, str]]:
        """See ``keeping.Requests``."""
        yield from self._db.all("SELECT id, answer FROM request")

    def replace_answer(self, request_id: str, answer: str) -> None:
        """See ``keeping.Requests``."""
        self._db.run("UPDATE request SET answer = ? WHERE id = ?", (answer, request_id))

    def cursor(self, source: str) -> str:
        """See ``keeping.Requests``."""
        return self._setting(f"cursor of {source}")

    def set_cursor(self, source: str, cursor: str) -> None:
        """See ``keeping.Requests``."""
        self._db.run("INSERT OR REPLACE INTO setting VALUES (?, ?)", (f"cursor of {source}", cursor))

    def keep_unclaimed(self, patient: str, visit: str, said: str) -> None:
        """See ``keeping.Requests``."""
        self._db.run("INSERT OR REPLACE INTO unclaimed VALUES (?, ?, ?)", (patient, visit, said))

    def unclaimed(self, patient: str) -> Mapping[str, str]:
        """See ``keeping.Requests``."""
        return dict(self._db.all("SELECT visit, said FROM unclaimed WHERE patient = ?", (patient,)))

    def unclaimed_about(self, visit: str) -> frozenset[str]:
        """See ``keeping.Requests``."""
        return frozenset(str(one) for (one,) in self._db.all("SELECT patient FROM unclaimed WHERE visit = ?", (visit,)))

    def claim(self, patient: str, visit: str) -> None:
        """See ``keeping.Requests``."""
        self._db.run("DELETE FROM unclaimed WHERE patient = ? AND visit = ?", (patient, visit))

    @property
    def name(self) -> str:
        """See ``keeping.Store``."""
        return self._setting("store")

    def _setting(self, name: str) -> str:
        row = self._db.one("SELECT value FROM setting WHERE name = ?", (name,))
        return str(row[0]) if row else ""
