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


def test_the_people_of_a_story_have_numbers_and_states_as_those_of_a_practice_do() -> None:
    pam = (
        "given: {contact: {name: Pam, region: florida, cell: {number: 011 44 20 7946 0101}}}\nwhen:\n  - wait: 1 day\n"
    )
    (contact,) = play_story(DENTAL, told(pam)).practice.store.all_contacts()
    assert (contact.region, contact.numbers) == ("FL", ("+442079460101",))
    with pytest.raises(FrontdeskError, match="'Forida' is no state or province"):
        play_story(DENTAL, told(pam.replace("florida", "Forida")))
