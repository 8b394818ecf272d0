"""How a message goes out: the facts of a message, and the channel that the delivery table chooses (domain.md 4).

Asked at send time, from the facts of that moment. Knows no plugin and sends nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from frontdesk.facts import appointment_facts, contact_facts, content_facts, yes_no, zone_of
from frontdesk.interpreter import preferences
from frontdesk.model import MessageText, PracticeChannel, Ruleset
from frontdesk.names import NO_CHANNEL, ChannelId, Consent, MessageKind, Timing
from frontdesk.records import Appointment, Contact, Sent
from frontdesk.tables import UNKNOWN, Decision, Value

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that deciding about one message needs to know, at one moment.

    ``consents`` are those recorded for the contact's numbers on the line that the message leaves from.
    """

    contact: Contact
    message: MessageText
    kind: MessageKind
    timing: Timing
    now: datetime
    appointment: Appointment | None = None
    campaign: str = ""
    consents: Mapping[str, Consent] = field(default_factory=dict)
    shared_phone: bool = False
    has_appointment: bool = False
    sent: Sequence[Sent] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """What was decided for one message: the channel and address, or none, with the row that said so."""

    channel: PracticeChannel | None
    address: str
    decision: Decision[str]
    facts: Mapping[str, Value]

    @property
    def exempt(self) -> bool:
        """Whether this is a call or text without consent, as the exemption's limits count it (domain.md 6.1)."""
        to_a_phone = self.channel is not None and self.channel.reaches == "phone"
        return to_a_phone and self.facts["consent_basis"] == "none"


def route(ruleset: Ruleset, situation: Situation) -> Route:
    """Decide the channel and the address for one message."""
    facts = message_facts(ruleset, situation)
    decision = ruleset.choice("delivery").decide(facts)
    if decision.outcome in (NO_CHANNEL, UNKNOWN):
        return Route(None, "", decision, facts)
    channel = ruleset.channels[ChannelId(decision.outcome)]
    return Route(channel, _address(ruleset, situation.contact, channel, facts), decision, facts)


def message_facts(ruleset: Ruleset, situation: Situation) -> dict[str, Value]:
    """The facts of the scope ``message`` that are true of *situation*."""
    contact, now = situation.contact, situation.now
    zone = zone_of(ruleset, contact)
    facts: dict[str, Value] = {
        **contact_facts(ruleset, contact, now, has_appointment=situation.has_appointment),
        **appointment_facts(ruleset, situation.appointment, now, zone),
        "message": situation.kind,
        "purpose": situation.message.purpose,
        "timing": situation.timing,
        "campaign": situation.campaign or "none",
        **content_facts(ruleset.channels, situation.message.content),
        **preferences.sources(contact, situation.appointment),
        "email": _email(contact),
        "shared_phone": yes_no(situation.shared_phone),
        **counts(situation.sent, now, zone),
    }
    facts |= preferences.weighed(ruleset, facts)
    return facts | _consents(ruleset, situation, facts)


def counts(sent: Sequence[Sent], now: datetime, zone: ZoneInfo) -> dict[str, Value]:
    """How many messages left today, on the contact's calendar, and in the last 7 days."""
    today = now.astimezone(zone).date()
    day = [one for one in sent if one.at.astimezone(zone).date() == today]
    week = [one for one in sent if now - one.at < _WEEK]
    return {
        "sent_today": len(day),
        "sent_this_week": len(week),
        "exempt_sent_today": sum(one.exempt for one in day),
        "exempt_sent_this_week": sum(one.exempt for one in week),
    }


def _consents(ruleset: Ruleset, situation: Situation, facts: Mapping[str, Value]) -> dict[str, Value]:
    kept = [name for name, channel in ruleset.channels.items() if channel.consent]
    number = _number(ruleset, situation.contact, facts)
    recorded = situation.consents.get(number, Consent.UNKNOWN)
    if number and recorded is Consent.UNKNOWN and kept:
        undecided = {f"{name}_consent": Consent.UNKNOWN for name in kept}
        recorded = Consent(ruleset.choice("consent_unrecorded").decide({**facts, **undecided}).outcome)
    return {f"{name}_consent": recorded for name in kept}


def _number(ruleset: Ruleset, contact: Contact, facts: Mapping[str, Value]) -> str:
    kind = preferences.destination_number(ruleset, facts)
    phone = contact.phones.get(kind) if kind else None
    return phone.number if phone else ""


def _address(ruleset: Ruleset, contact: Contact, channel: PracticeChannel, facts: Mapping[str, Value]) -> str:
    if channel.reaches == "phone":
        return _number(ruleset, contact, facts)
    if channel.reaches == "email":
        return contact.email
    return str(contact.facts.get(channel.address_fact, ""))


def _email(contact: Contact) -> str:
    if not contact.email:
        return "missing"
    return "on_file" if contact.email_valid else "invalid"
