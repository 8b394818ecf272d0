"""Consent in SQLite, by address, line, channel and what it covers; an address is kept under its key, or as its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frontdesk.records import ConsentRecord, address_key, keyed_hash
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part, marks

_SAID = Shape.of(ConsentRecord, "consent")
_RECORD = f"INSERT OR REPLACE INTO consent ({', '.join(_SAID.columns)}) VALUES ({marks(_SAID.columns)})"

_A_HASH = "(length(address) = 64 AND address NOT GLOB '*[^0-9a-f]*')"
"""Whether an address is forgotten: its hash stands there (``records.keyed_hash``), and no address looks like one."""
_NAMED = f"SELECT DISTINCT address FROM consent WHERE address > ? AND NOT {_A_HASH} ORDER BY address LIMIT 500"


class Consents(Part):
    """What people said of being written to."""

    _secret = ""

    def record_consent(self, consent: ConsentRecord) -> None:
        """See ``keeping.Consents``."""
        known, hashed = self._keys(consent.address)
        is_forgotten = self._db.one("SELECT 1 FROM consent WHERE address = ?", (hashed,)) is not None
        self._db.run(_RECORD, _SAID.row(replace(consent, address=hashed if is_forgotten else known)))

    def consents(self, address: str) -> list[ConsentRecord]:
        """See ``keeping.Consents``."""
        query = f"{_SAID.select} WHERE address IN (?, ?) ORDER BY line, channel, covers"
        rows = self._db.all(query, self._keys(address))
        return [replace(_SAID.read(row), address=address_key(address)) for row in rows]

    def addresses_with_consent(self) -> Iterator[str]:
        """See ``keeping.Consents``."""
        last = ""
        while page := self._db.all(_NAMED, (last,)):
            yield from (address for (address,) in page)
            last = page[-1][0]

    def forget_address(self, address: str) -> None:
        """See ``keeping.Consents``."""
        known, hashed = self._keys(address)
        self._db.run("DELETE FROM consent WHERE address IN (?, ?) AND value <> 'opted_out'", (known, hashed))
        self._db.run("UPDATE consent SET address = ?, words = '' WHERE address IN (?, ?)", (hashed, known, hashed))

    def _keys(self, address: str) -> tuple[str, str]:
        """What an address may be kept under: its key, or its hash once it was forgotten and had refused; never both."""
        if not self._secret:
            row = self._db.one("SELECT value FROM setting WHERE name = 'key of hashes'")
            self._secret = str(row[0]) if row else ""
        known = address_key(address)
        return known, keyed_hash(self._secret, known)
