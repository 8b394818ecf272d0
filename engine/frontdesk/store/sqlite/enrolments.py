"""Runs of campaigns in SQLite."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.names import ContactId
from frontdesk.records import Enrolment, NoSuchRecordError
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part

_ENROLMENT = Shape.of(Enrolment, "enrolment")


class Enrolments(Part):
    """Runs of campaigns."""

    def add_enrolment(self, enrolment: Enrolment) -> int:
        """See ``keeping.Enrolments``."""
        return self._db.run(_ENROLMENT.insert, _ENROLMENT.row(enrolment)[1:]).lastrowid or 0

    def enrolment(self, id: int) -> Enrolment:
        """See ``keeping.Enrolments``."""
        row = self._db.one(f"{_ENROLMENT.select} WHERE id = ?", (id,))
        if row is None:
            raise NoSuchRecordError("enrolment", id)
        return _ENROLMENT.read(row)

    def enrolments(self, contact: ContactId, *, running: bool = True) -> list[Enrolment]:
        """See ``keeping.Enrolments``."""
        only = "AND ended_at IS NULL" if running else ""
        rows = self._db.all(f"{_ENROLMENT.select} WHERE contact = ? {only} ORDER BY id", (contact,))
        return [_ENROLMENT.read(row) for row in rows]

    def running(self) -> Iterator[Enrolment]:
        """See ``keeping.Enrolments``."""
        for page in self._db.pages(f"{_ENROLMENT.select} WHERE ended_at IS NULL"):
            yield from map(_ENROLMENT.read, page)

    def save_enrolment(self, enrolment: Enrolment) -> None:
        """See ``keeping.Enrolments``."""
        self._db.run(_ENROLMENT.update, (*_ENROLMENT.row(enrolment)[1:], enrolment.id))
