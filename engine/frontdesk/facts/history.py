"""What has happened to a contact, as far as the counts of a practice ask: plain records, in the order in which it did.

Whoever asks for facts brings it along; it is empty where no count is declared. Knows no count and no store.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from frontdesk.events import Event
from frontdesk.records import Appointment, Sent, Task


@dataclass(frozen=True, slots=True)
class Happening:
    """An event, and when it was decided what follows it."""

    at: datetime
    event: Event


@dataclass(frozen=True, slots=True)
class History:
    """What a contact got, was booked for, is worked on for, and what happened to them; each in order of time."""

    messages: Sequence[Sent] = ()
    visits: Sequence[Appointment] = ()
    tasks: Sequence[Task] = ()
    events: Sequence[Happening] = ()


NO_HISTORY = History()
