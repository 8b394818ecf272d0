"""Every table of every shipped ruleset as a page that a practice manager can read; a changed rule shows up here."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from frontdesk.testing import MarkdownPage, truth_tables
from support import SHIPPED

_PAGES = [(ruleset, name, markdown) for ruleset in SHIPPED for name, markdown in truth_tables(ruleset)]


@pytest.mark.parametrize(("ruleset", "name", "markdown"), _PAGES, ids=[f"{one[0]}_{one[1]}" for one in _PAGES])
def test_table(ruleset: str, name: str, markdown: str, snapshot: SnapshotAssertion) -> None:
    assert markdown == snapshot(extension_class=MarkdownPage)


def test_a_page_has_a_title_and_no_gap() -> None:
    for _, name, markdown in _PAGES:
        assert markdown.startswith("# "), name
        assert "None" not in markdown.replace("Nobody", ""), name
