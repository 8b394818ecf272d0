"""Sending one message: decide at send time, write "sending" down, call the channel, write down what came of it.

At most once: "sending" is durable before the provider is called, and a leftover "sending" is never sent again by itself
(design, section 4). Every message ends sent, failed, withdrawn, skipped with its reason, or unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

from frontdesk.desk import campaigns, consents, messages
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, deciding
from frontdesk.desk.situations import at_hand, situation_of
from frontdesk.desk.statuses import held_until
from frontdesk.events import Event, EventKind
from frontdesk.facts import zone_of
from frontdesk.hookspecs import Accepted, Channel, Outgoing, Receipt, Refused, Settings, Uncertain, Unreachable
from frontdesk.interpreter import delivery, windows
from frontdesk.model import Content, PracticeChannel, UnknownNameError
from frontdesk.model.templates import VISIT_FIELDS, fields_of, fill
from frontdesk.names import ChannelId, Consent, LineType, MessageState, Verdict
from frontdesk.plugins import deliver, look_up
from frontdesk.plugins.settings import Carrier
from frontdesk.problems import FrontdeskError, Location
from frontdesk.records import Message
from frontdesk.store import Due, DueKind, StoreError
from frontdesk.tables import Decision, written

_RETRY = timedelta(minutes=15)
_TOO_LATE = timedelta(days=1)
_LEFT_OVER = timedelta(minutes=10)
_CHECK_AGAIN = timedelta(minutes=10)


class Carriers(Protocol):
    """Where the worker finds what carries a channel; ``frontdesk.plugins.settings.carriers_of`` makes the real one."""

    def carrier(self, channel: PracticeChannel) -> Carrier:
        """Return the plugin that carries *channel*, with its settings; raises PluginError."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A message that is marked as being sent: what to hand to which plugin."""

    message: Message
    carrier: Channel
    outgoing: Outgoing


def deliver_due(act: Act, carriers: Carriers, due: Due) -> bool:
    """Send the message that is due, or say why not; False when somebody else has it.

    Raises PluginError when no plugin carries its channel, RulesChangedError, StoreError.
    """
    with deciding(act):
        if not act.store.take_due(due):
            return False
        ready = _prepare(act, carriers, due)
    if ready is not None:
        _conclude(act, ready.message, _unless_it_left(ready, deliver(ready.carrier, ready.outgoing)), ready)
    return True


def recover(act: Act, carriers: Carriers) -> None:
    """Settle what a worker that died left as "sending": ask the channel if it can tell, else a person decides."""
    for message in act.store.sending():
        if message.ended_at is not None and act.now - message.ended_at >= _LEFT_OVER:
            asked = _once_more(act, carriers, message)
            found = look_up(asked.carrier, asked.outgoing) if asked else None
            _conclude(act, message, found or Uncertain("the worker stopped while sending"), asked)


def reconcile(act: Act, carriers: Carriers, due: Due) -> bool:
    """Ask the channel once more what became of a message that ended unknown; False when somebody else does."""
    with deciding(act):
        if not act.store.take_due(due):
            return False
    message = act.store.message(int(due.ref))
    asked = _once_more(act, carriers, message) if message.state is MessageState.UNKNOWN else None
    found = look_up(asked.carrier, asked.outgoing) if asked else None
    if found is not None:
        _conclude(act, message, found, None)
    return True


def give_up(act: Act, due: Due, cause: str) -> None:
    """End a message that cannot be sent as the rules and plugins are, so that none waits for ever."""
    message = act.store.message(int(due.ref))
    if message.state is MessageState.WAITING:
        _write_down(act, message, Refused(cause))


def _unless_it_left(ready: _Ready, receipt: Receipt) -> Receipt:
    """The receipt, or that the message left after all, where the channel says so when asked.

    A channel that has not seen it yet may still be handing it over, so a "no" counts only later, in ``reconcile``.
    Asked outside any transaction, since a provider takes its time.
    """
    if not isinstance(receipt, Uncertain):
        return receipt
    found = look_up(ready.carrier, ready.outgoing)
    return found if isinstance(found, Accepted) else receipt


def _once_more(act: Act, carriers: Carriers, message: Message) -> _Ready | None:
    """What was handed over for *message*; ``None`` when rules and plugins do not know its text or channel any more."""
    text = act.ruleset.messages.get(message.message)
    channel = act.ruleset.channels.get(message.channel) if message.channel else None
    if text is None or channel is None or channel.id not in text.content:
        return None
    try:
        carrier = carriers.carrier(channel)
        return _Ready(message, carrier.channel, _outgoing(act, message, channel.id, carrier.settings))
    except FrontdeskError:
        return None


def _conclude(act: Act, message: Message, receipt: Receipt, ready: _Ready | None) -> None:
    """Write down what became of a message, and let follow what follows; if that fails, at least the former stays.

    A receipt that comes after somebody took the worker for dead still counts.
    """
    try:
        with act.store.transaction():
            state = act.store.message(message.id).state
            if state is message.state or (state is MessageState.UNKNOWN and not isinstance(receipt, Uncertain)):
                _finish(act, message, receipt, ready)
    except StoreError:
        raise
    except FrontdeskError as error:
        with act.store.transaction():
            _write_down(act, message, receipt)
            words = f"what follows on message {message.id} could not be done: {error}"
            act.store.add_notice(message.contact, act.now, words)


def _prepare(act: Act, carriers: Carriers, due: Due) -> _Ready | None:
    message = act.store.message(int(due.ref))
    contact = act.store.contact(message.contact)
    if message.state is not MessageState.WAITING:
        return None
    if message.is_reply and message.channel:
        return _claim(act, carriers, message, _channel(act, message.channel), message.address, False)
    if held := held_until(act, message.contact):
        act.store.schedule(replace(due, at=held))
        return None
    about = situation_of(act, contact, message)
    route = delivery.route(act.ruleset, about)
    _record_decision(act, message, "channel decided", route.decision.outcome, route.decision.place, route.facts)
    if route.channel is None:
        _skip(act, message, route.decision)
        return None
    if reason := _unsendable(act, message, route.channel, route.address):
        _skip(act, message, route.decision, reason)
        return None
    sending = windows.Sending(route.facts, route.channel.id, zone_of(act.ruleset, contact), about.sent)
    clearance = windows.clearance(act.ruleset, sending, act.now)
    if clearance.verdict is Verdict.SEND:
        return _claim(act, carriers, message, route.channel, route.address, route.exempt)
    if clearance.until is None:
        _skip(act, message, clearance.decision)
        return None
    act.store.schedule(replace(due, at=clearance.until))
    moved = {
        "message": message.id,
        "name": message.message,
        "until": clearance.until.isoformat(),
        "because": clearance.decision.reason,
    }
    act.record("message moved", message.contact, {**moved, "place": clearance.decision.place.short})
    return None


def _unsendable(act: Act, message: Message, channel: PracticeChannel, address: str) -> str:
    """Why a message cannot go out by the channel that was decided; empty when it can."""
    content = act.ruleset.messages[message.message].content.get(channel.id)
    if content is None:
        return f"the message has no content for {channel.label}"
    if not address:
        return f"no address for {channel.label}"
    if _names_a_visit(content) and at_hand(act, message.contact, message.appointment) is None:
        return "the text names an appointment, and there is none"
    if campaigns.comes_too_late(act, message):
        return "it was for before the appointment, and that time has passed"
    return ""


def _names_a_visit(content: Content) -> bool:
    """Whether a text would have a hole in it without an appointment."""
    marks = (*fields_of(content.subject), *fields_of(content.body))
    return any(mark.name in VISIT_FIELDS and not mark.instead for mark in marks)


def _channel(act: Act, name: ChannelId) -> PracticeChannel:
    channel = act.ruleset.channels.get(name)
    if channel is None:
        raise UnknownNameError("channel", name, list(act.ruleset.channels))
    return channel


def _claim(
    act: Act, carriers: Carriers, message: Message, channel: PracticeChannel, address: str, exempt: bool
) -> _Ready | None:
    carrier = carriers.carrier(channel)
    if not act.store.claim_message(message.id, channel.id, address, act.now, exempt=exempt):
        return None
    claimed = replace(message, state=MessageState.SENDING, channel=channel.id, address=address, ended_at=act.now)
    return _Ready(claimed, carrier.channel, _outgoing(act, claimed, channel.id, carrier.settings))


def _outgoing(act: Act, message: Message, channel: ChannelId, settings: Settings) -> Outgoing:
    content = act.ruleset.messages[message.message].content[channel]
    contact = act.store.contact(message.contact)
    line = act.ruleset.lines.get(message.line) if message.line else None
    visit = at_hand(act, message.contact, message.appointment)
    fields = messages.fields(act, contact, visit, line.number if line else "")
    return Outgoing(
        message_id=f"{act.store.name}-{message.id}",
        channel=channel,
        to=message.address,
        subject=fill(content.subject, fields),
        body=fill(content.body, fields),
        sender=line.number if line else "",
        practice=act.ruleset.label,
        contact_reference=contact.reference or str(contact.id),
        at=act.now,
        settings=settings,
    )


def _finish(act: Act, message: Message, receipt: Receipt, ready: _Ready | None) -> None:
    in_time = act.now - message.due_at < _TOO_LATE
    if isinstance(receipt, Refused) and receipt.retry and in_time:
        _wait_again(act, message, act.now + (receipt.after or _RETRY), {"reason": receipt.reason})
        return
    if isinstance(receipt, Unreachable) and _learn(act, message, receipt) and in_time:
        other = _other_way(act, message)
        if other:
            _wait_again(act, message, act.now, {"channel": message.channel, "reason": receipt.reason, "now": other})
            return
    state = _write_down(act, message, receipt)
    if isinstance(receipt, Uncertain):
        words = f"message {message.id} may or may not have left: {receipt.reason}"
        act.store.add_notice(message.contact, act.now, words)
        if ready is not None and ready.carrier.look_up is not None:
            act.store.schedule(Due(act.now + _CHECK_AGAIN, DueKind.RECONCILE, message.contact, str(message.id)))
    report = Event(EventKind.DELIVERY_REPORTED, report=state, message=message.message, appointment=message.appointment)
    happen(act, message.contact, report)


def _other_way(act: Act, message: Message) -> str:
    """The channel by which the rules send a message now that its address is known not to work; empty for none.

    Such a message has certainly not left, so this is no second one (domain.md 4.10, reading 15). The answer to a
    keyword goes the way that it came in or not at all.
    """
    if message.is_reply:
        return ""
    route = delivery.route(act.ruleset, situation_of(act, act.store.contact(message.contact), message))
    if route.channel is None or (route.channel.id, route.address) == (message.channel, message.address):
        return ""
    return "" if _unsendable(act, message, route.channel, route.address) else route.channel.id


def _wait_again(act: Act, message: Message, at: datetime, why: Mapping[str, Any]) -> None:
    """Let a message wait for its next try, which is decided anew; the way of a reply stays as it came in."""
    waiting = replace(message, state=MessageState.WAITING, ended_at=None)
    if not message.is_reply:
        waiting = replace(waiting, channel=None, address="")
    act.store.save_message(waiting)
    act.store.schedule(Due(at, DueKind.SEND, message.contact, str(message.id)))
    act.record("message refused for now", message.contact, {**_about(message), **why})


def _write_down(act: Act, message: Message, receipt: Receipt) -> MessageState:
    state, reason, reference = _ended(receipt)
    kept = act.store.message(message.id)  # a provider may have reported on it meanwhile
    act.store.save_message(replace(kept, state=state, reason=reason, reference=reference, ended_at=act.now))
    ended = {**_about(message), "channel": message.channel, "reason": reason}
    act.record(f"message {state}", message.contact, ended)
    return state


def _ended(receipt: Receipt) -> tuple[MessageState, str, str]:
    match receipt:
        case Accepted(reference):
            return MessageState.SENT, "", reference
        case Uncertain(reason):
            return MessageState.UNKNOWN, reason, ""
        case Refused() | Unreachable():
            return MessageState.FAILED, receipt.reason, ""


def _learn(act: Act, message: Message, receipt: Unreachable) -> bool:
    """Let what a provider says of an address be a fact for the next decision (domain.md 5, wish 9).

    Returns whether it was new.
    """
    before = _known_of(act, message)
    contact = act.store.contact(message.contact)
    if message.address == contact.email:
        act.store.save_contact(replace(contact, email_valid=False))
    elif receipt.fact == "opted_out":
        lines = [message.line] if message.line else list(act.ruleset.lines)
        consents.write(act, message.contact, [message.address], lines, (Consent.OPTED_OUT, "provider"))
    elif receipt.fact in (LineType.LANDLINE, LineType.INVALID):
        act.store.set_line_type(message.address, LineType(receipt.fact))
    return _known_of(act, message) != before


def _known_of(act: Act, message: Message) -> object:
    contact = act.store.contact(message.contact)
    return contact.email_valid, contact.phones, act.store.consents(message.address)


def _skip(act: Act, message: Message, decision: Decision[Any], other_reason: str = "") -> None:
    """Skipped is not failed: it ends here, with the row that said so, and is never retried (domain.md 5, wish 2).

    With *other_reason* the row would have sent it, and something else stopped it.
    """
    place, reason = decision.place, other_reason or decision.reason
    act.store.save_message(
        replace(message, state=MessageState.SKIPPED, reason=reason, place=place.short, ended_at=act.now)
    )
    act.record(
        "message skipped",
        message.contact,
        {**_about(message), "reason": reason, "place": place.short},
    )
    event = Event(
        EventKind.DELIVERY_REPORTED,
        report="skipped",
        stopped_by=decision.row.id if decision.row and not other_reason else "",
        message=message.message,
        appointment=message.appointment,
    )
    happen(act, message.contact, event)


def _record_decision(
    act: Act, message: Message, kind: str, outcome: str, place: Location, facts: Mapping[str, Any]
) -> None:
    read = {name: written(facts[name]) for name in act.ruleset.table("delivery").inputs if name in facts}
    act.record(
        kind,
        message.contact,
        {**_about(message), "outcome": outcome, "place": place.short, "facts": read},
    )


def _about(message: Message) -> dict[str, Any]:
    """How the journal names a message: by its number, and by what it is called in the ruleset."""
    return {"message": message.id, "name": message.message}
