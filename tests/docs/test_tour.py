"""The tour of the README names every story of every week, and the pages that each comes from."""

from __future__ import annotations

import pytest

from frontdesk.demo import practices
from frontdesk.demo.weeks import read_week, rules_of
from frontdesk.loading import load_ruleset
from support import ROOT


@pytest.mark.parametrize("practice", practices())
def test_the_tour_names_each_story_and_its_pages(practice: str) -> None:
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())
    week = read_week(practice, load_ruleset(rules_of(practice)).zone)
    told = "; ".join(f"{one.title} ({', '.join(one.articles)})" for one in week.stories)
    assert f"- `frontdesk demo -p {practice}`, from the pages of {week.vendor}: {told}." in readme
