"""Staff record what somebody said of being written to: of whose addresses it is, what it ended, and what stays.

Somebody's words are of their own addresses: what Kim says ends no refusal that Kim's partner texted from their own
phone. Whoever speaks for somebody else is named. A refusal counts for whoever gets the contact's messages, so that it
never fails open. Knows not how consent is kept and weighed: ``consents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from frontdesk import strangers
from frontdesk.desk import keywords
from frontdesk.desk.consents import (
    ConsentSaid,
    Place,
    check_words,
    lift,
    lines_of,
    longer,
    places,
    places_of,
    recorded,
    recorded_by,
    what_of,
    write,
)
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.model import PracticeChannel, Ruleset, UnknownNameError
from frontdesk.names import ChannelId, Consent, ContactId, Covers, Lifting, LineId, Reach, Recipient
from frontdesk.problems import FrontdeskError, choices
from frontdesk.records import ConsentRecord, Contact, address_key

_ADDRESSES = {Reach.PHONE: "phone number", Reach.EMAIL: "e-mail address"}


class RefusalStandsError(FrontdeskError):
    """Somebody, *who*, is to be opted in whose refusal the one who says so cannot end."""

    def __init__(self, who: str, stands: ConsentRecord, because: str, hint: str) -> None:
        what = what_of(stands.covers, stands.channel)
        refused = f"{who} stays opted out of {what} on {stands.line}, as {recorded_by(stands)}"
        super().__init__(f"{refused}: {because.rstrip('.') or 'the rules let it stand'}. {hint}")


class NoAddressError(FrontdeskError):
    """Somebody has no address for which consent could be recorded; nothing was."""

    def __init__(self, contact: Contact, channels: Sequence[PracticeChannel], whose: Recipient | None) -> None:
        lacking = " and no ".join(dict.fromkeys(_ADDRESSES.get(one.reaches, one.address_fact) for one in channels))
        why = f"{_who(contact, whose)} has no {lacking}" if channels else "no channel keeps consent (channels.yaml)"
        hint = "name a channel that reaches them with --channel" if len(channels) == 1 else "note one of theirs first"
        if others := [of for of in contact.companions if whose != of and places_of(contact, channels, of)]:
            why = f"{why} of their own" if whose is Recipient.PATIENT else why
            hint = f"if {' or '.join(f'the {of}' for of in others)} said it, say so with --of {others[0]}"
        super().__init__(f"{why}, so nothing was recorded; {hint}, or set 'contact prefs' --do-not-contact")


class NotOnFileError(FrontdeskError):
    """What somebody on file for a contact said is to be recorded, and nobody is."""

    def __init__(self, contact: Contact, whose: Recipient) -> None:
        there = choices(contact.companions) if contact.companions else "nobody"
        cause = f"{contact.name} has no {whose} on file, so nothing was recorded; there is {there}"
        super().__init__(f"{cause}. Note one with 'frontdesk contact edit {whose}=NAME {whose}_cell=NUMBER'")


class NotBeforeError(FrontdeskError):
    """A consent is to end at an instant that is over."""

    def __init__(self) -> None:
        super().__init__("a consent that ended before now says nothing; give a date to come, or leave it out")


def set_consent(
    act: Act,
    contact: ContactId,
    said: ConsentSaid,
    line: LineId | None,
    channel: ChannelId | None,
    of: Recipient | None = None,
) -> Answer:
    """Record what staff say for addresses of *contact* that *channel* reaches, on *line* or else on every line.

    Agreeing is of the contact's own addresses, since nobody agrees for somebody else; a refusal is of every address by
    which they are reached. With *of* either is of that one's alone, who is on file for them. Without a *channel* it is
    for those for which a keyword counts; for somebody whom they do not reach, for the others.

    Raises UnknownNameError for a line, or a channel that keeps consent, that does not exist, NoAddressError,
    NotOnFileError, NotBeforeError, OddTextError and NotSaidError for words, RefusalStandsError where the rules do not
    let staff end a refusal.
    """
    ruleset = act.ruleset
    said = replace(said, words=strangers.kept("what they said", said.words))
    keep = [one for one in ruleset.channels.values() if one.consent]
    _check(act, said, line, channel, [one.id for one in keep])
    whose = of or (Recipient.PATIENT if said.value is Consent.OPTED_IN else None)

    def do() -> Answer:
        record = act.store.contact(contact)
        if of is not None and of not in (Recipient.PATIENT, *record.companions):
            raise NotOnFileError(record, of)
        named = (channel,) if channel else ruleset.consent.counts_for
        counts = [one for one in keep if one.id in named]
        meant = counts if channel or places(record, counts) else keep
        found = _places_meant(record, meant, whose)
        if not found:
            raise NoAddressError(record, meant, whose)
        lines, who = lines_of(ruleset, line), _who(record, whose)
        before = _refusals(act, found, lines)
        stands = write(act, contact, found, lines, said)
        for one in stands:
            if one.covers in (Covers.ALL, said.covers):
                raise RefusalStandsError(who, one, *_why(act, one, said))
        but = f"; what sells stays refused, as {recorded_by(stands[0])}" if stands else ""
        after = _refusals(act, found, lines)
        keywords.ask_to_confirm(act, record, [one for one in after if one not in before])
        ended = _ended([one for one in before if one not in after]) if said.value is Consent.OPTED_IN else ""
        others = "" if of else _of_companions(act, record, meant, lines, said.value)
        words = _words(act, found, lines, said)
        return Answer(contact, f"{who} is {words}{but}{ended}{others}{_shared(act, contact, found)}")

    asked = ("consent", contact, said.value, line, channel, said)
    return once(act, (*asked, of) if of else asked, do)


def _check(
    act: Act, said: ConsentSaid, line: LineId | None, channel: ChannelId | None, keep: Sequence[ChannelId]
) -> None:
    """Refuse what cannot be recorded of anybody."""
    check_words(act.ruleset, said)
    if line is not None and line not in act.ruleset.lines:
        raise UnknownNameError("line", line, list(act.ruleset.lines))
    if channel is not None and channel not in keep:
        raise UnknownNameError("channel that keeps consent", channel, list(keep))
    if said.until is not None and said.until <= act.now:
        raise NotBeforeError


def _places_meant(contact: Contact, channels: Sequence[PracticeChannel], whose: Recipient | None) -> list[Place]:
    """The addresses of *whose*, or, where nobody is meant alone, of everybody by whom *contact* is reached."""
    return places_of(contact, channels, whose) if whose else places(contact, channels)


def _who(record: Contact, whose: Recipient | None) -> str:
    """Who says it, where somebody on file for the contact does beside whom they are on file for."""
    if whose in (None, Recipient.PATIENT):
        return record.name
    return f"{_companion(record, whose)} of {record.name}"


def _companion(record: Contact, whose: Recipient) -> str:
    name = record.companions[whose].name
    return f"{name}, {whose}" if name else f"the {whose}"


def _refusals(act: Act, found: Iterable[Place], lines: Sequence[LineId]) -> list[ConsentRecord]:
    """The refusals that stand for places, on lines."""
    places_of_lines = dict.fromkeys((address_key(address), channel) for address, channel in found)
    return [
        one
        for address, channel in places_of_lines
        for one in recorded(act, address)
        if one.channel == channel and one.line in lines and one.value is Consent.OPTED_OUT and one.holds(act.now)
    ]


def _ended(refusals: Iterable[ConsentRecord]) -> str:
    """Which refusals ended by what was recorded, and who had said them."""
    lines = dict[tuple[str, str], list[str]]()
    for one in refusals:
        lines.setdefault((what_of(one.covers, one.channel), recorded_by(one)), []).append(one.line)
    told = [f"of {what} on {', '.join(dict.fromkeys(on))}, as {by}" for (what, by), on in lines.items()]
    return f"; that ended the refusal {'; and '.join(told)}" if told else ""


def _of_companions(
    act: Act, record: Contact, channels: Sequence[PracticeChannel], lines: Sequence[LineId], value: Consent
) -> str:
    """What is so of who is on file for the contact: a refusal counts for them, and agreeing ends none of theirs."""
    own, told = places_of(record, channels, Recipient.PATIENT), ""
    for whose in record.companions:
        theirs = [place for place in places_of(record, channels, whose) if place not in own]
        if value is Consent.OPTED_OUT:
            told += f"; it counts for {_companion(record, whose)}, too" if theirs else ""
        elif stands := _refusals(act, theirs, lines):
            what = "; and ".join(dict.fromkeys(f"{what_of(x.covers, x.channel)}, as {recorded_by(x)}" for x in stands))
            told += f"; {_companion(record, whose)}, stays opted out of {what} (--of {whose} records their own words)"
    return told


def _why(act: Act, stands: ConsentRecord, said: ConsentSaid) -> tuple[str, str]:
    """Why a refusal stands in spite of what is *said*, and what to do."""
    if stands.covers is not said.covers:
        return "they refuse every message, and agreeing to what sells ends no such refusal", "Leave --only out"
    decided = lift(act, stands, said.source)
    if decided.outcome == Lifting.LIFTS:
        because = "that holds longer than what is agreed to, and nothing would be left of it then"
        return because, "Record the agreement without --until, and the refusal again when it ends"
    ask = "Ask them to text START, or, if" if stands.channel in act.ruleset.consent.counts_for else "If"
    hint = f"{ask} they told you that they agree, note their words with --heard"
    return decided.reason, hint


def _words(act: Act, found: Sequence[Place], lines: Sequence[LineId], said: ConsentSaid) -> str:
    """What is kept of what was *said*, which is what counts: something recorded before may hold longer."""
    where = {(address_key(address), channel) for address, channel in found}
    kept = [
        one
        for address in dict.fromkeys(address for address, _ in where)
        for one in recorded(act, address)
        if (address, one.channel) in where and one.line in lines and one.covers is said.covers
    ]
    ends = dict[datetime | None, list[LineId]]()
    for line in lines:
        for until in dict.fromkeys(one.until for one in kept if one.line == line):
            ends.setdefault(until, []).append(line)
    on = " and on ".join(f"{', '.join(which)}{_until(act.ruleset, until)}" for until, which in ends.items())
    by = ", ".join(dict.fromkeys(channel for _, channel in found))
    joined = "of" if said.value is Consent.OPTED_OUT else "to"
    before = "; what was recorded before counts" if set(ends) - {said.until} else ""
    if before and all(longer(until, said.until) == until for until in ends):
        before = "; what was recorded before holds longer, and counts"
    return f"{said.value.replace('_', ' ')} {joined} {what_of(said.covers, by)} on {on}{before}"


def _until(ruleset: Ruleset, until: datetime | None) -> str:
    return f" until {until.astimezone(ruleset.zone):%Y-%m-%d %H:%M}" if until else ""


def _shared(act: Act, contact: ContactId, found: Iterable[Place]) -> str:
    """For how many others it counts, who have the same number or e-mail address."""
    others = {
        other
        for address, channel in found
        for other in (
            act.store.contacts_with_email(address)
            if act.ruleset.channels[channel].reaches is Reach.EMAIL
            else act.store.contacts_on_number(address)
        )
    } - {contact}
    if not others:
        return ""
    emails = all(act.ruleset.channels[channel].reaches is Reach.EMAIL for _, channel in found)
    return f"; it counts for {len(others)} more {'with the same e-mail address' if emails else 'on the same number'}"
