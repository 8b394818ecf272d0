"""The offered statuses on paper: the drop-down of every state, with the conditions that the state leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from frontdesk.facts import state_facts
from frontdesk.model import Ruleset
from frontdesk.names import State, phase_of
from frontdesk.rendering.grids import Grid, Page
from frontdesk.rendering.words import conditions_words
from frontdesk.tables import Condition, Row, Table, Value


def offers_page(ruleset: Ruleset) -> Page:
    """Every state and what is offered from it."""
    rows = tuple((ruleset.status_label(state), offered_words(ruleset, state)) for state in ruleset.states)
    used = {row.id: row for state in ruleset.states for row, _ in _offering(ruleset, state)}
    notes = tuple(f"- {name.replace('_', ' ')}: {row.because}" for name, row in used.items() if row.because)
    grid = Grid(("status", "offered next"), rows)
    words = ("What the drop-down offers, by the status that a contact is in.",)
    return Page("offers", f"{ruleset.label}: offered statuses", words, (grid,), notes)


def offered_words(ruleset: Ruleset, state: State) -> str:
    """What is offered in *state*, phase by phase; one line for each condition that the state alone does not decide."""
    lines: dict[str, dict[State, None]] = {}
    for row, open_conditions in _offering(ruleset, state):
        condition = f"if {conditions_words(open_conditions)}: " if open_conditions else ""
        offered = (_offered(state, written) for written in row.then)
        known = {one: None for one in offered if one in ruleset.states and one != state}
        lines[condition] = lines.get(condition, {}) | known
    return "\n".join(f"{condition}{_by_phase(ruleset, states)}" for condition, states in lines.items()) or "nothing"


def _by_phase(ruleset: Ruleset, states: Iterable[State]) -> str:
    """States with the phase said once: "Lead: No Show, Canceled; Free Screen: Scheduled"."""
    names: dict[str, list[str]] = {}
    for state in states:
        names.setdefault(ruleset.phases[phase_of(state)].label, []).append(ruleset.status_name(state))
    return "; ".join(f"{phase}: {', '.join(its)}" for phase, its in names.items())


def _offered(state: State, written: str) -> State:
    return State(f"{phase_of(state)}{written[1:]}" if written.startswith("./") else written)


def _offering(ruleset: Ruleset, state: State) -> list[tuple[Row[tuple[str, ...]], tuple[Condition, ...]]]:
    """The rows that can offer something in *state*, and what each still asks."""
    known = state_facts(ruleset, state)
    derived = {fact: answers for table in ruleset.offers.upstream for fact, answers in possible(table, known).items()}
    found = []
    for row in ruleset.offers.rows:
        verdicts = [(test, _holds(test, known, derived)) for test in row.when]
        if all(verdict is not False for _, verdict in verdicts):
            found.append((row, tuple(test for test, verdict in verdicts if verdict is None)))
    return found


def possible(table: Table[Any], known: Mapping[str, Value]) -> dict[str, set[Value]]:
    """What *table* can answer when only the facts *known* are certain: by its name, or by name and part."""
    rows: list[Row[Any]] = []
    for row in table.rows:
        verdicts = [_holds(test, known, {}) for test in row.when]
        if False not in verdicts:
            rows.append(row)
            if None not in verdicts:
                break
    else:
        rows += [table.otherwise] if table.otherwise else []
    answers: dict[str, set[Value]] = {}
    for row in rows:
        parts = row.then if isinstance(row.then, Mapping) else {"": row.then}
        for part, value in parts.items():
            answers.setdefault(f"{table.name}.{part}" if part else table.name, set()).add(value)
    return answers


def _holds(test: Condition, known: Mapping[str, Value], derived: Mapping[str, set[Value]]) -> bool | None:
    """Whether a condition holds, or ``None`` when what is known does not tell."""
    if test.fact in known:
        return known[test.fact] in test.accepts
    answers = {outcome in test.accepts for outcome in derived.get(test.fact, set())}
    return answers.pop() if len(answers) == 1 else None
