"""What one cell of a file says where the practice keeps more: of wishes, of consent, of notes, of a follow-up.

An export writes it, and an import holds a file against it: what says no more than this changes nothing. Where several
things are kept, a cell says the strictest, and never more than each of them: who agreed did for every number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import TypeAlias

from frontdesk.desk import consents
from frontdesk.desk.practice import Act
from frontdesk.file_words import PARTLY_OPTED_OUT
from frontdesk.model import PracticeChannel
from frontdesk.names import PLAIN_FOLLOW_UP, Consent, ContactId, Covers
from frontdesk.records import ConsentRecord, Contact, Note, standing
from frontdesk.strangers import MOST_IN_A_NOTE

_BETWEEN_NOTES = " / "


def is_left_alone(contact: Contact) -> bool:
    """Whether automations leave the contact alone, whoever said so: the staff or the EMR."""
    return contact.facesheet.refuses or contact.emr.refuses


Recorded: TypeAlias = Callable[[str], Sequence[ConsentRecord]]
"""What tells what is recorded for an address."""


def consent(
    act: Act, contact: Contact, channel: PracticeChannel, covers: Covers, recorded: Recorded | None = None
) -> str:
    """What is recorded, all in all, of writing to *contact* by *channel*; empty where nothing is for all of it.

    Opted in or out only where each of the contact's addresses is, on every line; ``partly_opted_out`` where one is
    opted out and another is not. What has run out says nothing. *recorded* is for whoever asks of several channels, and
    asks the store once.
    """
    said = list(_said(act, contact, channel, covers, recorded or partial(consents.recorded, act)))
    if Consent.OPTED_OUT in said:
        return str(Consent.OPTED_OUT) if {*said} == {Consent.OPTED_OUT} else PARTLY_OPTED_OUT
    return str(Consent.OPTED_IN) if {*said} == {Consent.OPTED_IN} else ""


def refuses_somewhere(act: Act, contact: Contact, channel: PracticeChannel, covers: Covers) -> bool:
    """Whether one of the contact's addresses is opted out of what *covers* says, on whatever line."""
    return Consent.OPTED_OUT in _said(act, contact, channel, covers, partial(consents.recorded, act))


def _said(
    act: Act, contact: Contact, channel: PracticeChannel, covers: Covers, recorded: Recorded
) -> Iterator[Consent]:
    """What is recorded of exactly this, for each address and line; an agreement where no refusal goes before it."""
    for address in consents.addresses(contact, channel):
        kept = recorded(address)
        for line in act.ruleset.lines:
            exact = [one for one in kept if one.covers is covers]
            own, counts = (standing(of, line, channel.id, covers, act.now) for of in (exact, kept))
            refuses = own is not None and own.value is Consent.OPTED_OUT
            yield own.value if own is not None and (refuses or own == counts) else Consent.UNKNOWN


def notes(act: Act, contact: ContactId) -> str:
    """The notes on a contact and on whoever was merged into it, one after the other, as they were written.

    As many of the newest as one note may hold; how many older ones there are stands before them.
    """
    records = (contact, *act.store.merged_with(contact))
    written = [note.text for note in sorted((n for one in records for n in act.store.notes(one)), key=_at)]
    told, room = list[str](), MOST_IN_A_NOTE - len(_older(len(written)))
    for text in reversed(written):
        room -= len(text) + len(_BETWEEN_NOTES)
        if room < 0:
            told.append(_older(len(written) - len(told)))
            break
        told.append(text)
    return _BETWEEN_NOTES.join(reversed(told))


def follow_up(act: Act, contact: ContactId) -> datetime | None:
    """When staff are to follow up, whoever asked for it; ``None`` where nobody did, or it is done."""
    open_ones = (one for one in act.store.tasks(contact) if one.task == PLAIN_FOLLOW_UP)
    return min((one.follow_up_at for one in open_ones if one.follow_up_at), default=None)


def _older(count: int) -> str:
    return f"[older notes: {count}]"


def _at(note: Note) -> datetime:
    return note.at
