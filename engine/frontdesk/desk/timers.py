"""Events that come by themselves: a choice that settles, a time spent in a status, a date that is near."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection, Container
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from frontdesk.desk.practice import Act
from frontdesk.events import EventKind
from frontdesk.facts import zone_of
from frontdesk.interpreter.statuses import settles_at
from frontdesk.model import Timer
from frontdesk.names import ContactId, State
from frontdesk.records import Contact, Due, DueKind
from frontdesk.tables.lengths import Length, at_least, later, on_the_calendar, unsigned

_MORNING = time(8, 0)
_NOT_LATE = timedelta()


def settle_later(act: Act, contact: Contact) -> None:
    """Make the pending choice of *contact* settle by itself; forget an earlier one."""
    if contact.choice is None:
        forget_settling(act, contact.id)
    else:
        act.store.schedule(Due(settles_at(act.ruleset, contact.choice), DueKind.SETTLE, contact.id))


def forget_settling(act: Act, contact: ContactId) -> None:
    """Nothing is left to settle."""
    act.store.unschedule(DueKind.SETTLE, contact)


def state_entered(act: Act, contact: ContactId, state: State, at: datetime) -> None:
    """Start the clocks of rules on time in *state*, and stop those of the state before."""
    for timer in act.ruleset.timers.values():
        if not timer.states or timer.kind is EventKind.STATUS_EXPIRED:
            continue
        if state in timer.states:
            due = later(at, timer.offset, zone_of(act.ruleset, act.store.contact(contact)), act.ruleset.open_hours)
            act.store.schedule(Due(due, DueKind.TIMER, contact, timer.id))
        else:
            act.store.unschedule(DueKind.TIMER, contact, timer.id)
    if any(timer.kind is EventKind.STATUS_EXPIRED for timer in act.ruleset.timers.values()):
        state_lasts(act, act.store.contact(contact))


def state_lasts(act: Act, contact: Contact) -> None:
    """Set the clock on which the state of *contact* ends, and stop those of other states.

    A day that has passed already ends it at once: nobody waits for it any more.
    """
    for timer in act.ruleset.timers.values():
        if timer.kind is not EventKind.STATUS_EXPIRED:
            continue
        if (ends := _rings(act, contact, timer)) is not None:
            act.store.schedule(Due(max(ends, act.now), DueKind.TIMER, contact.id, timer.id))
        else:
            act.store.unschedule(DueKind.TIMER, contact.id, timer.id)


def lasts_until(act: Act, contact: Contact) -> datetime | None:
    """Until when the state that shows lasts; ``None`` where it has no end, or one that nobody knows yet."""
    choice, shown = contact.choice, contact
    if choice:
        shown = replace(contact, settled=choice.state, settled_at=choice.at, lasts_until=choice.follow_up_at)
    ends = (_rings(act, shown, one) for one in act.ruleset.timers.values() if one.kind is EventKind.STATUS_EXPIRED)
    return next((one for one in ends if one is not None), None)


def dates_known(act: Act, contact: Contact, names: Container[str] | None = None) -> None:
    """Set the clocks of rules on the contact's dates.

    A date already passed when it becomes known is silent: nobody is greeted on a birthday of 1990. Where the rule says
    how late it may be (``at_most_late``), it rings at once, and what follows counts from then: a task that should have
    been opened long ago is not born expired.

    With *names* only those dates are looked at, and clocks that an earlier date set are forgotten.
    """
    if names is None or any(
        timer.kind is EventKind.STATUS_EXPIRED and timer.date_fact in names for timer in act.ruleset.timers.values()
    ):
        state_lasts(act, contact)
    for timer in act.ruleset.timers.values():
        if timer.states or not timer.date_fact or (names is not None and timer.date_fact not in names):
            continue
        if names is not None:
            act.store.unschedule(DueKind.TIMER, contact.id, timer.id)
        at = _rings(act, contact, timer, late=timer.at_most_late)
        if at is not None and not _too_late(act, contact, timer.at_most_late, at):
            act.store.schedule(Due(max(at, act.now), DueKind.TIMER, contact.id, timer.id))


def replan(act: Act, names: Collection[str]) -> None:
    """Set the clocks of these timers anew for everybody; one that would have rung before now stays silent.

    A state whose time is over by the new rules ends at once: else nothing would ever end it.
    """
    if not names:
        return
    for contact in act.store.all_contacts():
        for name in names:
            act.store.unschedule(DueKind.TIMER, contact.id, name)
            if timer := act.ruleset.timers.get(name):
                _set_anew(act, contact, timer)


def rang(act: Act, contact: Contact, timer: Timer) -> None:
    """Set the clock of a day that comes every year again, once it has rung."""
    if timer.yearly and (at := _rings(act, contact, timer)) is not None:
        act.store.schedule(Due(at, DueKind.TIMER, contact.id, timer.id))


def _too_late(act: Act, contact: Contact, late: Length | None, at: datetime) -> bool:
    return late is not None and later(at, late, zone_of(act.ruleset, contact), act.ruleset.open_hours) < act.now


def zone_changed(act: Act, contact: Contact) -> None:
    """Move what is still to ring on the contact's dates to the clock of the zone that it has now."""
    for due in act.store.scheduled(contact.id):
        timer = act.ruleset.timers.get(str(due.ref)) if due.kind is DueKind.TIMER else None
        if timer and timer.date_fact and due.at > act.now and (at := _rings(act, contact, timer)) is not None:
            act.store.schedule(Due(max(at, act.now), DueKind.TIMER, contact.id, timer.id))


def brought_back(act: Act, contact: Contact) -> None:
    """Set every clock of a contact that was put aside, or whose status is not what it was; see ``replan``."""
    for timer in act.ruleset.timers.values():
        if timer.states and contact.settled not in timer.states:
            act.store.unschedule(DueKind.TIMER, contact.id, timer.id)
        _set_anew(act, contact, timer)


def has_no_end(act: Act, contact: Contact, names: Container[str]) -> bool:
    """Whether the state that shows lasts, by one of these timers, until a date that nobody knows."""
    lasting = [one for one in act.ruleset.timers.values() if one.kind is EventKind.STATUS_EXPIRED and one.id in names]
    return any(contact.state in one.states for one in lasting) and lasts_until(act, contact) is None


def _set_anew(act: Act, contact: Contact, timer: Timer) -> None:
    at = _rings(act, contact, timer)
    if at is not None and timer.kind is EventKind.STATUS_EXPIRED:
        act.store.schedule(Due(max(at, act.now), DueKind.TIMER, contact.id, timer.id))
    elif at is not None and at > act.now:
        act.store.schedule(Due(at, DueKind.TIMER, contact.id, timer.id))


def _rings(act: Act, contact: Contact, timer: Timer, late: Length | None = _NOT_LATE) -> datetime | None:
    """When the clock of *timer* rings; one of every year when it does next, or did so shortly before, within *late*."""
    if timer.states and contact.settled not in timer.states:
        return None
    if timer.chosen:
        return contact.lasts_until
    if not timer.date_fact:
        return later(contact.settled_at, timer.offset, zone_of(act.ruleset, contact), act.ruleset.open_hours)
    fact = act.ruleset.facts[timer.date_fact]  # the date of birth is the only one of the contact that is not own
    day = contact.facts.get(fact.name, fact.default) if fact.own else contact.born
    if not isinstance(day, date):
        return None
    if not timer.yearly:
        return _on_the_day(act, contact, timer, day)
    reach = at_least(unsigned(timer.offset)).days // 365 + 2
    first = max(day.year, act.now.year - reach)
    days = (_in_year(day, year) for year in range(first, act.now.year + reach + 1))
    falls = (_on_the_day(act, contact, timer, one) for one in days)
    return next((at for at in falls if at > act.now or (late and not _too_late(act, contact, late, at))), None)


def _on_the_day(act: Act, contact: Contact, timer: Timer, day: date) -> datetime:
    local = on_the_calendar(datetime.combine(day, timer.at or _MORNING), timer.offset, act.ruleset.open_hours)
    return local.replace(tzinfo=zone_of(act.ruleset, contact)).astimezone(UTC)


def _in_year(day: date, year: int) -> date:
    """The day of *year* that is called like *day*; the last of February where it has no 29th."""
    last = monthrange(year, day.month)[1]
    return day.replace(year=year, day=min(day.day, last))
