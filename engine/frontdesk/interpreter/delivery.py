"""How a message goes out: the channel that the delivery table chooses, and the address (domain.md 4).

Asked at send time, from the facts of that moment, which ``facts`` computes. Knows no plugin and sends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from frontdesk.facts import (
    NO_HISTORY,
    NOTHING_UNDER_WAY,
    History,
    Lately,
    MessageMoment,
    UnderWay,
    address,
    computed,
    counts,
    zone_of,
)
from frontdesk.model import MessageText, PracticeChannel, Ruleset, Scope
from frontdesk.names import NO_CHANNEL, ChannelId, LineId, MessageKind, Reach, Recipient, Timing
from frontdesk.records import Appointment, ConsentRecord, Contact, Sent
from frontdesk.tables import UNKNOWN, Decision, Value

__all__ = ["Route", "Situation", "counts", "message_facts", "route"]


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that deciding about one message needs to know, at one moment.

    ``consents`` are those recorded for the contact's addresses; ``line`` is the one that the message leaves from.
    """

    contact: Contact
    message: MessageText
    kind: MessageKind
    timing: Timing
    now: datetime
    appointment: Appointment | None = None
    campaign: str = ""
    line: LineId | None = None
    consents: Sequence[ConsentRecord] = ()
    shared_phone: bool = False
    has_appointment: bool = False
    sent: Sequence[Sent] = ()
    step: str = ""
    under_way: UnderWay = NOTHING_UNDER_WAY
    history: History = NO_HISTORY
    """What counts are taken from."""


@dataclass(frozen=True, slots=True)
class Route:
    """What was decided for one message: who gets it, the channel and address, or none, with the row that said so.

    ``facts`` are those of whoever gets it.
    """

    channel: PracticeChannel | None
    address: str
    decision: Decision[str]
    facts: Mapping[str, Value]
    recipient: Recipient = Recipient.PATIENT

    @property
    def exempt(self) -> bool:
        """Whether this is a call or text without consent, as the exemption's limits count it (domain.md 6.1)."""
        to_a_phone = self.channel is not None and self.channel.reaches is Reach.PHONE
        return to_a_phone and self.facts["consent_basis"] == "none"


def route(ruleset: Ruleset, situation: Situation) -> Route:
    """Decide who gets one message, by which channel and at which address.

    Who gets it is judged by what is true of the patient; everything after that by how the recipient is reached.
    """
    recipient = _recipient(ruleset, situation)
    situation = replace(situation, contact=situation.contact.reached_through(recipient))
    facts = message_facts(ruleset, situation)
    decision = ruleset.choice("delivery").decide(facts)
    if decision.outcome in (NO_CHANNEL, UNKNOWN):
        return Route(None, "", decision, facts, recipient)
    channel = ruleset.channels[ChannelId(decision.outcome)]
    return Route(channel, address(ruleset, situation.contact, channel, facts), decision, facts, recipient)


def _recipient(ruleset: Ruleset, situation: Situation) -> Recipient:
    """Who gets the message; the contact, where the rules name somebody who is not on file."""
    if not situation.contact.companions:
        return Recipient.PATIENT
    named = ruleset.choice("recipient").decide(message_facts(ruleset, situation)).outcome
    return Recipient(named) if named in situation.contact.companions else Recipient.PATIENT


def message_facts(ruleset: Ruleset, situation: Situation) -> dict[str, Value]:
    """The facts of the scope ``message`` that are true of *situation*."""
    return computed(moment_of(ruleset, situation), Scope.MESSAGE)


def moment_of(ruleset: Ruleset, situation: Situation) -> MessageMoment:
    """*situation* as the facts of a message are computed from it."""
    return MessageMoment(
        ruleset=ruleset,
        now=situation.now,
        contact=situation.contact,
        has_appointment=situation.has_appointment,
        history=situation.history,
        appointment=situation.appointment,
        message=situation.message,
        kind=situation.kind,
        timing=situation.timing,
        campaign=situation.campaign,
        step=situation.step,
        under_way=situation.under_way,
        line=situation.line,
        consents=situation.consents,
        shared_phone=situation.shared_phone,
        lately=Lately.of(situation.sent, situation.now, zone_of(ruleset, situation.contact)),
    )
