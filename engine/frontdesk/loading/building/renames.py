"""What takes the place of what an earlier version of the ruleset had: so that nobody is left in a status that is gone.

Knows the names of this version only; what a store still holds of the earlier one is for the desk to compare.
"""

from __future__ import annotations

from collections.abc import Collection

from frontdesk.loading.building.glossary import Glossary
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.sections import Section
from frontdesk.loading.nodes import Scalar
from frontdesk.model import Moved
from frontdesk.names import CampaignId, MessageId, State, TaskId
from frontdesk.problems import Location

NOWHERE_ELSE = "none"
"""What is written where nothing takes the place: it ends."""


def read_moved(ground: Ground, about: Section) -> Moved:
    """Read ``moved`` of ruleset.yaml."""
    moved, names = about.section("moved"), ground.names
    campaigns = _pairs(ground, moved, "campaigns", names.campaigns)
    messages = _pairs(ground, moved, "messages", names.messages)
    tasks = _pairs(ground, moved, "tasks", names.tasks)
    return Moved(
        _statuses(ground, moved),
        {CampaignId(old): CampaignId(new) if new else None for old, new in campaigns},
        {MessageId(old): MessageId(new) if new else None for old, new in messages},
        {TaskId(old): TaskId(new) if new else None for old, new in tasks},
    )


def _statuses(ground: Ground, moved: Section) -> dict[State, State]:
    states = ground.names.states
    found: dict[State, State] = {}
    for old, node, place in moved.pairs("statuses"):
        _note_still_there(ground, old, states.all, place)
        new = states.find(node, ground.notes) if isinstance(node, Scalar) else None
        if new is not None:
            found[State(old)] = new
    return found


def _pairs(ground: Ground, moved: Section, key: str, known: Glossary) -> list[tuple[str, str | None]]:
    found: list[tuple[str, str | None]] = []
    for old, node, place in moved.pairs(key):
        _note_still_there(ground, old, known.names, place)
        new = known.find(node, ground.notes, (NOWHERE_ELSE,)) if isinstance(node, Scalar) else None
        if new is not None:
            found.append((old, None if new == NOWHERE_ELSE else new))
    return found


def _note_still_there(ground: Ground, old: str, known: Collection[str], place: Location) -> None:
    if old in known:
        cause = f"'{old}' is moved away and still there"
        ground.notes.error(place, "Y001", cause, "take it off the list, or delete it where it is defined")
