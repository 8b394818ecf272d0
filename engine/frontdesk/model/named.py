"""What the fields of a ruleset hold, said on the fields themselves: named things, or a single setting.

Whoever treats every field alike asks here: names are collected, versions compared and pages printed by it. A field that
says nothing is compared and printed by nobody but its own module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

_NAMED, _SETTING = "named", "setting"
SETTING: Mapping[str, str] = {_SETTING: "yes"}
"""The metadata of a field that holds one setting."""


def named(word: str) -> Mapping[str, str]:
    """The metadata of a field that holds things by name, one of which is called *word*."""
    return {_NAMED: word}


def words_of(kind: type) -> Mapping[str, str]:
    """What one of the things in each field of a dataclass is called, by field. Raises TypeError for another class."""
    return {field.name: field.metadata[_NAMED] for field in fields(kind) if _NAMED in field.metadata}


def settings_of(kind: type) -> tuple[str, ...]:
    """The fields of a dataclass that hold one setting each. Raises TypeError for another class."""
    return tuple(field.name for field in fields(kind) if _SETTING in field.metadata)
