"""What follows events: the rows of the one table ``consequences``, gathered from every file in a fixed order.

Stops come before starts, so that an event which ends one campaign and starts another does both.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from frontdesk.effects import Effect
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import make_engine_table
from frontdesk.loading.building.triggers import Trigger
from frontdesk.model import Timer
from frontdesk.tables import HitPolicy, Row, Table

GATHERED = "consequences"
"""The one table of the engine that no file brings alone."""


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

    def table(self, symbols: Symbols) -> Table[tuple[Effect, ...]]:
        """Put the rows together."""
        return make_engine_table(symbols, GATHERED, tuple(self.rows), None, hit=HitPolicy.EVERY)
