"""Consent is written here alone: per address, line and channel, with who said so, in which words and until when.

Whose word ends a refusal is the ruleset's table ``consent_lifting`` (domain.md 4.2, 6.3). Whoever cannot end a refusal
cannot put their own in its place either, or the next two nights' exports would take back what the person said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeAlias

from frontdesk.desk.practice import Act
from frontdesk.interpreter.consent import lifting, read_reply
from frontdesk.journal import ConsentRecorded
from frontdesk.model import PracticeChannel, Ruleset
from frontdesk.names import (
    OWN_WORDS,
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    Keyword,
    Lifting,
    LineId,
    Reach,
    Recipient,
    ReplyAnswer,
)
from frontdesk.problems import FrontdeskError
from frontdesk.records import BY_KEYWORD, ConsentRecord, Contact, address_key
from frontdesk.tables import Decision

_MEANT = {Keyword.OUT: Consent.OPTED_OUT, Keyword.IN: Consent.OPTED_IN}
_ANSWERED = {ReplyAnswer.NO: Consent.OPTED_OUT, ReplyAnswer.YES: Consent.OPTED_IN}


@dataclass(frozen=True, slots=True)
class ConsentSaid:
    """What is said of being written to: of what, by whom, until when and in which words of the person."""

    value: Consent
    source: ConsentSource
    covers: Covers = Covers.ALL
    until: datetime | None = None
    words: str = ""


Place: TypeAlias = tuple[str, ChannelId]
"""An address, and a channel by which it is reached."""


class NotSaidError(FrontdeskError):
    """What somebody is said to have said is nothing, or says the contrary of what is to be recorded."""


def recorded_by(said: ConsentRecord) -> str:
    """Who recorded a consent, in words."""
    return {
        ConsentSource.REPLY: "they replied",
        ConsentSource.HEARD: "staff heard from them",
        ConsentSource.STAFF: "staff recorded",
        ConsentSource.EMR: "the EMR says",
        ConsentSource.PROVIDER: "the provider says",
        ConsentSource.RULE: "a rule recorded",
    }[said.source]


def lines_of(ruleset: Ruleset, line: LineId | None) -> tuple[LineId, ...]:
    """The lines for which something said on *line* counts: that one, or each where none is named or all are meant."""
    return (line,) if line and not ruleset.consent.practice_wide else tuple(ruleset.lines)


def addresses(contact: Contact, channel: PracticeChannel) -> tuple[str, ...]:
    """Every address of *contact* that *channel* could reach."""
    if channel.reaches is Reach.PHONE:
        return contact.numbers
    if channel.reaches is Reach.EMAIL:
        return contact.emails
    address = str(contact.facts.get(channel.address_fact, ""))
    return (address,) if address else ()


def recorded(act: Act, address: str) -> tuple[ConsentRecord, ...]:
    """What is recorded for an address; a consent from before channels were told apart is of those of a keyword."""
    return _by_channel(act.ruleset, act.store.consents(address))


def _by_channel(ruleset: Ruleset, kept: Sequence[ConsentRecord]) -> tuple[ConsentRecord, ...]:
    exact = {(one.line, one.channel) for one in kept}
    old = [
        replace(one, channel=channel)
        for one in kept
        for channel in ruleset.consent.counts_for
        if one.channel == BY_KEYWORD and (one.line, channel) not in exact
    ]
    return (*(one for one in kept if one.channel != BY_KEYWORD), *old)


def by_keyword(ruleset: Ruleset, number: str) -> list[Place]:
    """For what a keyword that came from *number* counts."""
    return [(number, channel) for channel in ruleset.consent.counts_for]


def places(contact: Contact, channels: Iterable[PracticeChannel]) -> list[Place]:
    """Every address of *contact* that one of *channels* could reach."""
    return [(address, one.id) for one in channels for address in addresses(contact, one)]


def places_of(contact: Contact, channels: Iterable[PracticeChannel], whose: Recipient) -> list[Place]:
    """The same of one alone: of *contact* themselves, or of *whose* is on file for them; none where nobody is."""
    if whose is Recipient.PATIENT:
        return places(replace(contact, companions={}), channels)
    if whose not in contact.companions:
        return []
    theirs = replace(contact.reached_through(whose), companions={})
    return places(theirs, [one for one in channels if one.reaches in (Reach.PHONE, Reach.EMAIL)])


def check_words(ruleset: Ruleset, said: ConsentSaid) -> None:
    """Refuse words that were not heard, and those that, as a reply, would say the contrary. Raises NotSaidError."""
    if said.source is ConsentSource.HEARD and not said.words:
        raise NotSaidError("nothing is noted of what they said, so nothing was recorded; write what they said")
    reply = read_reply(ruleset.consent, said.words)
    taken = _MEANT.get(reply.keyword) or (_ANSWERED.get(reply.answer) if reply.answer else None)
    if taken not in (None, said.value):
        cause = f"'{said.words}' is taken for {taken}, and not for {said.value}; nothing was recorded"
        raise NotSaidError(f"{cause}. Record {taken}, or write down more of what they said")


def write(
    act: Act,
    contact: ContactId | None,
    where: Iterable[Place],
    lines: Sequence[LineId],
    said: ConsentSaid,
    at: datetime | None = None,
    spares: Collection[ConsentRecord] = (),
) -> list[ConsentRecord]:
    """Record what is *said* for each place and line; returns the refusals that stand in spite of it, unchanged.

    ``contact`` is whom the journal names; ``None`` for an address that nobody has. *at*: when it was said, if not now.
    *spares* are refusals that it does not end, whatever the rules let such a word end.
    """
    changed, stands = weighed(act, where, lines, said, at, spares)
    for one in changed:
        act.store.record_consent(one)
    if changed:
        in_lines = tuple(dict.fromkeys(one.line for one in changed))
        by = tuple(dict.fromkeys(one.channel for one in changed))
        words = said.words if contact is not None else ""  # what nobody can be asked to erase is not said of nobody
        entry = ConsentRecorded(in_lines, said.value, said.source, by, said.covers, said.until, words)
        act.record(contact, entry)
    return stands


def weighed(
    act: Act,
    where: Iterable[Place],
    lines: Sequence[LineId],
    said: ConsentSaid,
    at: datetime | None = None,
    spares: Collection[ConsentRecord] = (),
) -> tuple[list[ConsentRecord], list[ConsentRecord]]:
    """What ``write`` would record anew, and the refusals that would stand."""
    changed, stands = list[ConsentRecord](), list[ConsentRecord]()
    for address, channel in dict.fromkeys((address_key(address), channel) for address, channel in where):
        kept = [one for one in recorded(act, address) if one.channel == channel and one.holds(act.now)]
        for line in lines:
            said_here = ConsentRecord(
                address, line, channel, said.value, said.source, at or act.now, said.covers, said.until, said.words
            )
            new, left = _outcome(act, [one for one in kept if one.line == line], said_here, spares)
            changed += new
            stands += left
    return changed, stands


def refusals(act: Act, contact: Contact) -> tuple[ConsentRecord, ...]:
    """The refusals that stand for any address of *contact*, whoever had the address when they were recorded."""
    return refusals_of(act, [contact])[0]


def refusals_of(act: Act, contacts: Sequence[Contact]) -> list[tuple[ConsentRecord, ...]]:
    """The same for each of *contacts*, asked at once."""
    keep = [one for one in act.ruleset.channels.values() if one.consent]
    ways = {(one.reaches, one.address_fact): one for one in keep}.values()  # channels on one phone have one address
    asked = {address for contact in contacts for one in ways for address in addresses(contact, one)}
    said = {address: _by_channel(act.ruleset, found) for address, found in act.store.consents_of(asked).items()}
    if not said:
        return [()] * len(contacts)
    return [
        tuple(
            one
            for address, channel in places(contact, keep)
            for one in said.get(address, ())
            if one.channel == channel and one.value is Consent.OPTED_OUT and one.holds(act.now)
        )
        for contact in contacts
    ]


def told(refusals: Iterable[ConsentRecord]) -> str:
    """Refusals that stand, as what is added to an answer; nothing where there is none."""
    what = dict.fromkeys(f"{what_of(one.covers, one.channel)} on {one.line}, as {recorded_by(one)}" for one in refusals)
    return f"; opted out already of {'; '.join(what)}" if what else ""


def what_of(covers: Covers, channels: str) -> str:
    """Of what somebody is opted in or out, in words."""
    return f"marketing by {channels}" if covers is Covers.MARKETING else channels


def lift(act: Act, refusal: ConsentRecord, source: ConsentSource) -> Decision[str]:
    """Decide whether a refusal ends when *source* records that the person agrees."""
    return lifting(act.ruleset, refusal.source, source, act.now)


def as_strict(act: Act, one: ConsentRecord, other: ConsentRecord) -> bool:
    """Whether a refusal holds as long as another one, and ends by nobody's word that does not end the other."""
    return longer(one.until, other.until) == one.until and _as_hard(act, one, other)


def _as_hard(act: Act, one: ConsentRecord, other: ConsentRecord) -> bool:
    return one.source is other.source or _ended_by(act, one) <= _ended_by(act, other)


def _ended_by(act: Act, refusal: ConsentRecord) -> frozenset[ConsentSource]:
    return frozenset(one for one in ConsentSource if lift(act, refusal, one).outcome == Lifting.LIFTS)


def longer(until: datetime | None, other: datetime | None) -> datetime | None:
    """The later of two ends; ``None`` is later than any."""
    return None if until is None or other is None else max(until, other)


def _lifts(act: Act, refusal: ConsentRecord, said: ConsentRecord | ConsentSaid) -> bool:
    """Whether agreeing ends a refusal: not where the agreement ends first, since nothing would be left of either."""
    outlasts = longer(refusal.until, said.until) == said.until
    return outlasts and lift(act, refusal, said.source).outcome == Lifting.LIFTS


def _outcome(
    act: Act, kept: Sequence[ConsentRecord], said: ConsentRecord, spares: Collection[ConsentRecord]
) -> tuple[list[ConsentRecord], list[ConsentRecord]]:
    """What of one address, line and channel is recorded anew, and the refusals that stand in spite of what is said."""
    before = next((one for one in kept if one.covers is said.covers), None)
    if said.value is Consent.OPTED_OUT:
        return _refused(act, before, said), []
    refusals = [one for one in kept if one.value is Consent.OPTED_OUT]
    wider = [one for one in refusals if one.covers is Covers.ALL and said.covers is not Covers.ALL]
    stands = wider or [one for one in refusals if one in spares or not _lifts(act, one, said)]
    if any(one.covers in (Covers.ALL, said.covers) for one in stands):
        return [], stands
    lifted = [
        replace(said, covers=one.covers) for one in refusals if one not in stands and one.covers is not said.covers
    ]
    return [*([said] if _is_new(before, said) else []), *lifted], stands


def _refused(act: Act, before: ConsentRecord | None, said: ConsentRecord) -> list[ConsentRecord]:
    """A refusal, unless it is recorded already: of two, the one harder to end stays, as long as either holds."""
    if before is None or before.value is not Consent.OPTED_OUT:
        return [said]
    until = longer(before.until, said.until)
    if (before.source, before.until) == (said.source, until):
        return []
    takes_over = lift(act, before, said.source).outcome == Lifting.LIFTS or not _as_hard(act, before, said)
    if not takes_over or (until != said.until and _as_hard(act, before, said)):
        return [replace(before, until=until)] if until != before.until else []
    return [replace(said, until=until)]


def _is_new(before: ConsentRecord | None, said: ConsentRecord) -> bool:
    """Whether agreeing says anything that is not recorded: the value, how long, or that it is the person's own word."""
    if before is None or before.value is not said.value:
        return True
    if said.source in OWN_WORDS and before.source not in OWN_WORDS:
        return True
    return before.source is said.source and before.until != said.until
