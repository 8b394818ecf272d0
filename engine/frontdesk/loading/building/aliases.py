"""``aliases`` of ``statuses.yaml``: other names by which people know a status, such as those of an earlier system.

An alias is for people and their files; rules name states. Knows no contact.
"""

from __future__ import annotations

from collections.abc import Mapping

from frontdesk.effects import PREVIOUS
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.states import ANY
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Phase, Status, comparable, spoken_names
from frontdesk.names import PhaseId, State, StatusId
from frontdesk.problems import Location, choices


def read_aliases(
    symbols: Symbols, section: Section, phases: Mapping[PhaseId, Phase], statuses: Mapping[StatusId, Status]
) -> dict[str, State]:
    """Read the aliases as they are written, each with its state; one that may mean another state is M020."""
    found: dict[str, State] = {}
    before: dict[str, Location] = {}
    spoken = spoken_names(phases, statuses)
    for alias, node, place in section.pairs("aliases"):
        state = symbols.names.states.find(node, symbols.diagnostics) if isinstance(node, Scalar) else None
        if state is None:
            continue
        words = comparable(alias)
        others = [one for one in spoken.get(words, ()) if one != state]
        if _is_pattern(alias):
            cause = f"'{alias}' is no name: rules and commands write it for several statuses, or for one that depends"
            symbols.diagnostics.error(place, "M020", cause, "write another alias, or none")
        elif others:
            cause = f"'{alias}' is to stand for '{state}', and is what {choices(others)} is called"
            symbols.diagnostics.error(place, "M020", cause, "write another alias, or none")
        elif words in before:
            cause, related = f"the alias '{alias}' reads like one before it", ((before[words], "that one is here"),)
            symbols.diagnostics.error(place, "M020", cause, "keep one of them", related=related)
        else:
            found[alias] = state
        before.setdefault(words, place)
    return found


def _is_pattern(alias: str) -> bool:
    """Whether *alias* is what the language itself writes for statuses that it does not name one by one."""
    words = alias.strip().casefold()
    return (
        words in (ANY, PREVIOUS) or "[" in words or words.startswith("./") or ("/" in words and ANY in _halves(words))
    )


def _halves(words: str) -> tuple[str, ...]:
    return tuple(half.strip() for half in words.split("/"))
