"""Consent in memory, by number and line; a number is kept in the first of the ways to write it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import Consent, LineId
from frontdesk.records import ways_to_write
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle


class Consents(Handle):
    """What people said of being written to."""

    def consent(self, number: str, line: LineId) -> Consent:
        """See ``keeping.Consents``."""
        return self._said(number, line)[0]

    def consent_source(self, number: str, line: LineId) -> str:
        """See ``keeping.Consents``."""
        return self._said(number, line)[1]

    def consent_at(self, number: str, line: LineId) -> datetime | None:
        """See ``keeping.Consents``."""
        return self._said(number, line)[2]

    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        """See ``keeping.Consents``."""
        self.changing.consents[ways_to_write(number)[0], line] = value, source, in_utc(at)

    def consents(self, number: str) -> Mapping[LineId, Consent]:
        """See ``keeping.Consents``."""
        own = ways_to_write(number)[0]
        return {line: said[0] for (written, line), said in sorted(self.tables.consents.items()) if written == own}

    def _said(self, number: str, line: LineId) -> tuple[Consent, str, datetime | None]:
        return self.tables.consents.get((ways_to_write(number)[0], line), (Consent.UNKNOWN, "", None))
