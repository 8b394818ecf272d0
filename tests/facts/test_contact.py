"""What is true of a contact, and what of it a state alone decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from facts.declared import RULESETS
from frontdesk.facts import contact_facts, state_facts, with_limit
from frontdesk.names import ContactId
from frontdesk.problems import FactError
from frontdesk.records import Contact
from frontdesk.tables import Value
from support import MONDAY, load_ruleset


def test_what_a_state_alone_decides_is_what_is_true_of_a_contact_in_it() -> None:
    for practice in RULESETS:
        rules = load_ruleset(practice)
        for state in rules.states:
            known = contact_facts(rules, Contact(ContactId(1), "", state, MONDAY), MONDAY)
            assert state_facts(rules, state).items() <= known.items()


RULES = load_ruleset("default")
ADA = Contact(ContactId(1), "Ada Fern", RULES.initial, MONDAY)


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (None, "unknown"),
        (date(2008, 3, 2), 18),
        (date(2008, 3, 3), 17),
        (date(2008, 2, 29), 18),
        (date(2026, 3, 2), 0),
        (date(1926, 12, 31), 99),
    ],
)
def test_a_year_is_full_on_the_birthday(born: date | None, age: object) -> None:
    assert contact_facts(RULES, replace(ADA, born=born), MONDAY)["age"] == age


def test_a_birthday_begins_at_midnight_where_the_contact_is() -> None:
    ada = replace(ADA, born=date(2008, 3, 3), zone="Pacific/Auckland")
    assert contact_facts(RULES, ada, MONDAY)["age"] == 18
    assert contact_facts(RULES, replace(ada, zone="America/New_York"), MONDAY)["age"] == 17
    assert contact_facts(RULES, ada, MONDAY - timedelta(days=1))["age"] == 17


def test_the_language_is_what_was_told_or_unknown() -> None:
    assert contact_facts(RULES, ADA, MONDAY)["language"] == "unknown"
    assert contact_facts(RULES, replace(ADA, language="es"), MONDAY)["language"] == "es"


@pytest.mark.parametrize(
    ("given", "verdict"),
    [
        ({}, "below"),
        ({"state": "lead/created"}, "below"),
        ({"state": "lead/created", "attempts": 2}, "below"),
        ({"state": "lead/created", "attempts": 3}, "suggest"),
        ({"state": "lead/scheduled", "attempts": 3}, "below"),
        ({"state": "lead/created", "attempts": 3, "attempts.verdict": "below"}, "below"),
    ],
)
def test_what_the_limit_says_follows_from_the_attempts_that_are_given(given: dict[str, Value], verdict: str) -> None:
    rules = load_ruleset("aesthetics")
    assert with_limit(rules, rules.table("lost_reasons"), given)["attempts.verdict"] == verdict
    assert with_limit(rules, rules.table("delivery"), given) == given


def test_a_limit_that_goes_by_the_state_asks_for_it() -> None:
    rules = load_ruleset("aesthetics")
    with pytest.raises(FactError, match="needs the fact 'state'"):
        with_limit(rules, rules.table("lost_reasons"), {"attempts": 3})
