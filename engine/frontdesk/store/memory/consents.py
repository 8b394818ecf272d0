"""Consent in memory, by address, line, channel and what it covers; an address is kept under its key, or as its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frontdesk.names import Consent
from frontdesk.records import ConsentRecord, address_key, keyed_hash
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept


class Consents(Handle):
    """What people said of being written to."""

    def record_consent(self, consent: ConsentRecord) -> None:
        """See ``keeping.Consents``."""
        kept = as_kept(consent, address=address_key(consent.address))
        self.changing.consents[self._key(consent.address), kept.line, kept.channel, kept.covers] = kept

    def consents(self, address: str) -> list[ConsentRecord]:
        """See ``keeping.Consents``."""
        own = self._key(address)
        found = [said for key, said in sorted(self.tables.consents.items()) if key[0] == own]
        return [replace(said, address=address_key(address)) for said in found]

    def addresses_with_consent(self) -> Iterator[str]:
        """See ``keeping.Consents``."""
        yield from sorted({address for address, *_ in self.tables.consents} - self.tables.forgotten)

    def forget_address(self, address: str) -> None:
        """See ``keeping.Consents``."""
        tables, known, hashed = self.changing, self._key(address), self._hash(address)
        for key, said in [one for one in tables.consents.items() if one[0][0] == known]:
            del tables.consents[key]
            if said.value is Consent.OPTED_OUT:
                tables.consents[(hashed, *key[1:])] = replace(said, address="", words="")
                tables.forgotten.add(hashed)

    def _hash(self, address: str) -> str:
        return keyed_hash(self.memory.key, address_key(address))

    def _key(self, address: str) -> str:
        """What the address is kept under: its key, or its hash once it was forgotten and had refused."""
        hashed = self._hash(address)
        return hashed if hashed in self.tables.forgotten else address_key(address)
