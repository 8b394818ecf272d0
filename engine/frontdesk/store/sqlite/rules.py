"""Under which rules the store runs and ran, and what of it hangs on their names, in SQLite."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import State
from frontdesk.records import StoreError
from frontdesk.store.instants import to_micros
from frontdesk.store.sqlite.parts import Part

_NAMED = {
    "campaigns": ("enrolment", "campaign", "ended_at IS NULL"),
    "messages": ("message", "message", "state = 'waiting'"),
    "tasks": ("task", "task", "lifecycle = 'open'"),
}
"""What still goes on under a name of the rules: the table, its column, and which rows."""


class Rules(Part):
    """The rulesets that ran here, and what waits under their names."""

    def rules_in_force(self) -> str | None:
        """See ``keeping.Rules``."""
        row = self._db.one("SELECT value FROM setting WHERE name = 'ruleset'")
        return str(row[0]) if row else None

    def put_in_force(self, hash: str, name: str, text: str, at: datetime) -> None:
        """See ``keeping.Rules``."""
        row = (hash, name, to_micros(at), zlib.compress(text.encode()))
        self._db.run("INSERT OR IGNORE INTO ruleset VALUES (?, ?, ?, ?)", row)
        self._db.run("INSERT OR REPLACE INTO setting VALUES ('ruleset', ?)", (hash,))

    def ruleset_text(self, hash: str) -> str | None:
        """See ``keeping.Rules``."""
        row = self._db.one("SELECT text FROM ruleset WHERE hash = ?", (hash,))
        try:
            return zlib.decompress(row[0]).decode() if row else None
        except (zlib.error, UnicodeDecodeError, TypeError) as error:
            cause = "rules that the store keeps were damaged outside of frontdesk; restore it from your last backup"
            raise StoreError(cause) from error

    def contacts_by_state(self) -> Mapping[State, int]:
        """See ``keeping.Rules``."""
        query = (
            "SELECT state, count(DISTINCT id) FROM (SELECT id, settled AS state FROM contact UNION ALL "
            "SELECT id, choice ->> 'state' FROM contact WHERE choice IS NOT NULL) "
            "WHERE id NOT IN (SELECT contact FROM aside) GROUP BY state ORDER BY state"
        )
        return {State(state): count for state, count in self._db.all(query)}

    def going_on(self, kind: str) -> Mapping[str, int]:
        """See ``keeping.Rules``."""
        table, column, only = _NAMED[kind]
        query = f"SELECT {column}, count(*) FROM {table} WHERE {only} GROUP BY {column} ORDER BY {column}"
        return dict(self._db.all(query))

    def move_state(self, old: State, new: State) -> None:
        """See ``keeping.Rules``."""
        self._db.run("UPDATE contact SET settled = ? WHERE settled = ?", (new, old))
        chosen = "UPDATE contact SET choice = json_set(choice, '$.state', ?) WHERE choice ->> 'state' = ?"
        self._db.run(chosen, (new, old))
        been = "UPDATE contact SET been = replace(been, ?, ?) WHERE instr(been, ?)"
        self._db.run(been, (json.dumps(old), json.dumps(new), json.dumps(old)))

    def rename(self, kind: str, old: str, new: str) -> None:
        """See ``keeping.Rules``."""
        table, column, only = _NAMED[kind]
        self._db.run(f"UPDATE {table} SET {column} = ? WHERE {column} = ? AND {only}", (new, old))
        if kind == "campaigns":
            waiting = "UPDATE message SET campaign = ? WHERE campaign = ? AND state = 'waiting'"
            self._db.run(waiting, (new, old))
