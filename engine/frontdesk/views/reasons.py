"""Why a message went or did not: the decision, the row and the facts that it read, and all that became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.desk.messages import told_in
from frontdesk.desk.practice import Act
from frontdesk.journal import (
    ChannelDecided,
    DeliveryReported,
    Entry,
    MessageEnded,
    MessageLeftAfterAll,
    MessageMerged,
    MessageMoved,
    MessageRefused,
    MessageSkipped,
)
from frontdesk.views.outbox import MessageView, seen


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a message is where it is."""

    message: MessageView
    outcome: str
    """The channel that was decided last, or ``none``; empty when nothing was decided yet."""
    because: str
    """Why it waits or did not leave; else what the row says that chose the channel, if it says something."""
    place: str
    """Where the row stands that speaks in ``because``, or that chose the channel; empty where none did."""
    facts: Mapping[str, str]
    """What the decision read, as a ruleset would write it; empty once the contact was erased."""
    entries: tuple[Entry, ...]
    """What the journal says of the message, oldest first."""
    tells: tuple[int, ...]
    """The numbers of the messages about other visits of the day that this one tells, or told, as well."""


def reason(act: Act, message: int) -> Reason:
    """Why the message with this number went, waits or did not go. Raises NoSuchRecordError."""
    record = act.store.message(message)
    shown = seen(record, act.store.contact(record.contact).name)
    entries = tuple(entry for entry in act.store.journal(contact=record.contact) if _is_about(entry, message))
    decided = next((entry for entry in reversed(entries) if isinstance(entry.said, ChannelDecided)), None)
    outcome, facts = "", dict[str, str]()
    if decided and isinstance(decided.said, ChannelDecided):
        outcome, facts = decided.said.outcome, dict(decided.said.facts)
    because, place = _because(act, shown, entries, decided)
    tells = tuple(one.id for one in told_in(act, record))
    return Reason(shown, outcome, because, place, facts, entries, tells)


def _is_about(entry: Entry, message: int) -> bool:
    match entry.said:
        case (
            ChannelDecided(message=about)
            | MessageMerged(message=about)
            | MessageMoved(message=about)
            | MessageSkipped(message=about)
            | MessageRefused(message=about)
            | MessageEnded(message=about)
            | MessageLeftAfterAll(message=about)
            | DeliveryReported(message=about)
        ):
            return about == message
    return False


def _because(act: Act, message: MessageView, entries: tuple[Entry, ...], decided: Entry | None) -> tuple[str, str]:
    """The words and the place: of what stopped the message, else of what was heard last, else of the row."""
    if message.because:
        return message.because, message.place
    if message.told_in is not None:
        return f"it is told in message {message.told_in}, with other visits of the day", ""
    match entries[-1].said if entries else None:
        case MessageMoved(because=because, place=place):
            return because, place
        case MessageRefused(reason=because):
            return because, ""
    return _row(act, decided)


def _row(act: Act, decided: Entry | None) -> tuple[str, str]:
    """What the row says that chose the channel; only its place where that may be another row by now."""
    if decided is None or not isinstance(decided.said, ChannelDecided):
        return "", ""
    table, place = act.ruleset.table("delivery"), decided.said.place
    there = [row for row in (*table.rows, table.otherwise) if row and row.where.short == place]
    # The journal keeps the line, on which other rules, or several rows of these, may stand.
    sure = decided.ruleset == act.ruleset.hash and len(there) == 1
    return there[0].because or there[0].id if sure else "", place
