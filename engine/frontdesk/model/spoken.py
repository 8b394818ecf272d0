"""By which words people call a state: its label, that of its status, and its name however it is written.

Knows no alias of a practice: what somebody adds to these words is a setting of the ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.model.parts import Phase, Status
from frontdesk.model.wording import comparable
from frontdesk.names import PhaseId, State, StatusId


def spoken_names(phases: Mapping[PhaseId, Phase], statuses: Mapping[StatusId, Status]) -> dict[str, tuple[State, ...]]:
    """The states by what each is called, in the form in which words are compared; several may be called the same."""
    found: dict[str, dict[State, None]] = {}
    for status in statuses.values():
        for phase in (one for one in status.phases if one in phases):
            state, label = State(f"{phase}/{status.id}"), status.labels.get(phase, status.label)
            for words in (state, status.id, label, f"{phases[phase].label} - {label}"):
                found.setdefault(comparable(words), {})[state] = None
    return {words: tuple(states) for words, states in found.items()}
