"""Small readers for the text of examples: the schema has said that the shapes are right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.problems import NOWHERE, FrontdeskError
from frontdesk.tables.lengths import BusinessLength, later, parse_length
from frontdesk.tables.opening import OpenHours
from frontdesk.tables.values import parse_date, parse_moment

_NOTHING: Mapping[str, Node] = MappingProxyType({})
EMPTY = Entries(_NOTHING, MappingProxyType({}), NOWHERE)


class MiswrittenError(FrontdeskError):
    """A length of time, an hour or a zone in an example that is none."""


def text(node: Node | None, otherwise: str = "") -> str:
    """The text of a piece, or *otherwise* when it is not there."""
    return node.text if isinstance(node, Scalar) else otherwise


def flag(node: Node | None) -> bool | None:
    """A yes or no, or ``None`` when it is not there."""
    return None if node is None else text(node) in ("yes", "true")


def entries(node: Node | None) -> Entries:
    """The keys under a piece; none when it is not there."""
    return node if isinstance(node, Entries) else EMPTY


def items(node: Node | None) -> tuple[Entries, ...]:
    """The items with keys of a list."""
    return tuple(item for item in node.items if isinstance(item, Entries)) if isinstance(node, Items) else ()


def items_or_words(node: Node | None, key: str) -> tuple[Entries, ...]:
    """The items of a list; a word that stands there alone is an item that says only *key*."""
    listed = node.items if isinstance(node, Items) else ()
    named = (Entries({key: one}, {key: one.where}, one.where) if isinstance(one, Scalar) else one for one in listed)
    return tuple(one for one in named if isinstance(one, Entries))


def words(node: Node | None) -> tuple[str, ...]:
    """The words of a list, or the one word that stands there alone."""
    if isinstance(node, Items):
        return tuple(text(item) for item in node.items)
    return (node.text,) if isinstance(node, Scalar) else ()


def instant(written: str, zone: ZoneInfo) -> datetime:
    """Read "2026-03-02 09:00" on the clock of *zone*; the result is UTC. Raises MiswrittenError in words."""
    try:
        return parse_moment(written, zone)
    except ValueError as error:
        raise MiswrittenError(str(error)) from None


def day(written: str) -> date:
    """Read "2026-03-02". Raises MiswrittenError in words."""
    try:
        return parse_date(written)
    except ValueError as error:
        raise MiswrittenError(str(error)) from None


def after(moment: datetime, written: str, zone: ZoneInfo, hours: OpenHours | None) -> datetime:
    """The instant so long after *moment* as is written, such as "2 days"; business days go by *hours*.

    Raises MiswrittenError in words.
    """
    try:
        length = parse_length(written)
    except ValueError as error:
        raise MiswrittenError(str(error)) from None
    if isinstance(length, BusinessLength) and hours is None:
        raise MiswrittenError(f"'{written}' is counted by the practice's calendar, and it has none")
    try:
        return later(moment, length, zone, hours)
    except (OverflowError, ValueError):
        raise MiswrittenError(f"'{written}' after {moment:%Y-%m-%d} is later than calendars go") from None


def zone(written: str) -> str:
    """Read the name of a time zone, or nothing where nothing is written. Raises MiswrittenError in words."""
    try:
        return ZoneInfo(written).key if written else ""
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise MiswrittenError(f"no time zone is called '{written}'; write it like 'America/New_York'") from None
