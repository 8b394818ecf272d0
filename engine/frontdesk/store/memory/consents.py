"""Consent in memory, by number and line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import Consent, LineId
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

    def set_consent(self, number: str, line: LineId, value: Consent, at: datetime, source: str) -> None:
        """See ``keeping.Consents``. When it was said is asked by nobody."""
        in_utc(at)
        self.changing.consents[number, line] = value, source

    def consents(self, number: str) -> Mapping[LineId, Consent]:
        """See ``keeping.Consents``."""
        return {line: said[0] for (of, line), said in sorted(self.tables.consents.items()) if of == number}

    def _said(self, number: str, line: LineId) -> tuple[Consent, str]:
        return self.tables.consents.get((number, line), (Consent.UNKNOWN, ""))
