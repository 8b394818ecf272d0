"""What becomes of a visit by a rule or by a person: noted here alone; what follows is the caller's.

Which visit is meant is never guessed: the one that something is about, else the only one ahead.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from frontdesk import journal
from frontdesk.desk import campaigns, messages, visit_clocks
from frontdesk.desk.practice import Act
from frontdesk.events import (
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentKept,
    AppointmentMissed,
    Event,
)
from frontdesk.names import AHEAD, AppointmentState, ContactId
from frontdesk.records import Appointment

ENDS: Mapping[AppointmentState, Callable[[int], Event]] = {
    AppointmentState.CONFIRMED: AppointmentConfirmed,
    AppointmentState.CANCELLED: AppointmentCancelled,
    AppointmentState.KEPT: AppointmentKept,
    AppointmentState.MISSED: AppointmentMissed,
}
"""What happens when a visit becomes so."""
_OVER = (AppointmentState.KEPT, AppointmentState.MISSED)


def note_state(act: Act, contact: ContactId, visit: Appointment, state: AppointmentState) -> list[Event]:
    """Note what became of *visit*, and return what happened by that.

    The runs of a cancelled visit end with it (domain.md 5, wish 19); one that is over takes back what was to come
    before it.
    """
    act.store.save_appointment(replace(visit, state=state))
    act.record(contact, journal.AppointmentBecame(visit.id, state))
    events = list[Event]()
    if state is AppointmentState.CANCELLED:
        visit_clocks.stop(act, contact, visit.id)
        campaigns.cancelled(act, contact, visit.id)
        messages.withdraw_about(act, contact, visit.id, "the appointment was cancelled")
    elif state in _OVER:
        events = campaigns.is_over(act, contact, visit.id)
    return [*events, ENDS[state](visit.id)]


def the_one_meant(act: Act, contact: ContactId, number: int | None, wanted: str) -> Appointment | None:
    """Visit *number*, else the only one ahead; ``None`` where none is meant, once the staff are told what is wanted."""
    visits = act.store.appointments(contact)
    meant = [one for one in visits if (one.id == number if number else one.state in AHEAD and one.at >= act.now)]
    if len(meant) == 1:
        return meant[0]
    ahead = "several visits lie ahead" if meant else "no visit lies ahead"
    act.store.add_notice(contact, act.now, f"a rule wants {wanted}, and {ahead}: please look which is meant")
    return None


def become_by_rule(act: Act, contact: ContactId, number: int | None, state: AppointmentState) -> list[Event]:
    """The effect of a rule on visit *number*, or on the only one ahead; where that cannot be, the staff are told why.

    A visit that is so already stays as it is, and nothing happens a second time.
    """
    visit = the_one_meant(act, contact, number, f"a visit {state}")
    if visit is None:
        return []
    if visit.state is state:
        return []
    if visit.state not in AHEAD:
        told = f"a rule wants visit {visit.id} {state}, and it is {visit.state} already: please look"
        act.store.add_notice(contact, act.now, told)
        return []
    return note_state(act, contact, visit, state)
