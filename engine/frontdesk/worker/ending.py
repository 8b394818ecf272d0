"""How a message ends, or waits for its next try; what it tells for others besides does as it does (decisions/0039).

Asks nobody why: that is decided in ``concluding`` and ``recovering``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.journal import MessageEnded, MessageRefused
from frontdesk.names import Handover, MessageState
from frontdesk.records import Due, DueKind, Message

WITH_A_CHANNEL = (MessageState.SENDING, MessageState.UNKNOWN)


def end(act: Act, ended: Message) -> int:
    """Let a message end as *ended* says, and its parts with it; return the number of its entry in the journal."""
    entry = _end(act, ended)
    for part in act.store.parts_of(ended.id):
        if ended.state is MessageState.WITHDRAWN:
            if part.state in WITH_A_CHANNEL:
                wait_again(act, part, max(act.now, part.due_at), MessageRefused(part.id, part.message, ended.reason))
        elif part.state in WITH_A_CHANNEL or ended.state is MessageState.SENT is not part.state:
            act.store.unschedule(DueKind.SEND, part.contact, part.id)  # it may wait, and have left in this after all
            said = replace(part, state=ended.state, reason=ended.reason, channel=ended.channel, address=ended.address)
            act.store.schedule(Due(act.now, DueKind.REACT, part.contact, _end(act, said)))
    return entry


def end_withdrawn(act: Act, message: Message, because: str) -> None:
    """End a message that has not left and is wanted no more; its parts go by themselves, each at its own hour."""
    end(act, replace(message, state=MessageState.WITHDRAWN, reason=because))


def wait_again(act: Act, message: Message, at: datetime, why: MessageRefused) -> None:
    """Let a message that has certainly not left wait for its next try, unless it was taken back meanwhile.

    That try is decided anew; the way of a reply stays as it came in. Its parts wait, too.
    """
    if message.taken_back:
        end_withdrawn(act, message, message.taken_back)
        return
    waiting = replace(message, state=MessageState.WAITING, reason="", ended_at=None, handover=Handover.NOT_BEGUN)
    if not message.is_reply:
        waiting = replace(waiting, channel=None, address="")
    act.store.save_message(waiting)
    act.store.schedule(Due(at, DueKind.SEND, message.contact, message.id))
    act.record(message.contact, why)
    for part in act.store.parts_of(message.id):
        if part.state in WITH_A_CHANNEL:
            wait_again(act, part, max(at, part.due_at), replace(why, message=part.id, name=part.message))


def _end(act: Act, ended: Message) -> int:
    act.store.save_message(replace(ended, ended_at=act.now))
    said = MessageEnded(ended.id, ended.message, ended.state, ended.channel, ended.reason)
    return act.record(ended.contact, said)
