"""``delivery.yaml``: by which channel a message goes out. Without it nothing is sent."""

from __future__ import annotations

from frontdesk.loading.building.ground import Ground
from frontdesk.loading.building.sections import Section
from frontdesk.loading.building.table_rows import read_engine_table
from frontdesk.loading.building.topic import Topic
from frontdesk.tables import Table


def read_delivery(ground: Ground, section: Section) -> Table[str] | None:
    """Read the delivery table; without one nothing is sent."""
    return read_engine_table(ground, section, "delivery")


TOPIC = Topic("delivery", tables={"delivery": read_delivery})
