"""Two versions of a whole ruleset: everything that changes is told, nothing else, each with its smallest example."""

from __future__ import annotations

import pytest

from comparing.overlaid import Changed
from frontdesk.comparing import compare
from support import SHIPPED, load_ruleset


@pytest.mark.parametrize("name", SHIPPED)
def test_a_ruleset_is_the_same_as_itself(name: str) -> None:
    assert compare(load_ruleset(name), load_ruleset(name)).same


def test_another_layer_with_the_same_rules_changes_nothing_but_its_label(changed: Changed) -> None:
    found = changed()
    assert [(part.name, part.what) for part in found.parts] == [("label", "")]
    assert (found.tables, found.offers, found.following, found.not_compared) == ((), (), (), ())


def test_a_new_reason_or_another_place_is_no_change(changed: Changed) -> None:
    row = "{replace: card, when: {has_postcard: yes, reading: plain}, then: postcard}"
    found = changed(delivery=f"channel:\n  rows:\n    - {row}\n")
    assert not found.tables
