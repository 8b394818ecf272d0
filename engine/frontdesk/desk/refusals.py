"""What becomes of a refusal when the address for which it was given is replaced by another (decision 0036).

What staff recorded or heard was said by the person, and goes along to the new address. What came from the old address
itself may be a stranger's: it stays there, and whoever corrects the contact is told. An opt-in never goes along.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from frontdesk.addresses import shown_number
from frontdesk.desk import consents
from frontdesk.desk.practice import Act
from frontdesk.names import Consent, ConsentSource, Covers
from frontdesk.records import ConsentRecord, Contact, address_key

_OF_THE_PERSON = (ConsentSource.STAFF, ConsentSource.HEARD)
"""The sources that spoke with a person, not with whoever has an address."""


def go_along(act: Act, before: Contact, after: Contact) -> list[str]:
    """Carry what the person refused over to the addresses that replace theirs; says in words what did and what did not.

    Not over an agreement that is recorded for the new address and newer.
    """
    told = list[str]()
    for old, new in _replaced(before, after):
        stands = [one for one in consents.recorded(act, old) if _refused(one) and one.holds(act.now)]
        lacking = [one for one in stands if not (new and _is_refused(act, new, one))]
        goes = [one for one in lacking if new and one.source in _OF_THE_PERSON and not _agreed_since(act, new, one)]
        for one in goes:
            said = consents.ConsentSaid(one.value, one.source, one.covers, one.until, one.words)
            consents.write(act, after.id, [(new, one.channel)], [one.line], said, one.at)
        told += [f"{one}, and that counts for {_shown(new)} now" for one in _words(act, old, goes)]
        told += [f"{one}, and that {_stays(new)}" for one in _words(act, old, (x for x in lacking if x not in goes))]
    return told


def _replaced(before: Contact, after: Contact) -> Iterator[tuple[str, str]]:
    """The contact's own addresses that are gone, each with the one that took its place, or with nothing."""
    left = {address_key(one) for one in (*after.numbers, *after.emails)}
    pairs = [(phone.number, after.phones.get(kind)) for kind, phone in before.phones.items()]
    own = [(old, phone.number if phone else "") for old, phone in pairs] + [(before.email, after.email)]
    return ((old, new) for old, new in dict.fromkeys(own) if old and address_key(old) not in left)


def _refused(one: ConsentRecord) -> bool:
    return one.value is Consent.OPTED_OUT


def _is_refused(act: Act, address: str, refusal: ConsentRecord) -> bool:
    """Whether all of *refusal* is recorded for *address* as well."""
    return any(
        _refused(one) and one.covers in (Covers.ALL, refusal.covers) and one.until in (None, refusal.until)
        for one in _at_the_same_place(act, address, refusal)
    )


def _agreed_since(act: Act, address: str, refusal: ConsentRecord) -> bool:
    here = _at_the_same_place(act, address, refusal)
    return any(one.value is Consent.OPTED_IN and one.holds(act.now) and one.at > refusal.at for one in here)


def _at_the_same_place(act: Act, address: str, said: ConsentRecord) -> list[ConsentRecord]:
    """What is recorded for *address* on the line and by the channel of which something was *said*."""
    place = (said.line, said.channel)
    return [one for one in consents.recorded(act, address) if (one.line, one.channel) == place]


def _words(act: Act, address: str, refusals: Iterable[ConsentRecord]) -> list[str]:
    """Each refusal once, however many lines it is of: what was refused, where, who says so, in which words, when."""
    lines = dict[ConsentRecord, list[str]]()
    for one in refusals:
        lines.setdefault(replace(one, line=next(iter(act.ruleset.lines), one.line)), []).append(one.line)
    return [_told(act, address, one, ", ".join(on)) for one, on in lines.items()]


def _told(act: Act, address: str, one: ConsentRecord, lines: str) -> str:
    what = f"marketing by {one.channel}" if one.covers is Covers.MARKETING else one.channel
    words = f" '{one.words}'" if one.words else ""
    day = f"{one.at.astimezone(act.ruleset.zone):%Y-%m-%d}"
    return f"{what} on {lines} was refused at {_shown(address)} ({consents.recorded_by(one)}{words}, {day})"


def _stays(new: str) -> str:
    if not new:
        return "stays with it"
    record = "record it with 'frontdesk contact consent ... opted_out' if it still holds"
    return f"stays there, for it may have been somebody else's: it is not recorded for {_shown(new)}; {record}"


def _shown(address: str) -> str:
    return address if "@" in address else shown_number(address)
