"""The chain of the journal: what is hashed, byte for byte, so that every store writes the same and any change is found.

An entry's hash covers its number, instant, author, kind, contact, data, ruleset, the hash of the entry before, and the
seal of what it says about a person. Those values stand beside the chain; their seal is a salted digest, from which they
cannot be guessed, so they can be erased and the chain still holds (docs/decisions/0026). Knows no store.
"""

# A hash chain: each entry's hash covers that of the entry before, so an entry that is changed, left out or moved fits
# its own hash or the next entry no more. That shows change and does not prevent it: whoever can write the file can
# write a new chain from the change onwards, or cut entries off the end. Against that only a hash that was noted
# elsewhere helps (``anchor``). A signature in its place would need a key on the machine that it should protect against.
#
# What can be erased is bound by a salted commitment: the chain holds SHA-256(salt + values), never the values. Without
# the salt, which is erased with them, a name or a number could be found again by trying all. Where the salt ends is
# plain: it is hexadecimal, and the values, a JSON object, begin with a brace.

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

GENESIS = "0" * 64
"""What the first entry follows."""
FORMAT = 2
"""How entries are written now. 1 hashed Python's own writing of a row, and held everything in it."""
_MOST_TOLD = 20
canonical = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
"""Data in the one form that is hashed: JSON, keys in order, no blanks, letters as they are (as in RFC 8785)."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry as the chain sees it: everything that is hashed, and the hash; ``micros`` are since 1970, in UTC.

    ``data`` and ``personal`` are canonical JSON; ``personal`` is ``None`` when it was erased, empty when there is none.
    """

    format: int
    seq: int
    micros: int
    by: str
    kind: str
    contact: int | None
    data: str
    ruleset: str
    previous: str
    seal: str = ""
    hash: str = ""
    salt: str = ""
    personal: str | None = ""

    @property
    def expected_hash(self) -> str:
        """The hash that an entry like this has when nobody changed it."""
        row = (self.seq, self.micros, self.by, self.kind, self.contact, self.data)
        return hash_of(self.format, row, self.seal, self.ruleset, self.previous)

    @property
    def is_sealed(self) -> bool:
        """Whether what stands beside the chain is what was sealed; what was erased is."""
        if self.personal is None:
            return bool(self.seal)
        return self.seal == seal(self.salt, self.personal)


@dataclass(frozen=True, slots=True)
class Verification:
    """What checking the chain found: how many entries, the last hash, every break in words, how many were erased."""

    entries: int
    head: str
    broken: tuple[str, ...]
    erased: int = 0

    @property
    def intact(self) -> bool:
        """Whether nothing was changed, removed or moved."""
        return not self.broken


def hash_of(
    format: int, row: tuple[int, int, str, str, int | None, str], seal: str, ruleset: str, previous: str
) -> str:
    """The hash of an entry; its *row* is its number, instant, author, kind, contact and data."""
    # What is hashed must fall apart in one way only: a JSON list keeps its members apart, where texts that are put
    # together would let a letter wander from one to the next. Format 1 is kept so that old entries can be checked.
    if format == 1:
        return _digest(repr((*row, ruleset, previous)))
    return _digest(canonical([format, *row, seal, ruleset, previous]))


def seal(salt: str, personal: str) -> str:
    """The digest under which values about a person are bound to their entry; empty when there are none."""
    return _digest(f"{salt}{personal}") if personal else ""


def verified(links: Iterable[Link], anchor: str = "") -> Verification:
    """Check entries that should be the whole chain; *anchor* is a hash noted earlier, which must still be in it."""
    # One pass, a link in memory at a time. After a break it goes on from what is there (``link.hash``, ``link.seq``),
    # so a change is told where it is, and not again for each entry behind it.
    broken: list[str] = []
    expected, previous, anchored, erased = 1, GENESIS, not anchor, 0
    for link in links:
        if link.seq != expected:
            broken.append(f"entry {expected} is missing: after {expected - 1} comes {link.seq}")
        if link.previous != previous:
            broken.append(f"entry {link.seq} does not follow the one before it")
        if link.expected_hash != link.hash:
            broken.append(f"entry {link.seq} was changed after it was written")
        elif not link.is_sealed:
            broken.append(f"what entry {link.seq} says about a person was changed after it was written")
        anchored = anchored or link.hash == anchor
        erased += link.personal is None
        expected, previous = link.seq + 1, link.hash
    if not anchored:
        broken.append("the noted end of the journal is not in it any more: entries were removed")
    return Verification(expected - 1, previous, _told(broken), erased)


def _told(broken: list[str]) -> tuple[str, ...]:
    more = len(broken) - _MOST_TOLD
    return (*broken[:_MOST_TOLD], f"and {more} more") if more > 0 else tuple(broken)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
