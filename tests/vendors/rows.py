"""What the four vendors' pages say, sentence by sentence, as ``docs/sources/*.yaml`` keep it.

Each row is one sentence or fact in our own words, with the rule that says it and the example that shows it, or with the
reason why no rule does. Reads the files and refuses what is not whole; whether a rule is there is asked in `places`,
whether an example shows it in `proving`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from ruamel.yaml import YAML

from support import ROOT

FOLDER = ROOT / "docs" / "sources"
Word = TypeVar("Word", bound=StrEnum)
_ROW = {"id", "article", "says", "sure", "mark", "rules", "shown", "note", "not_said"}
_CONFLICT = {"id", "articles", "says", "taken", "rules", "shown", "other", "other_shown"}


class SourceRowError(Exception):
    """A row that is not whole, with its id and what it lacks."""


class Sure(StrEnum):
    """How sure it is that the source says so."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Mark(StrEnum):
    """Where what is said comes from."""

    STATED = "stated"
    DERIVED = "derived"
    AMBIGUOUS = "ambiguous"
    INFERRED = "inferred"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One sentence of a page or one fact: said by ``rules`` and shown by ``shown``, or ``not_said`` for a reason."""

    id: str
    articles: tuple[str, ...]
    says: str
    sure: Sure
    mark: Mark
    rules: tuple[str, ...]
    shown: tuple[str, ...]
    note: str
    not_said: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Where sources disagree: the reading taken and what says it, and the other one, which a practice can have."""

    id: str
    articles: tuple[str, ...]
    says: str
    taken: str
    rules: tuple[str, ...]
    shown: tuple[str, ...]
    other: str
    other_shown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor's pages: the articles by id, the ruleset that says them, and every row."""

    name: str
    ruleset: str
    articles: Mapping[str, str]
    rows: tuple[SourceRow, ...]
    conflicts: tuple[Conflict, ...]


def vendors(folder: Path = FOLDER) -> list[Vendor]:
    """Every vendor of *folder*, in the order of the ids of their sentences. Raises SourceRowError."""
    return sorted((read_vendor(file) for file in folder.glob("*.yaml")), key=lambda one: _order(one.rows[0].id))


def read_vendor(file: Path) -> Vendor:
    """Read one vendor's file. Raises SourceRowError with the row's id and what it lacks."""
    said = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    rows = tuple(_row(one) for one in said["rows"])
    conflicts = tuple(_conflict(one) for one in said.get("conflicts", []))
    found = Vendor(said["vendor"], said["ruleset"], said["articles"], rows, conflicts)
    named = [(one.id, one.articles) for one in rows] + [(one.id, one.articles) for one in conflicts]
    for name, articles in named:
        if unknown := [article for article in articles if article not in found.articles]:
            raise SourceRowError(f"{name}: {unknown[0]} is no article of {found.name}")
    return found


def _row(said: Mapping[str, Any]) -> SourceRow:
    _known(said, _ROW)
    row = SourceRow(
        id=said["id"],
        articles=_list(said, "article"),
        says=said.get("says", ""),
        sure=_word(Sure, said, "sure"),
        mark=_word(Mark, said, "mark"),
        rules=_list(said, "rules"),
        shown=_list(said, "shown"),
        note=said.get("note", ""),
        not_said=said.get("not_said", ""),
    )
    if not row.says:
        raise SourceRowError(f"{row.id}: nothing is said of what the source says")
    if row.not_said and (row.rules or row.shown):
        raise SourceRowError(f"{row.id}: what a rule says is not 'not_said' as well")
    if not row.not_said and not row.rules:
        raise SourceRowError(f"{row.id}: no rule says it, and 'not_said' gives no reason")
    if not row.not_said and not row.shown:
        raise SourceRowError(f"{row.id}: no example shows it")
    return row


def _conflict(said: Mapping[str, Any]) -> Conflict:
    _known(said, _CONFLICT)
    if lacking := sorted(_CONFLICT - set(said)):
        raise SourceRowError(f"{said.get('id')}: it lacks {', '.join(lacking)}")
    return Conflict(
        id=said["id"],
        articles=_list(said, "articles"),
        says=said["says"],
        taken=said["taken"],
        rules=_list(said, "rules"),
        shown=_list(said, "shown"),
        other=said["other"],
        other_shown=_list(said, "other_shown"),
    )


def _known(said: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := sorted(set(said) - keys):
        raise SourceRowError(f"{said.get('id')}: nobody reads {', '.join(unknown)}")


def _list(said: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = said.get(key, [])
    return (value,) if isinstance(value, str) else tuple(value)


def _word(words: type[Word], said: Mapping[str, Any], key: str) -> Word:
    try:
        return words(said.get(key, ""))
    except ValueError:
        raise SourceRowError(f"{said.get('id')}: {key} is one of {', '.join(words)}") from None


def in_order(rows: Sequence[SourceRow]) -> Iterator[SourceRow]:
    """The rows as the pages have them: sentences first, then facts, each by number and letter."""
    yield from sorted(rows, key=lambda row: _order(row.id))


def _order(name: str) -> tuple[bool, tuple[int, ...], str]:
    digits = name[1:].rstrip("abcdefghij")
    numbers = tuple(int(part) for part in digits.split(".") if part.isdigit())
    return name[0] != "S", numbers or (99,), name[1 + len(digits) :]
