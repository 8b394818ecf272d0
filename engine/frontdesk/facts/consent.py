"""Consent to a message: what counts for each channel and who recorded it; and what a table asks of one of them alone.

What is recorded for the address counts (domain.md 4.3); where nothing is, ``consent.yaml`` says what does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.facts.declaring import fact
from frontdesk.facts.moments import MessageMoment, PracticeMoment
from frontdesk.facts.preferences import address
from frontdesk.facts.words import Vocabulary
from frontdesk.model import Fact, Scope
from frontdesk.names import ChannelId, Consent, ConsentSource, Covers, Purpose
from frontdesk.records import ConsentRecord, address_key, standing
from frontdesk.tables import Listed, Value

NOBODY = "none"
"""Who recorded a consent where none is recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentMoment:
    """A message for whose contact no consent to *channel* is recorded; ``about`` is it as far as it is known."""

    about: MessageMoment
    channel: ChannelId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalMoment(PracticeMoment):
    """A refusal that stands, and somebody who says that the person agrees: who recorded the one and the other."""

    refused_by: ConsentSource
    agreed_by: ConsentSource


def of_consent(words: Vocabulary) -> list[Fact]:
    """Declare consent to each channel for which it is kept, who recorded it, and the facts of the two tables on it."""
    sources = tuple(ConsentSource)
    return [
        *(one for channel in words.consented for one in _of_channel(ChannelId(channel))),
        fact(
            "consent_channel",
            Scope.CONSENT,
            Listed(tuple(words.consented)),
            "the channel for which no consent is recorded",
            next(iter(words.consented), None),
            compute=lambda at: at.channel,
        ),
        _of_refusal("refused_by", "who recorded the refusal", lambda at: at.refused_by, sources),
        _of_refusal("agreed_by", "who records now that the person agrees", lambda at: at.agreed_by, sources),
    ]


def consent_facts(at: ConsentMoment) -> dict[str, Value]:
    """What is true where no consent to a channel is recorded, over the scope ``consent``."""
    own = at.about.ruleset.computations[Scope.CONSENT]
    return {**at.about.known, **{name: compute(at) for name, compute in own}}


def _of_channel(channel: ChannelId) -> list[Fact]:
    consent, source = f"{channel}_consent", f"{channel}_consent_source"
    return [
        fact(
            consent,
            Scope.MESSAGE,
            Listed(tuple(Consent)),
            f"consent to {channel}, for the address and the line that the message leaves from",
            compute=lambda at: _consent(at, channel),
            decided=True,
        ),
        fact(
            source,
            Scope.MESSAGE,
            Listed((*ConsentSource, NOBODY)),
            f"who recorded the consent to {channel} that counts",
            compute=lambda at: _source(at, channel),
            decided=True,
        ),
    ]


def _of_refusal(
    name: str, means: str, compute: Callable[[RefusalMoment], Value], sources: tuple[ConsentSource, ...]
) -> Fact:
    return fact(name, Scope.REFUSAL, Listed(sources), means, compute=compute)


def _consent(at: MessageMoment, channel: ChannelId) -> Value:
    recorded = _recorded(at, channel)
    if recorded is not None:
        return recorded.value
    if not address(at.ruleset, at.contact, at.ruleset.channels[channel], at.known):
        return Consent.UNKNOWN
    facts = consent_facts(ConsentMoment(about=at, channel=channel))
    return Consent(at.ruleset.choice("consent_unrecorded").decide(facts).outcome)


def _source(at: MessageMoment, channel: ChannelId) -> Value:
    recorded = _recorded(at, channel)
    return NOBODY if recorded is None else recorded.source


def _recorded(at: MessageMoment, channel: ChannelId) -> ConsentRecord | None:
    """The consent that counts; none where what was said last is that nothing is known."""
    if not at.consents:
        return None
    to = address_key(address(at.ruleset, at.contact, at.ruleset.channels[channel], at.known))
    covers = Covers.MARKETING if at.message.purpose is Purpose.MARKETING else Covers.ALL
    said = [one for one in at.consents if one.address == to]
    found = standing(said, at.line, channel, covers, at.now)
    return None if found is None or found.value is Consent.UNKNOWN else found
