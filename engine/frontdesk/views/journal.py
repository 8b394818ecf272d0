"""The journal: its entries, and whether they are still what was written and would be decided the same again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from frontdesk.desk.practice import Act
from frontdesk.desk.redeciding import Redecided, redecide
from frontdesk.journal import Entry
from frontdesk.names import ContactId


@dataclass(frozen=True, slots=True)
class Audit:
    """What checking the journal found."""

    entries: int
    head: str
    """The hash of the last entry: noted elsewhere, it shows later whether the end was cut off."""
    decided_again: int
    """How many events were decided again, under the rules that they were decided by."""
    rules_not_kept: int
    """How many could not be, since their rules are not kept here."""
    erased: int
    """Of how many entries what they said of a person is gone."""
    broken: tuple[str, ...]
    """Everything that is wrong, in words; empty when nothing is."""


def journal(act: Act, contact: ContactId | None = None, *, since: int = 0, limit: int | None = None) -> Iterator[Entry]:
    """The entries after number *since*, oldest first, of one contact or of all; at most *limit*.

    Those of a contact are also those of the records that were merged into it.
    """
    merged = act.store.merged_with(contact) if contact is not None else ()
    if not merged:
        return act.store.journal(contact=contact, since=since, limit=limit)
    each = [act.store.journal(contact=one, since=since, limit=limit) for one in (contact, *merged)]
    return islice(merge(*each, key=lambda entry: entry.seq), limit)


def audit(act: Act, anchor: str = "") -> Audit:
    """Check the chain of hashes, and decide every event again; *anchor* is a hash noted earlier that must be there.

    Where the chain is broken nothing is decided again: it would say nothing.
    """
    found = act.store.verify_journal(anchor)
    again = redecide(act) if found.intact else Redecided(0, 0, ())
    broken = (*found.broken, *again.differences)
    return Audit(found.entries, found.head, again.events, again.rules_not_kept, found.erased, broken)
