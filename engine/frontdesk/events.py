"""Events: what happened to a contact, as plain data. Everything that follows is decided from one of these.

The names in ``EventKind`` are the words that ``on:`` takes in a ruleset.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from frontdesk.names import CampaignId, OutcomeId, State, TaskId


class EventKind(StrEnum):
    """Every kind of event that rules can react to."""

    STATUS_ENTERED = "status_entered"
    OUTCOME_LOGGED = "outcome_logged"
    ATTEMPTS_REACHED = "attempts_reached"
    TIME_IN_STATUS = "time_in_status"
    DATE_REACHED = "date_reached"
    APPOINTMENT_BOOKED = "appointment_booked"
    APPOINTMENT_CONFIRMED = "appointment_confirmed"
    APPOINTMENT_RESCHEDULED = "appointment_rescheduled"
    APPOINTMENT_CANCELLED = "appointment_cancelled"
    APPOINTMENT_KEPT = "appointment_kept"
    APPOINTMENT_MISSED = "appointment_missed"
    MESSAGE_RECEIVED = "message_received"
    DELIVERY_REPORTED = "delivery_reported"
    PREFERENCES_CHANGED = "preferences_changed"
    CAMPAIGN_FINISHED = "campaign_finished"
    FOLLOW_UP_OVERDUE = "follow_up_overdue"
    TASK_EXPIRED = "task_expired"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one contact. Only the fields of its kind are set, the others stay empty.

    ``state``: entered (STATUS_ENTERED) or lasted in (TIME_IN_STATUS). ``previous``: the settled state before.
    ``timer``: the id of the trigger whose time has come (TIME_IN_STATUS, DATE_REACHED).
    ``received``: the reply in lower case without punctuation at its ends; ``keyword``: out, in, help or other.
    ``line``: the line that the reply came in on. ``report``: sent, delivered, undelivered, failed, skipped, unknown.
    ``stopped_by``: the id of the row that skipped the message, empty where no row did.
    """

    kind: EventKind
    state: State | None = None
    previous: State | None = None
    outcome: OutcomeId | None = None
    attempts: int = 0
    timer: str = ""
    received: str = ""
    keyword: str = ""
    line: str = ""
    report: str = ""
    stopped_by: str = ""
    message: str = ""
    campaign: CampaignId | None = None
    task: TaskId | None = None
    appointment: int | None = None
