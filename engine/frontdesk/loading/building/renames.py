"""What takes the place of what an earlier version of the ruleset had: so that nobody is left in a status that is gone.

Knows the names of this version only; what a store still holds of the earlier one is for the desk to compare.
"""

from __future__ import annotations

from collections.abc import Collection

from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.model import Renames
from frontdesk.names import CampaignId, MessageId, State, TaskId
from frontdesk.problems import Location

NOWHERE_ELSE = "none"
"""What is written where nothing takes the place: it ends."""


def read_renames(symbols: Symbols, about: Section) -> Renames:
    """Read ``moved`` of ruleset.yaml."""
    moved, names = about.section("moved"), symbols.names
    campaigns = _pairs(symbols, moved, "campaigns", names.campaigns)
    messages = _pairs(symbols, moved, "messages", names.messages)
    tasks = _pairs(symbols, moved, "tasks", names.tasks)
    return Renames(
        _statuses(symbols, moved),
        {CampaignId(old): CampaignId(new) if new else None for old, new in campaigns},
        {MessageId(old): MessageId(new) if new else None for old, new in messages},
        {TaskId(old): TaskId(new) if new else None for old, new in tasks},
    )


def _statuses(symbols: Symbols, moved: Section) -> dict[State, State]:
    states = symbols.names.states
    found: dict[State, State] = {}
    for old, node, place in moved.pairs("statuses"):
        _note_still_there(symbols, old, states.all, place)
        new = states.find(node, symbols.diagnostics) if isinstance(node, Scalar) else None
        if new is not None:
            found[State(old)] = new
    return found


def _pairs(symbols: Symbols, moved: Section, key: str, known: Glossary) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for old, node, place in moved.pairs(key):
        _note_still_there(symbols, old, known.names, place)
        new = known.find(node, symbols.diagnostics, (NOWHERE_ELSE,)) if isinstance(node, Scalar) else None
        if new is not None:
            found.append((old, None if new == NOWHERE_ELSE else new))
    return found


def _note_still_there(symbols: Symbols, old: str, known: Collection[str], place: Location) -> None:
    if old in known:
        cause = f"'{old}' is moved away and still there"
        symbols.diagnostics.error(place, "Y001", cause, "take it off the list, or delete it where it is defined")
