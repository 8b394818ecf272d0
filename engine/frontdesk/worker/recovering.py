"""What a worker that died left half-done: messages marked as being sent, and messages that nobody knows about.

Asks the channel what became of them; where it cannot tell, a person decides. Nothing is sent from here.
"""

from __future__ import annotations

from datetime import timedelta

from frontdesk.desk.practice import Act
from frontdesk.hookspecs import Refused, Uncertain
from frontdesk.names import MessageState
from frontdesk.plugins import look_up
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, Message
from frontdesk.worker.concluding import conclude, write_down
from frontdesk.worker.handover import Carriers, Ready, outgoing

_LEFT_OVER = timedelta(minutes=10)


def recover(act: Act, carriers: Carriers) -> None:
    """Settle what a worker that died left as "sending": ask the channel if it can tell, else a person decides."""
    for message in act.store.sending():
        if message.ended_at is not None and act.now - message.ended_at >= _LEFT_OVER:
            asked = _once_more(act, carriers, message)
            found = look_up(asked.carrier, asked.outgoing) if asked else None
            conclude(act, message, found or Uncertain("the worker stopped while sending"), asked)


def reconcile(act: Act, carriers: Carriers, due: Due) -> bool:
    """Ask the channel once more what became of a message that ended unknown; False when somebody else does."""
    with act.deciding():
        if not act.store.take_due(due):
            return False
    message = act.store.message(due.number)
    asked = _once_more(act, carriers, message) if message.state is MessageState.UNKNOWN else None
    found = look_up(asked.carrier, asked.outgoing) if asked else None
    if found is not None:
        conclude(act, message, found, None)
    return True


def give_up(act: Act, due: Due, cause: str) -> None:
    """End a message that cannot be sent as the rules and plugins are, so that none waits for ever."""
    message = act.store.message(due.number)
    if message.state is MessageState.WAITING:
        write_down(act, message, Refused(cause))


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
