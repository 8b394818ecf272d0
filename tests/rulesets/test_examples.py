"""Every example of every shipped ruleset is a test; a file added to ``examples/`` adds its tests by being there."""

from __future__ import annotations

import pytest

from frontdesk.testing.examples import Example, examples_of, run_example
from rulesets.shipped import ALL
from support import RULESETS, SHIPPED, check_ruleset, load_ruleset


@pytest.mark.parametrize(("folder", "example"), ALL, ids=[f"{folder}: {one.name}" for folder, one in ALL])
def test_the_example_holds(folder: str, example: Example) -> None:
    result = run_example(load_ruleset(folder), example)
    assert result.differences == ()


def test_there_are_the_twelve_cases_and_at_least_sixty_more() -> None:
    assert len(ALL) >= 72


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_ruleset_has_examples_and_no_problem(name: str) -> None:
    report = check_ruleset(name)
    assert report.problems == ()
    assert examples_of(name)


def test_the_example_practice_is_an_overlay_of_under_thirty_lines() -> None:
    files = (RULESETS / "example-practice").glob("*.yaml")
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) < 30


@pytest.mark.parametrize("name", SHIPPED)
def test_what_sells_says_how_to_get_no_more_of_it(name: str) -> None:
    ways_out = {"text": "STOP", "email": "answer NO"}
    for message in load_ruleset(name).messages.values():
        for channel, content in message.content.items():
            if message.purpose == "marketing" and channel in ways_out:
                assert ways_out[channel] in content.body, f"{message.id} by {channel}"


def test_a_subject_of_physical_therapy_has_at_most_a_hundred_characters() -> None:
    contents = [one for text in load_ruleset("physical-therapy").messages.values() for one in text.content.values()]
    assert max(len(one.subject) for one in contents) <= 100  # domain.md 1.6: B10
