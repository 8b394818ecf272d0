"""What is seen, as plain data for programs: the records themselves, field by field.

Knows no view: a record is an object under the names of its fields, an instant is ISO text with its offset, a day is
ISO text, a word is text. What the journal wrote down keeps the journal's own names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from frontdesk.journal import Entry
from frontdesk.wire import Plain, data_of


def as_json(view: object) -> Plain:
    """Return *view* as what JSON can hold. Raises TypeError for what nobody said how to write: a bug of ours."""
    match view:
        case None | bool() | int():
            return view
        case str():  # words are strings too, and JSON should not see the difference
            return str(view)
        case date():  # an instant is one too
            return view.isoformat()
        case Entry():
            return _entry(view)
        case Mapping():
            return {str(name): as_json(value) for name, value in view.items()}
        case tuple() | list():
            return [as_json(one) for one in view]
    if is_dataclass(view) and not isinstance(view, type):
        return _record(view)
    raise TypeError(f"nobody said how a {type(view).__name__} is written for programs")


def _record(view: Any) -> Plain:
    if hasattr(view, "wire"):
        return data_of(view)
    return {one.name: as_json(getattr(view, one.name)) for one in fields(view)}


def _entry(entry: Entry) -> Plain:
    return {
        "number": entry.seq,
        "at": entry.at.isoformat(),
        "by": entry.by,
        "kind": entry.kind,
        "contact": entry.contact,
        "data": entry.data,
        "ruleset": entry.ruleset,
        "hash": entry.hash,
    }
