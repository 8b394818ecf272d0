"""Loading as others call it."""

from __future__ import annotations

import pytest

from frontdesk.loading import rebuild
from frontdesk.problems import RulesetError


def test_a_text_that_is_no_ruleset_is_told_in_words() -> None:
    with pytest.raises(RulesetError, match="damaged, or of another version"):
        rebuild('{"name": "x"}')
