"""Instants on paper: on the clock of the practice, to the minute."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


def clock(at: datetime, zone: ZoneInfo) -> str:
    """Write an instant on the clock of *zone*: "2026-03-02 09:00"."""
    return f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
