"""What falls due, in SQLite: one row for each kind, contact and ref."""

from __future__ import annotations

from datetime import datetime

from frontdesk.names import ContactId
from frontdesk.records import Due, DueKind
from frontdesk.store.instants import instant, to_micros
from frontdesk.store.sqlite.parts import Part

_DUE = "SELECT at, kind, contact, ref FROM due"
_FIRST = "ORDER BY at, kind <> 'settle', id"
_NAMED = (DueKind.TASK_WAITS, DueKind.TIMER, DueKind.SETTLE, DueKind.CAUSE)
"""The kinds whose ref has a name in it; the others are about a record and hold its number."""


class Agenda(Part):
    """What falls due."""

    def schedule(self, due: Due) -> None:
        """See ``keeping.Agenda``."""
        self._db.run(
            "INSERT INTO due (at, kind, contact, ref) VALUES (?, ?, ?, ?) "
            "ON CONFLICT (contact, kind, ref) DO UPDATE SET at = excluded.at",
            (to_micros(due.at), due.kind, due.contact, str(due.ref)),
        )

    def unschedule(self, kind: DueKind, contact: ContactId, ref: int | str | None = None) -> None:
        """See ``keeping.Agenda``."""
        only, values = ("AND ref = ?", (str(ref),)) if ref is not None else ("", ())
        self._db.run(f"DELETE FROM due WHERE contact = ? AND kind = ? {only}", (contact, kind, *values))

    def next_due(self) -> Due | None:
        """See ``keeping.Agenda``."""
        row = self._db.one(f"{_DUE} {_FIRST} LIMIT 1")
        return _due(row) if row else None

    def due(self, now: datetime, limit: int = 100) -> list[Due]:
        """See ``keeping.Agenda``."""
        return [_due(row) for row in self._db.all(f"{_DUE} WHERE at <= ? {_FIRST} LIMIT ?", (to_micros(now), limit))]

    def scheduled(self, contact: ContactId) -> list[Due]:
        """See ``keeping.Agenda``."""
        return [_due(row) for row in self._db.all(f"{_DUE} WHERE contact = ? ORDER BY at, id", (contact,))]

    def take_due(self, due: Due) -> bool:
        """See ``keeping.Agenda``."""
        row = (due.contact, due.kind, str(due.ref), to_micros(due.at))
        return self._db.run("DELETE FROM due WHERE contact = ? AND kind = ? AND ref = ? AND at = ?", row).rowcount == 1


def _due(row: tuple[int, str, int, str]) -> Due:
    at, name, contact, ref = row
    kind = DueKind(name)
    return Due(instant(at), kind, ContactId(contact), ref if kind in _NAMED else int(ref))
