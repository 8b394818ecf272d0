"""What is true of a message: what it says, how its contact is reached, and what they got before."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from frontdesk.facts import counts
from frontdesk.interpreter.delivery import Situation, message_facts
from frontdesk.names import ContactId, MessageKind, Timing
from frontdesk.records import Contact, Sent
from support import HARBOUR, MONDAY, load_ruleset

RULES = load_ruleset(HARBOUR)
ANA = Contact(ContactId(1), "Ana Example", RULES.initial, MONDAY, email="ana@example.com")
TEXT = RULES.messages[next(iter(RULES.messages))]
ABOUT = Situation(ANA, TEXT, MessageKind.MANUAL, Timing.INSTANT, MONDAY)


def test_a_message_has_content_for_the_channels_for_which_something_is_written() -> None:
    known = message_facts(RULES, ABOUT)
    for channel in RULES.channels:
        assert known[f"has_{channel}"] == ("yes" if channel in TEXT.content else "no")


@pytest.mark.parametrize(
    ("email", "valid", "known"),
    [("ana@example.com", True, "on_file"), ("ana@example.com", False, "invalid"), ("", True, "missing")],
)
def test_an_address_is_on_file_invalid_or_missing(email: str, valid: bool, known: str) -> None:
    contact = replace(ANA, email=email, email_valid=valid)
    assert message_facts(RULES, replace(ABOUT, contact=contact))["email"] == known


def test_messages_are_counted_by_the_day_and_by_the_week_and_those_without_consent_apart() -> None:
    sent = [Sent(MONDAY - timedelta(hours=1), exempt=True), Sent(MONDAY - timedelta(days=3), exempt=False)]
    assert counts(sent, MONDAY, ZoneInfo("America/New_York")) == {
        "sent_today": 1,
        "sent_this_week": 2,
        "exempt_sent_today": 1,
        "exempt_sent_this_week": 1,
    }
