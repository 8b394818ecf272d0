"""Every fact that the engine computes, in the order in which ``frontdesk facts`` lists them."""

from __future__ import annotations

from frontdesk.facts.appointment import HOURS_TO_VISIT, RESOURCES, of_appointment
from frontdesk.facts.calendars import LINE_FACTS
from frontdesk.facts.clock import of_clock
from frontdesk.facts.contact import BORN, UNDER_WAY, of_contact
from frontdesk.facts.event import of_event
from frontdesk.facts.message import of_message
from frontdesk.facts.practice import of_practice
from frontdesk.facts.sending import of_sending
from frontdesk.facts.task import of_task
from frontdesk.facts.visits import OF_VISITS, of_visits
from frontdesk.facts.words import Vocabulary
from frontdesk.model import Fact

GIVES_WAY = (
    BORN,
    "age",
    "language",
    *UNDER_WAY,
    *OF_VISITS,
    "message_name",
    "step",
    "days_until_asked_follow_up",
    "today",
    "month",
    HOURS_TO_VISIT,
    *RESOURCES,
    *LINE_FACTS,
)
"""Facts that came after practices could have one of that name: theirs stays what it was, and takes the place."""


def catalogue(words: Vocabulary) -> list[Fact]:
    """Return every fact that the engine computes, for a ruleset with these names."""
    return [
        *of_practice(),
        *of_contact(words),
        *of_visits(),
        *of_clock(),
        *of_appointment(),
        *of_message(words),
        *of_sending(words),
        *of_task(words),
        *of_event(words),
    ]
