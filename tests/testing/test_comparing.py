"""How a story ended against what it expects: only what is named is compared, and every difference is told."""

from __future__ import annotations

import pytest

from frontdesk.problems import FrontdeskError
from frontdesk.testing.comparing import differences
from frontdesk.testing.stories import play_story
from support import load_ruleset
from testing.telling import BOOKED, told

STORY = play_story(load_ruleset("dental"), told(BOOKED))


def test_what_is_as_expected_has_no_difference_and_what_is_not_named_is_not_compared() -> None:
    assert differences(STORY, told("running: [canceled_appointment]")) == ()
    assert differences(STORY, told("attempts: 0")) == ()


def test_every_difference_is_told_with_both_sides() -> None:
    found = differences(STORY, told("running: []\nattempts: 3\nrefused: no such visit"))
    assert found == (
        "refused: expected 'no such visit', got 'nothing was refused'",
        "running: expected nothing, got canceled_appointment",
        "attempts: expected 3, got 0",
    )


def test_somebody_who_is_not_in_the_story_is_a_mistake_of_its_writer() -> None:
    with pytest.raises(FrontdeskError, match="nobody is called 'zoe' in this story"):
        differences(STORY, told("contacts: {zoe: {attempts: 0}}"))


def test_visits_are_compared_by_what_is_named_of_them_on_their_own_clock() -> None:
    assert differences(STORY, told("visits: [{at: 2026-06-20 10:00, state: cancelled}]")) == ()
    assert differences(STORY, told("visits: [{state: kept}]")) == (
        "visits: expected state kept; got at 2026-06-20 10:00, state cancelled",
    )
    assert differences(STORY, told("visits: []"))[0].startswith("visits: expected 0, got 1: at 2026-06-20 10:00")
