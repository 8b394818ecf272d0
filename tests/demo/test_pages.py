"""The demo on paper: what a practice manager reads of a week."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from frontdesk.demo import play_demo, practices
from frontdesk.problems import FrontdeskError

_JARGON = re.compile(r"\w_\w|\.yaml|\b[a-z]+/[a-z]+\b|\{")
"""Names as data have them, places in files, fields that nobody filled."""


@pytest.fixture(scope="module", params=practices())
def printed(request: pytest.FixtureRequest) -> list[str]:
    """What each demo prints."""
    return "\n".join(play_demo(practice=request.param)).split("\n")


def test_stories_are_told_without_a_word_that_only_a_programmer_knows(printed: list[str]) -> None:
    first = next(number for number, line in enumerate(printed) if "of the week, from" in line)
    stories = printed[first : printed.index("Messages")]
    assert len(stories) > 40
    assert [one for one in stories if _JARGON.search(one)] == []


def test_a_story_has_a_title_its_articles_what_to_look_at_and_a_timeline(printed: list[str]) -> None:
    titles = [number for number, line in enumerate(printed) if re.match(r"\d+\. ", line)]
    assert len(titles) >= 5
    for number in titles:
        assert re.fullmatch(r"   .+ \([A-Z]\d+\)(; .+ \([A-Z]\d+\))*", printed[number + 1])
        assert printed[number + 2].startswith("   Look at: ")
        assert any(re.match(r"     \w{3} .\d \w{3} \d\d:\d\d  ", line) for line in printed[number + 3 : number + 9])


def test_nothing_was_refused_that_should_not_be_and_there_is_something_to_try(printed: list[str]) -> None:
    assert not any("of the staff's actions" in line for line in printed)
    assert "Try next" in printed
    assert max(map(len, printed)) < 180


def test_a_folder_that_is_not_empty_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "ours.txt").write_text("ours", encoding="utf-8")
    with pytest.raises(FrontdeskError, match="is not empty; choose a new one, nothing was written"):
        next(play_demo(str(tmp_path)))
    assert [one.name for one in tmp_path.iterdir()] == ["ours.txt"]
