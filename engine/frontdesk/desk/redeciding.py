"""Deciding again: every event of the journal under the rules that it was decided by must give the same effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from frontdesk.desk.following import followed
from frontdesk.desk.practice import Act
from frontdesk.interpreter.consequences import consequences, read_for_consequences
from frontdesk.journal import Followed, Happened
from frontdesk.keeping import Store
from frontdesk.loading import rebuild
from frontdesk.model import Ruleset
from frontdesk.problems import RulesetError
from frontdesk.tables import UNKNOWN, Domain, Members, Value


@dataclass(frozen=True, slots=True)
class Redecided:
    """How many events were decided again, how many could not be and why, and every difference in words."""

    events: int
    rules_not_kept: int
    differences: tuple[str, ...]
    erased: int = 0
    """How many were of somebody who was erased since, so that the facts are gone."""


def redecide(act: Act) -> Redecided:
    """Decide every event of the journal again, by the rules that decided it, and compare the effects byte for byte.

    Rules that ran earlier are those that the store keeps.
    """
    rules: dict[str, Ruleset | None] = {act.ruleset.hash: act.ruleset}
    events = unknown = erased = 0
    differences = []
    for entry in act.store.journal():
        if not isinstance(entry.said, Happened):
            continue
        if entry.ruleset not in rules:
            rules[entry.ruleset] = kept_rules(act.store, entry.ruleset)
        ruleset = rules[entry.ruleset]
        if entry.erased or ruleset is None:
            erased, unknown = erased + entry.erased, unknown + (not entry.erased)
            continue
        events += 1
        if _effects(ruleset, entry.said) != entry.said.effects:
            differences.append(f"entry {entry.seq}: the same rules now make something else follow")
    return Redecided(events, unknown, tuple(differences), erased)


def kept_rules(store: Store, hash: str) -> Ruleset | None:
    """Rules that ran on *store*; ``None`` when it does not keep them, or this engine cannot read them any more."""
    text = store.ruleset_text(hash)
    try:
        return rebuild(text) if text else None
    except RulesetError:
        return None


def facts_kept(kept: Mapping[str, str], domains: Mapping[str, Domain]) -> dict[str, Value]:
    """The facts that an entry of the journal keeps, read back, as far as *domains* know them and their values."""
    read = {name: _read(domains[name], text) for name, text in kept.items() if name in domains}
    return {name: value for name, value in read.items() if value is not None}


def _effects(ruleset: Ruleset, said: Happened) -> tuple[Followed, ...]:
    facts = facts_kept(said.facts, read_for_consequences(ruleset))
    return tuple(map(followed, consequences(ruleset, facts, said.event)))


def _read(domain: Domain, text: str) -> Value | None:
    if isinstance(domain, Members) and text == "none":
        return frozenset()
    try:
        return UNKNOWN if text == UNKNOWN else domain.parse(text)
    except ValueError:
        return None
