"""A ruleset as the text that a store keeps, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.loading import load_ruleset, rebuild
from frontdesk.loading.cache.serialising import as_text, as_tree
from support import SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_a_ruleset_is_made_again_from_its_text(name: str) -> None:
    ruleset = load_ruleset(name)
    again = rebuild(ruleset.text)
    assert again.text == ruleset.text
    assert again.tables["delivery"].rows == ruleset.tables["delivery"].rows
    assert as_text(as_tree(ruleset.text)) == ruleset.text


def test_what_is_wrong_with_a_mapping_that_cannot_be_read_is_kept() -> None:
    tree = replace(as_tree(load_ruleset(SHIPPED[0]).text), unread={"crm": ("crm.yaml:1:1: one", "crm.yaml:2:1: two")})
    assert as_tree(as_text(tree)).unread == tree.unread
