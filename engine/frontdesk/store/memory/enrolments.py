"""Runs of campaigns in memory."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.names import ContactId
from frontdesk.records import Enrolment, NoSuchRecordError
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept, next_number


class Enrolments(Handle):
    """Runs of campaigns."""

    def add_enrolment(self, enrolment: Enrolment) -> int:
        """See ``keeping.Enrolments``."""
        table = self.changing.enrolments
        number = next_number(table)
        table[number] = as_kept(enrolment, id=number)
        return number

    def enrolment(self, id: int) -> Enrolment:
        """See ``keeping.Enrolments``."""
        if id not in self.tables.enrolments:
            raise NoSuchRecordError("enrolment", id)
        return self.tables.enrolments[id]

    def enrolments(self, contact: ContactId, *, running: bool = True) -> list[Enrolment]:
        """See ``keeping.Enrolments``."""
        own = [one for one in self.tables.enrolments.values() if one.contact == contact]
        return [one for one in own if one.ended_at is None or not running]

    def running(self) -> Iterator[Enrolment]:
        """See ``keeping.Enrolments``."""
        yield from [one for one in self.tables.enrolments.values() if one.ended_at is None]

    def save_enrolment(self, enrolment: Enrolment) -> None:
        """See ``keeping.Enrolments``."""
        table = self.changing.enrolments
        if enrolment.id in table:
            table[enrolment.id] = as_kept(enrolment)
