"""Single values as a ruleset writes them, read into what they stand for: durations, clocks, numbers, yes and no.

Each reader answers ``None`` after noting what is wrong. Knows no key and no topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TypeVar

from frontdesk.loading.building.notes import Notes
from frontdesk.loading.nodes import Entries, Items, Node, Scalar
from frontdesk.problems import choices, did_you_mean
from frontdesk.tables.values import parse_clock, parse_date, parse_duration, parse_number

T = TypeVar("T")
_LOOKS_LIKE_CLOCK = re.compile(r"(\d{1,2}):(\d{2})(:\d{2})?")
_LOOKS_LIKE_NUMBER = re.compile(r"\d+")
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


def shape(node: Node) -> str:
    """Say in the writer's words what *node* is."""
    if isinstance(node, Items):
        return "a list"
    if isinstance(node, Entries):
        return "a group of keys"
    return f"'{node.text}'"


def read_text(node: Node, wanted: str, notes: Notes) -> str | None:
    """Read any text; *wanted* says what should stand here."""
    if isinstance(node, Scalar):
        return node.text
    notes.error(node.where, "Y011", f"{wanted} should be one value, not {shape(node)}")
    return None


def read_yes_no(node: Node, wanted: str, notes: Notes) -> bool | None:
    """Read ``yes``, ``no``, ``true`` or ``false``."""
    text = read_text(node, wanted, notes)
    if text is not None and text not in _YES_NO:
        notes.error(node.where, "Y011", f"{wanted} is either yes or no, not '{text}'", "write yes or no")
    return _YES_NO.get(text or "")


def read_word(node: Node, wanted: str, words: Collection[str], notes: Notes) -> str | None:
    """Read one of a closed list of words."""
    text = read_text(node, wanted, notes)
    if text is None or text in words:
        return text
    notes.error(node.where, "T010", f"{wanted} is {choices(words)}, not '{text}'", did_you_mean(text, words))
    return None


def read_duration(node: Node, wanted: str, notes: Notes) -> timedelta | None:
    """Read a duration; a clock time or a bare number is ambiguous and so refused."""
    text = read_text(node, wanted, notes)
    if text is None or noted_as_ambiguous(text, node, notes):
        return None
    return _parsed(parse_duration, text, node, wanted, notes)


def noted_as_ambiguous(text: str, node: Node, notes: Notes) -> bool:
    """Note that *text* stands where a duration should and could be read in two ways; return whether it does."""
    doubt = ambiguous_length(text)
    if doubt is not None:
        notes.error(node.where, "Y001", *doubt)
    return doubt is not None


def ambiguous_length(text: str) -> tuple[str, str] | None:
    """Cause and hint when a length of time is written so that it could be read in two ways; ``None`` when it is not."""
    if match := _LOOKS_LIKE_CLOCK.fullmatch(text.strip()):
        number = int(match[1])
        cause = f"'{text}' could be {number} minutes, {number} hours or a time of day"
        return cause, f"write '{number} minutes' or '{number} hours'"
    if _LOOKS_LIKE_NUMBER.fullmatch(text.strip()):
        return f"'{text}' does not say of what", f"write '{text} minutes', '{text} hours' or '{text} days'"
    return None


def read_clock(node: Node, wanted: str, notes: Notes) -> time | None:
    """Read a time of day."""
    text = read_text(node, wanted, notes)
    return None if text is None else _parsed(parse_clock, text, node, wanted, notes)


def read_date(node: Node, wanted: str, notes: Notes) -> date | None:
    """Read a date."""
    text = read_text(node, wanted, notes)
    return None if text is None else _parsed(parse_date, text, node, wanted, notes)


def read_count(node: Node, wanted: str, notes: Notes, least: int = 1) -> int | None:
    """Read a whole number, *least* or more."""
    text = read_text(node, wanted, notes)
    number = None if text is None else _parsed(parse_number, text, node, wanted, notes)
    if number is None:
        return None
    if isinstance(number, Decimal) or number < least:
        notes.error(node.where, "Y011", f"{wanted} is a whole number from {least}, not '{text}'")
        return None
    return number


def read_whole(node: Node, wanted: str, notes: Notes) -> int | None:
    """Read a whole number of any sign."""
    return read_count(node, wanted, notes, least=-1_000_000_000)


def _parsed(parse: Callable[[str], T], text: str, node: Node, wanted: str, notes: Notes) -> T | None:
    try:
        return parse(text)
    except ValueError as error:
        notes.error(node.where, "Y011", f"{wanted}: {error}")
        return None
