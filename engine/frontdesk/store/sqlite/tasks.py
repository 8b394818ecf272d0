"""What the staff have to do and should know, in SQLite."""

from __future__ import annotations

from datetime import datetime

from frontdesk.names import ContactId
from frontdesk.records import NoSuchRecordError, Notice, Task
from frontdesk.store.instants import from_micros, instant, to_micros
from frontdesk.store.sqlite.columns import Shape
from frontdesk.store.sqlite.parts import Part

_TASK = Shape.of(Task, "task")


class Tasks(Part):
    """Tasks and notices."""

    def add_task(self, task: Task) -> int:
        """See ``keeping.Tasks``."""
        return self._db.run(_TASK.insert, _TASK.row(task)[1:]).lastrowid or 0

    def task(self, id: int) -> Task:
        """See ``keeping.Tasks``."""
        row = self._db.one(f"{_TASK.select} WHERE id = ?", (id,))
        if row is None:
            raise NoSuchRecordError("task", id)
        return _TASK.read(row)

    def tasks(self, contact: ContactId | None = None, *, open_only: bool = True) -> list[Task]:
        """See ``keeping.Tasks``."""
        wanted, values = ["1"], list[int]()
        if open_only:
            wanted.append("lifecycle = 'open'")
        if contact is not None:
            wanted.append("contact = ?")
            values.append(contact)
        return [
            _TASK.read(row) for row in self._db.all(f"{_TASK.select} WHERE {' AND '.join(wanted)} ORDER BY id", values)
        ]

    def save_task(self, task: Task) -> None:
        """See ``keeping.Tasks``."""
        self._db.run(_TASK.update, (*_TASK.row(task)[1:], task.id))

    def add_notice(self, contact: ContactId | None, at: datetime, text: str, addressee: str = "") -> int:
        """See ``keeping.Tasks``."""
        row = (contact, to_micros(at), text, addressee)
        told = "INSERT INTO notice (contact, at, text, addressee) VALUES (?, ?, ?, ?)"
        return self._db.run(told, row).lastrowid or 0

    def notices(self, *, open_only: bool = True) -> list[Notice]:
        """See ``keeping.Tasks``."""
        only = "WHERE ticked_at IS NULL" if open_only else ""
        rows = self._db.all(f"SELECT id, contact, at, text, ticked_at, addressee FROM notice {only} ORDER BY id")
        return [
            Notice(number, contact, instant(at), text, from_micros(ticked), addressee)
            for number, contact, at, text, ticked, addressee in rows
        ]

    def tick_notice(self, id: int, at: datetime) -> None:
        """See ``keeping.Tasks``."""
        if self._db.run("UPDATE notice SET ticked_at = ? WHERE id = ?", (to_micros(at), id)).rowcount == 0:
            raise NoSuchRecordError("notice", id)

    def forget_notices(self, contact: ContactId, at: datetime) -> int:
        """See ``keeping.Tasks``."""
        silenced = "UPDATE notice SET text = '', ticked_at = coalesce(ticked_at, ?) WHERE contact = ?"
        return self._db.run(silenced, (to_micros(at), contact)).rowcount
