"""What is true of an event."""

from __future__ import annotations

from frontdesk.events import Event, EventKind
from frontdesk.facts.declaring import fact as _fact
from frontdesk.facts.declaring import maybe as _maybe
from frontdesk.facts.words import REPORTS, Vocabulary
from frontdesk.model import Fact, Scope
from frontdesk.names import PLAIN_FOLLOW_UP
from frontdesk.tables import UNKNOWN, Listed, Text, Value


def _event_facts(words: Vocabulary) -> list[Fact]:
    of = Scope.EVENT
    return [
        _fact("event", of, Listed(tuple(EventKind)), "what happened"),
        _fact("event_state", of, _maybe(words.states), "the state entered or lasted in"),
        _fact("previous_state", of, _maybe(words.states), "the settled state before"),
        _fact("event_outcome", of, _maybe(words.outcomes), "the outcome logged"),
        _fact("timer", of, _maybe(words.timers), "the trigger whose time has come"),
        _fact("received", of, Text(), "the reply, in lower case"),
        _fact("keyword", of, _maybe(("out", "in", "help", "other")), "what kind of keyword the reply is"),
        _fact("report", of, _maybe(REPORTS), "what is said of a message afterwards"),
        _fact("stopped_by", of, Text(), "the row that skipped the message: of delivery.yaml, or of windows.yaml"),
        _fact("event_message", of, _maybe(words.messages), "the message reported on"),
        _fact("event_campaign", of, _maybe(words.campaigns), "the campaign that finished"),
        _fact("event_task", of, _maybe((*words.tasks, PLAIN_FOLLOW_UP)), "the task that is overdue or expired"),
    ]


def event_facts(event: Event) -> dict[str, Value]:
    """What is true of an event; what its kind does not say is unknown."""
    return {
        "event": event.kind,
        "event_state": event.state or UNKNOWN,
        "previous_state": event.previous or UNKNOWN,
        "event_outcome": event.outcome or UNKNOWN,
        "timer": event.timer or UNKNOWN,
        "received": event.received or UNKNOWN,
        "keyword": event.keyword or UNKNOWN,
        "report": event.report or UNKNOWN,
        "stopped_by": event.stopped_by or UNKNOWN,
        "event_message": event.message or UNKNOWN,
        "event_campaign": event.campaign or UNKNOWN,
        "event_task": event.task or UNKNOWN,
    }
