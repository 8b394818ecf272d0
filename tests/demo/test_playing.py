"""The weeks of the demo, played: every story ends as it expects, in a real store and by the practice's own channels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from frontdesk.demo import practices
from frontdesk.demo.playing import Day, Playing, open_week
from frontdesk.demo.weeks import Doing, Week, read_week, rules_of
from frontdesk.loading import load_ruleset
from frontdesk.loading.tree.nodes import Entries, Scalar
from frontdesk.problems import NOWHERE


@pytest.fixture(scope="module", params=practices())
def played(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Playing]:
    """Each practice after its week."""
    ruleset = load_ruleset(rules_of(request.param))
    with open_week(ruleset, read_week(request.param, ruleset.zone), tmp_path_factory.mktemp("week")) as playing:
        list(playing.days())
        yield playing


def test_every_story_ends_as_it_expects_and_nothing_else_is_refused(played: Playing) -> None:
    assert list(played.differences()) == []


def test_everybody_of_the_list_comes_in(played: Playing) -> None:
    assert [str(outcome) for outcome in played.imported.counts] == ["new"]


def test_what_left_is_kept_as_it_was_said(played: Playing) -> None:
    assert played.carriers.left
    assert {one.practice for one in played.carriers.left.values()} == {played.ruleset.label}


def test_a_story_that_ends_otherwise_and_a_step_that_is_refused_are_told(tmp_path: Path) -> None:
    ruleset = load_ruleset("aesthetics")
    week = read_week("aesthetics", ruleset.zone)
    told, *_ = (one for one in week.stories if any(doing.refused for doing in one.doings))
    ended = replace(told, expect=said({"status": "lead/created"}), doings=tuple(unasked(told.doings)))
    with open_week(ruleset, replace(week, stories=(ended,), routine=()), tmp_path) as playing:
        list(playing.days())
        first, *others = playing.differences()
    assert first.startswith(f"{told.title}: status: expected lead/created, got ")
    assert [one for one in others if "(expected to be taken)" in one] == others != []


def test_a_day_counts_what_was_done_and_what_left(tmp_path: Path) -> None:
    ruleset = load_ruleset("aesthetics")
    week = read_week("aesthetics", ruleset.zone)
    with open_week(ruleset, small(week), tmp_path) as playing:
        (day,) = playing.days()
    assert day == Day(day.at, 1, 0)
    assert day.at.hour == 21


def small(week: Week) -> Week:
    """A week in which one thing is done."""
    return replace(week, stories=(), routine=week.routine[:1])


def said(keys: dict[str, str]) -> Entries:
    return Entries({key: Scalar(value, NOWHERE) for key, value in keys.items()}, dict.fromkeys(keys, NOWHERE), NOWHERE)


def unasked(doings: Iterable[Doing]) -> Iterator[Doing]:
    """What is done, without that it should be refused."""
    for one in doings:
        keys = {key: value for key, value in one.step.entries.items() if key != "refused"}
        yield replace(one, step=replace(one.step, entries=keys))
