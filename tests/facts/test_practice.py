"""What is true of the practice itself: nothing but what it says."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.facts import practice_facts
from frontdesk.model import Scope
from frontdesk.tables import UNKNOWN
from support import HARBOUR, load_ruleset


def test_a_practice_is_known_by_its_own_facts_alone() -> None:
    rules = load_ruleset(HARBOUR)
    own = {name for name, fact in rules.facts.items() if fact.own and fact.of is Scope.PRACTICE}
    assert set(practice_facts(rules)) == own
    assert "reading" in own
    assert practice_facts(rules)["reading"] == rules.facts["reading"].default


def test_what_a_practice_leaves_open_is_unknown() -> None:
    rules = load_ruleset(HARBOUR)
    facts = {**rules.facts, "reading": replace(rules.facts["reading"], default=None)}
    assert practice_facts(replace(rules, facts=facts))["reading"] == UNKNOWN
