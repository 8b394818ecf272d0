"""The names that a practice gives in YAML, as types that the checker tells apart, and the words that the engine closes.

Knows no ruleset: every practice has its own statuses, channels and tasks.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NewType

PhaseId = NewType("PhaseId", str)
StatusId = NewType("StatusId", str)
State = NewType("State", str)
"""A phase and a status together, written ``phase/status``: what a contact is in."""
CampaignId = NewType("CampaignId", str)
StepId = NewType("StepId", str)
ChannelId = NewType("ChannelId", str)
LineId = NewType("LineId", str)
MessageId = NewType("MessageId", str)
Language = NewType("Language", str)
"""A language that the practice writes in, as a BCP 47 tag such as ``es`` or ``pt-BR``."""
"""A message of ``messages.yaml``: its content for each channel."""
TaskId = NewType("TaskId", str)
"""A kind of task of ``tasks.yaml``; a task that is open for somebody has a number of its own."""
OutcomeId = NewType("OutcomeId", str)
ReasonId = NewType("ReasonId", str)
ContactId = NewType("ContactId", int)

PLAIN_FOLLOW_UP = TaskId("follow_up")
"""The kind of a follow-up that somebody asked for and no rule opened."""
NO_CHANNEL = "none"
"""What the delivery table answers when nothing may be sent."""
NOT_SENT = "not_sent"
"""What a source of preferences says when it is silent."""
DO_NOT_CONTACT = "do_not_contact"
"""A preferred method that is a refusal (domain.md 4.1: the EMR's value DNC)."""


def phase_of(state: State) -> PhaseId:
    """The phase of a state: nobody sets it directly (domain.md 1.1)."""
    return PhaseId(state.partition("/")[0])


def status_of(state: State) -> StatusId:
    """The status of a state."""
    return StatusId(state.partition("/")[2])


class StatusKind(StrEnum):
    """What a status means for the follow-up, whatever the practice calls it."""

    OPEN = "open"
    WON = "won"
    LOST = "lost"
    INVALID = "invalid"
    PAUSED = "paused"


class MessageKind(StrEnum):
    """Why a message goes out; which controls bind it depends on this (domain.md 4.2)."""

    AUTOMATION = "automation"
    BULK = "bulk"
    CAMPAIGN = "campaign"
    MANUAL = "manual"


class Purpose(StrEnum):
    """Why a message is sent, as its text says (domain.md 6.6)."""

    TREATMENT = "treatment"
    OPERATIONS = "operations"
    MARKETING = "marketing"
    BILLING = "billing"


class Privacy(StrEnum):
    """How much a text tells of somebody (domain.md 6.4), the least first.

    ``NONE``: who writes, when, and how to call back; ``MINIMAL``: whom and where one visits, or what the practice
    knows of the person; ``DETAILED``: what for.
    """

    NONE = "none"
    MINIMAL = "minimal"
    DETAILED = "detailed"


class MergedFor(StrEnum):
    """Whose messages about visits of one day may become one (domain.md 4.12, wish 21)."""

    CONTACT = "contact"
    PHONE = "phone"
    """Everybody's who is reached by the same number."""


class Timing(StrEnum):
    """Whether a message answers an event at once or was planned for a time (domain.md 4.11)."""

    INSTANT = "instant"
    SCHEDULED = "scheduled"


class Reach(StrEnum):
    """What a channel sends to: one of the contact's numbers, the e-mail address, or what a fact of theirs says."""

    PHONE = "phone"
    EMAIL = "email"
    FACT = "fact"


class PhoneKind(StrEnum):
    """The up to three numbers of a contact (domain.md 4.1)."""

    CELL = "cell"
    HOME = "home"
    WORK = "work"


class Recipient(StrEnum):
    """Who gets a contact's messages: they themselves, or somebody on file for them."""

    PATIENT = "patient"
    GUARDIAN = "guardian"
    PARTNER = "partner"


COMPANIONS = (Recipient.GUARDIAN, Recipient.PARTNER)
"""Who may be on file for a contact."""


class LineType(StrEnum):
    """What a number can take; ``missing`` when there is none, ``unknown`` when nobody found out."""

    TEXT_ENABLED = "text_enabled"
    LANDLINE = "landline"
    INVALID = "invalid"
    MISSING = "missing"
    UNKNOWN = "unknown"


class Consent(StrEnum):
    """What is recorded for one address, line and channel (domain.md 4.3)."""

    OPTED_IN = "opted_in"
    OPTED_OUT = "opted_out"
    UNKNOWN = "unknown"


class ConsentSource(StrEnum):
    """Who recorded a consent: the person's own reply, staff who heard them say it, staff, EMR, provider, or a rule."""

    REPLY = "reply"
    HEARD = "heard"
    STAFF = "staff"
    EMR = "emr"
    PROVIDER = "provider"
    RULE = "rule"


OWN_WORDS = (ConsentSource.REPLY, ConsentSource.HEARD)
"""The sources that stand for the person's own words."""


class Covers(StrEnum):
    """What a consent is about: every message, or only those that sell (15 USC 7704(a)(3)(B): a choice may be given)."""

    ALL = "all"
    MARKETING = "marketing"


class Lifting(StrEnum):
    """Whether a refusal ends when somebody records that the person agrees, or stands in spite of it."""

    LIFTS = "lifts"
    STAYS = "stays"


class ConsentBasis(StrEnum):
    """The consent that messages to somebody rest on (domain.md 6.1)."""

    NONE = "none"
    EXPRESS = "express"
    WRITTEN = "written"


class Keyword(StrEnum):
    """What kind of keyword a reply is (domain.md 4.3); ``other`` when it is none."""

    OUT = "out"
    IN = "in"
    HELP = "help"
    OTHER = "other"


class Question(StrEnum):
    """What a message asks, so that a reply can answer it; most ask nothing."""

    CONFIRMATION = "confirmation"
    """Whether the contact will come to the visit that the message is about."""
    OPT_IN = "opt_in"
    """Whether the number may be written to."""


class ReplyAnswer(StrEnum):
    """What a whole reply answers to a question that is open."""

    YES = "yes"
    NO = "no"
    RESCHEDULE = "reschedule"
    """Neither: another time is asked for."""


class OpenQuestions(StrEnum):
    """How many questions a reply may be the answer to: only where it is one, nobody has to guess."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class DeliveryReport(StrEnum):
    """What is said of a message afterwards (domain.md 4.12): by its provider, or by how it ended here."""

    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Where a contact preference comes from (domain.md 4.8)."""

    APPOINTMENT = "appointment"
    EMR = "emr"
    FACESHEET = "facesheet"
    NONE = "none"


class ContactSource(StrEnum):
    """Where a contact came from when it was added: from the staff, a list, the EMR, or from the person themselves."""

    BY_HAND = "by_hand"
    IMPORT = "import"
    EMR = "emr"
    INBOUND = "inbound"


class EmrPeople(StrEnum):
    """Whom a source of preferences may touch: only people who are on file, or those whom it adds as well."""

    KNOWN = "known"
    ADD = "add"


class Verdict(StrEnum):
    """What the sending windows answer for a message that is due (domain.md 7.3)."""

    SEND = "send"
    MOVE = "move"
    DROP = "drop"


class Requirement(StrEnum):
    """What choosing a status can ask of whoever chooses it (domain.md 1.4)."""

    NOTE = "note"
    REASON = "reason"
    DATE = "date"
    APPOINTMENT = "appointment"


class LimitVerdict(StrEnum):
    """What the limit on contact attempts says (domain.md 2)."""

    BELOW = "below"
    SUGGEST = "suggest"
    AUTOMATIC = "automatic"


class Next(StrEnum):
    """What is asked for when an outcome is logged: a follow-up, that the task is closed, or neither (domain.md 3.2)."""

    FOLLOW_UP = "follow_up"
    CLOSE = "close"
    NONE = "none"


class LogVerdict(StrEnum):
    """Whether an outcome can be logged on a task like this (domain.md 3.2)."""

    ACCEPTED = "accepted"
    REFUSED = "refused"


class Demand(StrEnum):
    """Whether a note must be given."""

    REQUIRED = "required"
    OPTIONAL = "optional"


class Lifecycle(StrEnum):
    """Whether a task is still to be done; the one half of a task's state (domain.md 3.2)."""

    OPEN = "open"
    CLOSED = "closed"


class Progress(StrEnum):
    """How far a task is; the other half of its state (domain.md 3.2)."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CANCELLED = "cancelled"
    """It is not to be done any more; what closes without a word on it stays as far as it was."""


class TaskType(StrEnum):
    """How a task is worked on."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    IN_PERSON = "in_person"
    OTHER = "other"


class Priority(StrEnum):
    """How much a task presses: of what is due, the most pressing is listed first."""

    HIGH = "high"
    NORMAL = "normal"
    LOW = "low"


class MessageState(StrEnum):
    """Where a message is; every message ends in one of the last five."""

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class Handover(StrEnum):
    """How far the newest try of a message came: only what was never handed over has certainly not left."""

    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    ENDED = "ended"
    """The channel came back to whoever handed the message over, with whatever answer."""


class AppointmentState(StrEnum):
    """What has become of an appointment."""

    BOOKED = "booked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    KEPT = "kept"
    MISSED = "missed"


AHEAD = (AppointmentState.BOOKED, AppointmentState.CONFIRMED)
"""What an appointment is while it is expected to take place."""


class Counted(StrEnum):
    """What a count of a practice counts."""

    MESSAGES = "messages"
    """What left, is leaving or may have left."""
    VISITS = "visits"
    TASKS = "tasks"
    OUTCOMES = "outcomes"
    """What staff logged."""
    ATTEMPTS = "attempts"
    """The outcomes among them that count as a contact attempt."""
    EVENTS = "events"


class Period(StrEnum):
    """The calendar's own spans of time, in which a count may look; each begins at a midnight."""

    TODAY = "today"
    WEEK = "calendar_week"
    """From Monday on."""
    MONTH = "calendar_month"
    YEAR = "calendar_year"
