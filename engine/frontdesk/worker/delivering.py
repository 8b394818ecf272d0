"""Sending one message: decide at send time, write "sending" down, call the channel, and hand on what it answered.

At most once: "sending" is durable before the provider is called, and so is, at the last moment, that this try is handed
over; what may have been handed over is never sent again by itself (decisions/0032). Every message ends sent, failed,
withdrawn, skipped with its reason, or unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeAlias

from frontdesk.desk import keywords, messages
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, RulesChangedError
from frontdesk.desk.situations import situation_of
from frontdesk.desk.statuses import held_until
from frontdesk.events import DeliveryReported
from frontdesk.hookspecs import Accepted, Receipt, Uncertain
from frontdesk.interpreter import delivery, windows
from frontdesk.journal import MessageMoved, MessageSkipped
from frontdesk.model import PracticeChannel
from frontdesk.names import DeliveryReport, Handover, MessageState, Verdict
from frontdesk.plugins import deliver, look_up
from frontdesk.records import Due, Message
from frontdesk.tables import Decision
from frontdesk.worker import merging
from frontdesk.worker.concluding import conclude
from frontdesk.worker.handover import Carriers, Ready, decided, outgoing, unsendable
from frontdesk.worker.recovering import LEFT_OVER, is_under_way, take_away

Clock: TypeAlias = Callable[[], datetime]
"""Tells the hour, in UTC."""


def deliver_due(act: Act, carriers: Carriers, due: Due, clock: Clock | None = None) -> bool:
    """Send the message that is due, or say why not; False when somebody else has it.

    A *clock* tells whether the machine slept since that was decided; without one it did not.

    Raises PluginError when no plugin carries its channel, RulesChangedError, StoreError.
    """
    with act.deciding():
        if not act.store.take_due(due):
            return False
        ready = _prepare(act, carriers, due)
    if ready is not None and _hands_over(act, ready.message, clock):
        receipt = _unless_it_left(ready, deliver(ready.carrier, ready.outgoing))
        conclude(act, replace(ready.message, handover=Handover.ENDED), receipt, ready)
    return True


def _hands_over(act: Act, claimed: Message, clock: Clock | None) -> bool:
    """Write down that the message is handed over now, unless it is not this worker's any more, or nobody's.

    The last thing before the channel is called: a worker that slept finds here that its try was taken away, or that the
    hour is another, at which all is decided anew. Raises RulesChangedError when other rules came between; then the
    message waits for whoever works by them.
    """
    try:
        with act.deciding():
            kept = act.store.message(claimed.id)
            if not is_under_way(kept, claimed):
                return False
            slept = clock is not None and clock() - act.now >= LEFT_OVER
            taken_back = any(one.taken_back for one in (kept, *messages.told_in(act, kept)))
            if not taken_back and not slept:
                act.store.save_message(replace(kept, handover=Handover.BEGUN))
                return True
    except RulesChangedError as error:
        take_away(act, claimed, str(error))
        raise
    because = "what it tells was taken back" if taken_back else "the machine slept"
    take_away(act, claimed, f"{because} before it was handed over")
    return False


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
    act.record(message.contact, decided(act, message, route))
    if route.channel is None:
        _skip(act, message, route.decision)
        return None
    if reason := unsendable(act, message, route.channel, route.address):
        _skip(act, message, route.decision, reason)
        return None
    sending = windows.Sending(route.facts, route.channel.id, about, route.address)
    clearance = windows.clearance(act.ruleset, sending, act.now)
    if clearance.verdict is Verdict.SEND:
        ready = _claim(act, carriers, message, route.channel, route.address, route.exempt)
        return replace(ready, row=_row(route.decision)) if ready else None
    if clearance.until is None:
        _skip(act, message, clearance.decision)
        return None
    act.store.schedule(replace(due, at=clearance.until))
    why = clearance.decision
    moved = MessageMoved(message.id, message.message, clearance.until, why.reason, why.place.short, clearance.clock)
    act.record(message.contact, moved)
    return None


def _answer(act: Act, carriers: Carriers, message: Message, channel: PracticeChannel) -> Ready | None:
    """The answer to a reply goes back the way it came; nothing is decided, but it may be untrue by now, or lost."""
    if untrue := keywords.untrue_by_now(act, message):
        messages.take_back(act, message, untrue)
        return None
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
    claimed = act.store.message(message.id)
    merging.join(act, claimed)
    return Ready(claimed, carrier.channel, outgoing(act, claimed, channel.id, carrier.settings))


def _skip(act: Act, message: Message, decision: Decision[Any], other_reason: str = "") -> None:
    """Skipped is not failed: it ends here, with the row that said so, and is never retried (domain.md 5, wish 2).

    With *other_reason* the row would have sent it, and something else stopped it.
    """
    place, reason = decision.place.short, other_reason or decision.reason
    skipped = replace(message, state=MessageState.SKIPPED, reason=reason, place=place, ended_at=act.now)
    act.store.save_message(skipped)
    act.record(message.contact, MessageSkipped(message.id, message.message, reason, place))
    row = "" if other_reason else _row(decision)
    said, about = DeliveryReport.SKIPPED, message.appointment
    happen(act, message.contact, DeliveryReported(said, stopped_by=row, message=message.message, appointment=about))


def _row(decision: Decision[Any]) -> str:
    """The id of the row that decided; empty where none did."""
    return decision.row.id if decision.row else ""
