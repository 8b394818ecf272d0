"""What sources told of whom, in SQLite: two short hashes and a number for each thing, so that a million take little."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import islice

from frontdesk.names import ContactId
from frontdesk.records import Telling
from frontdesk.store.sqlite.parts import Part, marks

_AT_ONCE = 500
"""So many keys one statement may list."""
_BYTES = 8
"""So many bytes of a hash are kept: where two keys had them in common, their words would tell, and both be news."""

_REMEMBERED = 2_000
"""So many hashes are remembered: what a batch is asked about is mostly what is remembered of it then."""


class Tellings(Part):
    """The last words of each source on each thing that it told."""

    def told_before(self, source: str, said: Mapping[str, str]) -> Mapping[str, ContactId]:
        """See ``keeping.Tellings``."""
        number = self._db.one("SELECT id FROM source WHERE name = ?", (source,))
        found = dict[str, ContactId]()
        asked = iter(said.items() if number else ())
        while some := {self._short(key): (key, self._short(words)) for key, words in islice(asked, _AT_ONCE)}:
            query = f"SELECT key, words, contact FROM told WHERE source = ? AND key IN ({marks(some)})"
            for hashed, last, contact in self._db.all(query, (*(number or ()), *some)):
                key, words = some[hashed]
                if last == words:
                    found[key] = ContactId(contact)
        return found

    def remember_told(self, source: str, told: Iterable[Telling]) -> None:
        """See ``keeping.Tellings``. In the order of the keys as they are kept, so that each page is written once."""
        self._db.run("INSERT INTO source (name) VALUES (?) ON CONFLICT (name) DO NOTHING", (source,))
        (number,) = self._db.all("SELECT id FROM source WHERE name = ?", (source,))[0]
        last = {self._short(one.key): (self._short(one.words), one.contact) for one in told}
        rows = ((number, key, words, contact) for key, (words, contact) in sorted(last.items()))
        self._db.run_each("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?)", rows)

    def take_back_told(self, source: str, keys: Iterable[str]) -> None:
        """See ``keeping.Tellings``."""
        gone = "DELETE FROM told WHERE key = ? AND source = (SELECT id FROM source WHERE name = ?)"
        self._db.run_each(gone, ((self._short(key), source) for key in keys))

    def forget_told(self, contact: ContactId) -> int:
        """See ``keeping.Tellings``. It reads them all: an index would double what they take, and few are erased."""
        return self._db.run("DELETE FROM told WHERE contact = ?", (contact,)).rowcount

    def _short(self, text: str) -> bytes:
        return _shortened(self.key_of_hashes, text)


@lru_cache(_REMEMBERED)
def _shortened(key: str, text: str) -> bytes:
    return blake2b(text.encode(), key=key.encode(), digest_size=_BYTES).digest()
