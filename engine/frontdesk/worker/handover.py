"""What is handed to a channel: the message with its fields filled in, and whether it may be handed over at all.

The ground that deciding, concluding and recovering share. Calls no plugin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from frontdesk.addresses import NumberError, read_number
from frontdesk.desk import campaigns, messages, questions
from frontdesk.desk.languages import spoken_to
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import at_hand, leaves_from
from frontdesk.hookspecs import Channel, Outgoing, Settings
from frontdesk.interpreter.delivery import Route
from frontdesk.interpreter.questions import Asked
from frontdesk.journal import ChannelDecided
from frontdesk.model import Content, PracticeChannel, Ruleset
from frontdesk.model.templates import VISITS, fields_of, fill
from frontdesk.names import ChannelId
from frontdesk.plugins.settings import Carrier
from frontdesk.records import Message
from frontdesk.tables import written


class Carriers(Protocol):
    """Where the worker finds what carries a channel; ``frontdesk.plugins.settings.carriers_of`` makes the real one."""

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Return the plugin that carries *channel*, with its settings; raises PluginError."""


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that is marked as being sent: what to hand to which plugin, and the row that decided so."""

    message: Message
    carrier: Channel
    outgoing: Outgoing
    row: str = ""
    """The row of the delivery table by which it goes; empty where nothing was decided, or that was before."""


def outgoing(act: Act, message: Message, channel: ChannelId, settings: Settings) -> Outgoing:
    """The message as a channel gets it. Raises KeyError when the rules know neither its text nor the channel."""
    parts = messages.told_in(act, message)
    whole = _content(act.ruleset, message, channel, is_merged=bool(parts))
    content = whole.said_in(spoken_to(act, message, whole))
    contact = act.store.contact(message.contact)
    line = act.ruleset.lines.get(leaves_from(act, message))
    visit = at_hand(act, message.contact, message.appointment)
    fields = dict(messages.fields(act, contact, visit, line.number if line else "", content.language))
    told = (message, *parts) if parts else _asked(act, message, content)
    if told:
        fields[VISITS] = messages.visits_in_words(act, told, content.language)
    return Outgoing(
        message_id=f"{act.store.name}-{message.id}",
        channel=channel,
        to=message.address,
        subject=fill(content.subject, fields),
        body=fill(content.body, fields),
        sender=_sender(line.number, act.ruleset.country) if line else "",
        practice=act.ruleset.label,
        contact_reference=contact.reference or str(contact.id),
        at=act.now,
        settings=settings,
    )


def _content(ruleset: Ruleset, message: Message, channel: ChannelId, *, is_merged: bool) -> Content:
    """What a message says on *channel*: its own text, or the one that it is merged into with others."""
    text = ruleset.messages[message.message]
    return (ruleset.messages[text.merge.into] if is_merged and text.merge else text).content[channel]


def _sender(number: str, country: str) -> str:
    """A line's number as providers take it, E.164; a short code, and what is no number (R009), as it is written."""
    try:
        return read_number(number, country).e164
    except NumberError:
        return number


def unsendable(act: Act, message: Message, channel: PracticeChannel, address: str) -> str:
    """Why a message cannot go out by the channel that was decided; empty when it can."""
    text = act.ruleset.messages.get(message.message)
    content = text.content.get(channel.id) if text else None
    if content is None:
        return f"the message has no content for {channel.label}"
    if not address:
        return f"no address for {channel.label}"
    said = content.said_in(spoken_to(act, message, content))
    no_visit = messages.names_a_visit(said) and at_hand(act, message.contact, message.appointment) is None
    if no_visit and not _asked(act, message, said):
        return messages.NO_VISIT
    if campaigns.comes_too_late(act, message):
        return "it was for before the appointment, and that time has passed"
    return ""


def decided(act: Act, message: Message, route: Route) -> ChannelDecided:
    """The journal's entry of what the rules decided for a message, with the facts that they read."""
    facts = {name: route.facts[name] for name in act.ruleset.table("delivery").inputs if name in route.facts}
    read = {name: written(value) for name, value in facts.items()}
    decision = route.decision
    text = act.ruleset.messages.get(message.message)
    content = text.content.get(route.channel.id) if text and route.channel else None
    language = content.said_in(spoken_to(act, message, content)).language if content else None
    place = decision.place.short
    return ChannelDecided(message.id, message.message, decision.outcome, place, read, route.recipient, language)


def _asked(act: Act, message: Message, said: Content) -> tuple[Asked, ...]:
    """The questions that are open where a reply is answered, if the answer tells their visits: whose they are, all."""
    if not message.is_reply or not any(mark.name == VISITS for mark in fields_of(said.body)):
        return ()
    open_there = questions.open_on(act, message.address, leaves_from(act, message))
    return tuple(one for one in open_there if one.appointment is not None)
