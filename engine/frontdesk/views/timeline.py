"""What happened to a contact, without what changed nothing for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.effects import CancelTask, CloseTask, CompleteTask, EndCampaign, ResetAttempts
from frontdesk.journal import BroughtAbout, ChannelDecided, Entry, Followed, Happened
from frontdesk.names import NO_CHANNEL, ContactId

_Ended = tuple[str, datetime | None]
"""The rule by which something ended, as it is kept, and when."""


def timeline(act: Act, contact: ContactId) -> tuple[Entry, ...]:
    """The entries of the journal worth telling of *contact* and of whoever was merged into it, oldest first.

    Of an event only those effects are left that did something: a rule that ends what does not run is not told. The
    hash is that of the entry in the journal, where all of it stands.
    """
    enrolments = act.store.enrolments(contact, running=False)
    tasks = act.store.tasks(contact, open_only=False)
    ended = {(one.ended_because, one.ended_at) for one in enrolments}
    ended |= {(one.closed_because, one.closed_at) for one in tasks}
    return tuple(_told(_entries(act, contact), ended))


def _entries(act: Act, contact: ContactId) -> Iterable[Entry]:
    """What the journal has of *contact* and whoever was merged into it, and of their numbers while nobody had them."""
    records = (contact, *act.store.merged_with(contact))
    numbers = dict.fromkeys(number for each in records for number in act.store.contact(each).numbers)
    unclaimed = (one for number in numbers for one in act.store.unclaimed_replies(number))
    return sorted([*unclaimed, *(one for each in records for one in act.store.journal(contact=each))], key=_number)


def _number(entry: Entry) -> int:
    return entry.seq


def _told(entries: Iterable[Entry], ended: Collection[_Ended]) -> Iterator[Entry]:
    for entry in entries:
        match entry.said:
            case ChannelDecided(outcome=outcome):
                if outcome != NO_CHANNEL:  # that it was skipped, and why, is told after it
                    yield entry
            case BroughtAbout():
                pass  # numbers for putting it right; what followed is told by the event itself
            case Happened(effects=effects) as said:
                if told := tuple(one for one in effects if _did_something(one, entry.at, ended)):
                    yield replace(entry, said=replace(said, effects=told))
            case _:
                yield entry


def _did_something(followed: Followed, at: datetime, ended: Collection[_Ended]) -> bool:
    """Whether an effect is worth telling; *ended* are the rules by which something really ended, and when."""
    match followed.effect:
        case EndCampaign() | CloseTask() | CompleteTask() | CancelTask():
            return (f"{followed.row} ({followed.place})", at) in ended
        case ResetAttempts():
            return False
    return True
