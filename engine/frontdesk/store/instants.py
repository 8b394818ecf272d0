"""Instants as every store keeps them: whole microseconds since 1970 in UTC, and none without a zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


def to_micros(at: datetime | None) -> int | None:
    """An instant as whole microseconds since 1970. Raises ValueError for one that names no zone."""
    return None if at is None else micros(at)


def micros(at: datetime) -> int:
    """The same for an instant that is there. Raises ValueError for one that names no zone."""
    if at.tzinfo is None:
        raise ValueError(f"{at} names no zone")
    return (at - _EPOCH) // MICROSECOND


def from_micros(micros: int | None) -> datetime | None:
    """The instant that ``to_micros`` wrote."""
    return None if micros is None else _EPOCH + timedelta(microseconds=micros)


def instant(micros: int) -> datetime:
    """The instant of a column that is never empty."""
    return _EPOCH + timedelta(microseconds=micros)


def in_utc(at: datetime) -> datetime:
    """The same instant on the clock of UTC. Raises ValueError for one that names no zone."""
    return instant(micros(at))
