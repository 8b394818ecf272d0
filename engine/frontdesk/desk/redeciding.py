"""Deciding again: every event of the journal under the rules that it was decided by must give the same effects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from frontdesk.desk.following import describe
from frontdesk.desk.practice import Act
from frontdesk.events import Event, EventKind
from frontdesk.interpreter.consequences import consequences
from frontdesk.store import Entry
from frontdesk.tables import UNKNOWN, Domain, Members, Value


@dataclass(frozen=True, slots=True)
class Redecided:
    """How many events were decided again, how many belong to other rules, and every difference in words."""

    events: int
    other_rules: int
    differences: tuple[str, ...]


def redecide(act: Act) -> Redecided:
    """Decide every event of the journal again that these rules decided, and compare the effects byte for byte."""
    events = other = 0
    differences = []
    for entry in act.store.journal():
        if entry.kind != "event":
            continue
        if entry.ruleset != act.ruleset.hash:
            other += 1
            continue
        events += 1
        again = _bytes(_effects(act, entry))
        if again != _bytes(entry.data["effects"]):
            differences.append(f"entry {entry.seq}: the same rules now make something else follow")
    return Redecided(events, other, tuple(differences))


def event_of(entry: Entry) -> Event:
    """The event that an entry of the journal keeps."""
    kept = entry.data["event"]
    named = {field.name: kept[field.name] for field in fields(Event) if field.name in kept}
    return Event(**{**named, "kind": EventKind(kept["kind"])})


def facts_of_entry(entry: Entry, domains: Mapping[str, Domain]) -> dict[str, Value]:
    """The facts that an entry of the journal keeps, read back."""
    return {name: _read(domains[name], text) for name, text in entry.data["facts"].items() if name in domains}


def _effects(act: Act, entry: Entry) -> list[dict[str, str]]:
    facts = facts_of_entry(entry, act.ruleset.consequences.inputs)
    return [describe(one) for one in consequences(act.ruleset, facts, event_of(entry))]


def _read(domain: Domain, text: str) -> Value:
    if isinstance(domain, Members) and text == "none":
        return frozenset()
    return UNKNOWN if text == UNKNOWN else domain.parse(text)


def _bytes(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
