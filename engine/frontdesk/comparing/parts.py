"""Two versions of everything that is no table: campaigns and their steps, messages, tasks, single settings.

Compares plain data piece by piece; places in files do not count. Knows no meaning of any piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from frontdesk.comparing.changes import PartChange
from frontdesk.model import Fact, Ruleset
from frontdesk.problems import Location
from frontdesk.tables import Domain, Listed, Members, Table, written, written_duration

_KINDS = {
    "phases": "phase",
    "statuses": "status",
    "facts": "fact",
    "campaigns": "campaign",
    "channels": "channel",
    "lines": "line",
    "messages": "message",
    "outcomes": "outcome",
    "tasks": "task",
    "reasons": "lost reason",
    "timers": "clock",
    "tables": "table",
    "holidays": "holiday",
}
"""The named things of a ruleset, and what one of them is called."""
_SETTINGS = (
    *("label", "time_zone", "correction_window", "initial", "asks_reason", "attempts", "consent", "emr"),
    *("preference_source", "preference_settings"),
)
_CALLED = {"domain": "values", "said": ""}
"""What a ruleset calls a part that is called otherwise here."""
_IDLE = ("id", "where", "known", "scope", "upstream", "inputs", "label_where")


def parts(before: Ruleset, after: Ruleset) -> Iterator[PartChange]:
    """Every named thing that is new or gone, and every setting that has another value."""
    for attribute, kind in _KINDS.items():
        yield from _named(kind, getattr(before, attribute), getattr(after, attribute))
    for name in _SETTINGS:
        pieces = _pieces(getattr(before, name), ""), _pieces(getattr(after, name), "")
        for what in dict.fromkeys([*pieces[0], *pieces[1]]):
            was, now = (found.get(what) for found in pieces)
            if was != now:
                yield PartChange("setting", name.replace("_", " "), what, was, now)


def _named(kind: str, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[PartChange]:
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if isinstance(one, Fact) and isinstance(other, Fact) and not (one.own or other.own):
            continue
        if one is None or other is None:
            yield PartChange(kind, str(name), "", None if one is None else "there", None if other is None else "there")
        elif not isinstance(one, Table):
            was, now = _pieces(one, ""), _pieces(other, "")
            for what in dict.fromkeys([*was, *now]):
                if was.get(what) != now.get(what):
                    yield PartChange(kind, str(name), what, was.get(what), now.get(what))


def _pieces(value: object, path: str) -> dict[str, str]:
    """A piece of a ruleset as texts by what they are: ``step 'first' delay length`` gives ``1 day``."""
    if is_dataclass(value) and not isinstance(value, (type, Table)) and not _is_domain(value):
        found: dict[str, str] = {}
        for field in fields(value):
            piece = getattr(value, field.name)
            if field.name not in _IDLE and not isinstance(piece, Location):
                found |= _pieces(piece, f"{path} {_CALLED.get(field.name, field.name).replace('_', ' ')}".strip())
        return found
    if isinstance(value, tuple) and value and all(is_dataclass(one) for one in value):
        return {
            name: text
            for number, one in enumerate(value, start=1)
            for name, text in _pieces(one, f"{path} {getattr(one, 'id', number)}").items()
        }
    if isinstance(value, Mapping):
        return {
            name: text for key, one in value.items() for name, text in _pieces(one, f"{path} {key}".strip()).items()
        }
    return {path: _text(value)}


def _is_domain(value: object) -> bool:
    return hasattr(value, "describe") and hasattr(value, "may_be_unknown")


def _text(value: Any) -> str:
    if value is None or value == "" or value == () or value == frozenset():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, timedelta):
        sign = "minus " if value < timedelta() else ""
        return f"{sign}{written_duration(abs(value))}"
    if isinstance(value, Table):
        return "; ".join(", ".join(map(str, row.when)) for row in value.rows)
    if isinstance(value, (tuple, frozenset)):
        return ", ".join(sorted(map(str, value)) if isinstance(value, frozenset) else map(str, value))
    if isinstance(value, StrEnum):
        return str(value)
    if _is_domain(value):
        return _values(value)
    return written(value) if not isinstance(value, str) else value


def _values(domain: Domain) -> str:
    """Every value, however many: a list that leaves the last ones out would hide what is new."""
    if isinstance(domain, Listed):
        return ", ".join(domain.every_value)
    said = f"any of {', '.join(domain.values)}" if isinstance(domain, Members) else domain.describe()
    return f"{said} or unknown" if domain.may_be_unknown else said
