"""Single values as a ruleset writes them, read into what they stand for: lengths, clocks, numbers, yes and no.

Each reader answers ``None`` after noting what is wrong. Knows no key and no topic.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TypeVar

from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.text.lengths import ambiguous_length
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.problems import choices, did_you_mean
from frontdesk.tables.lengths import BusinessLength, Length, parse_duration, parse_length
from frontdesk.tables.values import parse_clock, parse_date, parse_number

T = TypeVar("T")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def shape(node: Node) -> str:
    """Say in the writer's words what *node* is."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Entries):
        return "a group of keys"
    return f"'{node.text}'"


def read_text(node: Node, wanted: str, diagnostics: Diagnostics) -> str | None:
    """Read any text; *wanted* says what should stand here."""
    if isinstance(node, Scalar):
        return node.text
    diagnostics.error(node.where, "Y011", f"{wanted} should be one value, not {shape(node)}")
    return None


def read_yes_no(node: Node, wanted: str, diagnostics: Diagnostics) -> bool | None:
    """Read ``yes``, ``no``, ``true`` or ``false``."""
    text = read_text(node, wanted, diagnostics)
    if text is not None and text not in _YES_NO:
        diagnostics.error(node.where, "Y011", f"{wanted} is either yes or no, not '{text}'", "write yes or no")
    return _YES_NO.get(text or "")


def read_word(node: Node, wanted: str, words: Collection[str], diagnostics: Diagnostics) -> str | None:
    """Read one of a closed list of words."""
    text = read_text(node, wanted, diagnostics)
    if text is None or text in words:
        return text
    diagnostics.error(node.where, "T010", f"{wanted} is {choices(words)}, not '{text}'", did_you_mean(text, words))
    return None


def read_duration(node: Node, wanted: str, diagnostics: Diagnostics) -> timedelta | None:
    """Read a duration; a clock time or a bare number is ambiguous and so refused."""
    return _read_length(parse_duration, node, wanted, diagnostics)


def read_length(node: Node, wanted: str, diagnostics: Diagnostics) -> Length | None:
    """Read a length of time, months and business days among them."""
    length = _read_length(parse_length, node, wanted, diagnostics)
    if isinstance(length, BusinessLength):
        diagnostics.business.append(node.where)
    return length


def noted_as_ambiguous(text: str, node: Node, diagnostics: Diagnostics) -> bool:
    """Note that *text* stands where a duration should and could be read in two ways; return whether it does."""
    doubt = ambiguous_length(text)
    if doubt is not None:
        diagnostics.error(node.where, "Y001", *doubt)
    return doubt is not None


def read_clock(node: Node, wanted: str, diagnostics: Diagnostics) -> time | None:
    """Read a time of day."""
    text = read_text(node, wanted, diagnostics)
    return None if text is None else _parsed(parse_clock, text, node, wanted, diagnostics)


def read_date(node: Node, wanted: str, diagnostics: Diagnostics) -> date | None:
    """Read a date."""
    text = read_text(node, wanted, diagnostics)
    return None if text is None else _parsed(parse_date, text, node, wanted, diagnostics)


def read_count(node: Node, wanted: str, diagnostics: Diagnostics, least: int = 1) -> int | None:
    """Read a whole number, *least* or more."""
    text = read_text(node, wanted, diagnostics)
    number = None if text is None else _parsed(parse_number, text, node, wanted, diagnostics)
    if number is None:
        return None
    if isinstance(number, Decimal) or number < least:
        diagnostics.error(node.where, "Y011", f"{wanted} is a whole number from {least}, not '{text}'")
        return None
    return number


def read_whole(node: Node, wanted: str, diagnostics: Diagnostics) -> int | None:
    """Read a whole number of any sign."""
    return read_count(node, wanted, diagnostics, least=-1_000_000_000)


def _read_length(parse: Callable[[str], T], node: Node, wanted: str, diagnostics: Diagnostics) -> T | None:
    text = read_text(node, wanted, diagnostics)
    if text is None or noted_as_ambiguous(text, node, diagnostics):
        return None
    return _parsed(parse, text, node, wanted, diagnostics)


def _parsed(parse: Callable[[str], T], text: str, node: Node, wanted: str, diagnostics: Diagnostics) -> T | None:
    try:
        return parse(text)
    except ValueError as error:
        diagnostics.error(node.where, "Y011", f"{wanted}: {error}")
        return None
