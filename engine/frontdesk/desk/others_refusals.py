"""Whose refusal it is that stands for an address: what another file says of one person ends no refusal of another.

A refusal is kept by address, and of several people who share one nobody can say whose it was. So an agreement that a
file or an EMR tells of ends one only where nobody else has the address, and the journal says that it was recorded for
the very person. Decides nothing of what such a word may end then: that is ``consent_lifting``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from frontdesk.addresses import shown_number
from frontdesk.desk import consents
from frontdesk.desk.finding import stands_for
from frontdesk.desk.practice import Act
from frontdesk.journal import ConsentRecorded, ContactCorrected
from frontdesk.model import PracticeChannel
from frontdesk.names import Consent, ConsentSource, ContactId, Recipient
from frontdesk.problems import counted
from frontdesk.records import ConsentRecord, Contact, address_key

_MOST_NAMED = 3


def not_theirs(act: Act, contact: Contact, before: Contact | None) -> tuple[ConsentRecord, ...]:
    """The refusals that stand for addresses of *contact*, and that no word told of *contact* may end.

    *before* is the contact before that was told, ``None`` for somebody new: what an address that they get with it
    refused, somebody else did; and so did whoever is on file for them, unless an EMR said it, which spoke of them.
    """
    keep = [one for one in act.ruleset.channels.values() if one.consent]
    had = {address_key(address) for address, _ in consents.places(before, keep)} if before else set()
    own = {address_key(address) for address, _ in consents.places_of(contact, keep, Recipient.PATIENT)}
    return tuple(
        one
        for one in consents.refusals(act, contact)
        if one.address not in had
        or (one.address not in own and one.source is not ConsentSource.EMR)
        or not is_theirs(act, contact.id, one)
    )


def agreeing(act: Act, contact: Contact, channels: Iterable[PracticeChannel]) -> list[consents.Place]:
    """The addresses for which it counts that *contact* agrees, as an EMR tells: their own, by each of *channels*.

    Of others who are on file for them only where they have none of their own by that channel, and where the EMR itself
    told the refusal that it takes back: what they texted from their own phones nobody ends who speaks of the contact.
    """
    return list(_agreeing(act, contact, channels))


def _agreeing(act: Act, contact: Contact, channels: Iterable[PracticeChannel]) -> Iterator[consents.Place]:
    for channel in channels:
        own = consents.places_of(contact, [channel], Recipient.PATIENT)
        for place in consents.places(contact, [channel]):
            here = [one for one in consents.recorded(act, place[0]) if one.channel == channel.id and one.holds(act.now)]
            refused = [one.source for one in here if one.value is Consent.OPTED_OUT]
            if not own or place in own or {*refused} == {ConsentSource.EMR}:
                yield place


def is_theirs(act: Act, contact: ContactId, refusal: ConsentRecord) -> bool:
    """Whether nobody else has the address of *refusal*, and it was recorded for *contact*."""
    alone = all(stands_for(act, one) == contact for one in _having(act, refusal.address))
    return alone and _was_recorded_for(act, contact, refusal)


def others_at(act: Act, contact: ContactId | None, addresses: Iterable[str]) -> list[ContactId]:
    """Who has one of *addresses* besides *contact*; whoever was merged is who stands for them."""
    having = dict.fromkeys(stands_for(act, one) for address in addresses for one in _having(act, address))
    return [one for one in having if one != contact]


def bound(act: Act, contact: ContactId) -> str:
    """Who is bound by refusals of their addresses, and whose those are."""
    person = act.store.contact(contact)
    refusals = consents.refusals(act, person)
    return f"{person.name} ({whose(act, contact, refusals)})" if refusals else person.name


def whose(act: Act, contact: ContactId | None, refusals: Sequence[ConsentRecord]) -> str:
    """Whose *refusals* of an address of *contact*, or of one that several have, are, as far as anybody can say."""
    if others := others_at(act, contact, [one.address for one in refusals]):
        names = [act.store.contact(one).name for one in others[:_MOST_NAMED]]
        more = len(others) - len(names)
        return f"shared with {', '.join(names)}" + (f" and {counted(more, 'other')}" if more else "")
    theirs = next((one for one in refusals if contact is not None and _was_recorded_for(act, contact, one)), None)
    return f"as {consents.recorded_by(theirs)}" if theirs else "a refusal that is not known to be theirs"


def _having(act: Act, address: str) -> list[ContactId]:
    return act.store.contacts_with_email(address) if "@" in address else act.store.contacts_on_number(address)


def _was_recorded_for(act: Act, contact: ContactId, refusal: ConsentRecord) -> bool:
    """Whether the journal says so, of a time when the address was theirs.

    It names no addresses: what they refused before they got this one was refused for another. An entry from before
    channels were told apart is of any.
    """
    shown = refusal.address if "@" in refusal.address else shown_number(refusal.address)
    for record in (contact, *act.store.merged_with(contact)):
        since, last = refusal.at, None
        for entry in act.store.journal(contact=record):
            match entry.said:
                case ContactCorrected(after=after) if shown in [
                    address_key(one.split(", ")[0]) for one in after.values()
                ]:
                    since = max(since, entry.at)
                case ConsentRecorded(lines, Consent.OPTED_OUT, refusal.source, channels, refusal.covers):
                    if refusal.line in lines and (not channels or refusal.channel in channels):
                        last = entry.at
        if last is not None and last >= since:
            return True
    return False
