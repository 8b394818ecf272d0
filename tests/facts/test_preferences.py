"""What each source of preferences says, what counts after they are weighed, and where a message goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.facts.preferences import destination, destination_number
from frontdesk.interpreter.delivery import Situation, message_facts
from frontdesk.model import Ruleset
from frontdesk.names import ContactId, LineType, MessageKind, PhoneKind, Timing
from frontdesk.records import Contact, Phone, Preference
from frontdesk.tables import Value
from support import MONDAY, load_ruleset

RULES: Ruleset = load_ruleset("health-system")
ANA = Contact(
    ContactId(1),
    "Ana Example",
    RULES.initial,
    MONDAY,
    phones={
        PhoneKind.CELL: Phone("5550101", LineType.TEXT_ENABLED),
        PhoneKind.HOME: Phone("5550102", LineType.LANDLINE),
    },
)


def known_of(contact: Contact) -> dict[str, Value]:
    text = next(iter(RULES.messages.values()))
    return message_facts(RULES, Situation(contact, text, MessageKind.AUTOMATION, Timing.INSTANT, MONDAY))


@pytest.mark.parametrize(("number", "to"), [("cell", "5550101"), ("home", "5550102")])
def test_a_message_goes_to_the_number_that_the_facesheet_prefers(number: str, to: str) -> None:
    contact = replace(ANA, facesheet=Preference(number=number))
    facts = known_of(contact)
    assert destination_number(RULES, facts) == number
    assert destination(RULES, contact, facts) == to


def test_who_has_no_number_has_no_destination() -> None:
    nobody = replace(ANA, phones={})
    facts = known_of(nobody)
    assert facts["destination"] == "missing"
    assert destination(RULES, nobody, facts) == ""


def test_a_refusal_of_any_source_is_one() -> None:
    assert known_of(ANA)["do_not_contact"] == "no"
    assert known_of(replace(ANA, facesheet=Preference(do_not_contact=True)))["do_not_contact"] == "yes"
