"""Faults planted in the shipped rulesets are found, and tests/checking/mutations.md says by what."""

from __future__ import annotations

import pytest

from checking.mutating import NOT_FOUND, Mutation, Tree, chosen, every_mutation, finds, verdict
from frontdesk.testing.examples import examples_of
from support import ROOT, RULESETS, SHIPPED

pytestmark = pytest.mark.exhaustive

_CHOSEN = chosen()


def _listed() -> dict[tuple[str, str], str]:
    """What finds each fault, as tests/checking/mutations.md has it."""
    lines = (ROOT / "tests" / "checking" / "mutations.md").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.strip("|").split(" | ")] for line in lines if line.startswith("| ")]
    return {(ruleset, fault): found for ruleset, fault, found in rows[1:]}


@pytest.mark.parametrize("mutation", _CHOSEN, ids=[f"{one.ruleset}: {one.words}" for one in _CHOSEN])
def test_a_planted_fault_is_found_as_the_page_says(mutation: Mutation) -> None:
    named = _listed().get((mutation.ruleset, mutation.words), "")
    assert named, "the page does not list it: write it anew"
    assert named != NOT_FOUND, "neither a check nor an example finds this, and somebody is treated differently"
    assert finds(named, mutation)


def test_the_page_lists_exactly_the_faults_that_are_planted() -> None:
    assert list(_listed()) == [(one.ruleset, one.words) for one in _CHOSEN]


def test_faults_of_every_kind_are_planted_in_every_practice() -> None:
    kinds = {one.kind for one in every_mutation()}
    assert {"drop a row", "swap rows", "widen a condition", "drop a status", "drop an ending"} <= kinds
    assert {one.kind for one in _CHOSEN} == kinds
    assert {one.ruleset for one in _CHOSEN} == set(SHIPPED)
    assert len(_CHOSEN) >= 40


def _reword(tree: Tree) -> None:
    tree["messages"]["visit_booked"]["content"]["text"] = "Something else."


def test_a_fault_that_nothing_finds_is_not_taken_for_found() -> None:
    fault = Mutation("physical-therapy", "messages", "reword a message", "another text", _reword)
    assert not verdict(fault), NOT_FOUND


@pytest.mark.parametrize("named", ["example 'No such example' fails", "example '{}' fails"])
def test_what_does_not_find_a_fault_is_not_taken_for_what_does(named: str) -> None:
    fault = Mutation("physical-therapy", "messages", "reword a message", "another text", _reword)
    assert not finds(named.format(examples_of(RULESETS / "physical-therapy")[0].name), fault)


def test_a_change_of_layout_alone_is_known_to_change_nothing() -> None:
    fault = Mutation("physical-therapy", "messages", "nothing", "nothing", lambda _: None)
    assert verdict(fault) == "equivalent: the same rules are built"
