"""The practice's own facts, as it declares them in ``facts.yaml``: what is recorded, else the default, else unknown.

Every date brings the number of days until it and of whole years since, as rows do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from frontdesk.facts.moments import AppointmentMoment, ContactMoment, PracticeMoment, zone_of
from frontdesk.model import Fact, OverTime, Ruleset, Scope
from frontdesk.problems import Location
from frontdesk.tables import UNKNOWN, Domain, Scale, ScaleKind, Value

DAYS_UNTIL = Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True)
"""Days until a date that need not be known: negative once it has passed."""
YEARS = Scale(ScaleKind.NUMBER, may_be_unknown=True, whole=True, least=0)
"""Whole years since a date that need not be known: none while it lies ahead."""
_NOTHING: Mapping[str, Value] = {}


def days_until(name: str) -> str:
    """The name of the number fact that goes with every own date fact, since rows do not compare two facts."""
    return f"days_until_{name}"


def years_since(name: str) -> str:
    """The name of the other: whole years since the date."""
    return f"years_since_{name}"


def own_fact(
    name: str, of: Scope, domain: Domain, label: str, means: str, default: Value | None, where: Location
) -> Fact:
    """Declare one of the practice's own facts; *of* is the practice, a contact or an appointment."""
    recorded = _RECORDED[of]

    def compute(at: Any) -> Value:
        return _value(at.ruleset, name, recorded(at))

    return Fact(name, of, domain, label, means, default, own=True, where=where, compute=compute)


def with_its_dates(fact: Fact, where: Location) -> Iterator[Fact]:
    """The fact, and if it is a date, with or without a time of day, the days until it and the years since."""
    yield fact
    if not _is_date(fact):
        return
    name, of, zone = fact.name, fact.of, _practice_zone if _is_moment(fact) else _ZONES[fact.of]

    def days(at: Any) -> Value:
        return _days(at.known[name], at.now, zone(at))

    def years(at: Any) -> Value:
        return _years(at.known[name], at.now, zone(at))

    words = f"whole days until '{fact.label}'; negative once it has passed"
    over_time = OverTime.FALLS
    yield Fact(days_until(name), of, DAYS_UNTIL, words, words, where=where, compute=days, over_time=over_time)
    words, over_time = f"whole years since '{fact.label}'", OverTime.GROWS
    yield Fact(years_since(name), of, YEARS, words, words, where=where, compute=years, over_time=over_time)


def own_facts(
    ruleset: Ruleset, of: Scope, recorded: Mapping[str, Value], now: datetime, zone: ZoneInfo
) -> dict[str, Value]:
    """The practice's own facts of one kind of thing: what is recorded, else the default, else unknown."""
    facts: dict[str, Value] = {}
    for fact in ruleset.facts.values():
        if fact.own and fact.of is of:
            facts[fact.name] = _value(ruleset, fact.name, recorded)
            if _is_date(fact):
                clock = ruleset.zone if _is_moment(fact) else zone
                facts[days_until(fact.name)] = _days(facts[fact.name], now, clock)
                if not ruleset.facts[years_since(fact.name)].own:
                    facts[years_since(fact.name)] = _years(facts[fact.name], now, clock)
    return facts


def known_of_all(ruleset: Ruleset) -> tuple[Fact, ...]:
    """The facts that are declared as known: nobody comes in of whom one is not said."""
    return tuple(
        fact
        for fact in ruleset.facts.values()
        if fact.own and fact.of is Scope.CONTACT and fact.default is None and not fact.domain.may_be_unknown
    )


def missing(facts: Iterable[Fact], recorded: Mapping[str, Value]) -> tuple[str, ...]:
    """The names of those *facts* of which nothing is recorded, or something that the rules do not know any more."""
    return tuple(one.name for one in facts if recorded.get(one.name, UNKNOWN) not in one.domain)


def said_of_all(name: str) -> str:
    """That somebody cannot come in without the fact *name*."""
    return f"nothing is said of '{name}', and it is known of every contact: say it (facts.yaml: known)"


def _value(ruleset: Ruleset, name: str, recorded: Mapping[str, Value]) -> Value:
    fact = ruleset.facts[name]
    value = recorded.get(name)
    if value is not None and value in fact.domain:  # an earlier version of the rules may have known other values
        return value
    return UNKNOWN if fact.default is None else fact.default


def days_to(moment: datetime | None, now: datetime, zone: ZoneInfo) -> Value:
    """The days from *now* until *moment*, by the calendar of *zone*: negative once it has passed."""
    return UNKNOWN if moment is None else (moment.astimezone(zone).date() - now.astimezone(zone).date()).days


def years_to(day: date, now: datetime, zone: ZoneInfo) -> int:
    """The whole years from *day* until *now*, by the calendar of *zone*; none while it lies ahead."""
    today = now.astimezone(zone).date()
    return max(today.year - day.year - ((today.month, today.day) < (day.month, day.day)), 0)


def _days(day: Value, now: datetime, zone: ZoneInfo) -> Value:
    return (_day_of(day) - now.astimezone(zone).date()).days if isinstance(day, date) else UNKNOWN


def _years(day: Value, now: datetime, zone: ZoneInfo) -> Value:
    return years_to(_day_of(day), now, zone) if isinstance(day, date) else UNKNOWN


def _day_of(day: date) -> date:
    return day.date() if isinstance(day, datetime) else day


def _is_date(fact: Fact) -> bool:
    return isinstance(fact.domain, Scale) and fact.domain.kind in (ScaleKind.DATE, ScaleKind.MOMENT)


def _is_moment(fact: Fact) -> bool:
    """A moment is what the practice's clock shows, so its day is one there, whoever it is of."""
    return isinstance(fact.domain, Scale) and fact.domain.kind is ScaleKind.MOMENT


def _of_practice(at: PracticeMoment) -> Mapping[str, Value]:
    return _NOTHING


def _of_contact(at: ContactMoment) -> Mapping[str, Value]:
    return at.contact.facts


def _of_appointment(at: AppointmentMoment) -> Mapping[str, Value]:
    return at.appointment.facts if at.appointment else _NOTHING


def _practice_zone(at: PracticeMoment) -> ZoneInfo:
    return zone_of(at.ruleset, None)


def _contact_zone(at: ContactMoment) -> ZoneInfo:
    return at.zone


_RECORDED: Mapping[Scope, Callable[[Any], Mapping[str, Value]]] = {
    Scope.PRACTICE: _of_practice,
    Scope.CONTACT: _of_contact,
    Scope.APPOINTMENT: _of_appointment,
}
"""Of what there can be own facts, and where the moment has what is recorded of them."""
_ZONES: Mapping[Scope, Callable[[Any], ZoneInfo]] = {
    Scope.PRACTICE: _practice_zone,
    Scope.CONTACT: _contact_zone,
    Scope.APPOINTMENT: _contact_zone,
}
"""On whose calendar the days until a date are counted."""
