"""The offered statuses on paper."""

from __future__ import annotations

import pytest

from frontdesk.names import State
from frontdesk.rendering.offers import offered_words, offers_page
from support import HARBOUR, SHIPPED, load_ruleset


@pytest.mark.parametrize("name", [*SHIPPED, HARBOUR])
def test_every_state_has_its_row(name: str) -> None:
    rules = load_ruleset(name)
    (grid,) = offers_page(rules).grids
    assert [label for label, _ in grid.rows] == [rules.status_label(state) for state in rules.states]


def test_a_phase_is_said_once_for_all_that_is_offered_in_it() -> None:
    words = offered_words(load_ruleset("physical-therapy"), State("free_screen/scheduled"))
    assert words.count("Free Screen: ") == 1
    assert "No Show" in words


def test_a_label_of_an_offer_stands_beside_the_status_that_it_offers() -> None:
    words = offered_words(load_ruleset(HARBOUR.with_name("vendors")), State("lead/on_hold"))
    assert "if has_been: patient/any: Patient: Active (Activate)" in words


def test_what_an_offer_asks_for_stands_beside_its_status() -> None:
    rules = load_ruleset("aesthetics")
    assert offered_words(rules, State("lead/dead")) == "Lead: Contacted (asks for note)"
    assert "Invalid (asks for note, 'Verified as')" in offered_words(rules, State("lead/created"))
