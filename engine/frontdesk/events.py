"""Events: what happened to a contact, as plain data. Everything that follows is decided from one of these.

One class a kind, with the fields that this kind has and no others; what holds of every event of a kind (its words,
what brings it about) stands on its class, and whoever needs it reads it there. Knows no rules and no store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, TypeAlias, get_args

from frontdesk.event_traits import Origin, Traits
from frontdesk.names import (
    CampaignId,
    ContactSource,
    DeliveryReport,
    Keyword,
    OpenQuestions,
    OutcomeId,
    ReplyAnswer,
    State,
    TaskId,
)
from frontdesk.wire import wire


class EventKind(StrEnum):
    """Every kind of event that rules can react to: the words that ``on:`` takes in a ruleset."""

    CONTACT_ADDED = "contact_added"
    STATUS_ENTERED = "status_entered"
    OUTCOME_LOGGED = "outcome_logged"
    ATTEMPTS_REACHED = "attempts_reached"
    TIME_IN_STATUS = "time_in_status"
    DATE_REACHED = "date_reached"
    APPOINTMENT_REACHED = "appointment_reached"
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
    TASK_WAITS = "task_waits"
    TASK_EXPIRED = "task_expired"
    STATUS_EXPIRED = "status_expired"
    STATUS_CHOSEN_AGAIN = "status_chosen_again"


@dataclass(frozen=True, slots=True)
class ContactAdded:
    """The contact is on file from now on; ``source`` is where it came from. No status is entered by that."""

    kind: ClassVar = EventKind.CONTACT_ADDED
    wire: ClassVar = wire("contact_added", source="source")
    traits: ClassVar = Traits("a contact is added", "a contact is added: {}", by="contact_source", bare=True)
    source: ContactSource


@dataclass(frozen=True, slots=True)
class StatusEntered:
    """The contact settled in ``state``, ``previous`` before; perhaps a date to follow up was chosen with it."""

    kind: ClassVar = EventKind.STATUS_ENTERED
    wire: ClassVar = wire("status_entered", state="state", previous="previous", follow_up_chosen="follow-up chosen")
    traits: ClassVar = Traits(
        "on entering it", "on entering {}", by="event_state", heading="{} is entered", origin=Origin.STATE
    )
    state: State
    previous: State
    follow_up_chosen: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeLogged:
    """Somebody logged what came of a contact, on a task of the kind ``task`` if on one, and perhaps chose a date."""

    kind: ClassVar = EventKind.OUTCOME_LOGGED
    wire: ClassVar = wire("outcome_logged", outcome="outcome", task="task", follow_up_chosen="follow-up chosen")
    traits: ClassVar = Traits("an outcome is logged", "{} is logged", by="event_outcome")
    outcome: OutcomeId
    task: TaskId | None = None
    follow_up_chosen: bool = False


@dataclass(frozen=True, slots=True)
class AttemptsReached:
    """A contact attempt was counted; ``attempts`` with it, since the last reset."""

    kind: ClassVar = EventKind.ATTEMPTS_REACHED
    wire: ClassVar = wire("attempts_reached", attempts="attempts")
    traits: ClassVar = Traits("an attempt is counted", "at attempt {}", by="attempts")
    attempts: int


@dataclass(frozen=True, slots=True)
class TimeInStatus:
    """The contact has been in ``state`` as long as the trigger ``timer`` says."""

    kind: ClassVar = EventKind.TIME_IN_STATUS
    wire: ClassVar = wire("time_in_status", state="state", timer="timer")
    traits: ClassVar = Traits("a status lasts", "{}", by="timer", origin=Origin.STATE)
    state: State
    timer: str


@dataclass(frozen=True, slots=True)
class DateReached:
    """A date of the contact has come, or is as near as the trigger ``timer`` says; ``state`` is the settled one."""

    kind: ClassVar = EventKind.DATE_REACHED
    wire: ClassVar = wire("date_reached", state="state", timer="timer")
    traits: ClassVar = Traits("a date comes", "{}", by="timer", origin=Origin.DATE)
    state: State
    timer: str


@dataclass(frozen=True, slots=True)
class AppointmentReached:
    """A visit that was not cancelled is as near as the trigger ``timer`` says, or as long ago."""

    kind: ClassVar = EventKind.APPOINTMENT_REACHED
    wire: ClassVar = wire("appointment_reached", appointment="appointment", timer="timer")
    traits: ClassVar = Traits("an appointment comes", "{}", by="timer", origin=Origin.DATE)
    appointment: int
    timer: str


@dataclass(frozen=True, slots=True)
class AppointmentBooked:
    """An appointment was booked."""

    kind: ClassVar = EventKind.APPOINTMENT_BOOKED
    wire: ClassVar = wire("appointment_booked", appointment="appointment")
    traits: ClassVar = Traits("an appointment is booked", bare=True, of_a_visit=True)
    appointment: int


@dataclass(frozen=True, slots=True)
class AppointmentConfirmed:
    """The contact said that they will come."""

    kind: ClassVar = EventKind.APPOINTMENT_CONFIRMED
    wire: ClassVar = wire("appointment_confirmed", appointment="appointment")
    traits: ClassVar = Traits("an appointment is confirmed", bare=True, of_a_visit=True)
    appointment: int


@dataclass(frozen=True, slots=True)
class AppointmentRescheduled:
    """An appointment was moved to another time; ``hours_to_visit`` were the whole hours until the time that it had.

    They are ``None`` where the practice has a fact of its own of that name.
    """

    kind: ClassVar = EventKind.APPOINTMENT_RESCHEDULED
    wire: ClassVar = wire("appointment_rescheduled", appointment="appointment", hours_to_visit="hours_to_visit")
    traits: ClassVar = Traits("an appointment is rescheduled", bare=True, of_a_visit=True)
    appointment: int
    hours_to_visit: int | None = None


@dataclass(frozen=True, slots=True)
class AppointmentCancelled:
    """An appointment was cancelled."""

    kind: ClassVar = EventKind.APPOINTMENT_CANCELLED
    wire: ClassVar = wire("appointment_cancelled", appointment="appointment")
    traits: ClassVar = Traits("an appointment is cancelled", bare=True)
    appointment: int


@dataclass(frozen=True, slots=True)
class AppointmentKept:
    """The contact came to the appointment."""

    kind: ClassVar = EventKind.APPOINTMENT_KEPT
    wire: ClassVar = wire("appointment_kept", appointment="appointment")
    traits: ClassVar = Traits("an appointment is kept", bare=True, of_a_visit=True)
    appointment: int


@dataclass(frozen=True, slots=True)
class AppointmentMissed:
    """The contact did not come to the appointment."""

    kind: ClassVar = EventKind.APPOINTMENT_MISSED
    wire: ClassVar = wire("appointment_missed", appointment="appointment")
    traits: ClassVar = Traits("an appointment is missed", bare=True)
    appointment: int


@dataclass(frozen=True, slots=True)
class MessageReceived:
    """A reply came in on ``line``.

    ``received``: the reply in lower case without punctuation at its ends. ``number``: where it came from; empty when
    something newer came from there, so that it is not the last word any more. ``answer``: what it answers to the one
    question that was open about ``appointment``; ``open_questions``: how many it could be about. ``reply_length``: how
    many letters it has; ``line_open``: whether the line was open then, ``None`` where no calendar says; ``entry``: that
    of the journal which keeps the words.
    """

    kind: ClassVar = EventKind.MESSAGE_RECEIVED
    wire: ClassVar = wire(
        "message_received",
        "received",
        "number",
        received="received",
        keyword="keyword",
        line="line",
        number="number",
        answer="answer",
        appointment="appointment",
        open_questions="open questions",
        reply_length="length",
        line_open="line open",
        entry="entry",
    )
    traits: ClassVar = Traits("a reply comes in", "a reply comes in", by="keyword", bare=True)
    received: str = ""
    keyword: Keyword | None = None
    line: str = ""
    number: str = ""
    answer: ReplyAnswer | None = None
    appointment: int | None = None
    open_questions: OpenQuestions | None = None
    reply_length: int | None = None
    line_open: bool | None = None
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class DeliveryReported:
    """Something is known of a message.

    ``stopped_by`` is the id of the row that skipped it, ``sent_by`` of the row of the delivery table by which it left;
    empty where none did, or nobody knows any more.
    """

    kind: ClassVar = EventKind.DELIVERY_REPORTED
    wire: ClassVar = wire(
        "delivery_reported",
        report="report",
        stopped_by="stopped_by",
        message="message",
        appointment="appointment",
        sent_by="sent_by",
    )
    traits: ClassVar = Traits("a message is reported", "a message is reported {}", by="report", origin=Origin.MESSAGE)
    report: DeliveryReport
    stopped_by: str = ""
    message: str = ""
    appointment: int | None = None
    sent_by: str = ""


@dataclass(frozen=True, slots=True)
class PreferencesChanged:
    """The contact wants to be reached in another way than before."""

    kind: ClassVar = EventKind.PREFERENCES_CHANGED
    wire: ClassVar = wire("preferences_changed")
    traits: ClassVar = Traits("preferences change", bare=True)


@dataclass(frozen=True, slots=True)
class CampaignFinished:
    """A campaign of the contact did its last step; ``appointment`` is the one that it was about, if about one."""

    kind: ClassVar = EventKind.CAMPAIGN_FINISHED
    wire: ClassVar = wire("campaign_finished", campaign="campaign", appointment="appointment")
    traits: ClassVar = Traits(
        "a campaign is over", "the campaign {} is over", by="event_campaign", origin=Origin.CAMPAIGN
    )
    campaign: CampaignId
    appointment: int | None = None


@dataclass(frozen=True, slots=True)
class FollowUpOverdue:
    """The follow-up date of an open task passed."""

    kind: ClassVar = EventKind.FOLLOW_UP_OVERDUE
    wire: ClassVar = wire("follow_up_overdue", task="task")
    traits: ClassVar = Traits(
        "a follow-up is overdue", "the follow-up of {} is overdue", by="event_task", origin=Origin.FOLLOW_UP
    )
    task: TaskId


@dataclass(frozen=True, slots=True)
class TaskWaits:
    """An open task has waited for somebody as long as the trigger ``timer`` says (``Task.waits_since``)."""

    kind: ClassVar = EventKind.TASK_WAITS
    wire: ClassVar = wire("task_waits", task="task", timer="timer")
    traits: ClassVar = Traits("a task waits", "{}", by="timer", origin=Origin.FOLLOW_UP)
    task: TaskId
    timer: str


@dataclass(frozen=True, slots=True)
class TaskExpired:
    """A task was open as long as tasks of its kind may be, and closed by itself."""

    kind: ClassVar = EventKind.TASK_EXPIRED
    wire: ClassVar = wire("task_expired", task="task")
    traits: ClassVar = Traits("a task expires", "the task {} expires", by="event_task", origin=Origin.TASK)
    task: TaskId


@dataclass(frozen=True, slots=True)
class StatusExpired:
    """The contact has been in ``state`` for as long as that status lasts."""

    kind: ClassVar = EventKind.STATUS_EXPIRED
    wire: ClassVar = wire("status_expired", state="state")
    traits: ClassVar = Traits("it has lasted its time", "{} has lasted its time", by="event_state", origin=Origin.STATE)
    state: State


@dataclass(frozen=True, slots=True)
class StatusChosenAgain:
    """Staff chose ``state``, in which the contact has settled; ``until``: the date that they chose with it."""

    kind: ClassVar = EventKind.STATUS_CHOSEN_AGAIN
    wire: ClassVar = wire("status_chosen_again", state="state", until="until")
    traits: ClassVar = Traits("it is chosen again", "{} is chosen again", by="event_state")
    state: State
    until: datetime | None = None


Event: TypeAlias = (
    ContactAdded
    | StatusEntered
    | OutcomeLogged
    | AttemptsReached
    | TimeInStatus
    | DateReached
    | AppointmentReached
    | AppointmentBooked
    | AppointmentConfirmed
    | AppointmentRescheduled
    | AppointmentCancelled
    | AppointmentKept
    | AppointmentMissed
    | MessageReceived
    | DeliveryReported
    | PreferencesChanged
    | CampaignFinished
    | FollowUpOverdue
    | TaskWaits
    | TaskExpired
    | StatusExpired
    | StatusChosenAgain
)
"""One thing that happened to one contact."""

EVENTS: Mapping[EventKind, type[Event]] = {one.kind: one for one in get_args(Event)}
"""The class of each kind."""


def traits_of(kind: EventKind) -> Traits:
    """What holds of every event of *kind*."""
    traits: Traits = EVENTS[kind].traits
    return traits


def is_about_a_visit(kind: EventKind) -> bool:
    """Whether every event of *kind* is about an appointment, so that it touches that visit and no other."""
    about = EVENTS[kind].__dataclass_fields__.get("appointment")
    return about is not None and about.default is MISSING


def appointment_of(event: Event) -> int | None:
    """The appointment that *event* is about; ``None`` when it is about none, as events of most kinds are."""
    number: int | None = getattr(event, "appointment", None)
    return number
