"""What becomes of a message after it was handed over: written down always, and then given to the rules.

What a provider answered is so, whatever the rules make of it or became meanwhile; what follows can fail or wait.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from frontdesk.desk import consents
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, RulesChangedError
from frontdesk.desk.situations import leaves_from, situation_of
from frontdesk.events import DeliveryReported
from frontdesk.hookspecs import Accepted, Receipt, Refused, Uncertain, Unreachable
from frontdesk.interpreter import delivery
from frontdesk.journal import MessageEnded, MessageRefused
from frontdesk.names import Consent, ConsentSource, DeliveryReport, LineType, MessageState, Reach
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, DueKind, Message, StoreError
from frontdesk.worker.handover import Ready, unsendable

_RETRY = timedelta(minutes=15)
_TOO_LATE = timedelta(days=1)
_CHECK_AGAIN = timedelta(minutes=10)


def conclude(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    """Write down what became of a message, and let follow what follows; if that fails, at least the former stays.

    A receipt that comes after somebody took the worker for dead still counts. Raises StoreError.
    """
    try:
        with act.deciding():
            if _counts(act, message, receipt):
                _finish(act, message, receipt, ready)
    except StoreError:
        raise
    except RulesChangedError:
        with act.noting():
            if _counts(act, message, receipt):
                _put_down(act, message, receipt, ready)
    except FrontdeskError as error:
        with act.noting():
            if _counts(act, message, receipt):
                _learn(act, message, receipt)
                write_down(act, message, receipt)
                _find_out(act, message, receipt, ready)
                words = f"what follows on message {message.id} could not be done: {error}"
                act.store.add_notice(message.contact, act.now, words)


def write_down(act: Act, message: Message, receipt: Receipt) -> int:
    """Let a message end as *receipt* says, and return the number of the journal's entry."""
    state, reason, reference = _ended(receipt)
    kept = act.store.message(message.id)  # a provider may have reported on it meanwhile
    act.store.save_message(replace(kept, state=state, reason=reason, reference=reference, ended_at=act.now))
    return act.record(message.contact, MessageEnded(message.id, message.message, state, message.channel, reason))


def _counts(act: Act, message: Message, receipt: Receipt) -> bool:
    """Whether an answer about *message* says something: it is as it was handed over, or nobody knew more of it."""
    state = act.store.message(message.id).state
    return state is message.state or (state is MessageState.UNKNOWN and not isinstance(receipt, Uncertain))


def _finish(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    if _goes_on(act, message, receipt):
        return
    write_down(act, message, receipt)
    _find_out(act, message, receipt, ready)
    state, _, _ = _ended(receipt)
    said = DeliveryReport(state)
    happen(act, message.contact, DeliveryReported(said, message=message.message, appointment=message.appointment))


def _find_out(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    """Where nobody knows whether a message left: tell the staff, and ask the channel once more if it can tell."""
    if not isinstance(receipt, Uncertain):
        return
    act.store.add_notice(message.contact, act.now, f"message {message.id} may or may not have left: {receipt.reason}")
    if ready is not None and ready.carrier.look_up is not None:
        act.store.schedule(Due(act.now + _CHECK_AGAIN, DueKind.RECONCILE, message.contact, message.id))


def _goes_on(act: Act, message: Message, receipt: Receipt) -> bool:
    """Whether the message has certainly not left and is tried again, later or another way; then that is arranged."""
    learnt = _learn(act, message, receipt)
    if not _in_time(act, message):
        return False
    if isinstance(receipt, Refused) and receipt.retry:
        _wait_again(
            act,
            message,
            act.now + (receipt.after or _RETRY),
            MessageRefused(message.id, message.message, receipt.reason),
        )
        return True
    if isinstance(receipt, Unreachable) and learnt and (other := _other_way(act, message)):
        _wait_again(
            act,
            message,
            act.now,
            MessageRefused(message.id, message.message, receipt.reason, message.channel, other),
        )
        return True
    return False


def _put_down(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    """Note an answer that came after the rules had changed; whoever works by the new ones takes it from there."""
    learnt = _learn(act, message, receipt)
    refused = MessageRefused(message.id, message.message, getattr(receipt, "reason", ""))
    if isinstance(receipt, Refused) and receipt.retry and _in_time(act, message):
        _wait_again(act, message, act.now + (receipt.after or _RETRY), refused)
    elif learnt and not message.is_reply and _in_time(act, message):
        _wait_again(act, message, act.now, refused)
    else:
        entry = write_down(act, message, receipt)
        act.store.schedule(Due(act.now, DueKind.REACT, message.contact, entry))
        _find_out(act, message, receipt, ready)


def _in_time(act: Act, message: Message) -> bool:
    return act.now - message.due_at < _TOO_LATE


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
    return "" if unsendable(act, message, route.channel, route.address) else route.channel.id


def _wait_again(act: Act, message: Message, at: datetime, why: MessageRefused) -> None:
    """Let a message wait for its next try, which is decided anew; the way of a reply stays as it came in."""
    waiting = replace(message, state=MessageState.WAITING, ended_at=None)
    if not message.is_reply:
        waiting = replace(waiting, channel=None, address="")
    act.store.save_message(waiting)
    act.store.schedule(Due(at, DueKind.SEND, message.contact, message.id))
    act.record(message.contact, why)


def _ended(receipt: Receipt) -> tuple[MessageState, str, str]:
    match receipt:
        case Accepted(reference):
            return MessageState.SENT, "", reference
        case Uncertain(reason):
            return MessageState.UNKNOWN, reason, ""
        case Refused() | Unreachable():
            return MessageState.FAILED, receipt.reason, ""


def _learn(act: Act, message: Message, receipt: Receipt) -> bool:
    """Let what a provider says of an address be a fact for the next decision, whenever it comes (domain.md 5, wish 9).

    Which kind of address it is, the channel says: a number, an e-mail address, or a fact of the practice's own. A
    refusal is of the channel; one of a channel that keeps no consent counts as a keyword from that number does, and an
    e-mail address that refuses is one that does not work. Returns whether it was new.
    """
    if not isinstance(receipt, Unreachable):
        return False
    before = _known_of(act, message)
    channel = act.ruleset.channels.get(message.channel) if message.channel else None
    reaches = channel.reaches if channel else None
    contact = act.store.contact(message.contact)
    refused = receipt.fact == "opted_out"
    if refused and channel and (channel.consent or reaches is Reach.PHONE):
        lines = consents.lines_of(act.ruleset, leaves_from(act, message))
        said = consents.ConsentSaid(Consent.OPTED_OUT, ConsentSource.PROVIDER)
        own = [(message.address, channel.id)]
        where = own if channel.consent else consents.by_keyword(act.ruleset, message.address)
        consents.write(act, message.contact, where, lines, said)
    elif reaches is Reach.EMAIL and message.address == contact.email:
        act.store.save_contact(replace(contact, email_valid=False))
    elif reaches is Reach.PHONE and receipt.fact in (LineType.LANDLINE, LineType.INVALID):
        act.store.set_line_type(message.address, LineType(receipt.fact))
    return _known_of(act, message) != before


def _known_of(act: Act, message: Message) -> object:
    contact = act.store.contact(message.contact)
    return contact.email_valid, contact.phones, act.store.consents(message.address)
