"""Sending one message: decide at send time, write "sending" down, call the channel, and hand on what it answered.

At most once: "sending" is durable before the provider is called, and a leftover "sending" is never sent again by itself
(design, section 4). Every message ends sent, failed, withdrawn, skipped with its reason, or unknown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act
from frontdesk.desk.situations import situation_of
from frontdesk.desk.statuses import held_until
from frontdesk.events import DeliveryReported
from frontdesk.hookspecs import Accepted, Receipt, Uncertain
from frontdesk.interpreter import delivery, windows
from frontdesk.journal import ChannelDecided, MessageMoved, MessageSkipped
from frontdesk.model import PracticeChannel
from frontdesk.names import DeliveryReport, MessageState, Verdict
from frontdesk.plugins import deliver, look_up
from frontdesk.records import Due, Message
from frontdesk.tables import Decision, written
from frontdesk.worker.concluding import conclude
from frontdesk.worker.handover import Carriers, Ready, outgoing, unsendable


def deliver_due(act: Act, carriers: Carriers, due: Due) -> bool:
    """Send the message that is due, or say why not; False when somebody else has it.

    Raises PluginError when no plugin carries its channel, RulesChangedError, StoreError.
    """
    with act.deciding():
        if not act.store.take_due(due):
            return False
        ready = _prepare(act, carriers, due)
    if ready is not None:
        conclude(act, ready.message, _unless_it_left(ready, deliver(ready.carrier, ready.outgoing)), ready)
    return True


def _unless_it_left(ready: Ready, receipt: Receipt) -> Receipt:
    """The receipt, or that the message left after all, where the channel says so when asked.

    A channel that has not seen it yet may still be handing it over, so a "no" counts only later, in ``reconcile``.
    Asked outside any transaction, since a provider takes its time.
    """
    if not isinstance(receipt, Uncertain):
        return receipt
    found = look_up(ready.carrier, ready.outgoing)
    return found if isinstance(found, Accepted) else receipt


def _prepare(act: Act, carriers: Carriers, due: Due) -> Ready | None:
    message = act.store.message(due.number)
    contact = act.store.contact(message.contact)
    if message.state is not MessageState.WAITING:
        return None
    if message.is_reply and message.channel:
        return _answer(act, carriers, message, act.ruleset.channel(message.channel))
    if held := held_until(act, message.contact):
        act.store.schedule(replace(due, at=held))
        return None
    about = situation_of(act, contact, message)
    route = delivery.route(act.ruleset, about)
    act.record(message.contact, _decided(act, message, route))
    if route.channel is None:
        _skip(act, message, route.decision)
        return None
    if reason := unsendable(act, message, route.channel, route.address):
        _skip(act, message, route.decision, reason)
        return None
    sending = windows.Sending(route.facts, route.channel.id, about, route.address)
    clearance = windows.clearance(act.ruleset, sending, act.now)
    if clearance.verdict is Verdict.SEND:
        return _claim(act, carriers, message, route.channel, route.address, route.exempt)
    if clearance.until is None:
        _skip(act, message, clearance.decision)
        return None
    act.store.schedule(replace(due, at=clearance.until))
    why = clearance.decision
    moved = MessageMoved(message.id, message.message, clearance.until, why.reason, why.place.short, clearance.clock)
    act.record(message.contact, moved)
    return None


def _answer(act: Act, carriers: Carriers, message: Message, channel: PracticeChannel) -> Ready | None:
    """The answer to a reply goes back the way it came; nothing is decided, but rules may have lost its text."""
    if reason := unsendable(act, message, channel, message.address):
        skipped = replace(message, state=MessageState.SKIPPED, reason=reason, ended_at=act.now)
        act.store.save_message(skipped)
        act.record(message.contact, MessageSkipped(message.id, message.message, reason, ""))
        return None
    return _claim(act, carriers, message, channel, message.address, False)


def _claim(
    act: Act, carriers: Carriers, message: Message, channel: PracticeChannel, address: str, exempt: bool
) -> Ready | None:
    carrier = carriers.carrier(channel)
    if not act.store.claim_message(message.id, channel.id, address, act.now, exempt=exempt):
        return None
    claimed = replace(message, state=MessageState.SENDING, channel=channel.id, address=address, ended_at=act.now)
    return Ready(claimed, carrier.channel, outgoing(act, claimed, channel.id, carrier.settings))


def _decided(act: Act, message: Message, route: delivery.Route) -> ChannelDecided:
    facts = {name: route.facts[name] for name in act.ruleset.table("delivery").inputs if name in route.facts}
    read = {name: written(value) for name, value in facts.items()}
    decision = route.decision
    return ChannelDecided(message.id, message.message, decision.outcome, decision.place.short, read)


def _skip(act: Act, message: Message, decision: Decision[Any], other_reason: str = "") -> None:
    """Skipped is not failed: it ends here, with the row that said so, and is never retried (domain.md 5, wish 2).

    With *other_reason* the row would have sent it, and something else stopped it.
    """
    place, reason = decision.place.short, other_reason or decision.reason
    skipped = replace(message, state=MessageState.SKIPPED, reason=reason, place=place, ended_at=act.now)
    act.store.save_message(skipped)
    act.record(message.contact, MessageSkipped(message.id, message.message, reason, place))
    row = "" if other_reason or decision.row is None else decision.row.id
    said, about = DeliveryReport.SKIPPED, message.appointment
    happen(act, message.contact, DeliveryReported(said, stopped_by=row, message=message.message, appointment=about))
