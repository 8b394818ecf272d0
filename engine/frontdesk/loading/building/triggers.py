"""Triggers: when something happens, read into conditions over the facts of an event.

Knows every word that ``on:`` takes, and none of what follows from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import assert_never

from frontdesk.events import EventKind, traits_of
from frontdesk.facts import days_until
from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.sections import Section, section_of
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import row_id
from frontdesk.loading.tree.nodes import Entries, Node, Scalar
from frontdesk.model import Scope, Timer
from frontdesk.names import PLAIN_FOLLOW_UP, ContactSource, DeliveryReport, Keyword, TaskId
from frontdesk.problems import Location, choices, did_you_mean
from frontdesk.tables import Condition, Length, Scale, ScaleKind

ALWAYS = "always"
"""Of a date that has passed when it becomes known: however late it is."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger as read: the row of the table ``consequences`` that it becomes, without its effects."""

    id: str
    when: tuple[Condition, ...]
    because: str
    where: Location
    timer: Timer | None = None

    @property
    def is_a_reply(self) -> bool:
        """Whether it happens when somebody writes, and only then."""
        return all(test.accepts == {EventKind.MESSAGE_RECEIVED} for test in self.when if test.fact == "event")


@dataclass(frozen=True, slots=True)
class TriggerList:
    """A list of triggers and the path of keys that leads to it, which names its rows: ``workshop.start``."""

    path: str
    section: Section
    key: str

    def rows(self) -> Iterator[tuple[str, Section]]:
        """Return each trigger with its full id; patterns of states between them (``ended_by``) are left out."""
        taken: dict[str, Location] = {}
        for number, node in enumerate(self.section.items(self.key), start=1):
            if isinstance(node, Scalar):
                continue
            row = section_of(node, f"trigger {number} of {self.section.what}", node.where, self.section.diagnostics)
            name = row_id(row, number, "trigger", taken)
            yield (f"{self.path}.{name}" if self.path else name), row


def timers_of(lists: Iterable[TriggerList]) -> Iterator[str]:
    """Return the full id of every trigger of these lists that fires by time."""
    for triggers in lists:
        for name, row in triggers.rows():
            on = row.node("on")
            if isinstance(on, Entries) and any(str(kind) in on for kind in EventKind if traits_of(kind).timed):
                yield name


def read_triggers(symbols: Symbols, triggers: TriggerList) -> Iterator[Trigger]:
    """Read a list of triggers."""
    for name, row in triggers.rows():
        if (trigger := read_trigger(symbols, row, name)) is not None:
            yield trigger


def read_trigger(symbols: Symbols, row: Section, name: str) -> Trigger | None:
    """Read one trigger, whose full id is *name*."""
    symbols.accept(row)
    node = row.node("on")
    if node is None:
        row.missing("on", "say when it happens, such as on: {status_entered: lead/no_show}")
        return None
    kind, asked = _happens(symbols, row, "on", node, name)
    if kind is None:
        return None
    timer = asked if isinstance(asked, Timer) else None
    conditions = _clock_asked(asked, node.where) if isinstance(asked, Timer) else asked
    what = _one_of("event", [kind], str(kind), node.where)
    when = (what, *conditions, *symbols.when(row, "when", Scope.EVENT))
    return Trigger(name, when, row.text("because"), row.where, timer)


def read_event(symbols: Symbols, section: Section, key: str) -> tuple[Condition, ...]:
    """Read an event under *key* as ``on:`` takes it, into what it asks of the facts of an event; nothing if it is none.

    An event that comes at a time that its own trigger sets is none that anything else can name.
    """
    node = section.node(key)
    if node is None:
        return ()
    kind, asked = _happens(symbols, section, key, node, key)
    if isinstance(asked, Timer):
        cause = f"'{kind}' is a clock of the rule that sets it, so {section.what} cannot look back at it"
        section.diagnostics.error(node.where, "R011", cause, "name the status that was entered, or what it did")
        return ()
    return () if kind is None else (_one_of("event", [kind], str(kind), node.where), *asked)


def _happens(
    symbols: Symbols, section: Section, key: str, node: Node, name: str
) -> tuple[EventKind | None, list[Condition] | Timer]:
    """The kind of event that *node* under *key* names, and what its own words ask; a clock is called *name*."""
    if isinstance(node, Scalar):
        return _bare(symbols, node), []
    on = section_of(node, f"'{key}' of {section.what}", node.where, section.diagnostics)
    kind = _kind_of(on)
    return kind, [] if kind is None else _asked(symbols, on, kind, name)


def _bare(symbols: Symbols, node: Scalar) -> EventKind | None:
    if node.text in tuple(EventKind):
        if traits_of(EventKind(node.text)).bare:
            return EventKind(node.text)
        hint = f"write on: {{{node.text}: ...}}"
        symbols.diagnostics.error(node.where, "Y012", f"'{node.text}' needs to know which one", hint)
    else:
        hint = did_you_mean(node.text, tuple(EventKind)) or f"events are {choices(tuple(EventKind), most=20)}"
        symbols.diagnostics.error(node.where, "R001", f"no event is called '{node.text}'", hint)
    return None


def _kind_of(on: Section) -> EventKind | None:
    keys = list(on.entries)
    if len(keys) != 1:
        on.diagnostics.error(
            on.where, "Y011", f"{on.what} names {len(keys)} events; it takes one", "write a row for each"
        )
        return None
    if keys[0] in tuple(EventKind):
        return EventKind(keys[0])
    hint = did_you_mean(keys[0], tuple(EventKind)) or f"events are {choices(tuple(EventKind), most=20)}"
    on.diagnostics.error(on.place(keys[0]), "R001", f"no event is called '{keys[0]}'", hint)
    return None


def _asked(  # noqa: C901 - one match lets the type checker prove that none is forgotten
    symbols: Symbols, on: Section, kind: EventKind, name: str
) -> list[Condition] | Timer:
    """Return what the event's own words ask, one condition or none; or the clock that they set, called *name*."""
    names = symbols.names
    match kind:
        case EventKind.CONTACT_ADDED:
            return _listed(symbols, on, kind, tuple(ContactSource))
        case EventKind.STATUS_ENTERED | EventKind.STATUS_EXPIRED | EventKind.STATUS_CHOSEN_AGAIN:
            return _states(symbols, on.words(kind), on.place(kind))
        case EventKind.OUTCOME_LOGGED:
            return _named(symbols, on, kind, names.outcomes)
        case EventKind.ATTEMPTS_REACHED:
            return _count(on, kind)
        case EventKind.TIME_IN_STATUS:
            return _time_in_status(symbols, on, name)
        case EventKind.DATE_REACHED | EventKind.APPOINTMENT_REACHED:
            return _near(symbols, on, kind, name)
        case EventKind.MESSAGE_RECEIVED:
            return _listed(symbols, on, kind, tuple(Keyword))
        case EventKind.DELIVERY_REPORTED:
            return _listed(symbols, on, kind, tuple(DeliveryReport))
        case EventKind.CAMPAIGN_FINISHED:
            return _named(symbols, on, kind, names.campaigns)
        case EventKind.TASK_WAITS:
            return _task_waits(symbols, on, name)
        case EventKind.FOLLOW_UP_OVERDUE | EventKind.TASK_EXPIRED:
            return _named(symbols, on, kind, names.tasks, PLAIN_FOLLOW_UP)
        case (
            EventKind.APPOINTMENT_BOOKED
            | EventKind.APPOINTMENT_CONFIRMED
            | EventKind.APPOINTMENT_RESCHEDULED
            | EventKind.APPOINTMENT_CANCELLED
            | EventKind.APPOINTMENT_KEPT
            | EventKind.APPOINTMENT_MISSED
            | EventKind.PREFERENCES_CHANGED
        ):
            return []
        case _:
            assert_never(kind)


def _count(on: Section, kind: EventKind) -> list[Condition]:
    reached = on.count(kind)
    if reached is None:
        return []
    return [Condition(traits_of(kind).by, frozenset({reached}), str(reached), on.place(kind))]


def _states(symbols: Symbols, patterns: list[Scalar], where: Location) -> list[Condition]:
    states = symbols.names.states.matching(patterns, symbols.diagnostics)
    if any(pattern.text.strip() == ANY for pattern in patterns):
        return []
    return [_one_of("event_state", states, ", ".join(pattern.text for pattern in patterns), where)]


def _named(symbols: Symbols, on: Section, kind: EventKind, names: Glossary, *also: str) -> list[Condition]:
    words = on.words(kind)
    found = [name for word in words if (name := names.find(word, symbols.diagnostics, (ANY, *also)))]
    if ANY in found:
        return []
    return [_one_of(traits_of(kind).by, found, ", ".join(word.text for word in words), on.place(kind))]


def _listed(symbols: Symbols, on: Section, kind: EventKind, known: tuple[str, ...]) -> list[Condition]:
    words = on.words(kind)
    for word in words:
        if word.text not in (*known, ANY):
            cause = f"'{kind}' takes {choices((*known, ANY))}, not '{word.text}'"
            symbols.diagnostics.error(word.where, "T010", cause, did_you_mean(word.text, (*known, ANY)))
    if any(word.text == ANY for word in words):
        return []
    asked = [word.text for word in words]
    return [_one_of(traits_of(kind).by, asked, ", ".join(asked), on.place(kind))]


def _time_in_status(symbols: Symbols, on: Section, name: str) -> Timer:
    kind = EventKind.TIME_IN_STATUS
    rule = on.section(kind)
    states = symbols.names.states.matching(rule.words("status"), symbols.diagnostics)
    if not rule.has("for"):
        rule.missing("for", "say how long, such as for: 30 days")
    return Timer(name, kind, rule.length("for") or timedelta(), frozenset(states), where=on.where)


def _task_waits(symbols: Symbols, on: Section, name: str) -> Timer:
    kind, tasks = EventKind.TASK_WAITS, symbols.names.tasks
    rule = on.section(kind)
    words = rule.words("task")
    found = [one for word in words if (one := tasks.find(word, symbols.diagnostics, (ANY, PLAIN_FOLLOW_UP)))]
    if not rule.has("task"):
        rule.missing("task", f"name a kind of task, {PLAIN_FOLLOW_UP} or {ANY}")
    if not rule.has("for"):
        rule.missing("for", "say how long, such as for: 2 days")
    meant = (*tasks.names, PLAIN_FOLLOW_UP) if ANY in found else found
    return Timer(name, kind, rule.length("for") or timedelta(), where=on.where, tasks=frozenset(map(TaskId, meant)))


def _clock_asked(timer: Timer, where: Location) -> list[Condition]:
    """What a row asks that follows when *timer* rings; of a task it says which, so that proofs know it."""
    rings = _one_of("timer", [timer.id], timer.id, where)
    names = sorted(timer.tasks)
    return [rings, _one_of("event_task", names, ", ".join(names), where)] if names else [rings]


def _near(symbols: Symbols, on: Section, kind: EventKind, name: str) -> Timer:
    """The clock of a rule on a date of the contact, or on the time of a visit."""
    rule = on.section(kind)
    timer = Timer(name, kind, _before_or_after(rule), at=rule.clock("at"), where=on.where)
    if kind is EventKind.APPOINTMENT_REACHED:
        return replace(timer, at_most_late=_at_most_late(rule))
    yearly = rule.yes_no("yearly")
    late = _at_most_late(rule, yearly=yearly)
    return replace(timer, date_fact=_date_fact(symbols, rule), at_most_late=late, yearly=yearly)


def _before_or_after(rule: Section) -> Length:
    """How long after something, negative before it."""
    before, after = rule.length("before"), rule.length("after")
    if before is not None and after is not None:
        hint = "keep one of them"
        rule.diagnostics.error(rule.where, "Y001", "'before' and 'after' stand side by side", hint)
    return -before if before is not None else after or timedelta()


def _at_most_late(rule: Section, *, yearly: bool = False) -> Length | None:
    """How late a date or a visit may be that becomes known: not at all if nothing is said; ``None`` is however late."""
    node = rule.node("at_most_late")
    if not (isinstance(node, Scalar) and node.text == ALWAYS):
        return rule.length("at_most_late") or timedelta()
    if yearly:
        cause = f"a day that comes every year is never '{ALWAYS}' late: the next one comes"
        rule.diagnostics.error(node.where, "Y011", cause, "write a length of time, such as 1 day")
    return None


def _date_fact(symbols: Symbols, rule: Section) -> str:
    name = rule.needed("date", "name a date fact of the contact")
    fact = symbols.facts.get(name)
    dates = [
        one.name
        for one in symbols.facts.values()
        if one.of is Scope.CONTACT and isinstance(one.domain, Scale) and one.domain.kind is ScaleKind.DATE
    ]
    if name and (fact is None or name not in dates):
        hint = did_you_mean(name, dates) or f"date facts of contacts are {choices(dates)}; see facts.yaml"
        cause = f"'{name}' is no date of the contact"
        if fact is not None and fact.own and fact.of is Scope.PRACTICE and days_until(name) in symbols.facts:
            cause = f"'{name}' is a date of the practice, and a clock rings for a contact"
            hint = f"ask '{days_until(name)}' in 'when' of a rule that something else starts, or say of: contact"
        rule.diagnostics.error(_value_place(rule.node("date"), rule), "T013", cause, hint)
    return name


def _value_place(node: Node | None, section: Section) -> Location:
    return node.where if node is not None else section.where


def _one_of(fact: str, values: Iterable[str], written: str, where: Location) -> Condition:
    return Condition(fact, frozenset(values), written, where)
