"""Consent in SQLite, by number and line; a number is kept as it is, or as its hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import Consent, LineId
from frontdesk.records import keyed_hash
from frontdesk.store.instants import to_micros
from frontdesk.store.sqlite.parts import Part


class Consents(Part):
    """What people said of being written to."""

    _secret = ""

    def consent(self, number: str, line: LineId) -> Consent:
        """See ``keeping.Consents``."""
        row = self._said(number, line)
        return Consent(row[0]) if row else Consent.UNKNOWN

    def consent_source(self, number: str, line: LineId) -> str:
        """See ``keeping.Consents``."""
        row = self._said(number, line)
        return str(row[1]) if row else ""

    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        """See ``keeping.Consents``."""
        row = (self._key(number), line, value, to_micros(at), source)
        self._db.run("INSERT OR REPLACE INTO consent VALUES (?, ?, ?, ?, ?)", row)

    def consents(self, number: str) -> Mapping[LineId, Consent]:
        """See ``keeping.Consents``."""
        rows = self._db.all("SELECT line, value FROM consent WHERE number IN (?, ?) ORDER BY line", self._keys(number))
        return {LineId(line): Consent(value) for line, value in rows}

    def forget_number(self, number: str) -> None:
        """See ``keeping.Consents``."""
        known, hashed = self._keys(number)
        self._db.run("DELETE FROM consent WHERE number IN (?, ?) AND value <> 'opted_out'", (known, hashed))
        self._db.run("UPDATE consent SET number = ? WHERE number = ?", (hashed, known))

    def _said(self, number: str, line: LineId) -> tuple[str, str] | None:
        query = "SELECT value, source FROM consent WHERE number IN (?, ?) AND line = ?"
        row: tuple[str, str] | None = self._db.one(query, (*self._keys(number), line))
        return row

    def _keys(self, number: str) -> tuple[str, str]:
        """What a number may be kept under: itself, or its hash once it was forgotten and had refused; never both."""
        if not self._secret:
            row = self._db.one("SELECT value FROM setting WHERE name = 'key of hashes'")
            self._secret = str(row[0]) if row else ""
        return number, keyed_hash(self._secret, number)

    def _key(self, number: str) -> str:
        known, hashed = self._keys(number)
        return hashed if self._db.one("SELECT 1 FROM consent WHERE number = ?", (hashed,)) else known
