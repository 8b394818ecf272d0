"""What is true of an event: each fact reads one field of whichever kinds of events have it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from frontdesk.events import AppointmentRescheduled, AttemptsReached, Event, EventKind, StatusEntered
from frontdesk.facts.appointment import HOURS_TO_VISIT
from frontdesk.facts.contact import PREVIOUS_STATE
from frontdesk.facts.declaring import fact, maybe
from frontdesk.facts.words import Vocabulary, yes_no
from frontdesk.model import Fact, Scope
from frontdesk.names import PLAIN_FOLLOW_UP, ContactSource, DeliveryReport, Keyword, OpenQuestions, ReplyAnswer
from frontdesk.tables import UNKNOWN, YES_NO, Domain, Listed, Scale, ScaleKind, Text, Value


@dataclass(frozen=True, slots=True)
class EventFact:
    """A fact of events: the field that it reads of whichever events have it, and the values that it may have."""

    name: str
    field: str
    domain: Callable[[Vocabulary], Domain]
    means: str


_LENGTH = Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True, least=0)
EVENT_FACTS = (
    EventFact("event", "kind", lambda _: Listed(tuple(EventKind)), "what happened"),
    EventFact("contact_source", "source", lambda _: maybe(ContactSource), "where a contact came from that is added"),
    EventFact("event_state", "state", lambda words: maybe(words.states), "the state entered or lasted in"),
    EventFact(
        "follow_up_chosen",
        "follow_up_chosen",
        lambda _: maybe(YES_NO.values),
        "whether staff set a date to follow up with the status or the outcome",
    ),
    EventFact("event_outcome", "outcome", lambda words: maybe(words.outcomes), "the outcome logged"),
    EventFact("timer", "timer", lambda words: maybe(words.timers), "the trigger whose time has come"),
    EventFact("received", "received", lambda _: Text(), "the reply, in lower case"),
    EventFact("reply_length", "reply_length", lambda _: _LENGTH, "how many letters the reply has"),
    EventFact("event_line", "line", lambda words: maybe(words.lines), "the line that the reply came in on"),
    EventFact(
        "event_line_open",
        "line_open",
        lambda _: maybe(YES_NO.values),
        "whether that line was open when the reply came in, by its own calendar, else the practice's",
    ),
    EventFact("keyword", "keyword", lambda _: maybe(Keyword), "what kind of keyword the reply is"),
    EventFact("answer", "answer", lambda _: maybe(ReplyAnswer), "what the reply answers to the question about a visit"),
    EventFact(
        "open_questions",
        "open_questions",
        lambda _: maybe(OpenQuestions),
        "how many questions the reply could be about, of all on its number",
    ),
    EventFact("report", "report", lambda _: maybe(DeliveryReport), "what is said of a message afterwards"),
    EventFact(
        "stopped_by",
        "stopped_by",
        lambda _: Text(),
        "the row that skipped the message: of delivery.yaml, or of windows.yaml",
    ),
    EventFact(
        "sent_by", "sent_by", lambda _: Text(), "the row of delivery.yaml by which the message left, as it leaves"
    ),
    EventFact("event_message", "message", lambda words: maybe(words.messages), "the message reported on"),
    EventFact("event_campaign", "campaign", lambda words: maybe(words.campaigns), "the campaign that finished"),
    EventFact(
        "event_task",
        "task",
        lambda words: maybe(dict.fromkeys((*words.tasks, PLAIN_FOLLOW_UP))),
        "the task that is overdue, waits or expired",
    ),
)
"""What rows may ask of an event; what its kind does not say is unknown."""


def of_event(words: Vocabulary) -> list[Fact]:
    """Declare the facts of an event."""
    return [fact(one.name, Scope.EVENT, one.domain(words), one.means) for one in EVENT_FACTS]


def event_facts(event: Event) -> dict[str, Value]:
    """What is true of an event, over the scope ``event``; what its kind does not say is unknown.

    The attempts that were reached are those that were counted then, whatever the contact's count is now; the state
    before is that before the one that was entered; and the hours to a visit that is moved are those to its old time.
    """
    facts = {one.name: _said(getattr(event, one.field, None)) for one in EVENT_FACTS}
    match event:
        case AttemptsReached(attempts):
            return facts | {"attempts": attempts}
        case StatusEntered(_, previous):
            return facts | {PREVIOUS_STATE: previous}
        case AppointmentRescheduled(_, int(hours)):
            return facts | {HOURS_TO_VISIT: hours}
    return facts


def _said(value: Value | bool | None) -> Value:
    if isinstance(value, bool):
        return yes_no(value)
    return UNKNOWN if value in (None, "") else value
