"""Consent in SQLite, by number and line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import Consent, LineId
from frontdesk.store.instants import to_micros
from frontdesk.store.sqlite.parts import Part


class Consents(Part):
    """What people said of being written to."""

    def consent(self, number: str, line: LineId) -> Consent:
        """See ``keeping.Consents``."""
        row = self._db.one("SELECT value FROM consent WHERE number = ? AND line = ?", (number, line))
        return Consent(row[0]) if row else Consent.UNKNOWN

    def consent_source(self, number: str, line: LineId) -> str:
        """See ``keeping.Consents``."""
        row = self._db.one("SELECT source FROM consent WHERE number = ? AND line = ?", (number, line))
        return str(row[0]) if row else ""

    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        """See ``keeping.Consents``."""
        row = (number, line, value, to_micros(at), source)
        self._db.run("INSERT OR REPLACE INTO consent VALUES (?, ?, ?, ?, ?)", row)

    def consents(self, number: str) -> Mapping[LineId, Consent]:
        """See ``keeping.Consents``."""
        rows = self._db.all("SELECT line, value FROM consent WHERE number = ? ORDER BY line", (number,))
        return {LineId(line): Consent(value) for line, value in rows}
