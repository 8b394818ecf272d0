"""The part of the store that knows under which rules it was run, and what of it hangs on their names."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime

from frontdesk.names import State
from frontdesk.records import Enrolment
from frontdesk.store.encoding import Shape, to_micros

_ENROLMENT = Shape.of(Enrolment, "enrolment")
_NAMED = {
    "campaigns": ("enrolment", "campaign", "ended_at IS NULL"),
    "messages": ("message", "message", "state = 'waiting'"),
    "tasks": ("task", "task", "lifecycle = 'open'"),
}
"""What still goes on under a name of the rules: the table, its column, and which rows."""


class Rules:
    """The rulesets that ran here, and what waits under their names."""

    _db: sqlite3.Connection

    def keep_ruleset(self, hash: str, name: str, text: str, at: datetime) -> None:
        """Keep the text of a ruleset that runs here from *at* on."""
        row = (hash, name, to_micros(at), zlib.compress(text.encode()))
        self._db.execute("INSERT OR IGNORE INTO ruleset VALUES (?, ?, ?, ?)", row)

    def ruleset_text(self, hash: str) -> str | None:
        """The text of a ruleset that ran here, or ``None``."""
        row = self._db.execute("SELECT text FROM ruleset WHERE hash = ?", (hash,)).fetchone()
        return zlib.decompress(row[0]).decode() if row else None

    def contacts_by_state(self) -> Mapping[State, int]:
        """How many contacts are in each state, by what has settled and by what waits to settle."""
        query = (
            "SELECT state, count(DISTINCT id) FROM (SELECT id, settled AS state FROM contact UNION ALL "
            "SELECT id, choice ->> 'state' FROM contact WHERE choice IS NOT NULL) GROUP BY state ORDER BY state"
        )
        return {State(state): count for state, count in self._db.execute(query)}

    def going_on(self, kind: str) -> Mapping[str, int]:
        """How many enrolments run, messages wait and tasks are open (*kind*), by the name in the rules."""
        table, column, only = _NAMED[kind]
        query = f"SELECT {column}, count(*) FROM {table} WHERE {only} GROUP BY {column} ORDER BY {column}"
        return dict(self._db.execute(query).fetchall())

    def move_state(self, old: State, new: State) -> None:
        """Put everybody who is, chose to be or has been in one state into another."""
        self._db.execute("UPDATE contact SET settled = ? WHERE settled = ?", (new, old))
        chosen = "UPDATE contact SET choice = json_set(choice, '$.state', ?) WHERE choice ->> 'state' = ?"
        self._db.execute(chosen, (new, old))
        been = "UPDATE contact SET been = replace(been, ?, ?) WHERE been LIKE ?"
        self._db.execute(been, (f'"{old}"', f'"{new}"', f'%"{old}"%'))

    def rename(self, kind: str, old: str, new: str) -> None:
        """Let what goes on under one name go on under another."""
        table, column, only = _NAMED[kind]
        self._db.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND {only}", (new, old))
        if kind == "campaigns":
            waiting = "UPDATE message SET campaign = ? WHERE campaign = ? AND state = 'waiting'"
            self._db.execute(waiting, (new, old))

    def running(self) -> Iterator[Enrolment]:
        """Every running enrolment of everybody."""
        for row in self._db.execute(f"{_ENROLMENT.select} WHERE ended_at IS NULL ORDER BY id").fetchall():
            yield _ENROLMENT.read(row)
