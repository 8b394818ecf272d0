"""A keyword in a reply: what counts as one, and what does not."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.interpreter.consent import read_reply
from frontdesk.names import Consent, LineId
from support import a_contact, a_practice, an_act, consent_of


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("STOP", Consent.OPTED_OUT),
        ("stop!", Consent.OPTED_OUT),
        ("opt  out", Consent.OPTED_OUT),
        ("\x1b[2J\nstop\x07", None),
        ("\x07 stop\x00", Consent.OPTED_OUT),
        ("please stop", None),
    ],
)
def test_a_keyword_counts_only_as_the_whole_message(text: str, value: Consent | None) -> None:
    practice = a_practice()
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", text)
    assert consent_of(practice, "5550101", LineId("main")) is (value or Consent.UNKNOWN)


def test_what_a_terminal_would_obey_is_no_part_of_what_was_said() -> None:
    assert read_reply(a_practice().ruleset.consent, "I come\x1b[2J at\u009b5").received == "i come [2j at 5"
