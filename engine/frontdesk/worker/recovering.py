"""What a worker that died left half-done: messages marked as being sent, and messages that nobody knows about.

What was not handed over waits again. Of the rest, the channel is asked what became of it; where it cannot tell, a
person decides. Nothing is sent from here.
"""

from __future__ import annotations

from datetime import timedelta

from frontdesk.desk.practice import Act
from frontdesk.hookspecs import Receipt, Refused, Uncertain
from frontdesk.journal import MessageRefused
from frontdesk.names import Handover, MessageState
from frontdesk.plugins import look_up
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, Message
from frontdesk.worker.concluding import conclude, write_down
from frontdesk.worker.ending import wait_again
from frontdesk.worker.handover import Carriers, Ready, outgoing

LEFT_OVER = timedelta(minutes=10)
"""For so long a worker is not missed; no call of a channel takes as long."""


def recover(act: Act, carriers: Carriers) -> None:
    """Settle what a worker left as "sending" that died, or sleeps: it waits again if it was not handed over.

    Of what was, ask the channel if it can tell, else a person decides.
    """
    for message in act.store.sending():
        if message.part_of is not None or message.ended_at is None or act.now - message.ended_at < LEFT_OVER:
            continue
        if message.handover is Handover.NOT_BEGUN:
            take_away(act, message, "the worker stopped before it was handed over")
            continue
        asked = _once_more(act, carriers, message)
        found = look_up(asked.carrier, asked.outgoing) if asked else None
        conclude(act, message, _proved(message, found), asked)


def take_away(act: Act, tried: Message, because: str) -> None:
    """Let a message that was claimed and not handed over wait again; whoever claimed it cannot hand it over then."""
    with act.noting():
        kept = act.store.message(tried.id)
        if is_under_way(kept, tried) and kept.handover is Handover.NOT_BEGUN:
            wait_again(act, kept, act.now, MessageRefused(kept.id, kept.message, because))


def reconcile(act: Act, carriers: Carriers, due: Due) -> bool:
    """Ask the channel once more what became of a message that ended unknown; False when somebody else does."""
    with act.deciding():
        if not act.store.take_due(due):
            return False
    message = act.store.message(due.number)
    asked = _once_more(act, carriers, message) if message.state is MessageState.UNKNOWN else None
    found = look_up(asked.carrier, asked.outgoing) if asked else None
    if found is not None:
        conclude(act, message, _proved(message, found), None)
    return True


def is_under_way(kept: Message, tried: Message) -> bool:
    """Whether the try that *tried* is, is the one that a message is being sent by."""
    return kept.state is MessageState.SENDING and kept.tries == tried.tries


def give_up(act: Act, due: Due, cause: str) -> None:
    """End a message that cannot be sent as the rules and plugins are, so that none waits for ever."""
    message = act.store.message(due.number)
    if message.state is MessageState.WAITING:
        write_down(act, message, Refused(cause))


def _proved(message: Message, found: Receipt | None) -> Receipt:
    """What an answer to a look-up proves of the newest try of *message*.

    That the channel never saw it proves nothing while nobody came back from handing it over: a machine that sleeps in
    between hands it over when it wakes up. Whatever else a channel says, it says of what it has had.
    """
    if found is None:
        return Uncertain("the worker stopped while sending")
    if isinstance(found, Refused) and found.retry and message.handover is not Handover.ENDED:
        return Uncertain(f"the worker stopped while sending, and may not be dead; the channel says: {found.reason}")
    return found


def _once_more(act: Act, carriers: Carriers, message: Message) -> Ready | None:
    """What was handed over for *message*; ``None`` when rules and plugins do not know its text or channel any more."""
    text = act.ruleset.messages.get(message.message)
    channel = act.ruleset.channels.get(message.channel) if message.channel else None
    if text is None or channel is None or channel.id not in text.content:
        return None
    try:
        carrier = carriers.carrier(channel)
        return Ready(message, carrier.channel, outgoing(act, message, channel.id, carrier.settings))
    except FrontdeskError:
        return None
