"""Two versions of everything that is no table: campaigns and their steps, messages, tasks, single settings.

Compares plain data piece by piece; places in files do not count. Knows no meaning of any piece.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from typing import Any

from frontdesk.comparing.changes import PartChange
from frontdesk.model import Fact, Ruleset
from frontdesk.model.named import settings_of, words_of
from frontdesk.problems import Location
from frontdesk.tables import Condition, Domain, Length, Listed, Members, Table, written, written_length
from frontdesk.tables.lengths import is_before, unsigned

_CALLED = {"domain": "values", "said": "", "merged_for": "for", "cause": "while", "others": ""}
"""What a ruleset calls a part that is called otherwise here."""
_IDLE = ("id", "where", "known", "scope", "upstream", "inputs", "label_where")


def parts(before: Ruleset, after: Ruleset) -> Iterator[PartChange]:
    """Every named thing that is new or gone, and every setting that has another value."""
    pairs = _pairs(before, after)
    for one, other in pairs:
        for attribute, kind in words_of(type(one)).items():
            yield from _named(kind, getattr(one, attribute), getattr(other, attribute))
    for one, other in pairs:
        for name in settings_of(type(one)):
            yield from _setting(name, getattr(one, name), getattr(other, name))


def _pairs(before: Ruleset, after: Ruleset) -> list[tuple[object, object]]:
    """Both rulesets, and each part that topics add to them."""
    return [(before, after), *((before.part(kind), after.part(kind)) for kind in before.parts)]


def _setting(name: str, before: object, after: object) -> Iterator[PartChange]:
    was, now = pieces(before), pieces(after)
    for what in dict.fromkeys([*was, *now]):
        if was.get(what) != now.get(what):
            yield PartChange("setting", name.replace("_", " "), what, was.get(what), now.get(what))


def _named(kind: str, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[PartChange]:
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if isinstance(one, Fact) and isinstance(other, Fact) and not (_is_written(one) or _is_written(other)):
            continue
        if one is None or other is None:
            yield PartChange(kind, str(name), "", None if one is None else "there", None if other is None else "there")
        elif not isinstance(one, Table):
            was, now = pieces(one), pieces(other)
            for what in dict.fromkeys([*was, *now]):
                if was.get(what) != now.get(what):
                    yield PartChange(kind, str(name), what, was.get(what), now.get(what))


def _is_written(fact: Fact) -> bool:
    """Whether somebody wrote it: what comes with another, or with the engine, changes with that."""
    return fact.own or bool(fact.compares)


def pieces(value: object, path: str = "") -> dict[str, str]:
    """A piece of a ruleset as texts by what they are: ``step 'first' delay length`` gives ``1 day``."""
    if is_dataclass(value) and not isinstance(value, type | Table | Condition | Length) and not _is_domain(value):
        found: dict[str, str] = {}
        for field in fields(value):
            piece = getattr(value, field.name)
            if field.compare and field.name not in _IDLE and not isinstance(piece, Location):
                found |= pieces(piece, f"{path} {_CALLED.get(field.name, field.name).replace('_', ' ')}".strip())
        return found
    if isinstance(value, tuple) and value and all(isinstance(one, Condition) for one in value):
        return {path: "; ".join(map(str, value))}
    if isinstance(value, tuple) and value and all(is_dataclass(one) for one in value):
        return {
            name: text
            for number, one in enumerate(value, start=1)
            for name, text in pieces(one, f"{path} {getattr(one, 'id', number)}").items()
        }
    if isinstance(value, Mapping):
        return {name: text for key, one in value.items() for name, text in pieces(one, f"{path} {key}".strip()).items()}
    return {path: _text(value)}


def _is_domain(value: object) -> bool:
    return hasattr(value, "describe") and hasattr(value, "may_be_unknown")


def _text(value: Any) -> str:
    if value is None or value == "" or value == () or value == frozenset():
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Length):
        sign = "minus " if is_before(value) else ""
        return f"{sign}{written_length(unsigned(value))}"
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
