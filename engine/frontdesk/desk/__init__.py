"""The use cases of a practice: what the front desk does, as functions over an ``Act``.

Here the pure rules meet the store; the command line and the worker call nothing deeper.
"""

from frontdesk.desk.adopting import Upheld, adopt, last_rules, left_behind, upheld
from frontdesk.desk.appointments import AppointmentError, become, book, reschedule
from frontdesk.desk.contacts import (
    ContactLog,
    NobodyThereError,
    NotOneContactError,
    OwnRefusalError,
    find,
    log_contact,
    note_facts,
    receive,
    report,
    set_consent,
    set_preferences,
)
from frontdesk.desk.importing import (
    BadRow,
    Imported,
    ImportRefusedError,
    NotAddedError,
    add_contact,
    import_contacts,
)
from frontdesk.desk.messages import send
from frontdesk.desk.practice import Act, Answer, Practice, RequestReusedError, RulesChangedError
from frontdesk.desk.redeciding import Redecided, redecide
from frontdesk.desk.replaying import Difference, Replayed, replay
from frontdesk.desk.statuses import Extras, Options, options, set_status, undo
from frontdesk.desk.syncing import Synced, sync_preferences
from frontdesk.desk.touching import Touched, touched

__all__ = [
    "Act",
    "Answer",
    "AppointmentError",
    "BadRow",
    "ContactLog",
    "Difference",
    "Extras",
    "ImportRefusedError",
    "Imported",
    "NobodyThereError",
    "NotAddedError",
    "NotOneContactError",
    "Options",
    "OwnRefusalError",
    "Practice",
    "Redecided",
    "Replayed",
    "RequestReusedError",
    "RulesChangedError",
    "Synced",
    "Touched",
    "Upheld",
    "add_contact",
    "adopt",
    "become",
    "book",
    "find",
    "import_contacts",
    "last_rules",
    "left_behind",
    "log_contact",
    "note_facts",
    "options",
    "receive",
    "redecide",
    "replay",
    "report",
    "reschedule",
    "send",
    "set_consent",
    "set_preferences",
    "set_status",
    "sync_preferences",
    "touched",
    "undo",
    "upheld",
]
