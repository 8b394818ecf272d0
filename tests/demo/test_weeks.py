"""The weeks of the demo, read from their files: steps as in examples, and where each story comes from."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from frontdesk.demo import practices
from frontdesk.demo.weeks import CONTACTS, Week, read_week, rules_of
from frontdesk.loading import load_ruleset
from frontdesk.loading.bundled import shipped
from frontdesk.loading.tree.nodes import Entries, Items, Node, Scalar
from frontdesk.loading.validating import validate
from frontdesk.problems import NOWHERE
from support import MONDAY, ROOT

_OURS = ("at", "refused")
"""What a step of a week says besides what one of an example does: when, and that the rules refuse it."""
_SYNC = "sync"
SOURCES = sorted((ROOT / "docs" / "sources").glob("*.yaml"))


def sources(file: Path) -> Any:
    """What docs/sources keeps of a vendor."""
    return YAML(typ="safe").load(file)


@pytest.fixture(params=practices())
def week(request: pytest.FixtureRequest) -> Week:
    return read_week(request.param, load_ruleset(rules_of(request.param)).zone)


def test_each_practice_is_a_shipped_ruleset_under_its_own_label() -> None:
    assert practices()[0] == "physical-therapy", "the one that is played where nobody names another"
    for name in practices():
        assert name in shipped()
        assert load_ruleset(rules_of(name)).label == load_ruleset(name).label


def test_an_hour_is_read_on_the_clock_of_the_practice() -> None:
    week = read_week("physical-therapy", load_ruleset("physical-therapy").zone)
    (first, *_) = week.stories[0].doings
    assert first.step.get("at") is not None
    assert (MONDAY - first.at).total_seconds() == (60 + 48) * 60  # MONDAY is 10:00 there


def test_a_story_says_what_it_shows_from_which_article_and_what_to_look_at(week: Week) -> None:
    assert {one for told in week.stories for one in told.articles} == set(week.articles)
    for told in week.stories:
        assert all((told.title, told.articles, told.look, told.people)), told.title
        assert told.expect.entries, f"'{told.title}' would end well however it ended"
        assert len(told.people) == 1 or "contacts" in told.expect, told.title


def test_an_article_is_called_as_the_page_of_sources_calls_it(week: Week) -> None:
    named = {told["vendor"]: told["articles"] for told in map(sources, SOURCES)}
    assert {one: named[week.vendor].get(one) for one in week.articles} == dict(week.articles)


def test_steps_and_expectations_are_those_of_examples(week: Week) -> None:
    for told in week.stories:
        steps = [one.step for one in told.doings if _SYNC not in one.step]
        assert validate("examples", an_example(told.title, steps, told.expect)) == []
    routine = [one.step for one in week.routine]
    assert validate("examples", an_example("routine", routine, week.stories[0].expect)) == []


def test_a_step_that_no_example_could_take_would_be_noticed(week: Week) -> None:
    odd = entries({"sett_status": Scalar("lead/new", NOWHERE), "contact": Scalar("Ana", NOWHERE)})
    assert "sett_status" in validate("examples", an_example("odd", [odd], week.stories[0].expect))[0].cause


def test_everybody_is_fictional(week: Week) -> None:
    for file in (week.folder / CONTACTS, *week.folder.glob("*.yaml"), *week.folder.glob("*.csv")):
        text = file.read_text(encoding="utf-8")
        numbers = re.findall(r"\(\d{3}\) \d{3}-\d{4}", text)
        assert [one for one in numbers if not re.fullmatch(r"\(\d{3}\) 555-01\d{2}", one)] == [], file
        assert {one.partition("@")[2] for one in re.findall(r"[\w.]+@[\w.]+\w", text)} <= {"example.com"}, file


def an_example(name: str, steps: Sequence[Entries], expect: Entries) -> Entries:
    """Steps of a week as an example would write them."""
    when = Items(tuple(without(one, _OURS) for one in steps), NOWHERE)
    if isinstance(several := expect.get("contacts"), Entries):  # an example calls its people by one word
        named = {one.casefold().replace(" ", "_"): ending for one, ending in several.entries.items()}
        expect = entries({**expect.entries, "contacts": entries(named)})
    body = entries({"name": Scalar(name, NOWHERE), "when": when, "expect": expect})
    return entries({"examples": Items((body,), NOWHERE)})


def without(step: Entries, keys: Collection[str]) -> Entries:
    return replace(step, entries={key: value for key, value in step.entries.items() if key not in keys})


def entries(keys: Mapping[str, Node]) -> Entries:
    return Entries(keys, dict.fromkeys(keys, NOWHERE), NOWHERE)
