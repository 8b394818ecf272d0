"""Records made up by their declared types: every kind that can be written down, with values that are hard to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from random import Random
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from frontdesk.effects import Effect
from frontdesk.events import Event
from frontdesk.journal import AppointmentBecame, Followed, MessageEnded, Said, Stood, Unread
from frontdesk.names import AppointmentState, MessageState
from frontdesk.tables.lengths import BusinessLength, CalendarLength, Length

KINDS: tuple[type[Any], ...] = tuple(one for one in get_args(Said) if one is not Unread)
"""Everything that the journal can say."""
EVENTS, EFFECTS = get_args(Event), get_args(Effect)
PARTS = (Followed, Stood)
"""Records that stand inside of others, and have no kind of their own there."""
ENDS: Mapping[type[Any], tuple[StrEnum, ...]] = {
    MessageEnded: (MessageState.SENT, MessageState.FAILED, MessageState.WITHDRAWN, MessageState.UNKNOWN),
    AppointmentBecame: tuple(one for one in AppointmentState if one is not AppointmentState.BOOKED),
}
"""What a record's state can be where its word stands for its kind."""
_TEXTS = ("", "a", "0", "null", "été", "\u2028", 'say "yes"', "back\\slash", "two\nlines", "🐕", "\ue000\x7f", " ")
_NUMBERS = (0, 1, -1, 7, 2**53)
_INSTANTS = (
    datetime(2026, 3, 2, 15, 0, 0, 1, UTC),
    datetime(1969, 12, 31, 23, 59, 59, tzinfo=UTC),
    datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=-5))),
)
_LENGTHS = (timedelta(), timedelta(seconds=1), timedelta(days=8, hours=3), timedelta(weeks=2), timedelta(days=36_525))
_ON_A_CALENDAR: tuple[Length, ...] = (
    *(CalendarLength(1), CalendarLength(14), CalendarLength(12, timedelta(days=3))),
    *(BusinessLength(days=2), BusinessLength(time=timedelta(hours=3, minutes=5)), BusinessLength()),
)


def made(kind: type[Any], seed: int) -> Any:
    """A record of this kind with values of every kind that its fields may have, the same each time."""
    random = Random(f"{kind.__name__} {seed}")
    hints = get_type_hints(kind)
    values = {one.name: _value(hints[one.name], random) for one in fields(kind)}
    if kind in ENDS:
        values["state"] = random.choice(ENDS[kind])
    return kind(**values)


def _value(declared: Any, random: Random) -> Any:
    declared = getattr(declared, "__supertype__", declared)
    simple: Mapping[Any, tuple[Any, ...]] = {
        **{str: _TEXTS, int: _NUMBERS, bool: (True, False)},
        **{datetime: _INSTANTS, timedelta: _LENGTHS, NoneType: (None,)},
    }
    if declared in simple:
        return random.choice(simple[declared])
    if declared == Length:  # only such as can be written: whole units, and after what they count from
        return random.choice((*_LENGTHS, *_ON_A_CALENDAR))
    if isinstance(declared, type) and issubclass(declared, StrEnum):
        return random.choice(list(declared))
    origin, args = get_origin(declared), get_args(declared)
    if origin in (Union, UnionType):
        return _value(random.choice(args), random)
    if origin is tuple:
        return tuple(_value(args[0], random) for _ in range(random.randrange(3)))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_value(str, random): _value(args[1], random) for _ in range(random.randrange(3))}
    return made(declared, random.randrange(1_000))


def inside(kind: Any) -> Iterator[tuple[Any, bool]]:
    """Each record that a kind's fields hold, and whether where its halves can be told apart."""
    for declared in get_type_hints(kind).values():
        yield from _records(declared, True)


def _records(declared: Any, alone: bool) -> Iterator[tuple[Any, bool]]:
    if hasattr(declared, "wire"):
        yield declared, alone
        yield from ((one, alone and also) for one, also in inside(declared))
    args = get_args(declared)
    parts = get_origin(declared) is tuple or (get_origin(declared) in (Union, UnionType) and NoneType not in args)
    for one in args:
        yield from _records(one, alone and parts)
