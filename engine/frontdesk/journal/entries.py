"""Entries of the journal: what was said, about whom, by whom, under which rules, and its place in the chain."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast, get_args

from frontdesk.journal.chain import FORMAT, Link, canonical, hash_of, seal
from frontdesk.journal.old import as_written_now
from frontdesk.journal.said import MessageEnded, Said, Unread
from frontdesk.journal.visits import AppointmentBecame
from frontdesk.names import AppointmentState, ContactId, MessageState
from frontdesk.wire import Plain, merged, plain, read

_ENDS = (MessageState.SENT, MessageState.FAILED, MessageState.WITHDRAWN, MessageState.UNKNOWN)
"""What becomes of a message that was handed over."""
_BY_KIND: Mapping[str, type[Any]] = {
    **{one.wire.kind: one for one in get_args(Said) if one is not Unread},
    **{f"message {state}": MessageEnded for state in _ENDS},
    **{f"appointment {state}": AppointmentBecame for state in AppointmentState if state is not AppointmentState.BOOKED},
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its number, instant, who, about whom, what, under which ruleset, and the chain.

    ``erased``: what it said about a person is gone, and reads as empty.
    """

    seq: int
    at: datetime
    by: str
    contact: ContactId | None
    said: Said
    ruleset: str
    previous: str
    hash: str
    erased: bool = False

    @property
    def kind(self) -> str:
        """The word for what was said: "status chosen", "message sent"."""
        return kind_of(self.said)

    @property
    def data(self) -> dict[str, Plain]:
        """What was said, as plain data under the journal's own names."""
        return dict(self.said.data) if isinstance(self.said, Unread) else plain(self.said)


def kind_of(said: Said) -> str:
    """The word for what was said; of an end it is the end itself: "message failed", "appointment kept"."""
    match said:
        case MessageEnded():
            return f"message {said.state}"
        case AppointmentBecame():
            return f"appointment {said.state}"
    return said.wire.kind


def link_of(
    last: tuple[int, str], micros: int, by: str, contact: ContactId | None, said: Said, ruleset: str, salt: str
) -> Link:
    """The next link of a chain of which *last* is the number and hash; *salt* is fresh and random.

    Whoever keeps a link keeps its ``salt`` and ``personal`` apart from the rest.
    """
    number, previous = last
    about = plain(said, personal=True)
    personal = canonical(about) if about else ""
    row = (number + 1, micros, by, kind_of(said), contact, canonical(plain(said, personal=False)))
    sealed = seal(salt, personal)
    own = hash_of(FORMAT, row, sealed, ruleset, previous)
    return Link(FORMAT, *row, ruleset, previous, sealed, own, salt if personal else "", personal)


def entry_of(link: Link, at: datetime) -> Entry:
    """The entry that a link of the chain holds; *at* is its instant."""
    return Entry(
        link.seq,
        at,
        link.by,
        None if link.contact is None else ContactId(link.contact),
        _said(link),
        link.ruleset,
        link.previous,
        link.hash,
        link.personal is None,
    )


def _said(link: Link) -> Said:
    data: dict[str, Any] = {}
    try:
        data = json.loads(link.data)
        if link.personal:
            data = merged(data, json.loads(link.personal))
        if link.format == 1:
            data = as_written_now(link.kind, data)
        return cast(Said, read(_BY_KIND[link.kind], data))
    except (KeyError, TypeError, ValueError, AttributeError):
        # Of a newer frontdesk, or changed behind the store's back, which ``verified`` finds: shown as it stands, whole.
        return Unread(link.kind, data if isinstance(data, dict) else {})
