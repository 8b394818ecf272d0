"""The history of a contact that counts are taken from: read as far as the counts of the rules ask, and else not at all.

Messages, visits and tasks are what is kept of them now, so what was put right counts as it is; but for tasks that came
of what was said of a visit by mistake, if nobody took them up. What happened stands in the journal, with that of
whoever was merged into the contact.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from frontdesk.desk.practice import Act
from frontdesk.events import Event, appointment_of
from frontdesk.facts import NO_HISTORY, Happening, History
from frontdesk.journal import AppointmentBecame, AppointmentPutRight, Entry, Happened
from frontdesk.model.counts import Count, Counts
from frontdesk.names import AppointmentState, ContactId, Counted
from frontdesk.records import Appointment, Task

_EVENTS = (Counted.OUTCOMES, Counted.ATTEMPTS, Counted.EVENTS)
"""What is counted by the events that tell it."""
_KINDS = (Happened.wire.kind, AppointmentPutRight.wire.kind)
_LOST = (AppointmentState.CANCELLED, AppointmentState.MISSED)
_LOSING = tuple(f"appointment {state}" for state in _LOST)
"""The entries of the journal that say so of a visit."""
_BEGINNING = datetime(1, 1, 2, tzinfo=UTC)
"""Before anything that a store keeps, in any zone."""


def history_of(act: Act, contact: ContactId, event: Event | None = None) -> History:
    """What has happened to *contact* until now; *event* is happening, and not in the journal yet."""
    counts = act.ruleset.part(Counts).counts.values()
    if not counts:
        return NO_HISTORY
    wanted = {count.of for count in counts}
    events = _events(act, contact, event) if any(map(_asks_events, counts)) else ()
    return History(
        act.store.sent_since(contact, _BEGINNING) if Counted.MESSAGES in wanted else (),
        act.store.appointments(contact) if Counted.VISITS in wanted else (),
        tuple(_tasks(act, contact)) if Counted.TASKS in wanted else (),
        events,
    )


def lost_last(act: Act, contact: ContactId, visits: Sequence[Appointment]) -> Appointment | None:
    """The one of *visits* of which it was said last that it was cancelled or missed, if that still holds."""
    lost = {one.id: one for one in visits if one.state in _LOST}
    if not lost:
        return None
    entries = sorted(_entries(act, contact, _LOSING), key=_by_number, reverse=True)
    said = (one.said for one in entries)
    became = (one for one in said if isinstance(one, AppointmentBecame) and one.state in _LOST)
    return next((lost[one.appointment] for one in became if one.appointment in lost), None)


def _tasks(act: Act, contact: ContactId) -> Iterator[Task]:
    righted = (one.said for one in _entries(act, contact, (AppointmentPutRight.wire.kind,)))
    mistaken = {number for said in righted if isinstance(said, AppointmentPutRight) for number in said.tasks}
    return (one for one in act.store.tasks(contact, open_only=False) if one.id not in mistaken)


def _asks_events(count: Count) -> bool:
    return count.of in _EVENTS or bool(count.since)


def _events(act: Act, contact: ContactId, event: Event | None) -> Sequence[Happening]:
    happened = list(_in_force(sorted(_entries(act, contact, _KINDS), key=_by_number)))
    return [*happened, Happening(act.now, event)] if event is not None else happened


def _entries(act: Act, contact: ContactId, kinds: Sequence[str]) -> Iterator[Entry]:
    people = (contact, *act.store.merged_with(contact))
    return (one for each in people for one in act.store.journal(contact=each, kinds=kinds))


def _by_number(entry: Entry) -> int:
    return entry.seq


def _in_force(entries: Sequence[Entry]) -> Iterator[Happening]:
    """What happened, without what was said of a visit by mistake."""
    mistaken = set[int]()
    said = dict[tuple[int | None, str], int]()  # by which entry each thing was said of each visit last
    for entry in entries:
        match entry.said:
            case Happened(event):
                said[appointment_of(event), event.kind] = entry.seq
            case AppointmentPutRight(visit, state):
                mistaken.add(said.get((visit, f"appointment_{state}"), 0))
    for entry in entries:
        if isinstance(entry.said, Happened) and entry.seq not in mistaken:
            yield Happening(entry.at, entry.said.event)
