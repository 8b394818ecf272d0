"""``reactions.yaml``: anything else that follows an event."""

from __future__ import annotations

from collections.abc import Iterator

from frontdesk.loading.building.effects import read_effects
from frontdesk.loading.building.following import Following
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.building.triggers import TriggerList, read_trigger


def _triggers(section: Section) -> Iterator[TriggerList]:
    yield TriggerList("", section, "reactions")


def _read_reactions(symbols: Symbols, section: Section, following: Following) -> None:
    for name, row in TriggerList("", section, "reactions").rows():
        trigger = read_trigger(symbols, row, name)
        effects = read_effects(symbols, row, "do", quotes_reply=trigger is not None and trigger.is_a_reply)
        if not row.has("do"):
            row.missing("do", "list what is to be done")
        if trigger is not None and effects:
            following.add(trigger, *effects)


TOPIC = Topic("reactions", triggers=_triggers, starts=_read_reactions)
