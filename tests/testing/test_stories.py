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


CONSENTS = "given: {contact: {name: Pam Example, %s}}\n%s"
MAIL = "email: pam@example.com"


@pytest.mark.parametrize(
    ("given", "when", "words"),
    [
        ("consent: {main: opted_in}", "", "Pam Example has no address for 'text'"),
        (f"{MAIL}, consent: {{main: opted_in}}", "", "Pam Example has no address for 'text'"),
        (f"{MAIL}, consent: {{mian: {{email: opted_in}}}}", "", "no line is called 'mian'; did you mean 'main'"),
        (f"{MAIL}, consent: {{main: {{pigeon: opted_in}}}}", "", "no channel is called 'pigeon'"),
        (MAIL, "when:\n  - receive: STOP\n  - wait: 1 day\n", "Pam Example has no phone number that a reply could"),
    ],
)
def test_a_story_that_says_something_of_an_address_that_is_not_there_is_told_so(
    given: str, when: str, words: str
) -> None:
    with pytest.raises(FrontdeskError, match=words):
        play_story(DENTAL, told(CONSENTS % (given, when)))


def test_consent_is_given_by_line_or_by_line_and_channel_and_staff_record_more() -> None:
    given = f'{MAIL}, cell: {{number: "555-0105"}}, consent: {{main: {{email: opted_out, call: opted_in}}}}'
    steps = "when:\n  - {consent: opted_out, channel: email, only: marketing, heard: no offers, line: main}\n"
    story = play_story(DENTAL, told(CONSENTS % (given, steps)))
    kept = [one for address in ("5550105", "pam@example.com") for one in story.practice.store.consents(address)]
    assert [(one.channel, one.covers, one.value, one.source, one.words) for one in kept] == [
        ("call", "all", "opted_in", "staff", ""),
        ("email", "all", "opted_out", "staff", ""),
        ("email", "marketing", "opted_out", "heard", "no offers"),
    ]
