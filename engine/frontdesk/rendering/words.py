"""Rules in words: conditions, events, effects and outcomes as a practice manager would say them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, cast

from frontdesk.effects import (
    AddNote,
    CloseTask,
    Effect,
    EndCampaign,
    NotifyStaff,
    OpenTask,
    OptIn,
    OptOut,
    ReassignTask,
    ResetAttempts,
    SendMessage,
    SetFollowUp,
    SetStatus,
    StartCampaign,
)
from frontdesk.model import Ruleset, Timer
from frontdesk.tables import Condition, Row, Value, written, written_duration

_EVENT_FACTS = ("event", "event_state", "event_outcome", "timer", "keyword", "report", "event_campaign", "event_task")
"""The facts that say which event it is; what else a row asks is its condition."""


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
    return outcome if isinstance(outcome, int) else written(cast(Value, outcome))


def conditions_words(conditions: Iterable[Condition]) -> str:
    """What a row asks, one condition after the other."""
    return "; ".join(map(str, conditions)) or "always"


def event_words(ruleset: Ruleset, row: Row[Any]) -> str:
    """When a row of ``consequences`` applies: the event, then what else must hold."""
    asked = {test.fact: test for test in row.when}
    rest = [test for test in row.when if test.fact not in _EVENT_FACTS]
    which = next((asked[fact] for fact in _EVENT_FACTS[1:] if fact in asked), None)
    event = asked["event"].written.replace("_", " ")
    timer = ruleset.timers.get(which.written) if which and which.fact == "timer" else None
    if timer:
        said = _timer_words(ruleset, timer)
    elif which and which.fact == "event_state":
        said = f"{which.written} is entered"
    else:
        said = f"{event}: {which.written}" if which else event
    return f"{said}, if {conditions_words(rest)}" if rest else said


def effects_words(ruleset: Ruleset, effects: Iterable[Effect]) -> str:
    """What follows, one effect after the other."""
    return "; ".join(effect_words(ruleset, effect) for effect in effects)


def effect_words(ruleset: Ruleset, effect: Effect) -> str:
    """One effect in words."""
    match effect:
        case SetStatus(state, reason):
            because = f" (reason: {ruleset.reasons[reason].label})" if reason else ""
            return f"set status {ruleset.status_label(state)}{because}"
        case StartCampaign(campaign):
            return f"start campaign '{ruleset.campaigns[campaign].label}'"
        case EndCampaign(campaign):
            return f"end campaign '{ruleset.campaigns[campaign].label}'" if campaign else "end every campaign"
        case OpenTask(task):
            return f"open task '{ruleset.tasks[task].label}'"
        case CloseTask(task):
            return f"close task '{ruleset.tasks[task].label}'" if task else "close every task"
        case ReassignTask(task, to):
            return f"give task '{ruleset.tasks[task].label}' to {to}"
        case SetFollowUp(delay, task):
            return f"follow up in {written_duration(delay)}" + (f" on '{ruleset.tasks[task].label}'" if task else "")
        case SendMessage(message):
            return f"send '{ruleset.messages[message].label}'"
        case ResetAttempts():
            return "count attempts from zero"
    return _said(effect)


def _said(effect: AddNote | NotifyStaff | OptIn | OptOut) -> str:
    verb = {AddNote: "note", NotifyStaff: "tell staff", OptIn: "opt in to", OptOut: "opt out of"}[type(effect)]
    return f"{verb}: {getattr(effect, fields(effect)[0].name)}"


def _timer_words(ruleset: Ruleset, timer: Timer) -> str:
    length = written_duration(abs(timer.offset))
    if timer.date_fact:
        label = ruleset.facts[timer.date_fact].label
        if not timer.offset:
            return f"the day '{label}' comes"
        return f"{length} {'before' if timer.offset.total_seconds() < 0 else 'after'} '{label}'"
    states = ", ".join(sorted(ruleset.status_label(state) for state in timer.states))
    return f"{length} in {states}"
