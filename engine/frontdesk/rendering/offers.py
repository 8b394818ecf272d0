"""The offered statuses on paper: the drop-down of every state, with the conditions that the state leaves open."""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.interpreter.offers import in_phase, offering
from frontdesk.model import ASKS_NOTHING, Asked, OfferLabels, OfferRequires, Ruleset
from frontdesk.names import State, phase_of
from frontdesk.rendering.grids import Grid, Page
from frontdesk.rendering.words import conditions_words


def offers_page(ruleset: Ruleset) -> Page:
    """Every state and what is offered from it."""
    rows = tuple((ruleset.status_label(state), offered_words(ruleset, state)) for state in ruleset.states)
    used = {row.id: row for state in ruleset.states for row, _ in offering(ruleset, state)}
    notes = tuple(f"- {name.replace('_', ' ')}: {row.because}" for name, row in used.items() if row.because)
    grid = Grid(("status", "offered next"), rows)
    words = ("What the drop-down offers, by the status that a contact is in.",)
    return Page("offers", f"{ruleset.label}: offered statuses", words, (grid,), notes)


def offered_words(ruleset: Ruleset, state: State) -> str:
    """What is offered in *state*, phase by phase; one line for each condition that the state alone does not decide."""
    lines: dict[str, dict[State, str]] = {}
    labels, asked = ruleset.part(OfferLabels).offer_labels, ruleset.part(OfferRequires).offer_requires
    for row, open_conditions in offering(ruleset, state):
        condition = f"if {conditions_words(open_conditions)}: " if open_conditions else ""
        offered = (in_phase(state, written) for written in row.then)
        asks = _asks(ruleset, asked.get(row.id, ASKS_NOTHING))
        known = {
            one: "; ".join(filter(None, (labels.get(row.id, ""), asks))) for one in offered if one in ruleset.states
        }
        lines[condition] = lines.get(condition, {}) | known
    return "\n".join(f"{condition}{_by_phase(ruleset, states)}" for condition, states in lines.items()) or "nothing"


def _asks(ruleset: Ruleset, asked: Asked) -> str:
    """What an offer asks for besides what its status does: "asks for note, 'Verified'"."""
    words = [f"'{ruleset.facts[one].label}'" if one in asked.facts else one for one in asked.words]
    return f"asks for {', '.join(words)}" if words else ""


def _by_phase(ruleset: Ruleset, states: Mapping[State, str]) -> str:
    """States with the phase said once: "Lead: No Show, Canceled; Free Screen: Scheduled".

    What an offer says besides comes after: "Patient: Active (Activate)".
    """
    names: dict[str, list[str]] = {}
    for state, more in states.items():
        said = f"{ruleset.status_name(state)} ({more})" if more else ruleset.status_name(state)
        names.setdefault(ruleset.phases[phase_of(state)].label, []).append(said)
    return "; ".join(f"{phase}: {', '.join(its)}" for phase, its in names.items())
