"""The columns of an import that say whether somebody agrees to be written to, channel by channel.

A refusal is recorded whatever else is said; agreeing ends one only where ``consent_lifting`` lets another system's word
end it (domain.md 4.2). What a file says once more changes nothing. Knows neither files nor who a row tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from frontdesk.desk import consents, summaries
from frontdesk.desk.consents import ConsentSaid
from frontdesk.desk.practice import Act
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import PARTLY_OPTED_OUT, Consent, ConsentSource, Covers
from frontdesk.records import ConsentRecord, Contact, standing

_COLUMNS: Mapping[Covers, str] = {Covers.ALL: "{channel}_consent", Covers.MARKETING: "{channel}_marketing_consent"}


@dataclass(frozen=True, slots=True)
class Agreed:
    """What a row agrees to that is not recorded, and the refusals that stand in spite of it."""

    news: tuple[str, ...] = ()
    stands: tuple[ConsentRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """What a row refuses that was not recorded, and what cannot be recorded since there is no address for it."""

    news: tuple[str, ...] = ()
    nowhere: tuple[str, ...] = ()


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


def says_refusal(ruleset: Ruleset, said: Mapping[str, str]) -> bool:
    """Whether a row refuses anything."""
    return said.get("do_not_contact", "").casefold() == "yes" or any(_words(ruleset, said, Consent.OPTED_OUT))


def refuse(act: Act, contact: Contact, said: Mapping[str, str]) -> Refused:
    """Record for the addresses of *contact*, who is on file, what is said to be refused."""
    news, nowhere = list[str](), list[str]()
    for word in _words(act.ruleset, said, Consent.OPTED_OUT):
        if not consents.places(contact, [word.channel]):
            nowhere.append(f"{word.column} opted_out, and there is no address for which that could be recorded")
        elif not _is_recorded(act, contact, word):
            _write(act, contact, word)
            news.append(f"{word.column} opted_out")
    return Refused(tuple(news), tuple(nowhere))


def agree(act: Act, contact: Contact, said: Mapping[str, str], *, keep: bool) -> Agreed:
    """What is said to be agreed to and not recorded for *contact*, who is on file; recorded only with *keep*."""
    news, stands = list[str](), list[ConsentRecord]()
    for word in _words(act.ruleset, said, Consent.OPTED_IN):
        if not consents.places(contact, [word.channel]) or _is_recorded(act, contact, word):
            continue
        refusals = _write(act, contact, word) if keep else []
        stands += refusals
        if not refusals:
            news.append(f"{word.column} opted_in")
    if keep and news:
        refuse(act, contact, said)  # whoever agrees to all messages refuses what sells still, where the row says so
    return Agreed(tuple(news), tuple(stands))


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
    return all(
        (found := standing(consents.recorded(act, address), line, channel, word.covers, act.now)) is not None
        and found.value is word.value
        for address, channel in consents.places(contact, [word.channel])
        for line in act.ruleset.lines
    )


def _write(act: Act, contact: Contact, word: _Word) -> list[ConsentRecord]:
    said = ConsentSaid(word.value, ConsentSource.EMR, word.covers)
    where, lines = consents.places(contact, [word.channel]), list(act.ruleset.lines)
    return consents.write(act, contact.id, where, lines, said)
