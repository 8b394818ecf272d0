"""Consent to a message: what is recorded for its address, and what a table asks where nothing is or somebody agrees."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.facts import ConsentMoment, RefusalMoment, computed, consent_facts
from frontdesk.interpreter.delivery import Situation, message_facts, moment_of
from frontdesk.model import Content, MessageText, Scope
from frontdesk.names import (
    ChannelId,
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    LineId,
    LineType,
    MessageId,
    MessageKind,
    PhoneKind,
    Purpose,
    Timing,
)
from frontdesk.records import ConsentRecord, Contact, Phone
from support import MONDAY, load_ruleset

RULES, MAIN = load_ruleset("default"), LineId("main")
ANA = Contact(
    ContactId(1),
    "Ana Example",
    RULES.initial,
    MONDAY,
    phones={
        PhoneKind.CELL: Phone("2025550101", LineType.TEXT_ENABLED),
        PhoneKind.HOME: Phone("2025550102", LineType.LANDLINE),
    },
    email="Ana@example.com",
)
TEXT = MessageText(MessageId("hello"), Purpose.TREATMENT, {ChannelId("text"): Content("Hello")})
ABOUT = Situation(ANA, TEXT, MessageKind.AUTOMATION, Timing.INSTANT, MONDAY, line=MAIN)


def said(address: str, channel: str, value: Consent = Consent.OPTED_OUT, line: LineId = MAIN) -> ConsentRecord:
    return ConsentRecord(address, line, ChannelId(channel), value, ConsentSource.EMR, MONDAY, Covers.ALL)


@pytest.mark.parametrize(
    ("recorded", "known"),
    [
        ([], ("opted_in", "none")),
        ([said("2025550101", "text")], ("opted_out", "emr")),
        ([said("2025550102", "text")], ("opted_in", "none")),
        ([said("2025550101", "call")], ("opted_in", "none")),
        ([said("2025550101", "text", line=LineId("other"))], ("opted_in", "none")),
        ([said("2025550101", "text", Consent.UNKNOWN)], ("opted_in", "none")),
    ],
    ids=["nothing", "this number", "another number", "another channel", "another line", "nothing is known"],
)
def test_what_is_recorded_for_the_number_that_the_message_goes_to_counts(
    recorded: list[ConsentRecord], known: tuple[str, str]
) -> None:
    facts = message_facts(RULES, replace(ABOUT, consents=recorded))
    assert (facts["text_consent"], facts["text_consent_source"]) == known


def test_what_is_recorded_for_a_mailbox_counts_however_it_is_written() -> None:
    facts = message_facts(RULES, replace(ABOUT, consents=[said("ana@example.com", "email")]))
    assert (facts["email_consent"], facts["text_consent"]) == ("opted_out", "opted_in")


def test_where_there_is_no_address_there_is_no_consent() -> None:
    facts = message_facts(RULES, replace(ABOUT, contact=replace(ANA, phones={}, email="")))
    assert [facts[f"{one}_consent"] for one in ("text", "call", "email")] == ["unknown"] * 3


def test_where_nothing_is_recorded_the_table_is_told_for_which_channel() -> None:
    moment = moment_of(RULES, ABOUT)
    computed(moment, Scope.MESSAGE)
    for channel in ("text", "email"):
        asked = consent_facts(ConsentMoment(about=moment, channel=ChannelId(channel)))
        assert (asked["consent_channel"], asked["purpose"]) == (channel, "treatment")


def test_who_refused_and_who_agrees_are_all_that_a_refusal_is_judged_by_beside_the_day() -> None:
    moment = RefusalMoment(ruleset=RULES, now=MONDAY, refused_by=ConsentSource.STAFF, agreed_by=ConsentSource.EMR)
    of_the_day = {"today", "month"}
    judged_by = {name: value for name, value in computed(moment, Scope.REFUSAL).items() if name not in of_the_day}
    assert judged_by == {"refused_by": "staff", "agreed_by": "emr"}
