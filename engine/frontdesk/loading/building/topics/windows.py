"""``windows.yaml``: at which hours a message may leave, and the days that the practice keeps free."""

from __future__ import annotations

from datetime import date

from frontdesk.loading.building.scalars import read_date, read_text
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.loading.tree.nodes import Scalar
from frontdesk.tables import Table


def read_windows(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read the sending windows; without any, a message may leave at any hour."""
    return read_engine_table(symbols, section, "windows")


def read_holidays(section: Section) -> dict[date, str]:
    """Read the days that the practice keeps free."""
    found = {}
    for written, node, place in section.pairs("holidays"):
        day = read_date(Scalar(written, place), "a holiday", section.diagnostics)
        if day is not None:
            found[day] = read_text(node, f"the name of the holiday {written}", section.diagnostics) or written
    return found


TOPIC = Topic("windows", tables={"windows": read_windows})
