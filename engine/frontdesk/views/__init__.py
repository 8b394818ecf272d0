"""What is seen of a practice: frozen records for people to read, made of what is kept; nothing here changes anything.

A command prints them, ``--format json`` is them (``as_json``), a page can show them. Each is made by a function beside
it: from an ``Act``, or where two versions of the rules are looked at, from the store and both. Knows no layout, and no
words but the labels of the ruleset.
"""

from frontdesk.views.campaigns import CampaignPage, CampaignView, campaign, campaigns
from frontdesk.views.contact import ConsentView, ContactView, OfferView, contact
from frontdesk.views.contacts import Contacts, contacts
from frontdesk.views.data import as_json
from frontdesk.views.duplicates import DuplicateView, duplicates
from frontdesk.views.exports import Table, consent_table, contact_table, visit_table
from frontdesk.views.impact import Impact, impact
from frontdesk.views.journal import Audit, audit, journal
from frontdesk.views.options import Options, options
from frontdesk.views.outbox import MessageView, outbox
from frontdesk.views.reasons import Reason, reason
from frontdesk.views.tasks import Tasks, TaskView, closed_tasks, tasks
from frontdesk.views.timeline import timeline
from frontdesk.views.visits import VisitHistory, VisitView, calendar, visit, visit_history, visits

__all__ = [
    "Audit",
    "CampaignPage",
    "CampaignView",
    "ConsentView",
    "ContactView",
    "Contacts",
    "DuplicateView",
    "Impact",
    "MessageView",
    "OfferView",
    "Options",
    "Reason",
    "Table",
    "TaskView",
    "Tasks",
    "VisitHistory",
    "VisitView",
    "as_json",
    "audit",
    "calendar",
    "campaign",
    "campaigns",
    "closed_tasks",
    "consent_table",
    "contact",
    "contact_table",
    "contacts",
    "duplicates",
    "impact",
    "journal",
    "options",
    "outbox",
    "reason",
    "tasks",
    "timeline",
    "visit",
    "visit_history",
    "visit_table",
    "visits",
]
