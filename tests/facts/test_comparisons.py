"""What one fact is to another: three answers, and unknown where one of the two is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from frontdesk.facts import contact_facts
from frontdesk.facts.comparisons import with_comparisons
from frontdesk.model import Ruleset
from frontdesk.names import ContactId
from frontdesk.problems import FactError
from frontdesk.records import Contact
from frontdesk.tables import Listed, Value
from support import MONDAY, read_ruleset

_FACTS = """
facts:
  dearer: {of: contact, compare: [price, budget]}
  price: {of: contact, kind: number}
  budget: {of: contact, kind: number, default: 100}
  in_time: {of: contact, compare: [asked_on, fair]}
  asked_on: {of: contact, kind: date}
  fair: {of: practice, kind: date, default: 2026-03-08}
  sooner: {of: contact, compare: [days_until_asked_on, attempts]}
"""


@pytest.mark.parametrize(
    ("given", "worked_out"),
    [
        ({"price": 99, "budget": 80}, {"dearer": "more"}),
        ({"price": 99}, {"dearer": "less"}),  # the budget has a default
        ({"price": "unknown", "budget": 80}, {"dearer": "unknown"}),
        ({"budget": 80}, {}),
        ({"dearer": "more"}, {}),
        ({"price": 99, "budget": 80, "dearer": "more"}, {}),
        ({"attempts": 2, "days_until_asked_on": 2}, {"sooner": "equal"}),
    ],
)
def test_it_follows_from_its_two_facts_where_they_are_given(
    rules: Ruleset, given: dict[str, Value], worked_out: dict[str, Value]
) -> None:
    assert with_comparisons(rules, "contact", given) == {**given, **worked_out}


def test_one_that_its_two_facts_contradict_is_refused(rules: Ruleset) -> None:
    with pytest.raises(FactError, match="'dearer' cannot be 'less': with 'price' 99 and 'budget' 80 it is 'more'"):
        with_comparisons(rules, "contact", {"price": 99, "budget": 80, "dearer": "less"})


def test_what_does_not_exist_in_a_scope_does_not_follow_there(rules: Ruleset) -> None:
    assert with_comparisons(rules, "refusal", {"price": 99}) == {"price": 99}


@pytest.fixture
def rules(tmp_path: Path) -> Ruleset:
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(_FACTS, encoding="utf-8")
    return read_ruleset(tmp_path)


@pytest.mark.parametrize(
    ("fact", "recorded", "answer"),
    [
        ("dearer", {"price": 99}, "less"),
        ("dearer", {"price": 100}, "equal"),
        ("dearer", {"price": 101}, "more"),
        ("dearer", {"price": 100, "budget": 80}, "more"),
        ("dearer", {}, "unknown"),
        ("in_time", {"asked_on": date(2026, 3, 7)}, "before"),
        ("in_time", {"asked_on": date(2026, 3, 8)}, "same"),
        ("in_time", {"asked_on": date(2026, 3, 9)}, "after"),
        ("in_time", {}, "unknown"),
        # what the engine counts can be compared as well
        ("sooner", {"asked_on": date(2026, 3, 1)}, "less"),
        ("sooner", {"asked_on": date(2026, 3, 2)}, "equal"),
    ],
)
def test_it_says_what_the_first_is_to_the_second(
    rules: Ruleset, fact: str, recorded: dict[str, Value], answer: str
) -> None:
    contact = Contact(ContactId(1), "", rules.initial, MONDAY, facts=recorded)
    assert contact_facts(rules, contact, MONDAY)[fact] == answer
    assert answer in rules.facts[fact].domain


def test_it_is_unknown_only_where_one_of_the_two_may_be(tmp_path: Path) -> None:
    text = """facts:
  low: {of: contact, kind: number, default: 1}
  high: {of: contact, kind: number, default: 2}
  lower: {of: contact, compare: [low, high]}
"""
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (tmp_path / "facts.yaml").write_text(text, encoding="utf-8")
    assert read_ruleset(tmp_path).facts["lower"].domain == Listed(("less", "equal", "more"))
