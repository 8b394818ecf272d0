"""Which visit is meant by what somebody said: by its number, its reference or its time. One, or a question.

It never guesses, and knows nothing of what is then done with the visit.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from zoneinfo import ZoneInfo

from frontdesk.desk.practice import Act
from frontdesk.facts import visit_zone
from frontdesk.names import AHEAD, ContactId
from frontdesk.problems import FrontdeskError
from frontdesk.records import Appointment
from frontdesk.tables.values import moments_meant, parse_date


class AppointmentError(FrontdeskError):
    """There is no appointment to say this of, or it is over."""


class NoSuchVisitError(AppointmentError):
    """No visit of the contact has the number, the reference or the time that somebody named."""


class WhichVisitError(AppointmentError):
    """Several visits can be meant; nothing was done. ``visits`` are they, by time."""

    def __init__(self, act: Act, visits: Sequence[Appointment]) -> None:
        self.visits = tuple(visits)
        told = "; ".join(told_apart(act, one) for one in visits)
        super().__init__(f"several visits can be meant: {told}; nothing was done. Say which by its number or its time")


class About(Enum):
    """What is said of a visit, by which those are told apart that can be meant where none is named."""

    COMING = "what is still to come: that it is confirmed, moved or cancelled"
    OVER = "what has taken place, or should have: that it was kept or missed"


def meant(act: Act, contact: ContactId, named: str | int, about: About) -> Appointment:
    """The one open visit of *contact* that *named* means: its number, reference, time, or day; empty for the only one.

    Where none is named, one that is to come is cancelled, moved or confirmed, and one whose day has come was kept or
    missed; what is open on the other side counts where nothing is on this one. Raises WhichVisitError where several are
    left, NoSuchVisitError where none is called so, AppointmentError where none is, or where the one named is over.
    """
    visits = act.store.appointments(contact)
    if str(named).strip():
        return _open(_only(act, _named(act, visits, str(named).strip())))
    left = [one for one in visits if one.state in AHEAD]
    if not left:
        raise AppointmentError("there is no appointment that is still open; book one first")
    expected = [one for one in left if _is(act, one, about)]
    return _only(act, expected or left)


def clock_of(act: Act, contact: ContactId, named: str | int = "") -> ZoneInfo:
    """The zone on whose clock the visit takes place that would be moved. Raises WhichVisitError, AppointmentError."""
    return visit_zone(act.ruleset, meant(act, contact, named, About.COMING))


def named_visit(act: Act, contact: ContactId, named: str | int) -> Appointment:
    """The visit of *contact*, open or over, that *named* means; empty for the only one, of several the only open one.

    Raises AppointmentError, WhichVisitError.
    """
    known = act.store.appointments(contact)
    if not known:
        raise AppointmentError("there is no appointment of this contact; book one first")
    return _only(act, _named(act, known, str(named).strip()) if str(named).strip() else known)


def told_apart(act: Act, visit: Appointment) -> str:
    """A visit as it is told apart from others: its number, its time on its own clock, its reference."""
    reference = f" ({visit.reference})" if visit.reference else ""
    return f"{visit.id}: {local_hour(act, visit)}{reference}"


def local_hour(act: Act, visit: Appointment) -> str:
    """When a visit is, on its own clock, which is named where it is not the practice's."""
    zone = visit_zone(act.ruleset, visit)
    named = "" if zone == act.ruleset.zone else f" {zone.key}"
    return f"{visit.at.astimezone(zone):%Y-%m-%d %H:%M}{named}"


def _is(act: Act, visit: Appointment, about: About) -> bool:
    """Whether *visit* is one of which such a thing is said: on the day itself both can be."""
    if about is About.COMING:
        return visit.at >= act.now
    zone = visit_zone(act.ruleset, visit)
    return visit.at.astimezone(zone).date() <= act.now.astimezone(zone).date()


def _named(act: Act, visits: Sequence[Appointment], named: str) -> list[Appointment]:
    found = [one for one in visits if named in (str(one.id), one.reference) or _is_at(act, one, named)]
    if not found:
        there = "; ".join(told_apart(act, one) for one in visits) or "none"
        raise NoSuchVisitError(f"no visit of this contact is called '{named}'; there is {there}")
    return found


def _is_at(act: Act, visit: Appointment, written: str) -> bool:
    zone = visit_zone(act.ruleset, visit)
    with suppress(ValueError):
        return visit.at in moments_meant(written, zone)
    with suppress(ValueError):
        return visit.at.astimezone(zone).date() == parse_date(written)
    return False


def _only(act: Act, visits: Sequence[Appointment]) -> Appointment:
    """The one there is; of several that are named, the one that is open still."""
    if len(visits) > 1:
        visits = [one for one in visits if one.state in AHEAD] or visits
    if len(visits) > 1:
        raise WhichVisitError(act, visits)
    return visits[0]


def _open(visit: Appointment) -> Appointment:
    if visit.state not in AHEAD:
        raise AppointmentError(f"appointment {visit.id} is {visit.state} already; book a new one, or put it right")
    return visit
