"""The handbook: a page for everything that a ruleset says."""

from __future__ import annotations

from frontdesk.rendering.grids import markdown
from frontdesk.rendering.handbook import pages
from surveys import with_surveys


def test_the_part_of_a_topic_has_a_page_of_the_handbook() -> None:
    page = pages(with_surveys("sam", visit=3))["surveys"]()
    assert page.title.endswith(": surveys")
    assert "| visit  | questions | 3     |" in markdown(page.grids[0])


def test_a_practice_that_defines_nothing_of_a_topic_has_no_page_of_it() -> None:
    assert "surveys" not in pages(with_surveys("sam"))
