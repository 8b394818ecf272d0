"""What one cell of a file says where the practice keeps more: of wishes, of consent, of notes, of a follow-up.

An export writes it, and an import holds a file against it: what says no more than this changes nothing. Where several
things are kept, a cell says the strictest; a refusal of one number is one, an agreement is of every number.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from frontdesk.desk import consents
from frontdesk.desk.practice import Act
from frontdesk.model import PracticeChannel
from frontdesk.names import PLAIN_FOLLOW_UP, Consent, ContactId, Covers
from frontdesk.records import ConsentRecord, Contact, Note, address_key
from frontdesk.strangers import MOST_IN_A_NOTE

_BETWEEN_NOTES = " / "


def is_left_alone(contact: Contact) -> bool:
    """Whether automations leave the contact alone, whoever said so: the staff or the EMR."""
    return contact.facesheet.refuses or contact.emr.refuses


def consent(act: Act, contact: Contact, channel: PracticeChannel, covers: Covers) -> Consent:
    """What is recorded, all in all, of writing to *contact* by *channel*.

    Opted out where any of the contact's addresses is, on any line; opted in only where each of them is, on every line.
    What has run out says nothing.
    """
    addresses = consents.addresses(contact, channel)
    kept = (one for address in addresses for one in consents.recorded(act, address))
    return _on_the_whole(act, [one for one in kept if one.channel == channel.id and one.covers is covers], addresses)


def _on_the_whole(act: Act, kept: Iterable[ConsentRecord], addresses: Iterable[str]) -> Consent:
    holding = [one for one in kept if one.holds(act.now)]
    if any(one.value is Consent.OPTED_OUT for one in holding):
        return Consent.OPTED_OUT
    agreed = {(one.address, one.line) for one in holding if one.value is Consent.OPTED_IN}
    wanted = {(address_key(address), line) for address in addresses for line in act.ruleset.lines}
    return Consent.OPTED_IN if wanted and wanted <= agreed else Consent.UNKNOWN


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
