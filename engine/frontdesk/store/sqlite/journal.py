"""The journal in SQLite: the chain in a table that triggers protect, and what it says about people in one beside it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from frontdesk.journal import GENESIS, Entry, Link, ReplyReceived, Said, Verification, entry_of, link_of, verified
from frontdesk.names import ContactId
from frontdesk.records import NoSuchRecordError, StoreError
from frontdesk.store.instants import instant, micros
from frontdesk.store.sqlite.parts import Part, marks

_LINKS = (
    "SELECT j.seq, j.at, j.by, j.kind, j.contact, j.data, j.ruleset, j.previous, j.hash, j.format, j.seal, "
    "p.salt, p.data FROM journal AS j LEFT JOIN journal_personal AS p ON p.seq = j.seq"
)

_SALT = 16
"""So many bytes of chance has each salt."""
_REPLY = ReplyReceived.wire.kind
_UNCLAIMED = "contact IS NULL AND json_extract(data, '$.number') IN"
"""The replies that came from numbers while nobody had them, as the index ``journal_unclaimed`` finds them."""


class Journal(Part):
    """Writes and checks the journal."""

    def record(self, at: datetime, by: str, contact: ContactId | None, said: Said, ruleset: str) -> int:
        """See ``keeping.Journal``."""
        return self._append(at, by, [(contact, said)], ruleset)[0]

    def journal(
        self,
        *,
        contact: ContactId | None = None,
        since: int = 0,
        limit: int | None = None,
        kinds: Sequence[str] = (),
    ) -> Iterator[Entry]:
        """See ``keeping.Journal``."""
        only, values = ["1"], list[int | str]()
        if contact is not None:
            only.append("j.contact = ?")
            values.append(contact)
        if kinds:
            only.append(f"j.kind IN ({marks(kinds)})")
            values += kinds
        left = limit
        for page in self._db.pages(f"{_LINKS} WHERE {' AND '.join(only)}", values, since=since):
            for row in page if left is None else page[:left]:
                yield _entry(row)
            left = None if left is None else left - len(page)
            if left is not None and left <= 0:
                return

    def entry(self, number: int) -> Entry:
        """See ``keeping.Journal``."""
        row = self._db.one(f"{_LINKS} WHERE j.seq = ?", (number,))
        if row is None:
            raise NoSuchRecordError("entry", number)
        return _entry(row)

    def unclaimed_replies(self, number: str) -> list[Entry]:
        """See ``keeping.Journal``."""
        found = f"SELECT seq FROM journal_personal WHERE {_UNCLAIMED} (?)"
        rows = self._db.all(f"{_LINKS} WHERE j.kind = ? AND j.seq IN ({found}) ORDER BY j.seq", (_REPLY, number))
        return [_entry(row) for row in rows]

    def verify_journal(self, anchor: str = "") -> Verification:
        """See ``keeping.Journal``."""
        return verified(_links(self._db.pages(f"{_LINKS} WHERE 1", since=-1)), anchor)

    def _append(
        self, at: datetime, by: str, entries: Iterable[tuple[ContactId | None, Said]], ruleset: str
    ) -> list[int]:
        """Append an entry for each, and return their numbers."""
        last: tuple[int, str] = self._db.one("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1") or (0, GENESIS)
        links, instant, each = list[Link](), micros(at), list(entries)
        salts = secrets.token_hex(_SALT * len(each))
        for number, (contact, said) in enumerate(each):
            salt = salts[2 * _SALT * number : 2 * _SALT * (number + 1)]
            links.append(link_of(last, instant, by, contact, said, ruleset, salt))
            last = links[-1].seq, links[-1].hash
        self._db.run_each("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_row, links))
        beside = [(one.seq, one.contact, one.salt, one.personal) for one in links if one.personal]
        self._db.run_each("INSERT INTO journal_personal VALUES (?, ?, ?, ?)", beside)
        return [one.seq for one in links]

    def forget(self, contact: ContactId) -> int:
        """See ``keeping.Journal``."""
        numbers = [number for (number,) in self._db.all("SELECT number FROM phone WHERE contact = ?", (contact,))]
        gone = f"DELETE FROM journal_personal WHERE contact = ? OR ({_UNCLAIMED} ({marks(numbers)}))"
        return self._db.run(gone, (contact, *numbers)).rowcount


def _links(pages: Iterable[list[tuple[Any, ...]]]) -> Iterator[Link]:
    return (_link(row) for page in pages for row in page)


def _row(link: Link) -> tuple[object, ...]:
    """What of a link stands in the chain, in the order of its columns."""
    return (
        *(link.seq, link.micros, link.by, link.kind, link.contact, link.data, link.ruleset),
        *(link.previous, link.hash, link.format, link.seal),
    )


def _text(kept: object) -> str:
    """What stands in a column of text; anything else was put there by somebody else, and the hash will say so."""
    return kept if isinstance(kept, str) else ""


def _link(row: tuple[Any, ...]) -> Link:
    seq, at, by, kind, contact, data, ruleset, previous, own, written, seal, salt, personal = row
    by, kind, data, ruleset, previous = map(_text, (by, kind, data, ruleset, previous))
    beside = personal if personal is not None else (None if seal else "")
    return Link(written, seq, at, by, kind, contact, data, ruleset, previous, seal, own, salt or "", beside)


def _entry(row: tuple[Any, ...]) -> Entry:
    link = _link(row)
    if not isinstance(link.micros, int):
        raise StoreError(f"entry {link.seq} of the journal is damaged; 'frontdesk journal verify' says what else is")
    return entry_of(link, instant(link.micros))
