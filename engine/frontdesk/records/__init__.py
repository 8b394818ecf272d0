"""Records: what is kept about a practice's people, visits, messages and work, as the interpreter sees it.

Frozen snapshots; knows neither tables nor SQL. Instants are aware datetimes in UTC.
"""

from frontdesk.records.agenda import Due, DueKind, Enrolment, Notice, Task
from frontdesk.records.consents import BY_KEYWORD, ConsentRecord, address_key, standing
from frontdesk.records.errors import NoSuchContactError, NoSuchRecordError, StoreError
from frontdesk.records.naming import Called, called, fault_in_label, fault_in_name, same_name, together
from frontdesk.records.outbox import Message, Sent
from frontdesk.records.people import Aside, Choice, Companion, Contact, Note, Phone, Preference, keyed_hash
from frontdesk.records.tellings import Telling
from frontdesk.records.visits import Appointment

__all__ = [
    "BY_KEYWORD",
    "Appointment",
    "Aside",
    "Called",
    "Choice",
    "Companion",
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
    "Telling",
    "address_key",
    "called",
    "fault_in_label",
    "fault_in_name",
    "keyed_hash",
    "same_name",
    "standing",
    "together",
]
