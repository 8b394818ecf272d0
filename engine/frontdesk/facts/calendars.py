"""What is true by the practice's calendars: whether it is open today, now, and on the day of the visit at hand.

And whether a line is: of that ask what leaves from it, and what came in on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from frontdesk.facts.moments import AppointmentMoment, PracticeMoment, visit_zone
from frontdesk.facts.words import yes_no
from frontdesk.model import Computation, Fact, OverTime, Ruleset, Scope
from frontdesk.model.calendars import PRACTICE, Calendar, Calendars
from frontdesk.problems import Location
from frontdesk.tables import UNKNOWN, YES_NO, Domain, Listed, Value
from frontdesk.tables.opening import is_open_at

FACTS_OF_THE_PRACTICE = ("open_today", "open_now", "open_on_the_visit_day")
"""What only the practice's own calendar brings."""
OPEN_LINE = ("line_open_now", "line_open_today", "event_line_open")
"""Whether a line is open: of that which a message leaves from, or a reply came in on."""
LINE_FACTS = ("line", *OPEN_LINE, "event_line", "reply_length")
"""What there is to ask of lines and replies since they have hours."""
_MAY_BE_NO_VISIT = Listed(("yes", "no"), may_be_unknown=True)


def calendar_facts(name: str, where: Location) -> Iterator[Fact]:
    """Declare what the calendar *name* lets rules ask: that of the practice without its name, any other by it."""
    about = "the practice" if name == PRACTICE else f"the calendar '{name}'"
    end = "" if name == PRACTICE else f"_{name}"

    def day(at: PracticeMoment) -> Value:
        calendar = _calendar(at, name)
        return yes_no(_is_open(calendar, at.now.astimezone(calendar.zone).date()))

    def now(at: PracticeMoment) -> Value:
        return yes_no(is_open_at(_calendar(at, name), at.now))

    yield _fact(f"open_today{end}", Scope.PRACTICE, YES_NO, f"{about} is open at some hour of today", day, where)
    yield _fact(f"open_now{end}", Scope.PRACTICE, YES_NO, f"{about} is open at this moment", now, where)
    if name == PRACTICE:
        words = "who has the visit at hand finds its site, else the practice, and who sees them open on its day"
        yield _fact(
            "open_on_the_visit_day",
            Scope.APPOINTMENT,
            _MAY_BE_NO_VISIT,
            words,
            _on_the_visit_day,
            where,
            OverTime.STAYS,
        )


def is_line_open(ruleset: Ruleset, line: str | None, at: datetime) -> Value:
    """Whether *line* is open at the instant *at*, by its own calendar, else the practice's; unknown without either."""
    theirs = ruleset.part(Calendars).of_line(line or "")
    return yes_no(all(is_open_at(one, at) for one in theirs)) if theirs else UNKNOWN


def is_line_open_today(ruleset: Ruleset, line: str | None, at: datetime) -> Value:
    """Whether *line* is open at some hour of the day of *at*, on the clock of its calendar; unknown without one."""
    theirs = ruleset.part(Calendars).of_line(line or "")
    return yes_no(all(_is_open(one, at.astimezone(one.zone).date()) for one in theirs)) if theirs else UNKNOWN


def _fact(
    name: str,
    of: Scope,
    domain: Domain,
    means: str,
    compute: Computation,
    where: Location,
    over_time: OverTime = OverTime.RETURNS,
) -> Fact:
    return Fact(name, of, domain, name.replace("_", " "), means, where=where, compute=compute, over_time=over_time)


def _on_the_visit_day(at: AppointmentMoment) -> Value:
    if at.appointment is None:
        return UNKNOWN
    day = at.appointment.at.astimezone(visit_zone(at.ruleset, at.appointment)).date()
    theirs = at.ruleset.part(Calendars).of_visit(at.appointment.site, at.appointment.practitioner)
    return yes_no(all(_is_open(one, day) for one in theirs))


def _calendar(at: PracticeMoment, name: str) -> Calendar:
    return at.ruleset.part(Calendars).calendars[name]


def _is_open(calendar: Calendar, day: date) -> bool:
    return bool(calendar.spans(day))
