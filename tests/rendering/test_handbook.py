"""The handbook: a page for everything that a ruleset says."""

from __future__ import annotations

from frontdesk.rendering.grids import markdown
from frontdesk.rendering.handbook import pages
from support import HARBOUR, load_ruleset
from surveys import with_surveys


def test_the_part_of_a_topic_has_a_page_of_the_handbook() -> None:
    page = pages(with_surveys("sam", visit=3))["surveys"]()
    assert page.title.endswith(": surveys")
    assert "| visit  | questions | 3     |" in markdown(page.grids[0])


def test_a_campaign_of_a_visit_says_that_it_runs_once_for_each() -> None:
    headings = [grid.title for grid in pages(load_ruleset(HARBOUR))["campaigns"]().grids]
    assert headings == ["Welcome", "Visit, once for each appointment", "Yearly", "Old (switched off)"]


def test_a_practice_that_defines_nothing_of_a_topic_has_no_page_of_it() -> None:
    assert "surveys" not in pages(with_surveys("sam"))
