"""Consent in SQLite, by number and line; a number is kept in the first of the ways to write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import Consent, LineId
from frontdesk.records import ways_to_write
from frontdesk.store.instants import instant, to_micros
from frontdesk.store.sqlite.parts import Part


class Consents(Part):
    """What people said of being written to."""

    def consent(self, number: str, line: LineId) -> Consent:
        """See ``keeping.Consents``."""
        key = (ways_to_write(number)[0], line)
        row = self._db.one("SELECT value FROM consent WHERE number = ? AND line = ?", key)
        return Consent(row[0]) if row else Consent.UNKNOWN

    def consent_source(self, number: str, line: LineId) -> str:
        """See ``keeping.Consents``."""
        key = (ways_to_write(number)[0], line)
        row = self._db.one("SELECT source FROM consent WHERE number = ? AND line = ?", key)
        return str(row[0]) if row else ""

    def consent_at(self, number: str, line: LineId) -> datetime | None:
        """See ``keeping.Consents``."""
        key = (ways_to_write(number)[0], line)
        row = self._db.one("SELECT at FROM consent WHERE number = ? AND line = ?", key)
        return instant(row[0]) if row else None

    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        """See ``keeping.Consents``."""
        row = (ways_to_write(number)[0], line, value, to_micros(at), source)
        self._db.run("INSERT OR REPLACE INTO consent VALUES (?, ?, ?, ?, ?)", row)

    def consents(self, number: str) -> Mapping[LineId, Consent]:
        """See ``keeping.Consents``."""
        key = (ways_to_write(number)[0],)
        rows = self._db.all("SELECT line, value FROM consent WHERE number = ? ORDER BY line", key)
        return {LineId(line): Consent(value) for line, value in rows}
