"""Where messages go to a contact, as the practice's own tables decide it: the number or mailbox, and the channel.

Asked of an automation that tells nothing private and has content for every channel for which some message of the rules
has any, at this moment: what a message lacks, or the hour forbids, is another question (``why``). Decides nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.addresses import shown_number
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import situation
from frontdesk.facts import destination_number
from frontdesk.interpreter.delivery import Route, route
from frontdesk.model import Content, MessageText
from frontdesk.names import (
    AppointmentState,
    ChannelId,
    MessageId,
    MessageKind,
    PhoneKind,
    Purpose,
    Reach,
    Recipient,
    Timing,
)
from frontdesk.records import Appointment, Contact

_OVER = (AppointmentState.CANCELLED, AppointmentState.KEPT, AppointmentState.MISSED)


@dataclass(frozen=True, slots=True)
class WayView:
    """Where an automation goes: by which channel, to which number or mailbox, and the row that says so.

    ``channel`` is empty where it goes nowhere. ``visit`` is the number of the visit that it is about, for which a
    preference of its own counts; ``None`` for what is about none.
    """

    visit: int | None
    recipient: Recipient
    kind: str
    """``cell``, ``home``, ``work``, ``email``, or the practice's fact that holds the address."""
    address: str
    channel: ChannelId | str
    label: str
    """What the practice calls the channel."""
    because: str
    place: str


def ways(act: Act, contact: Contact) -> tuple[WayView, ...]:
    """Where automations go; about a visit ahead only where that is another way."""
    plain = _way(act, contact, None)
    ahead = [one for one in act.store.appointments(contact.id) if one.at > act.now and one.state not in _OVER]
    visits = [_way(act, contact, visit) for visit in ahead]
    return (plain, *(one for one in visits if _whither(one) != _whither(plain)))


def _way(act: Act, contact: Contact, visit: Appointment | None) -> WayView:
    """Where an automation goes that is about *visit*, or about none."""
    written = {channel for one in act.ruleset.messages.values() for channel in one.content}
    somewhere = {channel: Content("") for channel in act.ruleset.channels if channel in written}
    text = MessageText(MessageId(""), Purpose.TREATMENT, somewhere)
    found = route(
        act.ruleset, situation(act, contact, text, MessageKind.AUTOMATION, Timing.INSTANT, visit, campaign="")
    )
    kind = _kind(act, found)
    return WayView(
        visit.id if visit else None,
        found.recipient,
        kind,
        shown_number(found.address) if kind in tuple(PhoneKind) else found.address,
        found.channel.id if found.channel else "",
        found.channel.label if found.channel else "",
        found.decision.reason,
        found.decision.place.short,
    )


def _kind(act: Act, found: Route) -> str:
    if found.channel is None:
        return ""
    if found.channel.reaches is Reach.PHONE:
        return destination_number(act.ruleset, found.facts) or ""
    return found.channel.address_fact or "email"


def _whither(one: WayView) -> tuple[str, ...]:
    return (one.recipient, one.address, one.channel)
