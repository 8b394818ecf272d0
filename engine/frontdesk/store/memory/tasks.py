"""What the staff have to do and should know, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from frontdesk.names import ContactId, Lifecycle
from frontdesk.records import NoSuchRecordError, Notice, Task
from frontdesk.store.instants import in_utc
from frontdesk.store.memory.memory import Handle
from frontdesk.store.memory.tables import as_kept, next_number


class Tasks(Handle):
    """Tasks and notices."""

    def add_task(self, task: Task) -> int:
        """See ``keeping.Tasks``."""
        table = self.changing.tasks
        number = next_number(table)
        table[number] = as_kept(task, id=number)
        return number

    def task(self, id: int) -> Task:
        """See ``keeping.Tasks``."""
        if id not in self.tables.tasks:
            raise NoSuchRecordError("task", id)
        return self.tables.tasks[id]

    def tasks(self, contact: ContactId | None = None, *, open_only: bool = True) -> list[Task]:
        """See ``keeping.Tasks``."""
        own = [one for one in self.tables.tasks.values() if contact in (None, one.contact)]
        return [one for one in own if one.lifecycle is Lifecycle.OPEN or not open_only]

    def save_task(self, task: Task) -> None:
        """See ``keeping.Tasks``."""
        table = self.changing.tasks
        if task.id in table:
            table[task.id] = as_kept(task)

    def add_notice(self, contact: ContactId | None, at: datetime, text: str, addressee: str = "") -> int:
        """See ``keeping.Tasks``."""
        table, told = self.changing.notices, in_utc(at)
        number = next_number(table)
        table[number] = Notice(number, contact, told, text, None, addressee)
        return number

    def notices(self, *, open_only: bool = True) -> list[Notice]:
        """See ``keeping.Tasks``."""
        return [one for one in self.tables.notices.values() if one.ticked_at is None or not open_only]

    def tick_notice(self, id: int, at: datetime) -> None:
        """See ``keeping.Tasks``."""
        table, ticked = self.changing.notices, in_utc(at)
        if id not in table:
            raise NoSuchRecordError("notice", id)
        table[id] = replace(table[id], ticked_at=ticked)

    def forget_notices(self, contact: ContactId, at: datetime) -> int:
        """See ``keeping.Tasks``."""
        table, ticked = self.changing.notices, in_utc(at)
        about = [one for one in table.values() if one.contact == contact]
        for one in about:
            table[one.id] = replace(one, text="", ticked_at=one.ticked_at or ticked)
        return len(about)
