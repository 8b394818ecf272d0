"""The use cases of a practice: what the front desk does, as functions over an ``Act``.

Here the pure rules meet the store. What is named below is all that the command line changes anything with; the worker
and the views share the modules behind it.
"""

from frontdesk.desk.adding import NotAddedError, add_contact
from frontdesk.desk.adopting import Upheld, adopt, last_rules, left_behind, upheld
from frontdesk.desk.aftermath import put_right
from frontdesk.desk.appointments import VisitDetails, become, book, book_and_choose, reschedule, take_over
from frontdesk.desk.consents import ConsentSaid, NotSaidError
from frontdesk.desk.contact_changes import NotCorrectedError
from frontdesk.desk.contacts import ContactLog, log_contact, note_facts
from frontdesk.desk.corrections import edit
from frontdesk.desk.doubts import DoubtfulError
from frontdesk.desk.erasing import NotErasedError, erase, erase_again
from frontdesk.desk.exporting import note_export
from frontdesk.desk.finding import ErasedContactError, NotOneContactError, find
from frontdesk.desk.impact import Touched, touched
from frontdesk.desk.imported import MOST_WORDS, Imported, ToldRow, look_alike, preferences_left_out
from frontdesk.desk.importing import FileWish, ImportRefusedError, import_file
from frontdesk.desk.inbound import TakenIn, take_in
from frontdesk.desk.merging import NotMergedError, merge, unmerge
from frontdesk.desk.messages import send
from frontdesk.desk.opening import open_practice, open_store
from frontdesk.desk.practice import Act, Answer, Practice, RequestReusedError, RulesChangedError
from frontdesk.desk.preferences import NotByHandError, set_preferences
from frontdesk.desk.redeciding import Redecided, redecide
from frontdesk.desk.replaying import Difference, Replayed, replay
from frontdesk.desk.replies import NoNumberError, receive
from frontdesk.desk.reports import NoSuchMessageError, report, report_by_reference
from frontdesk.desk.staff_consents import (
    NoAddressError,
    NotBeforeError,
    NotOnFileError,
    RefusalStandsError,
    set_consent,
)
from frontdesk.desk.statuses import Extras, set_status, state_meant, undo
from frontdesk.desk.syncing import Synced, sync
from frontdesk.desk.taking import MOST_TOLD, NOT_IN, Wish
from frontdesk.desk.tasks import Wanted, WhichTaskError, open_task_named, tick_notice
from frontdesk.desk.tasks_by_hand import NewTask, end_by_hand, give, open_by_hand
from frontdesk.desk.visits import AppointmentError, NoSuchVisitError, WhichVisitError, clock_of

__all__ = [
    "MOST_TOLD",
    "MOST_WORDS",
    "NOT_IN",
    "Act",
    "Answer",
    "AppointmentError",
    "ConsentSaid",
    "ContactLog",
    "Difference",
    "DoubtfulError",
    "ErasedContactError",
    "Extras",
    "FileWish",
    "ImportRefusedError",
    "Imported",
    "NewTask",
    "NoAddressError",
    "NoNumberError",
    "NoSuchMessageError",
    "NoSuchVisitError",
    "NotAddedError",
    "NotBeforeError",
    "NotByHandError",
    "NotCorrectedError",
    "NotErasedError",
    "NotMergedError",
    "NotOnFileError",
    "NotOneContactError",
    "NotSaidError",
    "Practice",
    "Redecided",
    "RefusalStandsError",
    "Replayed",
    "RequestReusedError",
    "RulesChangedError",
    "Synced",
    "TakenIn",
    "ToldRow",
    "Touched",
    "Upheld",
    "VisitDetails",
    "Wanted",
    "WhichTaskError",
    "WhichVisitError",
    "Wish",
    "add_contact",
    "adopt",
    "become",
    "book",
    "book_and_choose",
    "clock_of",
    "edit",
    "end_by_hand",
    "erase",
    "erase_again",
    "find",
    "give",
    "import_file",
    "last_rules",
    "left_behind",
    "log_contact",
    "look_alike",
    "merge",
    "note_export",
    "note_facts",
    "open_by_hand",
    "open_practice",
    "open_store",
    "open_task_named",
    "preferences_left_out",
    "put_right",
    "receive",
    "redecide",
    "replay",
    "report",
    "report_by_reference",
    "reschedule",
    "send",
    "set_consent",
    "set_preferences",
    "set_status",
    "state_meant",
    "sync",
    "take_in",
    "take_over",
    "tick_notice",
    "touched",
    "undo",
    "unmerge",
    "upheld",
]
