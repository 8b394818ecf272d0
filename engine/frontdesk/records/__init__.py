"""Records: what is kept about a practice's people, visits, messages and work, as the interpreter sees it.

Frozen snapshots; knows neither tables nor SQL. Instants are aware datetimes in UTC.
"""

from frontdesk.records.agenda import Due, DueKind, Enrolment, Notice, Task
from frontdesk.records.consents import BY_KEYWORD, ConsentRecord, address_key, standing
from frontdesk.records.errors import NoSuchContactError, NoSuchRecordError, StoreError
from frontdesk.records.outbox import Message, Sent
from frontdesk.records.people import Choice, Contact, Note, Phone, Preference, normal_number, ways_to_write
from frontdesk.records.visits import Appointment

__all__ = [
    "BY_KEYWORD",
    "Appointment",
    "Choice",
    "ConsentRecord",
    "Contact",
    "Due",
    "DueKind",
    "Enrolment",
    "Message",
    "NoSuchContactError",
    "NoSuchRecordError",
    "Note",
    "Notice",
    "Phone",
    "Preference",
    "Sent",
    "StoreError",
    "Task",
    "address_key",
    "normal_number",
    "standing",
    "ways_to_write",
]
