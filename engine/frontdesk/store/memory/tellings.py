"""What sources told of whom, in memory, as keyed hashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from frontdesk.names import ContactId
from frontdesk.records import Telling, keyed_hash
from frontdesk.store.memory.memory import Handle


class Tellings(Handle):
    """The last words of each source on each thing that it told."""

    def told_before(self, source: str, said: Mapping[str, str]) -> Mapping[str, ContactId]:
        """See ``keeping.Tellings``."""
        told, found = self.tables.told, dict[str, ContactId]()
        for key, words in said.items():
            last, contact = told.get((source, self._as_kept(key)), ("", ContactId(0)))
            if last == self._as_kept(words):
                found[key] = contact
        return found

    def remember_told(self, source: str, told: Iterable[Telling]) -> None:
        """See ``keeping.Tellings``."""
        kept = self.changing.told
        for one in told:
            kept[source, self._as_kept(one.key)] = self._as_kept(one.words), one.contact

    def take_back_told(self, source: str, keys: Iterable[str]) -> None:
        """See ``keeping.Tellings``."""
        told = self.changing.told
        for key in keys:
            told.pop((source, self._as_kept(key)), None)

    def forget_told(self, contact: ContactId) -> int:
        """See ``keeping.Tellings``."""
        told = self.changing.told
        gone = [key for key, (_, of) in told.items() if of == contact]
        for key in gone:
            del told[key]
        return len(gone)

    def _as_kept(self, text: str) -> str:
        return keyed_hash(self.memory.key, text)
