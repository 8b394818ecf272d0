"""A ruleset as the text that a store keeps, and back."""

from __future__ import annotations

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
