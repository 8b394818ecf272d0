"""What the visits of a contact say, whichever something is about: when the next is, and whether a lost one is back.

Both go by the day and not by the hour, so that midnights alone change them while nothing happens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from frontdesk.facts.declaring import fact
from frontdesk.facts.moments import ContactMoment
from frontdesk.facts.words import yes_no
from frontdesk.model import Fact, OverTime, Scope
from frontdesk.names import AHEAD
from frontdesk.records import Appointment
from frontdesk.tables import UNKNOWN, Domain, Listed, Scale, ScaleKind, Value


def of_visits() -> list[Fact]:
    """Declare the facts of a contact that their visits say."""
    return [
        _fact(
            "days_until_next_visit",
            Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True, least=0),
            "whole days until the contact's next visit, 0 all day of the visit; unknown where none lies ahead",
            _days_until_next_visit,
        ),
        _fact(
            "lost_visit_rebooked",
            Listed(("yes", "no"), may_be_unknown=True),
            "a visit ahead is of the type of the one that was cancelled or missed last; unknown where none was, or its "
            "type is not known",
            _lost_visit_rebooked,
        ),
    ]


def _fact(name: str, domain: Domain, means: str, compute: Callable[[ContactMoment], Value]) -> Fact:
    return fact(name, Scope.CONTACT, domain, means, compute=compute, over_time=OverTime.RETURNS)


def _ahead(at: ContactMoment) -> Iterator[tuple[int, Appointment]]:
    """The visits that are not over by the day, each with the days until it."""
    today = at.local.date()
    for visit in at.under_way.visits:
        days = (visit.at.astimezone(at.zone).date() - today).days
        if visit.state in AHEAD and days >= 0:
            yield days, visit


def _days_until_next_visit(at: ContactMoment) -> Value:
    return min((days for days, _ in _ahead(at)), default=UNKNOWN)


def _lost_visit_rebooked(at: ContactMoment) -> Value:
    lost = at.under_way.lost
    if lost is None or not lost.type.strip():
        return UNKNOWN
    return yes_no(any(_type(visit) == _type(lost) for _, visit in _ahead(at)))


def _type(visit: Appointment) -> str:
    return visit.type.strip().casefold()


OF_VISITS = frozenset(one.name for one in of_visits())
"""The names of these facts, for which the store is asked where a rule reads one."""
