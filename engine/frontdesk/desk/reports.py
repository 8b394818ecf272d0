"""What providers say of a message after it left (domain.md 4.12): kept first, then given to the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from frontdesk.desk import reactions
from frontdesk.desk.messages import told_in
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.journal import DeliveryReported
from frontdesk.model import UnknownNameError
from frontdesk.names import ChannelId, DeliveryReport
from frontdesk.problems import FrontdeskError
from frontdesk.records import Due, DueKind

RANKS: Mapping[str, int] = {
    DeliveryReport.SENT: 1,
    DeliveryReport.UNDELIVERED: 2,
    DeliveryReport.FAILED: 2,
    DeliveryReport.DELIVERED: 3,
}
"""How much a report says of a message: one that arrived did so, whatever was said of it before."""


class NoSuchMessageError(FrontdeskError):
    """A provider reports on a message that was never handed to it, as far as is known here."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"no message is known by the reference '{reference}'; the report was not kept")


def report(act: Act, message: int, said: str) -> Answer:
    """Take in what a provider says of a message later: delivered, undelivered or failed.

    Providers repeat themselves and mix up the order: what adds nothing to what was said before has no consequence.
    Raises UnknownNameError for another word, NoSuchRecordError.
    """
    if said not in RANKS:
        raise UnknownNameError("report", said, list(RANKS))

    def do() -> Answer:
        about = act.store.message(message)
        if RANKS[said] <= RANKS.get(about.reported or about.state, 0):
            return Answer(about.contact, f"nothing new of message {message}: it is {about.reported or about.state}")
        for one in (about, *told_in(act, about)):
            act.store.save_message(replace(one, reported=said))
            entry = act.record(one.contact, DeliveryReported(one.id, DeliveryReport(said)))
            act.store.schedule(Due(act.now, DueKind.REACT, one.contact, entry))
        return Answer(about.contact, f"message {message} is {said}", message)

    answer = once(act, ("report", message, said), do)
    about = act.store.message(message)
    return reactions.followed_by(act, answer, list(dict.fromkeys(one.contact for one in (about, *told_in(act, about)))))


def report_by_reference(act: Act, reference: str, channels: Iterable[ChannelId], said: str) -> Answer:
    """The same of the message that the provider behind *channels* calls *reference*. Raises NoSuchMessageError."""
    message = act.store.message_with_reference(reference, channels)
    if message is None:
        raise NoSuchMessageError(reference)
    return report(act, message.id, said)
