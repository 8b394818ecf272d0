"""The columns of an import that say whether somebody agrees to be written to, channel by channel.

A refusal is recorded whatever else is said, and for the addresses of a row that does not come in; agreeing ends one of
the very person only, and only where ``consent_lifting`` lets another system's word end it (domain.md 4.2). What a file
says once more changes nothing. Knows neither files nor who a row tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frontdesk.addresses import shown_number
from frontdesk.desk import consents, summaries
from frontdesk.desk.consents import ConsentSaid
from frontdesk.desk.of_fields import OfField
from frontdesk.desk.others_refusals import agreeing, not_theirs, others_at
from frontdesk.desk.practice import Act
from frontdesk.file_words import PARTLY_OPTED_OUT
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import Consent, ConsentSource, ContactId, Covers
from frontdesk.records import ConsentRecord, Contact, address_key, standing

_COLUMNS: Mapping[Covers, str] = {Covers.ALL: "{channel}_consent", Covers.MARKETING: "{channel}_marketing_consent"}

NO_CONTACT = "do_not_contact"
"""The column that says that somebody is not to be contacted at all."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a row agrees to that is not recorded, and whether a refusal stands in spite of it.

    ``told`` is the same news beside what is recorded here.
    """

    news: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
    is_refused: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """What a row refuses that was not recorded, what cannot be for want of an address, and whom else it binds."""

    news: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    binds: tuple[ContactId, ...] = ()


@dataclass(frozen=True, slots=True)
class RefusedAt:
    """For which addresses a refusal is recorded of a row that does not come in, and whom it binds.

    ``nowhere`` is what is recorded for none, for want of one that could be read.
    """

    addresses: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()
    binds: tuple[ContactId, ...] = ()

    def told(self) -> tuple[str, ...]:
        """The same in words."""
        where = " and ".join(one if "@" in one else shown_number(one) for one in self.addresses)
        return (*([f"what it refuses is recorded for {where}"] if where else []), *self.nowhere)


@dataclass(frozen=True, slots=True)
class _Word:
    column: str
    channel: PracticeChannel
    covers: Covers
    value: Consent
    partly: bool = False
    """Whether it is so of some addresses only, and nobody says of which."""


def columns(ruleset: Ruleset) -> dict[str, tuple[PracticeChannel, Covers]]:
    """The columns of consent, with the channel and the messages that each is about."""
    return {
        form.format(channel=channel.id): (channel, covers)
        for channel in ruleset.channels.values()
        if channel.consent
        for covers, form in _COLUMNS.items()
    }


def says_any(ruleset: Ruleset, said: Mapping[str, str]) -> bool:
    """Whether a row says anything of consent."""
    return any(said.get(column) for column in columns(ruleset))


def wants_no_contact(said: Mapping[str, str]) -> bool:
    """Whether a row says that its person is not to be contacted."""
    return said.get(NO_CONTACT, "").casefold() == "yes"


def may_be_contacted(said: Mapping[str, str]) -> bool:
    """Whether a row says that its person may be contacted."""
    return said.get(NO_CONTACT, "").casefold() == "no"


def says_refusal(ruleset: Ruleset, said: Mapping[str, str]) -> bool:
    """Whether a row refuses anything."""
    return wants_no_contact(said) or any(_words(ruleset, said, Consent.OPTED_OUT))


def refuse(act: Act, contact: Contact, said: Mapping[str, str]) -> Refused:
    """Record for the addresses of *contact*, who is on file, what is said to be refused."""
    news, nowhere, addresses = list[str](), list[str](), list[str]()
    for word in _words(act.ruleset, said, Consent.OPTED_OUT):
        where = consents.places(contact, [word.channel])
        if not where:
            nowhere.append(_nowhere(word))
        elif not _is_recorded(act, contact, word):
            consents.write(act, contact.id, where, list(act.ruleset.lines), _said(word))
            news.append(OfField(word.column, "opted_out"))
            addresses += [address for address, _ in where]
    return Refused(tuple(news), tuple(nowhere), tuple(others_at(act, contact.id, addresses)))


def refuse_at(act: Act, read: Contact, said: Mapping[str, str], known: Contact | None = None) -> RefusedAt:
    """Record what is said to be refused for the addresses of *read*, whose row does not come in.

    Consent is an address's, whoever has it. *known* is who the row tells of, where that is somebody on file; what is
    theirs already is recorded elsewhere (``refuse``). Who is nobody on file and wants no contact refuses everything.
    """
    words = [*_words(act.ruleset, said, Consent.OPTED_OUT)]
    if known is None and wants_no_contact(said):
        keep = [one for one in act.ruleset.channels.values() if one.consent]
        words += [_Word(NO_CONTACT, one, Covers.ALL, Consent.OPTED_OUT) for one in keep]
    theirs = {address_key(one) for one in (*known.numbers, *known.emails)} if known else set()
    addresses, nowhere = list[str](), dict[str, str]()
    for word in words:
        where = [place for place in consents.places(read, [word.channel]) if address_key(place[0]) not in theirs]
        if known is not None and word.partly and _is_recorded(act, known, word):
            continue
        if where:
            consents.write(act, known.id if known else None, where, list(act.ruleset.lines), _said(word))
            addresses += [address for address, _ in where]
        elif known is None:
            nowhere.setdefault(word.column, _nowhere(word))
    if addresses:
        nowhere.pop(NO_CONTACT, None)
    binds = others_at(act, known.id if known else None, addresses)
    return RefusedAt(tuple(dict.fromkeys(addresses)), tuple(nowhere.values()), tuple(binds))


def agree(act: Act, contact: Contact, said: Mapping[str, str], *, before: Contact | None, keep: bool) -> Agreed:
    """What is said to be agreed to and not recorded for *contact*, who is on file; recorded only with *keep*.

    *before* is the contact as they were before the row, ``None`` for somebody new: no refusal ends that is another's.
    """
    news, told, stands = list[str](), list[str](), list[ConsentRecord]()
    lines = list(act.ruleset.lines)
    for word in _words(act.ruleset, said, Consent.OPTED_IN):
        where = agreeing(act, contact, [word.channel])
        if all(_counts(act, place, word) for place in where):
            continue
        spares = not_theirs(act, contact, before)
        here = summaries.consent(act, contact, word.channel, word.covers)
        changed, refusals = consents.weighed(act, where, lines, _said(word), spares=spares)
        stands += [one for one in refusals if one.covers in (Covers.ALL, word.covers)]
        if changed:
            news.append(OfField(word.column, "opted_in" + (f", was {here}" if here else "")))
            told.append(OfField(word.column, f"is {here or 'not known'} here, and opted_in in the file"))
        if keep:
            consents.write(act, contact.id, where, lines, _said(word), spares=spares)
    if keep and news:
        refuse(act, contact, said)  # whoever agrees to all messages refuses what sells still, where the row says so
    return Agreed(tuple(news), tuple(told), bool(stands))


def _words(ruleset: Ruleset, said: Mapping[str, str], value: Consent) -> Iterator[_Word]:
    for column, (channel, covers) in columns(ruleset).items():
        if text := said.get(column, ""):
            meant = Consent.OPTED_IN if text.casefold() == Consent.OPTED_IN else Consent.OPTED_OUT
            if meant is value:
                yield _Word(column, channel, covers, value, text.casefold() == PARTLY_OPTED_OUT)


def _is_recorded(act: Act, contact: Contact, word: _Word) -> bool:
    """Whether that is what counts already for each of the addresses and lines, or for one where that is meant."""
    if word.partly:
        return summaries.refuses_somewhere(act, contact, word.channel, word.covers)
    return all(_counts(act, place, word) for place in consents.places(contact, [word.channel]))


def _counts(act: Act, place: consents.Place, word: _Word) -> bool:
    """Whether it is what counts already for an address on every line."""
    address, channel = place
    said = consents.recorded(act, address)
    found = (standing(said, line, channel, word.covers, act.now) for line in act.ruleset.lines)
    return all(one is not None and one.value is word.value for one in found)


def _nowhere(word: _Word) -> str:
    said = "yes" if word.column == NO_CONTACT else Consent.OPTED_OUT
    return OfField(word.column, f"{said}, and there is no address for which that could be recorded")


def _said(word: _Word) -> ConsentSaid:
    return ConsentSaid(word.value, ConsentSource.EMR, word.covers)
