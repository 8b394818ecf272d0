"""What falls due, in memory: one line for each kind, contact and ref, kept where it was first put."""

from __future__ import annotations

from datetime import datetime

from frontdesk.names import ContactId
from frontdesk.records import Due, DueKind
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import DueKey, as_kept


class Agenda(Handle):
    """What falls due."""

    def schedule(self, due: Due) -> None:
        """See ``keeping.Agenda``."""
        self.changing.due[_key(due)] = as_kept(due)

    def unschedule(self, kind: DueKind, contact: ContactId, ref: int | str | None = None) -> None:
        """See ``keeping.Agenda``."""
        table = self.changing.due
        for key in [key for key in table if key[:2] == (kind, contact) and (ref is None or key[2] == str(ref))]:
            del table[key]

    def next_due(self) -> Due | None:
        """See ``keeping.Agenda``."""
        return next(iter(self._in_order()), None)

    def due(self, now: datetime, limit: int = 100) -> list[Due]:
        """See ``keeping.Agenda``."""
        until = in_utc(now)
        return [due for due in self._in_order() if due.at <= until][:limit]

    def scheduled(self, contact: ContactId) -> list[Due]:
        """See ``keeping.Agenda``."""
        return sorted((due for due in self.tables.due.values() if due.contact == contact), key=lambda due: due.at)

    def take_due(self, due: Due) -> bool:
        """See ``keeping.Agenda``."""
        table, wanted = self.changing.due, as_kept(due)
        there = table.get(_key(due))
        if there is None or there.at != wanted.at:
            return False
        del table[_key(due)]
        return True

    def _in_order(self) -> list[Due]:
        return sorted(self.tables.due.values(), key=lambda due: (due.at, due.kind is not DueKind.SETTLE))


def _key(due: Due) -> DueKey:
    return due.kind, due.contact, str(due.ref)
