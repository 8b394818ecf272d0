"""What a practice keeps, as promises: the ports behind which any store may stand.

The desk and the worker know these and no store. ``frontdesk.testing.check_store`` tries every promise on a store.
"""

from frontdesk.keeping.many import Many
from frontdesk.keeping.people import Consents, People
from frontdesk.keeping.ports import (
    Agenda,
    Enrolments,
    Journal,
    Outbox,
    Requests,
    Rules,
    Store,
    Tasks,
    Tellings,
    Visits,
)

__all__ = [
    "Agenda",
    "Consents",
    "Enrolments",
    "Journal",
    "Many",
    "Outbox",
    "People",
    "Requests",
    "Rules",
    "Store",
    "Tasks",
    "Tellings",
    "Visits",
]
