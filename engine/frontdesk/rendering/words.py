"""Rules in words: conditions, events, effects and outcomes as a practice manager would say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, cast

from frontdesk.checking.paths import visit_words
from frontdesk.effects import Effect, sentence
from frontdesk.events import EventKind, traits_of
from frontdesk.model import Ruleset, Scope, Timer
from frontdesk.names import CampaignId, MessageId, ReasonId, State, TaskId
from frontdesk.tables import Condition, Row, Value, written, written_length
from frontdesk.tables.lengths import is_before, unsigned


def outcome_words(outcome: object) -> str:
    """An outcome of any table: a value, parts, or a list."""
    if isinstance(outcome, Mapping):
        return "; ".join(f"{part}: {written(value)}" for part, value in outcome.items())
    if isinstance(outcome, tuple):
        return ", ".join(outcome_words(one) for one in outcome) or "nothing"
    return written(cast(Value, outcome))


def outcome_data(outcome: object) -> object:
    """An outcome of any table as plain data for JSON."""
    if isinstance(outcome, Mapping):
        return {part: outcome_data(value) for part, value in outcome.items()}
    if isinstance(outcome, tuple):
        return [outcome_data(one) for one in outcome]
    if isinstance(outcome, frozenset):
        return sorted(outcome)
    if isinstance(outcome, Decimal):
        return float(outcome)  # as JSON knows numbers, so that 98.83 is one as 200 is
    return outcome if isinstance(outcome, int) else written(cast(Value, outcome))


def conditions_words(conditions: Iterable[Condition]) -> str:
    """What a row asks, one condition after the other."""
    return "; ".join(map(str, conditions)) or "always"


def event_words(ruleset: Ruleset, row: Row[Any]) -> str:
    """When a row of ``consequences`` applies: the event, then what else must hold."""
    kind = EventKind(next(test.written for test in row.when if test.fact == "event"))
    by = traits_of(kind).by
    # A fact of the contact, such as the attempts, is a condition even where it names the event.
    names = by and ruleset.facts[by].of is Scope.EVENT
    which = next((test for test in row.when if test.fact == by), None) if names else None
    told = ("event", "event_task") if which and traits_of(kind).timed else ("event",)  # a clock says whose it is
    rest = [test for test in row.when if test.fact not in told and test is not which]
    said = _heading(ruleset, kind, which)
    return f"{said}, if {conditions_words(rest)}" if rest else said


def _heading(ruleset: Ruleset, kind: EventKind, which: Condition | None) -> str:
    plain = kind.replace("_", " ")
    if which is None:
        return plain
    traits = traits_of(kind)
    if traits.timed:
        return _timer_words(ruleset, ruleset.timers[which.written])
    return (traits.heading or f"{plain}: {{}}").format(which.written)


def effects_words(ruleset: Ruleset, effects: Iterable[Effect]) -> str:
    """What follows, one effect after the other."""
    return "; ".join(effect_words(ruleset, effect) for effect in effects)


def effect_words(ruleset: Ruleset, effect: Effect) -> str:
    """One effect in words."""
    return sentence(effect, lambda field, value: _labelled(ruleset, field, value))


def _labelled(ruleset: Ruleset, field: str, value: Any) -> str:
    """What stands for a field of an effect: the label of what it names, or the value as a ruleset writes it."""
    match field:
        case "state":
            return ruleset.status_label(State(value))
        case "states":
            return ", ".join(map(ruleset.status_label, value))
        case "reason":
            return ruleset.reasons[ReasonId(value)].label
        case "campaign":
            return f"'{ruleset.campaigns[CampaignId(value)].label}'"
        case "task":
            return f"'{ruleset.task_label(TaskId(value))}'"
        case "message":
            return f"'{ruleset.messages[MessageId(value)].label}'"
        case "fact":
            return f"'{ruleset.facts[value].label}'"
    return written(value)


def _timer_words(ruleset: Ruleset, timer: Timer) -> str:
    length = written_length(unsigned(timer.offset))
    if timer.date_fact:
        label = ruleset.facts[timer.date_fact].label
        yearly = ", every year" if timer.yearly else ""
        if not timer.offset:
            return f"the day '{label}' comes{yearly}"
        return f"{length} {'before' if is_before(timer.offset) else 'after'} '{label}'{yearly}"
    if timer.tasks:
        tasks = ", ".join(f"'{ruleset.task_label(task)}'" for task in sorted(timer.tasks))
        return f"{length} without work on {tasks}"
    if timer.of_a_visit:
        return visit_words(timer)
    states = ", ".join(sorted(ruleset.status_label(state) for state in timer.states))
    return f"{length} in {states}"
