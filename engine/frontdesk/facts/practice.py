"""What is true of the practice itself: nothing but what it says in ``facts.yaml``."""

from __future__ import annotations

from frontdesk.model import Ruleset, Scope
from frontdesk.tables import UNKNOWN, Value


def practice_facts(ruleset: Ruleset) -> dict[str, Value]:
    """The practice's own facts about itself, at any instant."""
    return {
        fact.name: UNKNOWN if fact.default is None else fact.default
        for fact in ruleset.facts.values()
        if fact.own and fact.of is Scope.PRACTICE
    }
