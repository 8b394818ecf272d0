"""What follows events: the rows of the one table ``consequences``, gathered from every file in a fixed order.

Stops come before starts, so that an event which ends one campaign and starts another does both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from frontdesk.effects import Effect
from frontdesk.loading.building.effects import read_effects
from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.table_rows import make_engine_table
from frontdesk.loading.building.triggers import Trigger, TriggerList, read_trigger
from frontdesk.model import Timer
from frontdesk.tables import HitPolicy, Row, Table


@dataclass(slots=True)
class Following:
    """The rows gathered so far, and the triggers among them that fire by time."""

    rows: list[Row[tuple[Effect, ...]]] = field(default_factory=list)
    timers: dict[str, Timer] = field(default_factory=dict)

    def add(self, trigger: Trigger, *effects: Effect) -> None:
        """Let *effects* follow *trigger*."""
        self.rows.append(Row(trigger.id, trigger.when, effects, trigger.because, trigger.where))
        if trigger.timer:
            self.timers[trigger.id] = trigger.timer

    def table(self, ground: Ground) -> Table[tuple[Effect, ...]]:
        """Put the rows together."""
        return make_engine_table(ground, "consequences", tuple(self.rows), None, hit=HitPolicy.EVERY)


def read_reactions(ground: Ground, section: Section, following: Following) -> None:
    """Read ``reactions.yaml``: anything else that follows an event."""
    for name, row in TriggerList("", section, "reactions").rows():
        trigger = read_trigger(ground, row, name)
        effects = read_effects(ground, row, "do")
        if not row.has("do"):
            row.missing("do", "list what is to be done")
        if trigger is not None and effects:
            following.add(trigger, *effects)
