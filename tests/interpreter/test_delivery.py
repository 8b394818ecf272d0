"""How one message goes out: the channel, the address, and the row that said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.interpreter.delivery import Situation, message_facts, route
from frontdesk.model import Scope
from frontdesk.names import (
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    PhoneKind,
    Recipient,
    State,
    Timing,
)
from frontdesk.records import Companion, ConsentRecord, Contact, Phone, Preference
from support import MONDAY, load_ruleset

RULES = load_ruleset("physical-therapy")
ANA = Contact(
    ContactId(1),
    "Ana Example",
    State("free_screen/scheduled"),
    MONDAY,
    phones={PhoneKind.CELL: Phone("5550101", LineType.TEXT_ENABLED)},
    email="ana@example.com",
)
REFUSED = ConsentRecord("5550101", LineId("main"), ChannelId("text"), Consent.OPTED_OUT, ConsentSource.REPLY, MONDAY)
ABOUT = Situation(ANA, RULES.messages[MessageId("visit_booked")], MessageKind.AUTOMATION, Timing.INSTANT, MONDAY)


def test_a_text_goes_to_the_number_and_an_e_mail_to_the_address() -> None:
    by_text = route(RULES, ABOUT)
    assert by_text.channel is not None
    assert (by_text.channel.id, by_text.address) == ("text", "5550101")
    by_mail = route(RULES, replace(ABOUT, line=LineId("main"), consents=[REFUSED]))
    assert by_mail.channel is not None
    assert (by_mail.channel.id, by_mail.address) == ("email", "ana@example.com")


MOTHER = Companion("Mia Example", {PhoneKind.CELL: Phone("5550102", LineType.TEXT_ENABLED)}, "mia@example.com")
CHILD = replace(ANA, phones={}, email="", companions={Recipient.GUARDIAN: MOTHER})


def test_a_guardian_on_file_gets_the_message_by_their_own_number_and_consent() -> None:
    about = replace(ABOUT, contact=CHILD)
    by_text = route(RULES, about)
    assert by_text.channel is not None
    assert (by_text.recipient, by_text.channel.id, by_text.address) == ("guardian", "text", "5550102")
    refused = replace(REFUSED, address="5550102")
    by_mail = route(RULES, replace(about, line=LineId("main"), consents=[refused]))
    assert by_mail.channel is not None
    assert (by_mail.channel.id, by_mail.address) == ("email", "mia@example.com")


def test_a_refusal_of_the_patients_is_not_got_round_through_a_guardian() -> None:
    refused = replace(CHILD, facesheet=replace(ANA.facesheet, do_not_contact=True))
    assert route(RULES, replace(ABOUT, contact=refused)).channel is None


def test_a_number_that_the_patient_prefers_says_nothing_of_the_guardians() -> None:
    chosen = replace(CHILD, emr=Preference(number="home"), facesheet=Preference(number="work"))
    assert route(RULES, replace(ABOUT, contact=chosen)).address == "5550102"


def test_without_anybody_else_on_file_the_patient_gets_it() -> None:
    partner = replace(ANA, companions={Recipient.PARTNER: MOTHER})
    assert [route(RULES, replace(ABOUT, contact=one)).recipient for one in (ANA, partner)] == ["patient", "patient"]


def test_where_nothing_may_be_sent_there_is_a_row_and_no_channel() -> None:
    refused = replace(ANA, facesheet=replace(ANA.facesheet, do_not_contact=True))
    nowhere = route(RULES, replace(ABOUT, contact=refused))
    assert (nowhere.channel, nowhere.address) == (None, "")
    assert nowhere.decision.reason == "Do Not Contact stops every automation."
    assert not nowhere.exempt


@pytest.mark.parametrize(("basis", "exempt"), [("none", True), ("express", False)])
def test_a_text_without_consent_counts_towards_the_limits_of_the_exemption(basis: str, exempt: bool) -> None:
    assert route(RULES, replace(ABOUT, contact=replace(ANA, consent_basis=basis))).exempt is exempt


def test_what_is_known_at_that_moment_are_facts_of_a_message() -> None:
    known = message_facts(RULES, ABOUT)
    assert set(known) <= set(RULES.scopes[Scope.MESSAGE])
    assert known["destination"] == "text_enabled"
