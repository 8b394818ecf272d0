"""Instants on paper."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from frontdesk.rendering.clock import clock


def test_an_instant_is_written_on_the_clock_of_the_practice_to_the_minute() -> None:
    at = datetime(2026, 3, 2, 3, 59, 59, tzinfo=UTC)
    assert clock(at, ZoneInfo("America/New_York")) == "2026-03-01 22:59"
