"""By which words people call things: a state, an outcome and a reason by their labels and their names.

Knows no alias of a practice: what somebody adds to these words is a setting of the ruleset.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from frontdesk.model.parts import Phase, Status
from frontdesk.model.wording import comparable
from frontdesk.names import PhaseId, State, StatusId
from frontdesk.problems import joined

N = TypeVar("N", bound=str)


def spoken_names(phases: Mapping[PhaseId, Phase], statuses: Mapping[StatusId, Status]) -> dict[str, tuple[State, ...]]:
    """The states by what each is called, in the form in which words are compared; several may be called the same."""
    found: dict[str, dict[State, None]] = {}
    for status in statuses.values():
        for phase in (one for one in status.phases if one in phases):
            state, label = State(f"{phase}/{status.id}"), status.labels.get(phase, status.label)
            for words in (state, status.id, label, f"{phases[phase].label} - {label}"):
                found.setdefault(comparable(words), {})[state] = None
    return {words: tuple(states) for words, states in found.items()}


def called_so(words: str, labels: Mapping[N, str]) -> list[N]:
    """The names of *labels* that somebody means who writes *words*: the name itself, else every one called so."""
    if exact := [name for name in labels if name == words]:
        return exact
    wanted = comparable(words)
    return [name for name, label in labels.items() if wanted in (comparable(name), comparable(label))]


def listed(labels: Mapping[N, str], most: int = 20) -> str:
    """Labels in a row, as a refusal lists them; with the word to type where that is another: "'Price' (costs)"."""
    words = (
        f"'{label}'" + ("" if comparable(label) == comparable(one) else f" ({one})") for one, label in labels.items()
    )
    return joined(list(words), most)
