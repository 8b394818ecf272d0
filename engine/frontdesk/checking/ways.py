"""How somebody gets somewhere, in plain words: a status after the other, and what happens in between.

Only words; what leads where is found in ``machine``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from frontdesk.events import EventKind
from frontdesk.model import Ruleset, Timer
from frontdesk.tables import Row, written_duration

CHOSEN = "chosen"
"""Staff pick the status."""
_HAPPENING = {
    EventKind.APPOINTMENT_BOOKED: "an appointment is booked",
    EventKind.APPOINTMENT_CONFIRMED: "an appointment is confirmed",
    EventKind.APPOINTMENT_RESCHEDULED: "an appointment is rescheduled",
    EventKind.APPOINTMENT_CANCELLED: "an appointment is cancelled",
    EventKind.APPOINTMENT_KEPT: "an appointment is kept",
    EventKind.APPOINTMENT_MISSED: "an appointment is missed",
    EventKind.MESSAGE_RECEIVED: "a reply comes in",
    EventKind.PREFERENCES_CHANGED: "preferences change",
}
_NAMING = {
    EventKind.STATUS_ENTERED: ("event_state", "on entering {}", "on entering it"),
    EventKind.OUTCOME_LOGGED: ("event_outcome", "{} is logged", "an outcome is logged"),
    EventKind.ATTEMPTS_REACHED: ("attempts", "at attempt {}", "an attempt is counted"),
    EventKind.DELIVERY_REPORTED: ("report", "a message is reported {}", "a message is reported"),
    EventKind.CAMPAIGN_FINISHED: ("event_campaign", "the campaign {} is over", "a campaign is over"),
    EventKind.FOLLOW_UP_OVERDUE: ("event_task", "the follow-up of {} is overdue", "a follow-up is overdue"),
    EventKind.TASK_EXPIRED: ("event_task", "the task {} expires", "a task expires"),
}
"""What a row that follows an event of this kind asks of it: the fact that names it, and the words with and without."""


def happening(ruleset: Ruleset, row: Row[Any], kind: EventKind) -> str:
    """Say what happens when *row* of ``consequences`` follows an event of *kind*: "after 30 days"."""
    if kind in _HAPPENING:
        return _HAPPENING[kind]
    if kind not in _NAMING:
        timer = next((ruleset.timers[test.written] for test in row.when if test.fact == "timer"), None)
        return _timed(timer) if timer else str(kind)
    fact, named, plain = _NAMING[kind]
    asked = next((test.written for test in row.when if test.fact == fact), "")
    return named.format(asked.removeprefix(">= ")) if asked else plain


def told(begin: str, steps: Iterable[tuple[str, str]]) -> str:
    """A way in one line: where it begins, then each place and, in brackets, what leads there."""
    return " -> ".join([begin, *(f"{place} ({happens})" if happens else place for place, happens in steps)])


def _timed(timer: Timer) -> str:
    length = written_duration(abs(timer.offset))
    if not timer.date_fact:
        return f"after {length}"
    day = timer.date_fact.replace("_", " ")
    return f"{length} {'before' if timer.offset.days < 0 else 'after'} {day}" if timer.offset else f"on {day}"
