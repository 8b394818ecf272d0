"""What becomes of a message after it was handed over: written down always, and then given to the rules.

What a provider answered is so, whatever the rules make of it or became meanwhile; what follows can fail or wait. An
answer is about one try of a message. That it left, counts whenever it comes; anything else says nothing of a newer try,
and never brings a message back that was taken back meanwhile (decisions/0032).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk.desk import consents
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, RulesChangedError
from frontdesk.desk.situations import leaves_from, situation_of
from frontdesk.events import DeliveryReported
from frontdesk.hookspecs import Accepted, Receipt, Refused, Uncertain, Unreachable
from frontdesk.interpreter import delivery
from frontdesk.journal import MessageLeftAfterAll, MessageRefused
from frontdesk.names import (
    Consent,
    ConsentSource,
    Covers,
    DeliveryReport,
    Handover,
    LineType,
    MessageState,
    Purpose,
    Reach,
)
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, DueKind, Message, StoreError, standing
from frontdesk.worker.ending import WITH_A_CHANNEL, end, end_withdrawn, wait_again
from frontdesk.worker.handover import Ready, unsendable

_RETRY = timedelta(minutes=15)
_TOO_LATE = timedelta(days=1)
_CHECK_AGAIN = timedelta(minutes=10)
_THOUGHT_NOT_TO_LEAVE = (MessageState.FAILED, MessageState.WITHDRAWN, MessageState.SKIPPED)


def conclude(act: Act, tried: Message, receipt: Receipt, ready: Ready | None) -> None:
    """Write down what became of the try that *tried* is, and let follow what follows; the former stays if that fails.

    A receipt that comes after somebody took the worker for dead still counts. Raises StoreError.
    """
    try:
        with act.deciding():
            if message := _said_of(act, tried, receipt):
                _finish(act, message, receipt, ready)
    except StoreError:
        raise
    except RulesChangedError:
        with act.noting():
            if message := _said_of(act, tried, receipt):
                _put_down(act, message, receipt, ready)
    except FrontdeskError as error:
        with act.noting():
            if message := _said_of(act, tried, receipt):
                _learn(act, message, receipt)
                write_down(act, message, receipt)
                _find_out(act, message, receipt, ready)
                words = f"what follows on message {message.id} could not be done: {error}"
                act.store.add_notice(message.contact, act.now, words)


def write_down(act: Act, message: Message, receipt: Receipt) -> int:
    """Let a message end as *receipt* says, and return the number of the journal's entry."""
    state, reason, reference = _ended(receipt)
    return end(act, replace(message, state=state, reason=reason, reference=reference))


def _said_of(act: Act, tried: Message, receipt: Receipt) -> Message | None:
    """The message as it is kept, where *receipt* says something of it; ``None`` where it does not any more.

    It does while nobody knows better of the same try. What left has left, whatever was thought of it: then it waits no
    more, and staff who read that it did not arrive read that it did.
    """
    kept = act.store.message(tried.id)
    is_newest = kept.tries == tried.tries
    if isinstance(receipt, Accepted):
        if not is_newest or kept.state in _THOUGHT_NOT_TO_LEAVE:
            _left_after_all(act, kept, tried)
        if kept.state is MessageState.SENT or (not is_newest and kept.state in WITH_A_CHANNEL):
            return None
        act.store.unschedule(DueKind.SEND, kept.contact, kept.id)
        return replace(kept, channel=tried.channel, address=tried.address, handover=Handover.ENDED)
    if not is_newest or kept.state not in WITH_A_CHANNEL:
        return None
    if kept.state is MessageState.UNKNOWN and isinstance(receipt, Uncertain):
        return None
    ended = Handover.ENDED in (kept.handover, tried.handover)
    return replace(kept, handover=Handover.ENDED if ended else kept.handover)


def _left_after_all(act: Act, kept: Message, tried: Message) -> None:
    """Tell that an earlier try left, or one that was thought not to; what is under way since is the last try."""
    act.record(kept.contact, MessageLeftAfterAll(kept.id, kept.message, tried.tries, tried.channel))
    words = f"message {kept.id} left after all, by {tried.channel}"
    if kept.tries != tried.tries and kept.state in (MessageState.SENT, *WITH_A_CHANNEL):
        words += f"; it was sent again since, by {kept.channel}, so it may have arrived twice"
    act.store.add_notice(kept.contact, act.now, words)
    if kept.tries != tried.tries and kept.state in WITH_A_CHANNEL:
        act.store.save_message(replace(kept, taken_back="an earlier try left after all"))


def _finish(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    if _is_over(act, message, receipt) or _goes_on(act, message, receipt):
        return
    write_down(act, message, receipt)
    _find_out(act, message, receipt, ready)
    state, _, _ = _ended(receipt)
    row = ready.row if ready and state is MessageState.SENT else ""
    told = DeliveryReported(
        DeliveryReport(state), message=message.message, appointment=message.appointment, sent_by=row
    )
    happen(act, message.contact, told)


def _find_out(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    """Where nobody knows whether a message left: tell the staff, and ask the channel once more if it can tell."""
    if not isinstance(receipt, Uncertain):
        return
    act.store.add_notice(message.contact, act.now, f"message {message.id} may or may not have left: {receipt.reason}")
    if ready is not None and ready.carrier.look_up is not None:
        act.store.schedule(Due(act.now + _CHECK_AGAIN, DueKind.RECONCILE, message.contact, message.id))


def _is_over(act: Act, message: Message, receipt: Receipt) -> bool:
    """Whether the message has certainly not left, and is wanted no more; then it ends withdrawn, and nothing follows.

    What is known of consent is asked before anything is learnt from *receipt*: what a provider says of an address is
    no reason not to go another way.
    """
    why = message.taken_back or _refused_since(act, message)
    if not why or not isinstance(receipt, Refused | Unreachable):
        return False
    _learn(act, message, receipt)
    end_withdrawn(act, message, why)
    return True


def _refused_since(act: Act, message: Message) -> str:
    """That whoever gets a message opted out where it was to arrive, in words; empty when they did not.

    The answer to a keyword is no message of that kind; whether it is still true is asked before its next try.
    """
    channel = act.ruleset.channels.get(message.channel) if message.channel else None
    if message.is_reply or channel is None or not channel.consent:
        return ""
    text = act.ruleset.messages.get(message.message)
    covers = Covers.MARKETING if text and text.purpose is Purpose.MARKETING else Covers.ALL
    said = consents.recorded(act, message.address)
    stands = standing(said, leaves_from(act, message), channel.id, covers, act.now)
    is_out = stands is not None and stands.value is Consent.OPTED_OUT
    return "they opted out while it was being sent" if is_out else ""


def _goes_on(act: Act, message: Message, receipt: Receipt) -> bool:
    """Whether the message has certainly not left and is tried again, later or another way; then that is arranged."""
    learnt = _learn(act, message, receipt)
    if not _in_time(act, message):
        return False
    if isinstance(receipt, Refused) and receipt.retry:
        refused = MessageRefused(message.id, message.message, receipt.reason)
        wait_again(act, message, act.now + (receipt.after or _RETRY), refused)
        return True
    if isinstance(receipt, Unreachable) and learnt and (other := _other_way(act, message)):
        refused = MessageRefused(message.id, message.message, receipt.reason, message.channel, other)
        wait_again(act, message, act.now, refused)
        return True
    return False


def _put_down(act: Act, message: Message, receipt: Receipt, ready: Ready | None) -> None:
    """Note an answer that came after the rules had changed; whoever works by the new ones takes it from there."""
    if _is_over(act, message, receipt):
        return
    learnt = _learn(act, message, receipt)
    refused = MessageRefused(message.id, message.message, getattr(receipt, "reason", ""))
    if isinstance(receipt, Refused) and receipt.retry and _in_time(act, message):
        wait_again(act, message, act.now + (receipt.after or _RETRY), refused)
    elif learnt and not message.is_reply and _in_time(act, message):
        wait_again(act, message, act.now, refused)
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
    elif reaches is Reach.EMAIL and message.address in contact.emails:
        act.store.save_contact(contact.without_mailbox(message.address))
    elif reaches is Reach.PHONE and receipt.fact in (LineType.LANDLINE, LineType.INVALID):
        act.store.set_line_type(message.address, LineType(receipt.fact))
    return _known_of(act, message) != before


def _known_of(act: Act, message: Message) -> object:
    contact = act.store.contact(message.contact)
    return contact.email_valid, contact.companions, contact.phones, act.store.consents(message.address)
