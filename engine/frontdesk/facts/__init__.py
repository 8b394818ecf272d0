"""Facts: what is true now, by name, with the values that each may have and how it is computed.

One module a scope, and one more for whose preference counts. A fact is one entry there: name, values, meaning, default,
and the computation from the moment in which it is asked for, so what the prover assumes and what the engine computes
cannot part. The practice's own facts (``own``) join them when a ruleset is loaded, with a computation too; what its own
tables answer, those decide.
"""

from frontdesk.facts.appointment import HOURS_TO_VISIT, appointment_facts, hours_to
from frontdesk.facts.calendars import OPEN_LINE, calendar_facts, is_line_open
from frontdesk.facts.catalogue import GIVES_WAY, catalogue
from frontdesk.facts.clock import CLOCK
from frontdesk.facts.computing import computed
from frontdesk.facts.consent import ConsentMoment, RefusalMoment, consent_facts
from frontdesk.facts.contact import (
    BORN,
    BY_STATE,
    HAS_APPOINTMENT,
    LIMIT_VERDICT,
    PREVIOUS_STATE,
    UNDER_WAY,
    contact_facts,
    limit_verdict,
    state_facts,
    with_limit,
)
from frontdesk.facts.counting import changes, count_fact, narrowing, number
from frontdesk.facts.event import EVENT_FACTS, event_facts
from frontdesk.facts.history import NO_HISTORY, Happening, History
from frontdesk.facts.message import counts
from frontdesk.facts.moments import (
    NOTHING_UNDER_WAY,
    AppointmentMoment,
    ContactMoment,
    Lately,
    MessageMoment,
    PracticeMoment,
    SendingMoment,
    TaskMoment,
    UnderWay,
    site_zone,
    visit_zone,
    zone_city,
    zone_of,
)
from frontdesk.facts.own import (
    DAYS_UNTIL,
    days_until,
    known_of_all,
    missing,
    own_fact,
    own_facts,
    said_of_all,
    with_its_dates,
    years_since,
)
from frontdesk.facts.practice import practice_facts
from frontdesk.facts.preferences import address, destination, destination_number
from frontdesk.facts.scopes import REACH, WIDENS, scopes_of
from frontdesk.facts.sending import Planned, clock_facts, planned_facts
from frontdesk.facts.task import OutcomeSaid, task_facts
from frontdesk.facts.visits import OF_VISITS
from frontdesk.facts.words import CONSENT_BASES, WEEKDAYS, Vocabulary, yes_no

__all__ = [
    "BORN",
    "BY_STATE",
    "CLOCK",
    "CONSENT_BASES",
    "DAYS_UNTIL",
    "EVENT_FACTS",
    "GIVES_WAY",
    "HAS_APPOINTMENT",
    "HOURS_TO_VISIT",
    "LIMIT_VERDICT",
    "NOTHING_UNDER_WAY",
    "NO_HISTORY",
    "OF_VISITS",
    "OPEN_LINE",
    "PREVIOUS_STATE",
    "REACH",
    "UNDER_WAY",
    "WEEKDAYS",
    "WIDENS",
    "AppointmentMoment",
    "ConsentMoment",
    "ContactMoment",
    "Happening",
    "History",
    "Lately",
    "MessageMoment",
    "OutcomeSaid",
    "Planned",
    "PracticeMoment",
    "RefusalMoment",
    "SendingMoment",
    "TaskMoment",
    "UnderWay",
    "Vocabulary",
    "address",
    "appointment_facts",
    "calendar_facts",
    "catalogue",
    "changes",
    "clock_facts",
    "computed",
    "consent_facts",
    "contact_facts",
    "count_fact",
    "counts",
    "days_until",
    "destination",
    "destination_number",
    "event_facts",
    "hours_to",
    "is_line_open",
    "known_of_all",
    "limit_verdict",
    "missing",
    "narrowing",
    "number",
    "own_fact",
    "own_facts",
    "planned_facts",
    "practice_facts",
    "said_of_all",
    "scopes_of",
    "site_zone",
    "state_facts",
    "task_facts",
    "visit_zone",
    "with_its_dates",
    "with_limit",
    "years_since",
    "yes_no",
    "zone_city",
    "zone_of",
]
