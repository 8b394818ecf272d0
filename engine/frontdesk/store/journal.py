"""The journal: append-only, each entry hashing the one before it, so that any later change is found.

Names who did what under which ruleset; knows nothing of what the entries mean.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from frontdesk.names import ContactId
from frontdesk.store.encoding import instant, to_micros

_GENESIS = "0" * 64
_MOST_TOLD = 20
_canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""Data in the one form that is hashed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its number, instant, who, what, about whom, the details, under which ruleset, and the chain."""

    seq: int
    at: datetime
    by: str
    kind: str
    contact: ContactId | None
    data: Mapping[str, Any]
    ruleset: str
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the chain found: how many entries, the last hash, and every break in words."""

    entries: int
    head: str
    broken: tuple[str, ...]

    @property
    def intact(self) -> bool:
        """Whether nothing was changed, removed or moved."""
        return not self.broken


class Journal:
    """The part of the store that writes and checks the journal."""

    _db: sqlite3.Connection

    def record(
        self, at: datetime, by: str, kind: str, contact: ContactId | None, data: Mapping[str, Any], ruleset: str
    ) -> int:
        """Append one entry and return its number; *data* must be JSON."""
        last = self._db.execute("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
        seq, previous = (last[0] + 1, last[1]) if last else (1, _GENESIS)
        row = (seq, to_micros(at), by, kind, contact, _canonical(data), ruleset, previous)
        self._db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*row, _hash(row)))
        return seq

    def journal(self, *, contact: ContactId | None = None, since: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """The entries after number *since*, oldest first, of one contact or of all."""
        wanted, values = ("AND contact = ?", [contact]) if contact is not None else ("", [])
        query = f"SELECT * FROM journal WHERE seq > ? {wanted} ORDER BY seq LIMIT ?"
        for row in self._db.execute(query, (since, *values, -1 if limit is None else limit)):
            seq, at, by, kind, about, data, ruleset, previous, own = row
            yield Entry(seq, instant(at), by, kind, about, json.loads(data), ruleset, previous, own)

    def verify_journal(self, anchor: str = "") -> Verification:
        """Check the whole chain; *anchor* is a head noted earlier, which must still be in it."""
        broken: list[str] = []
        expected_seq, previous, anchored = 1, _GENESIS, not anchor
        for row in self._db.execute("SELECT * FROM journal ORDER BY seq"):
            *content, own = row
            if content[0] != expected_seq:
                broken.append(f"entry {expected_seq} is missing: after {expected_seq - 1} comes {content[0]}")
            if content[7] != previous:
                broken.append(f"entry {content[0]} does not follow the one before it")
            if _hash(tuple(content)) != own:
                broken.append(f"entry {content[0]} was changed after it was written")
            anchored = anchored or own == anchor
            expected_seq, previous = content[0] + 1, own
        if not anchored:
            broken.append("the noted end of the journal is not in it any more: entries were removed")
        more = len(broken) - _MOST_TOLD
        told = (*broken[:_MOST_TOLD], f"and {more} more") if more > 0 else tuple(broken)
        return Verification(expected_seq - 1, previous, told)


def _hash(row: tuple[Any, ...]) -> str:
    return hashlib.sha256(repr(row).encode()).hexdigest()
