"""What is true of the appointment at hand, if there is one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from frontdesk.facts.computing import computed
from frontdesk.facts.declaring import fact, maybe
from frontdesk.facts.history import NO_HISTORY, History
from frontdesk.facts.moments import NOTHING_UNDER_WAY, AppointmentMoment, UnderWay
from frontdesk.facts.own import DAYS_UNTIL
from frontdesk.model import Fact, OverTime, Ruleset, Scope
from frontdesk.names import AppointmentState
from frontdesk.records import Appointment, Contact
from frontdesk.tables import UNKNOWN, Domain, Text, Value

HOURS_TO_VISIT = "hours_to_visit"
"""The fact that tells with how much notice a visit is cancelled or moved."""
RESOURCES = {
    "practitioner": "who sees the contact, as the practice or the EMR calls them",
    "site": "where the visit is, as sites.yaml or the EMR calls it",
    "appointment_type": "what the visit is for, in a word of the practice or the EMR",
}
"""Facts by which a rule is for some visits only: what a visit says of whom, where and what for (domain.md 4.12)."""
_HOUR = timedelta(hours=1)


def _fact(
    name: str,
    domain: Domain,
    means: str,
    compute: Callable[[AppointmentMoment], Value],
    over_time: OverTime = OverTime.STAYS,
) -> Fact:
    return fact(name, Scope.APPOINTMENT, domain, means, compute=compute, over_time=over_time)


def of_appointment() -> list[Fact]:
    """Declare the facts of an appointment."""
    return [
        _fact(
            "appointment_state",
            maybe(AppointmentState),
            "what has become of the appointment",
            lambda at: at.appointment.state if at.appointment else UNKNOWN,
        ),
        _fact("days_to_visit", DAYS_UNTIL, "whole days until the appointment", _days_to_visit, OverTime.FALLS),
        _fact(
            HOURS_TO_VISIT,
            DAYS_UNTIL,
            "whole hours until the appointment, negative after it; of one that is moved, until the time that it had",
            _hours_to_visit,
            OverTime.FALLS,
        ),
        *(_resource(name, means) for name, means in RESOURCES.items()),
    ]


def _resource(name: str, means: str) -> Fact:
    field = name.removeprefix("appointment_")

    def compute(at: AppointmentMoment) -> Value:
        return (getattr(at.appointment, field) if at.appointment else "") or UNKNOWN

    return _fact(name, Text(), means, compute)


def appointment_facts(
    ruleset: Ruleset,
    contact: Contact,
    appointment: Appointment | None,
    now: datetime,
    *,
    has_appointment: bool = False,
    under_way: UnderWay = NOTHING_UNDER_WAY,
    history: History = NO_HISTORY,
) -> dict[str, Value]:
    """What is true of a contact and of the appointment at hand, over the scope ``appointment``."""
    moment = AppointmentMoment(
        ruleset=ruleset,
        now=now,
        contact=contact,
        has_appointment=has_appointment,
        under_way=under_way,
        history=history,
        appointment=appointment,
    )
    return computed(moment, Scope.APPOINTMENT)


def hours_to(visit: Appointment, now: datetime) -> int:
    """The whole hours from *now* until *visit*: 23 of a minute less than a day, negative as soon as it has begun."""
    return (visit.at - now) // _HOUR


def _hours_to_visit(at: AppointmentMoment) -> Value:
    return UNKNOWN if at.appointment is None else hours_to(at.appointment, at.now)


def _days_to_visit(at: AppointmentMoment) -> Value:
    if at.appointment is None:
        return UNKNOWN
    return (at.appointment.at.astimezone(at.zone).date() - at.now.astimezone(at.zone).date()).days
