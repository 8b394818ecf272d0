"""The journal: what happened, as typed entries in a chain that shows every change; a person can be erased from it.

Knows what is written down and how; where it is kept is a store's matter.
"""

from frontdesk.journal.chain import GENESIS, Link, Verification, verified
from frontdesk.journal.consents import ConsentRecorded
from frontdesk.journal.corrections import ContactCorrected, ContactErased, ContactsMerged, ContactUnmerged
from frontdesk.journal.entries import Entry, entry_of, kind_of, link_of
from frontdesk.journal.files import Exported
from frontdesk.journal.received import DeliveryReported, KeywordAnswered, ReplyReceived
from frontdesk.journal.said import (
    ChannelDecided,
    ContactAdded,
    ContactImported,
    ContactsImported,
    FactsNoted,
    Followed,
    Happened,
    MessageEnded,
    MessageLeftAfterAll,
    MessageMerged,
    MessageMoved,
    MessageQueued,
    MessageRefused,
    MessageSkipped,
    PreferencesSet,
    PreferencesSynced,
    RulesChanged,
    Said,
    StatusChosen,
    StatusSettled,
    StatusUndone,
    StepLeftOut,
    Unread,
    WorkStopped,
)
from frontdesk.journal.tasks import ContactLogged, NoticeTickedOff
from frontdesk.journal.visits import (
    AppointmentBecame,
    AppointmentBooked,
    AppointmentNoted,
    AppointmentPutRight,
    AppointmentRescheduled,
    BroughtAbout,
)

__all__ = [
    "GENESIS",
    "AppointmentBecame",
    "AppointmentBooked",
    "AppointmentNoted",
    "AppointmentPutRight",
    "AppointmentRescheduled",
    "BroughtAbout",
    "ChannelDecided",
    "ConsentRecorded",
    "ContactAdded",
    "ContactCorrected",
    "ContactErased",
    "ContactImported",
    "ContactLogged",
    "ContactUnmerged",
    "ContactsImported",
    "ContactsMerged",
    "DeliveryReported",
    "Entry",
    "Exported",
    "FactsNoted",
    "Followed",
    "Happened",
    "KeywordAnswered",
    "Link",
    "MessageEnded",
    "MessageLeftAfterAll",
    "MessageMerged",
    "MessageMoved",
    "MessageQueued",
    "MessageRefused",
    "MessageSkipped",
    "NoticeTickedOff",
    "PreferencesSet",
    "PreferencesSynced",
    "ReplyReceived",
    "RulesChanged",
    "Said",
    "StatusChosen",
    "StatusSettled",
    "StatusUndone",
    "StepLeftOut",
    "Unread",
    "Verification",
    "WorkStopped",
    "entry_of",
    "kind_of",
    "link_of",
    "verified",
]
