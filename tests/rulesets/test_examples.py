"""Every example of every shipped ruleset is a test; a file added to ``examples/`` adds its tests by being there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.testing.examples import Example, examples_of, run_example
from support import HARBOUR, REACTIVATION, RULESETS, SHIPPED, check_ruleset, load_ruleset

_FOLDERS = (*SHIPPED, str(HARBOUR), str(REACTIVATION))
_ALL = [(folder, example) for folder in _FOLDERS for example in examples_of(folder)]


@pytest.mark.parametrize(("folder", "example"), _ALL, ids=[f"{folder}: {one.name}" for folder, one in _ALL])
def test_the_example_holds(folder: str, example: Example) -> None:
    result = run_example(load_ruleset(folder), example)
    assert result.differences == ()


def test_there_are_the_twelve_cases_and_at_least_sixty_more() -> None:
    assert len(_ALL) >= 72


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_ruleset_has_examples_and_no_problem(name: str) -> None:
    report = check_ruleset(name)
    assert report.problems == ()
    assert examples_of(name)


def test_the_example_practice_is_an_overlay_of_under_thirty_lines() -> None:
    files = (RULESETS / "example-practice").glob("*.yaml")
    assert sum(len(file.read_text(encoding="utf-8").splitlines()) for file in files) < 30


def test_an_example_that_expects_something_else_fails() -> None:
    (held,) = (one for _, one in _ALL if one.name == "A landline is called")
    other = examples_of(HARBOUR)[0].body.entries["expect"]
    planted = replace(held, body=replace(held.body, entries={**held.body.entries, "expect": other}))
    assert run_example(load_ruleset("default"), planted).differences == (
        "outcome: expected text, got call, because The number cannot be texted, or there is nothing to text, so the "
        "message is spoken. (rulesets/default/delivery.yaml:15)",
        "row: expected text, got call",
    )


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
