"""One event of every kind, with every field set."""

from __future__ import annotations

from datetime import UTC, datetime

from frontdesk.events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentKept,
    AppointmentMissed,
    AppointmentReached,
    AppointmentRescheduled,
    AttemptsReached,
    CampaignFinished,
    ContactAdded,
    DateReached,
    DeliveryReported,
    Event,
    FollowUpOverdue,
    MessageReceived,
    OutcomeLogged,
    PreferencesChanged,
    StatusChosenAgain,
    StatusEntered,
    StatusExpired,
    TaskExpired,
    TaskWaits,
    TimeInStatus,
)
from frontdesk.names import CampaignId, ContactSource, DeliveryReport, Keyword, OutcomeId, State, TaskId

NEW, WAITING = State("enquiry/new"), State("client/waiting")
SAMPLES: tuple[Event, ...] = (
    ContactAdded(ContactSource.INBOUND),
    StatusEntered(WAITING, NEW, follow_up_chosen=True),
    StatusEntered(WAITING, NEW),
    OutcomeLogged(OutcomeId("reached"), TaskId("ring"), follow_up_chosen=True),
    OutcomeLogged(OutcomeId("reached")),
    AttemptsReached(2),
    TimeInStatus(WAITING, "long_wait"),
    DateReached(WAITING, "overdue"),
    AppointmentReached(7, "unsure"),
    AppointmentBooked(7),
    AppointmentConfirmed(7),
    AppointmentRescheduled(7, 23),
    AppointmentRescheduled(7),
    AppointmentCancelled(7),
    AppointmentKept(7),
    AppointmentMissed(7),
    MessageReceived("stop", Keyword.OUT, "desk"),
    MessageReceived("", Keyword.OTHER),
    MessageReceived("are you there", Keyword.OTHER, "desk", reply_length=14, line_open=False, entry=3),
    DeliveryReported(DeliveryReport.SKIPPED, "quiet", "hello", 7),
    DeliveryReported(DeliveryReport.SENT, message="hello"),
    PreferencesChanged(),
    CampaignFinished(CampaignId("visit"), 7),
    CampaignFinished(CampaignId("visit")),
    FollowUpOverdue(TaskId("ring")),
    TaskWaits(TaskId("ring"), "unanswered"),
    TaskExpired(TaskId("ring")),
    StatusExpired(WAITING),
    StatusChosenAgain(WAITING),
    StatusChosenAgain(WAITING, datetime(2026, 4, 1, tzinfo=UTC)),
)


TOLD = {
    "wrote_first": ("contact added: inbound, emr", "a contact is added: inbound, emr"),
    "welcome.start.asked": ("enquiry/new is entered, if open_house: no", "on entering enquiry/new"),
    "ring.closes.spoke": ("outcome logged: reached, refused", "reached, refused is logged"),
    "tired": ("attempts reached, if attempts: 1", "at attempt 1"),
    "long_wait": ("30 days in Client - On leave, Enquiry - Waiting, if phase: enquiry", "after 30 days"),
    "overdue": ("1 week after 'Vaccination due'", "1 week after vaccination due"),
    "unsure": ("8 weeks before a visit, if appointment_state: booked", "8 weeks before a visit"),
    "visit.start.booked": ("appointment booked", "an appointment is booked"),
    "confirmed": ("appointment confirmed", "an appointment is confirmed"),
    "rescheduled": ("appointment rescheduled", "an appointment is rescheduled"),
    "cancelled": ("appointment cancelled", "an appointment is cancelled"),
    "kept": ("appointment kept", "an appointment is kept"),
    "missed": ("appointment missed", "an appointment is missed"),
    "stop_sent": ("message received: out", "a reply comes in"),
    "welcome.end.answered": ("message received", "a reply comes in"),
    "failed": ("delivery reported: failed, undelivered", "a message is reported failed, undelivered"),
    "changed": ("preferences changed", "preferences change"),
    "done": ("campaign finished: welcome", "the campaign welcome is over"),
    "unanswered": ("5 days without work on 'Ring them'", "after 5 days without work on a task"),
    "late": ("follow up overdue", "a follow-up is overdue"),
    "expired": ("task expired: ring", "the task ring expires"),
}
"""Rows of the practice harbour, which uses most words: what heads the rule, and what happens on a way."""
TOLD_OF_STAYS = {
    "called_back": (
        "status expired: lead/referred, any/paused",
        "lead/referred, any/paused has lasted its time",
    ),
    "still_contacted": ("status chosen again: lead/contacted", "lead/contacted is chosen again"),
}
"""Likewise of the practice stays, whose statuses last a while."""
