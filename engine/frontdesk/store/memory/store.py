"""The whole store in memory: its parts over one handle."""

from __future__ import annotations

from frontdesk.store.memory.agenda import Agenda
from frontdesk.store.memory.enrolments import Enrolments
from frontdesk.store.memory.many import Many
from frontdesk.store.memory.outbox import Outbox
from frontdesk.store.memory.rules import Rules
from frontdesk.store.memory.tasks import Tasks
from frontdesk.store.memory.tellings import Tellings
from frontdesk.store.memory.visits import Visits


class MemoryStore(Many, Visits, Outbox, Enrolments, Tasks, Agenda, Rules, Tellings):
    """Keeps what ``keeping.Store`` promises until the process ends: ``MemoryStore()``, or several over one ``Memory``.

    Like any store it is used by one thread; another thread opens a handle of its own.
    """

    @property
    def name(self) -> str:
        """See ``keeping.Store``."""
        return self.memory.name
