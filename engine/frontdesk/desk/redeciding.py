"""Deciding again: every event of the journal under the rules that it was decided by must give the same effects."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from frontdesk.desk.following import describe
from frontdesk.desk.practice import Act
from frontdesk.events import Event, event_from
from frontdesk.interpreter.consequences import consequences
from frontdesk.loading import rebuild
from frontdesk.model import Ruleset
from frontdesk.problems import RulesetError
from frontdesk.store import Entry, Store
from frontdesk.tables import UNKNOWN, Domain, Members, Value


@dataclass(frozen=True, slots=True)
class Redecided:
    """How many events were decided again, how many by rules that are not kept, and every difference in words."""

    events: int
    rules_not_kept: int
    differences: tuple[str, ...]


def redecide(act: Act) -> Redecided:
    """Decide every event of the journal again, by the rules that decided it, and compare the effects byte for byte.

    Rules that ran earlier are those that the store keeps.
    """
    rules: dict[str, Ruleset | None] = {act.ruleset.hash: act.ruleset}
    events = unknown = 0
    differences = []
    for entry in act.store.journal():
        if entry.kind != "event":
            continue
        if entry.ruleset not in rules:
            rules[entry.ruleset] = kept_rules(act.store, entry.ruleset)
        ruleset = rules[entry.ruleset]
        if ruleset is None:
            unknown += 1
            continue
        events += 1
        if _bytes(_effects(ruleset, entry)) != _bytes(entry.data["effects"]):
            differences.append(f"entry {entry.seq}: the same rules now make something else follow")
    return Redecided(events, unknown, tuple(differences))


def kept_rules(store: Store, hash: str) -> Ruleset | None:
    """Rules that ran on *store*; ``None`` when it does not keep them, or this engine cannot read them any more."""
    text = store.ruleset_text(hash)
    try:
        return rebuild(text) if text else None
    except RulesetError:
        return None


def event_of(entry: Entry) -> Event:
    """The event that an entry of the journal keeps."""
    return event_from(entry.data["event"])


def facts_of_entry(entry: Entry, domains: Mapping[str, Domain]) -> dict[str, Value]:
    """The facts that an entry of the journal keeps, read back, as far as *domains* know them and their values."""
    read = {name: _read(domains[name], text) for name, text in entry.data["facts"].items() if name in domains}
    return {name: value for name, value in read.items() if value is not None}


def _effects(ruleset: Ruleset, entry: Entry) -> list[dict[str, str]]:
    facts = facts_of_entry(entry, ruleset.consequences.inputs)
    return [describe(one) for one in consequences(ruleset, facts, event_of(entry))]


def _read(domain: Domain, text: str) -> Value | None:
    if isinstance(domain, Members) and text == "none":
        return frozenset()
    try:
        return UNKNOWN if text == UNKNOWN else domain.parse(text)
    except ValueError:
        return None


def _bytes(data: Any) -> str:
    return json.dumps(data, sort_keys=True, ensure_ascii=False)
