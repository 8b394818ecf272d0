"""Stories: somebody comes, things happen in order, and only the last step may be refused."""

from __future__ import annotations

import pytest

from frontdesk.names import AppointmentState
from frontdesk.problems import FrontdeskError
from frontdesk.testing.stories import play_story
from support import load_ruleset
from testing.telling import BOOKED, told

DENTAL = load_ruleset("dental")


def test_steps_are_taken_in_order_and_time_passes_only_where_the_story_says_so() -> None:
    story = play_story(DENTAL, told(BOOKED))
    (pam,) = story.people.values()
    (visit,) = story.practice.store.appointments(pam)
    assert visit.state is AppointmentState.CANCELLED
    assert f"{story.now.astimezone(story.zone):%Y-%m-%d %H:%M}" == "2026-06-03 10:00"


def test_what_the_last_step_was_refused_for_is_kept_and_no_earlier_one_may_be() -> None:
    nothing_booked = "given: {contact: {name: Pam Example}}\nwhen:\n  - cancel: yes\n"
    assert "book one first" in play_story(DENTAL, told(nothing_booked)).refused
    with pytest.raises(FrontdeskError, match="a step was refused"):
        play_story(DENTAL, told(f"{nothing_booked}  - wait: 1 day\n"))


def test_somebody_is_added_as_a_row_of_an_import_would_add_them() -> None:
    step = "add: {name: Ivy Example, cell: '555-0101'}, source: inbound, contact: ivy"
    story = play_story(load_ruleset("aesthetics"), told(f"when:\n  - {{{step}}}\n"))
    assert [task.task for task in story.practice.store.tasks(story.people["ivy"])] == ["first_call"]
    twice = f"when:\n  - {{{step}}}\n  - {{{step}}}\n"
    assert "is called 'ivy' in this story already" in play_story(load_ruleset("aesthetics"), told(twice)).refused
    dead = "when:\n  - {add: {name: Jon Example, status: lead/dead}}\n"
    assert "asks for a reason" in play_story(load_ruleset("aesthetics"), told(dead)).refused
