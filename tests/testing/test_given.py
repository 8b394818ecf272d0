"""What a story begins with: people as a practice would have them, and consent only where there is an address for it."""

from __future__ import annotations

import pytest

from frontdesk.problems import FrontdeskError
from frontdesk.testing.stories import play_story
from support import load_ruleset
from testing.telling import told

DENTAL = load_ruleset("dental")


def test_the_people_of_a_story_have_numbers_and_states_as_those_of_a_practice_do() -> None:
    pam = (
        "given: {contact: {name: Pam, region: florida, cell: {number: 011 44 20 7946 0101}}}\nwhen:\n  - wait: 1 day\n"
    )
    born = pam.replace("region", "born: 2010-05-06, language: es, region")
    (contact,) = play_story(DENTAL, told(born)).practice.store.all_contacts()
    assert (str(contact.born), contact.language) == ("2010-05-06", "es")
    (contact,) = play_story(DENTAL, told(pam)).practice.store.all_contacts()
    assert (contact.region, contact.numbers) == ("FL", ("+442079460101",))
    with pytest.raises(FrontdeskError, match="'Forida' is no state or province"):
        play_story(DENTAL, told(pam.replace("florida", "Forida")))


CONSENTS = "given: {contact: {name: Pam Example, %s}}\n%s"
MAIL = "email: pam@example.com"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("consent: {main: opted_in}", "Pam Example has no address for 'text'"),
        (f"{MAIL}, consent: {{main: opted_in}}", "Pam Example has no address for 'text'"),
        (f"{MAIL}, consent: {{mian: {{email: opted_in}}}}", "no line is called 'mian'; did you mean 'main'"),
        (f"{MAIL}, consent: {{main: {{pigeon: opted_in}}}}", "no channel is called 'pigeon'"),
    ],
)
def test_a_story_that_says_something_of_an_address_that_is_not_there_is_told_so(given: str, words: str) -> None:
    with pytest.raises(FrontdeskError, match=words):
        play_story(DENTAL, told(CONSENTS % (given, "")))


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
