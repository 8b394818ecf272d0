"""What happened to a contact, without what changed nothing for them."""

from __future__ import annotations

from dataclasses import dataclass

from frontdesk.desk.practice import Act
from frontdesk.effects import CloseTask, EndCampaign, ResetAttempts
from frontdesk.journal import ChannelDecided, Entry, Followed, Happened, ReplyReceived
from frontdesk.names import NO_CHANNEL, ContactId


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries worth telling, oldest first, and by which rules something really ended."""

    entries: tuple[Entry, ...]
    ended: frozenset[str]

    def tells(self, followed: Followed) -> bool:
        """Whether an effect did anything worth telling: a rule that ends what does not run is not told."""
        return is_told(followed, self.ended)


def timeline(act: Act, contact: ContactId) -> Timeline:
    """What happened to *contact*."""
    enrolments = act.store.enrolments(contact, running=False)
    tasks = act.store.tasks(contact, open_only=False)
    ended = frozenset([one.ended_because for one in enrolments] + [one.closed_because for one in tasks])
    return Timeline(tuple(entry for entry in act.store.journal(contact=contact) if _tells(entry, ended)), ended)


def is_told(followed: Followed, ended: frozenset[str]) -> bool:
    """Whether an effect did anything worth telling; *ended* are the rules by which something really ended."""
    match followed.effect:
        case EndCampaign() | CloseTask():
            return f"{followed.row} ({followed.place})" in ended
        case ResetAttempts():
            return False
    return True


def _tells(entry: Entry, ended: frozenset[str]) -> bool:
    match entry.said:
        case ChannelDecided(outcome=outcome):
            return outcome != NO_CHANNEL  # that it was skipped, and why, is told after it
        case ReplyReceived():
            return False  # what followed it is told
        case Happened(effects=effects):
            return any(is_told(one, ended) for one in effects)
    return True
