"""Consent in SQLite, by address, line, channel and what it covers; an address is kept under its key, or as its hash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from frontdesk.records import ConsentRecord, address_key, keyed_hash
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part, marks, pieces

_SAID = Shape.of(ConsentRecord, "consent")
_RECORD = f"INSERT OR REPLACE INTO consent ({', '.join(_SAID.columns)}) VALUES ({marks(_SAID.columns)})"

_A_HASH = "(length(address) = 64 AND address NOT GLOB '*[^0-9a-f]*')"
"""Whether an address is forgotten: its hash stands there (``records.keyed_hash``), and no address looks like one."""
_NAMED = f"SELECT DISTINCT address FROM consent WHERE address > ? AND NOT {_A_HASH} ORDER BY address LIMIT 500"


class Consents(Part):
    """What people said of being written to."""

    def record_consent(self, consent: ConsentRecord) -> None:
        """See ``keeping.Consents``."""
        known, hashed = self._keys(consent.address)
        is_forgotten = self._db.one("SELECT 1 FROM consent WHERE address = ?", (hashed,)) is not None
        self._db.run(_RECORD, _SAID.row(replace(consent, address=hashed if is_forgotten else known)))

    def consents(self, address: str) -> list[ConsentRecord]:
        """See ``keeping.Consents``."""
        keys = self._keys(address)
        kept = self._kept_under(keys)
        return [replace(one, address=keys[0]) for key in keys for one in kept.get(key, ())]

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

    def _kept_under(self, keys: Iterable[str]) -> Mapping[str, list[ConsentRecord]]:
        """What is kept under each of *keys*, by line, channel and what it covers."""
        kept: dict[str, list[ConsentRecord]] = {}
        for some in pieces(keys):
            query = f"{_SAID.select} WHERE address IN ({marks(some)}) ORDER BY line, channel, covers"
            for one in map(_SAID.read, self._db.all(query, some)):
                kept.setdefault(one.address, []).append(one)
        return kept

    def _keys(self, address: str) -> tuple[str, str]:
        """What an address may be kept under: its key, or its hash once it was forgotten and had refused; never both."""
        known = address_key(address)
        return known, keyed_hash(self.key_of_hashes, known)
