"""What changed of a visit, in words: what is so now, and what was.

Knows nothing of who changed it, or why.
"""

from __future__ import annotations

from frontdesk.desk.finding import named
from frontdesk.desk.practice import Act
from frontdesk.desk.visits import local_hour
from frontdesk.records import Appointment

_SHOWN = {"type": "type", "practitioner": "provider", "site": "place", "reference": "reference"}
"""The words of a file for what a visit has, by what it is called here."""


def of_whom_and_when(act: Act, visit: Appointment) -> str:
    """Whose *visit* is, and when on its own clock."""
    return f"{named(act.store.contact(visit.contact))}, {local_hour(act, visit)}"


def changes(act: Act, before: Appointment, after: Appointment) -> tuple[str, ...]:
    """What differs, one by one; empty where nothing does that anybody sees."""
    moved = [f"moved to {local_hour(act, after)}"] if after.at != before.at else []
    became = [f"{after.state}, was {before.state}"] if after.state is not before.state else []
    values = {word: (getattr(before, name), getattr(after, name)) for name, word in _SHOWN.items()}
    values |= {name: (before.facts.get(name), value) for name, value in after.facts.items()}
    others = [f"{word} {now}" + (f", was {was}" if was else "") for word, (was, now) in values.items() if was != now]
    return (*moved, *became, *others)
