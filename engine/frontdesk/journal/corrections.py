"""What the journal says of corrections: a contact changed by hand, two that are one person, one that was erased.

What a contact was called and how it was reached is personal, and stands beside the chain; the numbers of records are
not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from frontdesk.names import ContactId
from frontdesk.wire import wire


@dataclass(frozen=True, slots=True)
class ContactCorrected:
    """Columns of a contact were corrected: what they said before, and what they say now.

    ``file`` is the name of the imported file that said so; empty where somebody did, by hand or as a source.
    """

    wire: ClassVar = wire(
        "contact corrected", "before", "after", columns="columns", before="before", after="after", file="file"
    )
    columns: tuple[str, ...]
    before: Mapping[str, str]
    after: Mapping[str, str]
    file: str = ""


@dataclass(frozen=True, slots=True)
class ContactsMerged:
    """*other* turned out to be *kept*: which records went over, and what ended because both had it.

    ``taken`` are the columns that only *other* had; ``ended``, ``withdrawn`` and ``closed`` are of *other* too.
    """

    wire: ClassVar = wire(
        "contacts merged",
        **{name: name for name in ("kept", "other", "visits", "messages", "enrolments", "tasks")},
        **{name: name for name in ("ended", "withdrawn", "closed", "taken")},
    )
    kept: ContactId
    other: ContactId
    visits: tuple[int, ...] = ()
    messages: tuple[int, ...] = ()
    enrolments: tuple[int, ...] = ()
    tasks: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()
    withdrawn: tuple[int, ...] = ()
    closed: tuple[int, ...] = ()
    taken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactUnmerged:
    """*other* turned out to be somebody else than *kept*, and has its records again."""

    wire: ClassVar = wire("contact unmerged", kept="kept", other="other")
    kept: ContactId
    other: ContactId


@dataclass(frozen=True, slots=True)
class ContactErased:
    """Somebody was erased, and what so many entries said of them; the number stays."""

    wire: ClassVar = wire("contact erased", entries="entries")
    entries: int


Correction: TypeAlias = ContactCorrected | ContactsMerged | ContactUnmerged | ContactErased
