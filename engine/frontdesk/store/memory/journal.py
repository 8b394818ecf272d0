"""The journal in memory: the chain as a list of links, whose values about a person are taken out when one is erased."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from frontdesk.journal import GENESIS, Entry, Link, ReplyReceived, Said, Verification, entry_of, link_of, verified
from frontdesk.names import ContactId
from frontdesk.records import NoSuchRecordError
from frontdesk.store.instants import instant, micros
from frontdesk.store.memory.memory import Handle

_REPLY = ReplyReceived.wire.kind


class Journal(Handle):
    """Writes and checks the journal."""

    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        """See ``keeping.Journal``."""
        chain = self.changing.chain
        last = (chain[-1].seq, chain[-1].hash) if chain else (0, GENESIS)
        chain.append(link_of(last, micros(at), by, contact, said, ruleset, secrets.token_hex(16)))
        return chain[-1].seq

    def journal(
        self,
        *,
        contact: ContactId | None = None,
        since: int = 0,
        limit: int | None = None,
        kinds: Sequence[str] = (),
    ) -> Iterator[Entry]:
        """See ``keeping.Journal``."""
        own = [link for link in self.tables.chain if link.seq > since and contact in (None, link.contact)]
        wanted = [link for link in own if not kinds or link.kind in kinds]
        yield from map(_entry, wanted[:limit])

    def entry(self, number: int) -> Entry:
        """See ``keeping.Journal``."""
        found = next(self.journal(since=number - 1, limit=1), None)
        if found is None or found.seq != number:
            raise NoSuchRecordError("entry", number)
        return found

    def unclaimed_replies(self, number: str) -> list[Entry]:
        """See ``keeping.Journal``."""
        return [_entry(self.tables.chain[index]) for index in self._unclaimed([number])]

    def verify_journal(self, anchor: str = "") -> Verification:
        """See ``keeping.Journal``."""
        return verified(self.tables.chain, anchor)

    def forget(self, contact: ContactId) -> int:
        """See ``keeping.Journal``."""
        chain = self.changing.chain
        numbers = self.tables.contacts[contact].numbers if contact in self.tables.contacts else ()
        own = [index for index, link in enumerate(chain) if link.contact == contact and link.personal]
        about = [*own, *self._unclaimed(numbers)]
        for index in about:
            chain[index] = replace(chain[index], salt="", personal=None)
        return len(about)

    def _unclaimed(self, numbers: Iterable[str]) -> list[int]:
        """Where the replies from these numbers stand in the chain that came while nobody had them."""
        written = set(numbers)
        return [
            index
            for index, link in enumerate(self.tables.chain)
            if link.contact is None
            and link.kind == _REPLY
            and json.loads(link.personal or "{}").get("number") in written
        ]


def _entry(link: Link) -> Entry:
    return entry_of(link, instant(link.micros))
