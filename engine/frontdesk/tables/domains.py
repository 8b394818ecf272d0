"""Domains: what values a fact may have, and how a condition on it is read.

A condition becomes a container: a value fits it when ``value in container``. Listed values become frozensets,
ordered values become intervals, so deciding never needs to know which kind of fact it looks at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol, TypeAlias, cast

from frontdesk.problems import choices, did_you_mean
from frontdesk.tables.lengths import parse_duration
from frontdesk.tables.values import UNKNOWN, Value, parse_clock, parse_date, parse_local, parse_number, written

Ordered: TypeAlias = int | Decimal | date | datetime | time | timedelta
"""Values with an order, so that intervals of them make sense."""


_SAID = {"true": "yes", "false": "no"}
"""What else people write for a yes or no."""


class Domain(Protocol):
    """The values that a fact may have."""

    @property
    def may_be_unknown(self) -> bool:
        """Whether ``unknown`` is one of them."""

    def parse(self, text: str) -> Value:
        """Read one value. Raises ValueError, worded for the writer, when *text* is none of this domain."""

    def condition(self, texts: Sequence[str]) -> Container[Value]:
        """Read what a row asks for: a value that fits any of *texts* is in the container. Raises ValueError."""

    def __contains__(self, value: object) -> bool: ...

    def describe(self) -> str:
        """Say in words what may be written."""


@dataclass(frozen=True, slots=True)
class Complement:
    """Everything that another container does not hold; ``unknown`` included, as the language says of ``not``."""

    of: Container[Value]

    def __contains__(self, value: object) -> bool:
        return value not in self.of


@dataclass(frozen=True, slots=True)
class Union:
    """Everything that at least one of several containers holds."""

    of: tuple[Container[Value], ...]

    def __contains__(self, value: object) -> bool:
        return any(value in part for part in self.of)


@dataclass(frozen=True, slots=True)
class Interval:
    """The ordered values from *low* to *high*; ``None`` as an end means no limit. ``unknown`` is outside."""

    low: Ordered | None
    high: Ordered | None
    low_closed: bool = True
    high_closed: bool = True

    def __contains__(self, value: object) -> bool:
        if isinstance(value, (str, frozenset)):
            return False
        number = cast(int, value)  # one interval only ever meets values of its own domain
        low, high = cast("int | None", self.low), cast("int | None", self.high)
        if low is not None and (number < low or (number == low and not self.low_closed)):
            return False
        return high is None or number < high or (number == high and self.high_closed)

    def __str__(self) -> str:
        """The range as a ruleset writes it: "[18..65)", "< 3"; several kinds of values have such ranges."""
        low, high = (None if end is None else written(end) for end in (self.low, self.high))
        if low is None or high is None:
            sign, end, closed = ("<", high, self.high_closed) if low is None else (">", low, self.low_closed)
            return f"{sign}{'=' if closed else ''} {end}"
        return f"{'[' if self.low_closed else '('}{low}..{high}{']' if self.high_closed else ')'}"


@dataclass(frozen=True, slots=True)
class HasAny:
    """The sets that hold at least one of some members: what ``has_been: patient`` asks."""

    members: frozenset[str]

    def __contains__(self, value: object) -> bool:
        return isinstance(value, frozenset) and not self.members.isdisjoint(value)


@dataclass(frozen=True, slots=True)
class Listed:
    """A closed list of words."""

    values: tuple[str, ...]
    may_be_unknown: bool = False

    def __contains__(self, value: object) -> bool:
        return value in self.values or (self.may_be_unknown and value == UNKNOWN)

    def parse(self, text: str) -> Value:
        """Return the listed word *text*."""
        if text in self:
            return text
        hint = f"write '{_SAID[text]}'" if _SAID.get(text) in self.values else did_you_mean(text, self.every_value)
        raise ValueError(f"'{text}' is not one of {choices(self.every_value)}" + (f"; {hint}" if hint else ""))

    def condition(self, texts: Sequence[str]) -> Container[Value]:
        """Return the set of the words asked for."""
        return frozenset(self.parse(text) for text in texts)

    def describe(self) -> str:
        """List the words."""
        return choices(self.every_value)

    @property
    def every_value(self) -> tuple[str, ...]:
        """The words, and ``unknown`` where it is one of them."""
        return (*self.values, UNKNOWN) if self.may_be_unknown and UNKNOWN not in self.values else self.values


@dataclass(frozen=True, slots=True)
class Members:
    """Sets of words out of a closed list, such as the statuses that a contact has been in."""

    values: tuple[str, ...]
    may_be_unknown: bool = False

    def __contains__(self, value: object) -> bool:
        if isinstance(value, frozenset):
            return value.issubset(self.values)
        return self.may_be_unknown and value == UNKNOWN

    def parse(self, text: str) -> Value:
        """Read "a, b" as a set; an empty text is the empty set."""
        if self.may_be_unknown and text.strip() == UNKNOWN:
            return UNKNOWN
        words = [word.strip() for word in text.split(",") if word.strip()]
        for word in words:
            Listed(self.values).parse(word)
        return frozenset(words)

    def condition(self, texts: Sequence[str]) -> Container[Value]:
        """Return what holds any of the words asked for; ``unknown`` asks for nothing recorded, not for a member."""
        members = frozenset(str(Listed(self.values, self.may_be_unknown).parse(text)) for text in texts)
        if not self.may_be_unknown or UNKNOWN not in members:
            return HasAny(members)
        named = members & frozenset(self.values)
        unrecorded: Container[Value] = frozenset({UNKNOWN})
        return Union((HasAny(named), unrecorded)) if named else unrecorded

    def describe(self) -> str:
        """List the words."""
        words = f"any of {choices(self.values)}"
        return f"{words}, or '{UNKNOWN}'" if self.may_be_unknown else words


@dataclass(frozen=True, slots=True)
class Text:
    """Free text; a condition names the texts that it accepts."""

    may_be_unknown: bool = True

    def __contains__(self, value: object) -> bool:
        return isinstance(value, str)

    def parse(self, text: str) -> Value:
        """Return *text* as it is."""
        return text

    def condition(self, texts: Sequence[str]) -> Container[Value]:
        """Return the set of the texts asked for."""
        return frozenset(texts)

    def describe(self) -> str:
        """Say that anything goes."""
        return "any text"


class ScaleKind(StrEnum):
    """The kinds of values that have an order."""

    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    """A date with a time of day, as the practice's clock shows it."""
    TIME = "time"
    DURATION = "duration"


_READERS: dict[ScaleKind, Callable[[str], Ordered]] = {
    ScaleKind.NUMBER: parse_number,
    ScaleKind.DATE: parse_date,
    ScaleKind.MOMENT: parse_local,
    ScaleKind.TIME: parse_clock,
    ScaleKind.DURATION: parse_duration,
}
_TYPES: dict[ScaleKind, tuple[type, ...]] = {
    ScaleKind.NUMBER: (int, Decimal),
    ScaleKind.DATE: (date,),
    ScaleKind.MOMENT: (datetime,),
    ScaleKind.TIME: (time,),
    ScaleKind.DURATION: (timedelta,),
}


def _is_one(kind: ScaleKind, value: object) -> bool:
    """Whether *value* is one of this kind: no truth value for a number, no day with an hour for a date, no NaN."""
    if isinstance(value, bool) or not isinstance(value, _TYPES[kind]):
        return False
    if isinstance(value, (datetime, time)):
        return kind is not ScaleKind.DATE and value.tzinfo is None
    return not isinstance(value, Decimal) or value.is_finite()


def _is_whole(value: Ordered) -> bool:
    """Whether a number has no fraction, or a clock time no seconds."""
    if isinstance(value, time):
        return not (value.second or value.microsecond)
    return value == int(cast(int, value))


_COMPARED = re.compile(r"(>=|<=|>|<)\s*(.+)")
_BRACKETED = re.compile(r"([\[(])\s*(.+?)\s*\.\.\s*(.+?)\s*([\])])")
_SPANNED = re.compile(r"(.+?)\s*\.\.\s*(.+)")


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers, dates, moments, clock times or durations: values with an order, cut into bands by the rows themselves.

    Numbers may be ``whole``, and so may clock times: whole minutes. There may be a ``least`` value and a ``most``, both
    themselves possible.
    """

    kind: ScaleKind
    may_be_unknown: bool = False
    whole: bool = False
    least: Ordered | None = None
    most: Ordered | None = None

    def __contains__(self, value: object) -> bool:
        if not _is_one(self.kind, value):
            return self.may_be_unknown and value == UNKNOWN
        number, low, high = cast(int, value), cast("int | None", self.least), cast("int | None", self.most)
        inside = (low is None or number >= low) and (high is None or number <= high)
        return inside and (not self.whole or _is_whole(cast(Ordered, value)))

    def parse(self, text: str) -> Value:
        """Read one value of this scale."""
        if self.may_be_unknown and text == UNKNOWN:
            return UNKNOWN
        value = _READERS[self.kind](text)
        if value == time.max:
            raise ValueError("'24:00' is the end of a range of times and no time of its own; write '00:00' or '23:59'")
        if value not in self:
            raise ValueError(f"'{text.strip()}' is none of its values: {self._limits()}")
        return value

    def condition(self, texts: Sequence[str]) -> Container[Value]:
        """Read values and intervals: "3", ">= 3", "[18..21)", "2 days..1 week" (both ends included)."""
        parts = tuple(self._one(text) for text in texts)
        return parts[0] if len(parts) == 1 else Union(parts)

    def describe(self) -> str:
        """Say what a value and an interval look like."""
        low, high = {
            ScaleKind.NUMBER: ("3", "5"),
            ScaleKind.DATE: ("2026-03-02", "2026-03-09"),
            ScaleKind.MOMENT: ("2026-03-02 09:00", "2026-03-02 12:30"),
            ScaleKind.TIME: ("08:00", "21:00"),
            ScaleKind.DURATION: ("2 days", "1 week"),
        }[self.kind]
        limits = f"; {self._limits()}" if self.most is not None else ""
        return f"a {self.kind} such as '{low}', '>= {low}' or '[{low}..{high})'{limits}"

    def _limits(self) -> str:
        """What values there are, in words."""
        one = "minute" if self.kind is ScaleKind.TIME and self.whole else self.kind
        whole = f"whole {one}s" if self.whole else f"{one}s"
        ends = [f"{word} {written(end)}" for word, end in (("from", self.least), ("to", self.most)) if end is not None]
        return " ".join([whole, *ends])

    def _one(self, text: str) -> Container[Value]:
        text = text.strip()
        if self.may_be_unknown and text == UNKNOWN:
            return frozenset({UNKNOWN})
        accepts = self._asked(text)
        if not self._meets(accepts):
            raise ValueError(f"nothing is '{text}': there are {self._limits()}")
        return accepts

    def _meets(self, accepts: Interval | frozenset[Value]) -> bool:
        """Whether the range of this scale reaches into what is accepted."""
        if isinstance(accepts, frozenset):
            return any(value in self for value in accepts)
        upwards = Interval(accepts.low, None, accepts.low_closed)
        downwards = Interval(None, accepts.high, high_closed=accepts.high_closed)
        return (self.most is None or self.most in upwards) and (self.least is None or self.least in downwards)

    def _asked(self, text: str) -> Interval | frozenset[Value]:
        if match := _COMPARED.fullmatch(text):
            end = self._end(match[2])
            closed = "=" in match[1]
            return Interval(end, None, closed) if match[1][0] == ">" else Interval(None, end, high_closed=closed)
        if match := _BRACKETED.fullmatch(text):
            return self._between(text, match[2], match[3], match[1] == "[", match[4] == "]")
        if match := _SPANNED.fullmatch(text):
            return self._between(text, match[1], match[2], True, True)
        return frozenset({_READERS[self.kind](text)})

    def _end(self, text: str) -> Ordered:
        """Read an end of a range: a number may lie between two whole ones, but a clock that goes by minutes says so."""
        end = _READERS[self.kind](text)
        if self.whole and isinstance(end, time) and end != time.max and not _is_whole(end):
            raise ValueError(f"'{text.strip()}' is between two of its values, as it goes by whole minutes")
        return end

    def _right_way(self, low: str, high: str, low_closed: bool, high_closed: bool) -> str:
        """How to write a range whose ends are the wrong way round: of a clock, it may go over midnight."""
        if self.kind is not ScaleKind.TIME:
            return "write the smaller end first"
        day = f"{'(' if high_closed else '['}{high}..{low}{')' if low_closed else ']'}"
        night = f'{"[" if low_closed else "("}{low}..24:00)", "[00:00..{high}{"]" if high_closed else ")"}'
        return f'for the hours over midnight write {{not: "{day}"}}, or ["{night}"]; "{day}" is the hours of the day'

    def _between(self, text: str, low: str, high: str, low_closed: bool, high_closed: bool) -> Interval:
        first, last = cast(int, self._end(low)), cast(int, self._end(high))
        if first > last:
            raise ValueError(f"'{text}' ends before it begins; {self._right_way(low, high, low_closed, high_closed)}")
        return Interval(first, last, low_closed, high_closed)


YES_NO = Listed(("yes", "no"))
NUMBER = Scale(ScaleKind.NUMBER)
COUNT = Scale(ScaleKind.NUMBER, whole=True, least=0)
