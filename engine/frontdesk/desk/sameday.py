"""The visits of one day that one message can tell: of one contact, or of all who share a phone (domain.md 4.12)."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.desk.practice import Act
from frontdesk.facts import visit_zone
from frontdesk.names import AHEAD, ContactId, MergedFor
from frontdesk.records import Appointment


def of_the_day(act: Act, visit: Appointment, merged_for: MergedFor) -> Iterator[Appointment]:
    """The other visits ahead on the day of *visit*, each on the calendar of its place; its own contact's first."""
    day = _day(act, visit)
    for person in _people(act, visit.contact, merged_for):
        for other in act.store.appointments(person):
            if other.id != visit.id and other.state in AHEAD and other.at > act.now and _day(act, other) == day:
                yield other


def _people(act: Act, contact: ContactId, merged_for: MergedFor) -> list[ContactId]:
    if merged_for is MergedFor.CONTACT:
        return [contact]
    numbers = dict.fromkeys(act.store.contact(contact).numbers)
    sharing = (person for number in numbers for person in act.store.contacts_on_number(number))
    return list(dict.fromkeys((contact, *sharing)))


def _day(act: Act, visit: Appointment) -> object:
    return visit.at.astimezone(visit_zone(act.ruleset, visit)).date()
