"""How a story ended against what it expects: only what is named is compared, and every difference is told."""

from __future__ import annotations

import pytest

from frontdesk.problems import FrontdeskError
from frontdesk.testing.comparing import differences
from frontdesk.testing.stories import play_story
from support import load_ruleset
from testing.telling import BOOKED, told

STORY = play_story(load_ruleset("dental"), told(BOOKED))

WROTE = """
given:
  now: 2026-06-01 10:00
  contact: {name: Pam Example, cell: {number: "555-0105", type: text_enabled}}
when: [{receive: Who is this?}, {receive: Please call me}]
"""


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


@pytest.mark.parametrize("status", ["patient/active", "patient/any", "any", "[patient/inactive, any/active]"])
def test_a_status_is_as_expected_where_a_pattern_fits_it(status: str) -> None:
    assert differences(STORY, told(f"status: {status}")) == ()


def test_a_status_that_no_pattern_fits_is_told_as_it_was_written() -> None:
    assert differences(STORY, told("status: any/inactive")) == ("status: expected any/inactive, got patient/active",)
    assert differences(STORY, told("status: any/inactve"))[0].startswith("status: no status is called 'inactve'")


def test_somebody_who_is_not_in_the_story_is_a_mistake_of_its_writer() -> None:
    with pytest.raises(FrontdeskError, match="nobody is called 'zoe' in this story"):
        differences(STORY, told("contacts: {zoe: {attempts: 0}}"))


def test_whoever_was_not_added_is_not_there_because_of_the_refusal() -> None:
    dead = "when:\n  - {add: {name: Jon Example, status: lead/dead}, contact: jon}\n"
    story = play_story(load_ruleset("aesthetics"), told(dead))
    with pytest.raises(FrontdeskError, match=r"nobody is called 'jon' in this story; .* refused: .*a reason"):
        differences(story, told("contacts: {jon: {attempts: 0}}"))


def test_visits_are_compared_by_what_is_named_of_them_on_their_own_clock() -> None:
    assert differences(STORY, told("visits: [{at: 2026-06-20 10:00, state: cancelled}]")) == ()
    assert differences(STORY, told("visits: [{state: kept}]")) == (
        "visits: expected state kept; got at 2026-06-20 10:00, state cancelled",
    )
    assert differences(STORY, told("visits: []"))[0].startswith("visits: expected 0, got 1: at 2026-06-20 10:00")


@pytest.mark.parametrize(
    ("given", "expected", "words"),
    [
        (
            "{main: opted_in}",
            "{main: opted_out}",
            "consent to text on main at 5550105: expected opted_out, got ",
        ),
        (
            "{main: opted_in}",
            "{main: {call: opted_in}}",
            "consent to call on main at 5550105: expected opted_in, got ",
        ),
        ("{main: opted_in}", "{mian: opted_in}", "no line is called 'mian'"),
        ("{main: opted_in}", "{main: {email: opted_in}}", "Pam Example has no address for 'email'"),
    ],
)
def test_consent_that_is_expected_is_told_with_its_channel_and_address(given: str, expected: str, words: str) -> None:
    body = f'given: {{contact: {{name: Pam Example, cell: {{number: "555-0105"}}, consent: {given}}}}}\n'
    try:
        found = "; ".join(differences(play_story(load_ruleset("dental"), told(body)), told(f"consent: {expected}")))
    except FrontdeskError as error:
        found = str(error)
    assert words in found


def test_a_text_and_its_language_are_compared_and_told_only_where_they_are_asked_for() -> None:
    story = play_story(
        load_ruleset("dental"),
        told(
            """
            given: {now: 2026-06-12 09:00, contact: {name: Pam Example, language: es, email: pam@example.com}}
            when:
              - book: {at: 2026-06-15 10:00}
              - wait: 2 days
            """
        ),
    )
    assert differences(story, told("sent: [{language: es}]")) == ()
    (other,) = differences(story, told("sent: [{says: Hello}]"))
    assert "says Hola Pam: nos vemos el lunes 15 de junio a las 10:00." in other
    (fewer,) = differences(story, told("sent: []"))
    assert "Hola" not in fewer


def test_what_staff_were_told_is_compared_in_whichever_form_each_is_written() -> None:
    story = play_story(load_ruleset("dental"), told(WROTE))
    first, second = (one.text for one in story.practice.store.notices())
    assert differences(story, told(f'notified: ["{first}", {{text: "{second}"}}]')) == ()
    (found,) = differences(story, told(f'notified: [Never told., {{text: "{second}"}}]'))
    assert found.startswith("notified: expected text Never told.; got text ")


def test_what_is_there_and_fits_nothing_that_is_expected_is_told() -> None:
    story = play_story(load_ruleset("dental"), told(WROTE))
    first, second = (one.text for one in story.practice.store.notices())
    assert differences(story, told(f'notified: [{{text: "{first}"}}, {{text: "{first}"}}]')) == (
        f"notified: nothing that is expected fits text {second}",
    )
