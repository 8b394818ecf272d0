"""Appointments: booking, confirming, moving, cancelling, and what became of them.

A calendar's own system stays the master; the desk notes what rules need to know. What a person says by hand is asked
about where it is seldom meant (``doubts``); what another system says is recorded. Either way, a visit that is in the
past when it becomes known starts nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from frontdesk import journal
from frontdesk.desk import aftermath, becoming, campaigns, doubts, intake, visit_clocks, visits
from frontdesk.desk.following import happen
from frontdesk.desk.practice import Act, Answer, once
from frontdesk.desk.statuses import Extras, choose, reason_meant, settled_if_due
from frontdesk.desk.tasks import ask_follow_up
from frontdesk.desk.visits import About, AppointmentError
from frontdesk.events import AppointmentBooked, AppointmentReached, AppointmentRescheduled
from frontdesk.facts import HOURS_TO_VISIT, hours_to
from frontdesk.model import UnknownNameError
from frontdesk.model.sites import Sites
from frontdesk.names import AHEAD, AppointmentState, ContactId, State
from frontdesk.records import Appointment, Preference, fault_in_label
from frontdesk.strangers import MOST_IN_A_NAME, MOST_IN_A_NOTE, OddTextError, fault_in, kept, tidied
from frontdesk.tables import Value

_ABOUT: dict[AppointmentState, About] = {
    AppointmentState.CONFIRMED: About.COMING,
    AppointmentState.CANCELLED: About.COMING,
    AppointmentState.KEPT: About.OVER,
    AppointmentState.MISSED: About.OVER,
}
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """What else is known of a visit: who sees the contact, at which site, and what for."""

    practitioner: str = ""
    site: str = ""
    type: str = ""


def book(
    act: Act,
    contact: ContactId,
    at: datetime,
    facts: Mapping[str, Value] | None = None,
    preference: Preference | None = None,
    reference: str = "",
    details: VisitDetails | None = None,
) -> Answer:
    """Book an appointment at *at* (UTC), with the practice's own facts about it and its id in the EMR.

    Raises DoubtfulError for an hour that has passed, that is years away, or that the contact has a visit at already;
    AppointmentError for a reference that another visit of theirs has; UnknownNameError for a site; OddTextError for
    what cannot be kept, or stand in a message.
    """
    about, sites = _checked(details or VisitDetails()), act.ruleset.part(Sites).sites
    reference = kept("the reference", reference)
    if about.site and about.site not in sites:
        raise UnknownNameError("site", about.site, list(sites))

    def do() -> Answer:
        record = settled_if_due(act, contact)
        booked = Appointment(
            0,
            contact,
            at,
            preference=preference or Preference(),
            facts=facts or {},
            reference=reference,
            practitioner=about.practitioner,
            site=about.site,
            type=about.type,
        )
        _check_reference(act, booked)
        _ask(act, contact, at, "a visit")
        number = keep(act, booked)
        hour = visits.local_hour(act, booked)
        return Answer(contact, f"appointment {number} booked for {record.name}: {hour}", number)

    known = sorted((facts or {}).items())
    return once(act, ("book", contact, at, reference, known, *_said(about)), do)


def book_and_choose(act: Act, contact: ContactId, at: datetime, state: State, extras: Extras | None = None) -> Answer:
    """Book an appointment and choose a status that asks for one: both, or neither.

    Where a rule sets that status as soon as the visit is booked, nothing is left to choose. Raises what ``book`` and
    ``set_status`` raise.
    """
    extra = replace(extras or Extras(), reason=reason_meant(act, extras))

    def do() -> Answer:
        before = settled_if_due(act, contact)
        _ask(act, contact, at, "a visit")
        booked = Appointment(0, contact, at)
        number = keep(act, booked)
        set_by_rule = before.state != state == act.store.contact(contact).settled
        chosen = _said_with_it(act, contact, state, extra) if set_by_rule else choose(act, contact, state, extra)
        said = f"appointment {number} booked: {visits.local_hour(act, booked)}; {chosen.said}"
        return replace(chosen, said=said, number=number)

    return once(act, ("book and set", contact, at, state, extra), do)


def _said_with_it(act: Act, contact: ContactId, state: State, extra: Extras) -> Answer:
    """What was said with a choice that a rule had made already: the note, and when to take it up again."""
    if note := kept("the note", extra.note, MOST_IN_A_NOTE):
        act.store.add_note(contact, act.now, act.by, note)
    if extra.follow_up_at:
        doubts.ask_about_hour(act, extra.follow_up_at, "a follow-up")
        ask_follow_up(act, contact, None, extra.follow_up_at)
    return Answer(contact, f"{act.store.contact(contact).name} is now {act.ruleset.status_label(state)}, by the rules")


def take_over(act: Act, visit: Appointment) -> Answer:
    """Record a visit as another system tells of it; nobody is asked. Its number does not count.

    One that is ahead and expected is booked, with all that follows; any other is recorded and starts nothing. Raises
    AppointmentError for a reference that another visit of the contact has, NoSuchContactError.
    """

    def do() -> Answer:
        record = settled_if_due(act, visit.contact)
        _check_reference(act, visit)
        number = keep(act, visit)
        return Answer(visit.contact, f"appointment {number} of {record.name} is recorded: {visit.state}", number)

    return once(act, ("take over", visit.contact, visit.at, visit.state, visit.reference), do)


def reschedule(act: Act, contact: ContactId, at: datetime, named: str | int = "") -> Answer:
    """Move an appointment (see ``visits.meant``) to *at*; reminders move along.

    Raises WhichVisitError, AppointmentError, DoubtfulError.
    """

    def do() -> Answer:
        settled_if_due(act, contact)
        appointment = visits.meant(act, contact, named, About.COMING)
        _ask(act, contact, at, "a visit", besides=appointment.id)
        move(act, appointment, at)
        hour = visits.local_hour(act, replace(appointment, at=at))
        return Answer(contact, f"appointment {appointment.id} moved to {hour}", appointment.id)

    return once(act, ("reschedule", contact, at, named), do)


def become(act: Act, contact: ContactId, state: AppointmentState, named: str | int = "") -> Answer:
    """Note what became of an appointment (see ``visits.meant``): confirmed, cancelled, kept or missed.

    The runs of a cancelled appointment end with it (domain.md 5, wish 19); one that is over takes back what was to
    come before it. Raises WhichVisitError, AppointmentError.
    """
    if state not in becoming.ENDS:
        raise AppointmentError(f"an appointment does not become {state}; book or move it, or put it right")

    def do() -> Answer:
        settled_if_due(act, contact)
        appointment = visits.meant(act, contact, named, _ABOUT[state])
        let_become(act, appointment, state)
        return Answer(contact, f"appointment {appointment.id} is {state}", appointment.id)

    return once(act, ("appointment", contact, state, named), do)


def keep(act: Act, visit: Appointment) -> int:
    """Keep a new visit and return its number: one that is to come is booked, with all that follows."""
    number = act.store.add_appointment(visit)
    act.record(visit.contact, journal.AppointmentBooked(number, visit.at))
    if visit.state is not AppointmentState.BOOKED:
        act.record(visit.contact, journal.AppointmentBecame(number, visit.state))
    visit_clocks.set_clock(act, number)
    intake.claim(act, visit.contact)
    if visit.at >= act.now and visit.state in AHEAD:
        happen(act, visit.contact, AppointmentBooked(number))
        _reach(act, number)
    return number


def _reach(act: Act, number: int) -> None:
    """Let happen what has passed already when a visit is booked or moved, where a rule says how late it may be."""
    for timer in visit_clocks.late(act, act.store.appointment(number)):
        happen(act, act.store.appointment(number).contact, AppointmentReached(number, timer.id))


def move(act: Act, visit: Appointment, at: datetime) -> None:
    """Move a visit that is open to *at*, with all that follows; one that is moved into the past starts nothing."""
    contact = visit.contact
    act.store.save_appointment(replace(visit, at=at, state=AppointmentState.BOOKED))
    act.record(contact, journal.AppointmentRescheduled(visit.id, at))
    visit_clocks.set_clock(act, visit.id)
    if at >= act.now:
        finished = campaigns.rescheduled(act, contact, visit.id)
        own = act.ruleset.facts[HOURS_TO_VISIT].own
        notice = None if own else hours_to(visit, act.now)
        for event in (*finished, AppointmentRescheduled(visit.id, notice)):
            happen(act, contact, event)
        _reach(act, visit.id)
    else:
        campaigns.cancelled(act, contact, visit.id, "the appointment was moved into the past")


def let_become(act: Act, visit: Appointment, state: AppointmentState) -> None:
    """Let a visit be confirmed, cancelled, kept or missed, with all that follows, which is noted."""
    contact = visit.contact
    with aftermath.noted(act, contact, visit.id, state):
        for event in becoming.note_state(act, contact, visit, state):
            happen(act, contact, event)


def _ask(act: Act, contact: ContactId, at: datetime, what: str, besides: int | None = None) -> None:
    doubts.ask_about_hour(act, at, what)
    for one in act.store.appointments(contact):
        if one.state in AHEAD and one.id != besides and abs(one.at - at) < _MINUTE:
            doubts.ask(act, f"there is a visit at that minute already ({visits.told_apart(act, one)})")


def _check_reference(act: Act, visit: Appointment) -> None:
    if not visit.reference:
        return
    for one in act.store.appointments(visit.contact):
        if one.reference == visit.reference:
            raise AppointmentError(f"the reference '{visit.reference}' is that of appointment {one.id}; move that one")


def fault_in_detail(text: str) -> str:
    """Why a tidied text cannot be who sees somebody or what for, which messages tell; empty when it can."""
    return fault_in(text, MOST_IN_A_NAME) or fault_in_label(text)


def _checked(about: VisitDetails) -> VisitDetails:
    checked = VisitDetails(tidied(about.practitioner), kept("the site", about.site), tidied(about.type))
    for what, text in (("the practitioner", checked.practitioner), ("the type", checked.type)):
        if fault := fault_in_detail(text):
            raise OddTextError(f"{what} {fault}; nothing was kept")
    return checked


def _said(about: VisitDetails) -> tuple[str, ...]:
    """What is said of it, for telling one request from another."""
    return tuple(word for word in (about.practitioner, about.site, about.type) if word)
