"""Consent in memory, by number and line; a number is kept as it is, or as its hash."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from frontdesk.names import Consent, LineId
from frontdesk.records import keyed_hash
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
        self.changing.consents[self._key(number), line] = value, source

    def consents(self, number: str) -> Mapping[LineId, Consent]:
        """See ``keeping.Consents``."""
        own = self._key(number)
        return {line: said[0] for (written, line), said in sorted(self.tables.consents.items()) if written == own}

    def forget_number(self, number: str) -> None:
        """See ``keeping.Consents``."""
        tables, known, hashed = self.changing, self._key(number), keyed_hash(self.memory.key, number)
        own = {place: said for place, said in tables.consents.items() if place[0] == known}
        for place, said in own.items():
            del tables.consents[place]
            if said[0] is Consent.OPTED_OUT:
                tables.consents[hashed, place[1]] = said
                tables.forgotten.add(hashed)

    def _said(self, number: str, line: LineId) -> tuple[Consent, str]:
        return self.tables.consents.get((self._key(number), line), (Consent.UNKNOWN, ""))

    def _key(self, number: str) -> str:
        """What the number is kept under: itself, or its hash once it was forgotten and had refused."""
        hashed = keyed_hash(self.memory.key, number)
        return hashed if hashed in self.tables.forgotten else number
