"""Consent in SQLite, by address, line, channel and what it covers; an address is kept under its key."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.records import ConsentRecord, address_key
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part, marks

_SAID = Shape.of(ConsentRecord, "consent")
_RECORD = f"INSERT OR REPLACE INTO consent ({', '.join(_SAID.columns)}) VALUES ({marks(_SAID.columns)})"


class Consents(Part):
    """What people said of being written to."""

    def record_consent(self, consent: ConsentRecord) -> None:
        """See ``keeping.Consents``."""
        self._db.run(_RECORD, _SAID.row(replace(consent, address=address_key(consent.address))))

    def consents(self, address: str) -> list[ConsentRecord]:
        """See ``keeping.Consents``."""
        query = f"{_SAID.select} WHERE address = ? ORDER BY line, channel, covers"
        return [_SAID.read(row) for row in self._db.all(query, (address_key(address),))]
