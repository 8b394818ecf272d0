"""The embedded store: the journal, the contacts and the due work of one practice, in one SQLite file."""

from frontdesk.store.contacts import NoSuchContactError, NoSuchRecordError
from frontdesk.store.database import Store, StoreError
from frontdesk.store.journal import Entry, Verification
from frontdesk.store.work import Due, DueKind, Note, Notice

__all__ = [
    "Due",
    "DueKind",
    "Entry",
    "NoSuchContactError",
    "NoSuchRecordError",
    "Note",
    "Notice",
    "Store",
    "StoreError",
    "Verification",
]
