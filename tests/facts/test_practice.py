"""What is true of the practice itself: what it says, and the day on its calendar."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from frontdesk.facts import contact_facts, practice_facts
from frontdesk.model import Scope
from frontdesk.names import ContactId
from frontdesk.records import Contact
from frontdesk.tables import UNKNOWN
from support import HARBOUR, MONDAY, load_ruleset


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


@pytest.mark.parametrize(
    ("now", "today", "month"),
    [
        ("2026-03-01T04:59:00+00:00", date(2026, 2, 28), "february"),
        ("2026-03-01T05:00:00+00:00", date(2026, 3, 1), "march"),
    ],
)
def test_the_day_and_the_month_are_those_where_the_practice_is(now: str, today: date, month: str) -> None:
    rules = load_ruleset("default")
    contact = Contact(ContactId(1), "", rules.initial, MONDAY, zone="Asia/Tokyo")
    facts = contact_facts(rules, contact, datetime.fromisoformat(now))
    assert (facts["today"], facts["month"]) == (today, month)
