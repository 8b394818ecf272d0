"""What has to hold while a task is open (``while`` of ``tasks.yaml``): whether it still does, and when time may end it.

Asked of the contact as settled, since a choice that can still be corrected brings nothing about. Knows no event and
closes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from frontdesk.desk.practice import Act
from frontdesk.desk.situations import contact_facts_of
from frontdesk.facts import zone_of
from frontdesk.interpreter.offers import asked as asked_for
from frontdesk.model import OverTime, Ruleset, TaskKind
from frontdesk.model.calendars import Calendars
from frontdesk.names import ContactId, TaskId
from frontdesk.records import Due, DueKind

_BY_VISITS = "has_appointment"
"""Time alone takes it away, too, as the visit passes."""

GONE = "its cause is gone"
"""How what is said begins of a task that went since what has to hold while it is open does not."""


def kinds(ruleset: Ruleset) -> Mapping[TaskId, TaskKind]:
    """The kinds of tasks that are open only while something holds."""
    return {name: kind for name, kind in ruleset.tasks.items() if kind.cause}


def gone(act: Act, contact: ContactId, of: Collection[TaskId]) -> Mapping[TaskId, str]:
    """Those of the kinds *of* tasks for which what has to hold does not hold of *contact*, each with what, in words."""
    asked = {name: kind.cause for name, kind in kinds(act.ruleset).items() if name in of and kind.cause}
    if not asked:
        return {}
    facts = contact_facts_of(act, replace(act.store.contact(contact), choice=None))
    return {
        name: f"{GONE}: {asked_for(act.ruleset, cause.rows[0].when)} ({cause.rows[0].where.short})"
        for name, cause in asked.items()
        if cause.decide(facts).outcome != "yes"
    }


def watch(act: Act, contact: ContactId, of: Collection[TaskId]) -> None:
    """Have it looked at again at the next midnight, if time alone can change what has to hold of these kinds."""
    if any(_moves(act.ruleset, kind) for name, kind in kinds(act.ruleset).items() if name in of):
        act.store.schedule(Due(_midnight(act, contact), DueKind.CAUSE, contact))
    else:
        act.store.unschedule(DueKind.CAUSE, contact)


def _moves(ruleset: Ruleset, kind: TaskKind) -> bool:
    read = kind.cause.inputs if kind.cause else ()
    return any(name == _BY_VISITS or ruleset.facts[name].over_time is not OverTime.STAYS for name in read)


def _midnight(act: Act, contact: ContactId) -> datetime:
    """The next midnight of the contact's clock, the practice's, or that of one of its calendars."""
    zones = {zone_of(act.ruleset, act.store.contact(contact)), act.ruleset.zone}
    zones |= {one.zone for one in act.ruleset.part(Calendars).calendars.values()}
    tomorrows = [(zone, act.now.astimezone(zone).date() + timedelta(days=1)) for zone in zones]
    return min(datetime.combine(day, time(), tzinfo=zone).astimezone(UTC) for zone, day in tomorrows)
