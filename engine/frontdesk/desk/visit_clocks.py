"""The clocks of rules on the time of a visit (``appointment_reached``): one for each visit, set to the next of them.

A visit that is moved has new times; one that is cancelled has none. What has passed when a visit becomes known, or is
moved, never rings, as a reminder before it is left out; unless the rule says how late it may be (``at_most_late``).
"""

from __future__ import annotations

from datetime import datetime

from frontdesk.desk.practice import Act
from frontdesk.facts import visit_zone
from frontdesk.interpreter.campaigns import visit_reached
from frontdesk.model import Timer
from frontdesk.names import AHEAD, AppointmentState, ContactId
from frontdesk.records import Appointment, Due, DueKind
from frontdesk.tables.lengths import later


def set_clock(act: Act, number: int, after: datetime | None = None) -> None:
    """Set the clock of visit *number* to the next rule on its time: from now on, or later than *after*."""
    timers = [one for one in act.ruleset.timers.values() if one.of_a_visit]
    if not timers:
        return
    visit = act.store.appointment(number)
    stop(act, visit.contact, number)
    if visit.state is AppointmentState.CANCELLED:
        return
    times = [_rings(act, visit, timer) for timer in timers]
    ahead = [at for at in times if (at >= act.now if after is None else at > after)]
    if ahead:
        act.store.schedule(Due(min(ahead), DueKind.VISIT, visit.contact, number))


def stop(act: Act, contact: ContactId, number: int) -> None:
    """Nothing happens by the time of visit *number* any more, as that of *contact*."""
    act.store.unschedule(DueKind.VISIT, contact, number)


def ringing(act: Act, visit: Appointment, at: datetime) -> list[Timer]:
    """The rules that the time of *visit* brings about at *at*, in the order of the ruleset."""
    timers = act.ruleset.timers.values()
    return [timer for timer in timers if timer.of_a_visit and _rings(act, visit, timer) == at]


def late(act: Act, visit: Appointment) -> list[Timer]:
    """The rules that ring at once for *visit*, which is booked or moved now; none where it is no more expected.

    Their time has passed, by no more than they say.
    """
    if visit.state not in AHEAD:
        return []
    passed = {one: _rings(act, visit, one) for one in act.ruleset.timers.values() if one.of_a_visit}
    return [one for one, at in passed.items() if at < act.now and not _is_too_late(act, visit, one, at)]


def replan(act: Act) -> None:
    """Set the clock of every visit anew under rules that changed; what would have rung before now stays silent."""
    since = None if any(one.of_a_visit for one in act.ruleset.timers.values()) else act.now
    for visit in act.store.appointments_between(since, None):
        stop(act, visit.contact, visit.id)
        set_clock(act, visit.id)


def _is_too_late(act: Act, visit: Appointment, timer: Timer, at: datetime) -> bool:
    if timer.at_most_late is None:
        return False
    return later(at, timer.at_most_late, visit_zone(act.ruleset, visit), act.ruleset.open_hours) < act.now


def _rings(act: Act, visit: Appointment, timer: Timer) -> datetime:
    return visit_reached(visit.at, timer.offset, timer.at, visit_zone(act.ruleset, visit), act.ruleset.open_hours)
