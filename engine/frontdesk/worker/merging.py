"""Messages about visits of one day that leave as one text (domain.md 4.12; decisions/0039).

One of them is sent; the others, which would leave now by the same channel to the same address, are parts of it. What
becomes of it becomes of them (``ending``). Which messages may be merged says ``merge`` in ``messages.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from frontdesk.desk import campaigns
from frontdesk.desk.practice import Act
from frontdesk.desk.sameday import of_the_day
from frontdesk.desk.situations import leaves_from, situation_of
from frontdesk.desk.statuses import held_until
from frontdesk.interpreter import delivery, windows
from frontdesk.journal import MessageMerged
from frontdesk.names import MessageState, Verdict
from frontdesk.records import DueKind, Enrolment, Message
from frontdesk.worker.handover import decided, unsendable


def join(act: Act, claimed: Message) -> None:
    """Make the waiting messages that *claimed* can tell as well parts of it; inside the transaction that claimed it.

    Those of an earlier try are its parts no more: what is heard of this one says nothing of them.
    """
    for part in act.store.parts_of(claimed.id):
        act.store.save_message(replace(part, part_of=None))
    if claimed.channel is None:
        return
    for other, enrolment in _beside(act, claimed):
        route = delivery.route(act.ruleset, situation_of(act, act.store.contact(other.contact), other))
        if _goes_with(act, claimed, other, route):
            number = other.id if enrolment is None else campaigns.tell_early(act, enrolment, other)
            if number is not None:
                _tell(act, claimed, replace(other, id=number), route)


def _tell(act: Act, claimed: Message, part: Message, route: delivery.Route) -> None:
    act.record(part.contact, decided(act, part, route))
    if claimed.channel and act.store.claim_message(
        part.id, claimed.channel, claimed.address, act.now, exempt=route.exempt
    ):
        act.store.unschedule(DueKind.SEND, part.contact, part.id)
        act.store.save_message(replace(act.store.message(part.id), part_of=claimed.id))
        act.record(part.contact, MessageMerged(part.id, part.message, claimed.id))


def _beside(act: Act, claimed: Message) -> Iterator[tuple[Message, Enrolment | None]]:
    """The same message about other visits of that day, of those whom the rule merges it for: it waits, or is next.

    What is next is only thought of, with the run whose step it is: where it cannot go along, it keeps its own hour.
    """
    text = act.ruleset.messages[claimed.message]
    if text.merge is None or claimed.appointment is None:
        return
    visit = act.store.appointment(claimed.appointment)
    for other in list(of_the_day(act, visit, text.merge.merged_for)):
        for message in act.store.messages(other.contact, states=(MessageState.WAITING,)):
            if message.message == claimed.message and message.appointment == other.id:
                yield message, None
        for enrolment, early in campaigns.told_early(act, other, claimed):
            yield early, enrolment


def _goes_with(act: Act, claimed: Message, other: Message, route: delivery.Route) -> bool:
    """Whether a message would leave now by itself, as *claimed* does: the same way, from the same line."""
    if route.channel is None or (route.channel.id, route.address) != (claimed.channel, claimed.address):
        return False
    if leaves_from(act, other) != leaves_from(act, claimed) or held_until(act, other.contact):
        return False
    if unsendable(act, other, route.channel, route.address):
        return False
    about = situation_of(act, act.store.contact(other.contact), other)
    sending = windows.Sending(route.facts, route.channel.id, about, route.address)
    return windows.clearance(act.ruleset, sending, act.now).verdict is Verdict.SEND
