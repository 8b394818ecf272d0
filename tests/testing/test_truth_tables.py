"""Every table of a ruleset as Markdown, for a practice's own snapshots."""

from __future__ import annotations

import pytest

from frontdesk.problems import RulesetError
from frontdesk.rendering.handbook import pages
from frontdesk.testing import truth_tables
from support import HARBOUR, load_ruleset


def test_there_is_a_page_for_every_table_in_the_order_of_the_handbook() -> None:
    assert [name for name, _ in truth_tables(HARBOUR)] == list(pages(load_ruleset(HARBOUR)))
    assert all(text.startswith("# ") for _, text in truth_tables(HARBOUR))


def test_a_ruleset_that_is_not_there_is_told() -> None:
    with pytest.raises(RulesetError):
        list(truth_tables("dentel"))
