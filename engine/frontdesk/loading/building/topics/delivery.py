"""``delivery.yaml``: by which channel a message goes out. Without it nothing is sent."""

from __future__ import annotations

from frontdesk.loading.building.privacy import privacy_facts
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.symbols import Symbols
from frontdesk.loading.building.table_rows import read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.tables import Table


def read_delivery(symbols: Symbols, section: Section) -> Table[str] | None:
    """Read the delivery table; without one nothing is sent."""
    return read_engine_table(symbols, section, "delivery")


TOPIC = Topic("delivery", facts=privacy_facts, tables={"delivery": read_delivery})
