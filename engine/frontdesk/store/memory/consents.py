"""Consent in memory, by address, line, channel and what it covers; an address is kept under its key."""

from __future__ import annotations

from frontdesk.records import ConsentRecord, address_key
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept


class Consents(Handle):
    """What people said of being written to."""

    def record_consent(self, consent: ConsentRecord) -> None:
        """See ``keeping.Consents``."""
        kept = as_kept(consent, address=address_key(consent.address))
        self.changing.consents[kept.address, kept.line, kept.channel, kept.covers] = kept

    def consents(self, address: str) -> list[ConsentRecord]:
        """See ``keeping.Consents``."""
        own = address_key(address)
        return [said for key, said in sorted(self.tables.consents.items()) if key[0] == own]
