"""What happened to a contact, without what changed nothing for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from frontdesk.desk.practice import Act
from frontdesk.effects import CloseTask, EndCampaign, ResetAttempts
from frontdesk.events import MessageReceived
from frontdesk.journal import BroughtAbout, ChannelDecided, Entry, Followed, Happened, ReplyReceived
from frontdesk.names import NO_CHANNEL, ContactId


def timeline(act: Act, contact: ContactId) -> tuple[Entry, ...]:
    """The entries of the journal worth telling of *contact* and of whoever was merged into it, oldest first.

    Of an event only those effects are left that did something: a rule that ends what does not run is not told. The
    hash is that of the entry in the journal, where all of it stands.
    """
    records = (contact, *act.store.merged_with(contact))
    enrolments = act.store.enrolments(contact, running=False)
    tasks = act.store.tasks(contact, open_only=False)
    ended = {one.ended_because for one in enrolments} | {one.closed_because for one in tasks}
    entries = tuple(sorted((one for each in records for one in act.store.journal(contact=each)), key=_number))
    return tuple(_told(entries, ended, _answered(entries, ended)))


def _number(entry: Entry) -> int:
    return entry.seq


def _answered(entries: Iterable[Entry], ended: Collection[str]) -> frozenset[int]:
    """The replies that are told by what followed them; any other is told itself, or nobody would see it."""
    answered, waiting = set[int](), None
    for entry in entries:
        match entry.said:
            case ReplyReceived():
                waiting = entry.seq
            case Happened(event=MessageReceived(), effects=effects) if waiting is not None:
                if any(_did_something(one, ended) for one in effects):
                    answered.add(waiting)
                waiting = None
    return frozenset(answered)


def _told(entries: Iterable[Entry], ended: Collection[str], answered: Collection[int]) -> Iterator[Entry]:
    for entry in entries:
        match entry.said:
            case ChannelDecided(outcome=outcome):
                if outcome != NO_CHANNEL:  # that it was skipped, and why, is told after it
                    yield entry
            case BroughtAbout():
                pass  # numbers for putting it right; what followed is told by the event itself
            case ReplyReceived():
                if entry.seq not in answered:
                    yield entry
            case Happened(effects=effects) as said:
                if told := tuple(one for one in effects if _did_something(one, ended)):
                    yield replace(entry, said=replace(said, effects=told))
            case _:
                yield entry


def _did_something(followed: Followed, ended: Collection[str]) -> bool:
    """Whether an effect is worth telling; *ended* are the rules by which something really ended."""
    match followed.effect:
        case EndCampaign() | CloseTask():
            return f"{followed.row} ({followed.place})" in ended
        case ResetAttempts():
            return False
    return True
