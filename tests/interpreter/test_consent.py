"""A keyword in a reply: what counts as one, and what does not."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.names import Consent, LineId
from support import a_contact, a_practice, an_act


@pytest.mark.parametrize(
    ("text", "value"),
    [("STOP", Consent.OPTED_OUT), ("stop!", Consent.OPTED_OUT), ("opt  out", Consent.OPTED_OUT), ("please stop", None)],
)
def test_a_keyword_counts_only_as_the_whole_message(text: str, value: Consent | None) -> None:
    practice = a_practice()
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", text)
    assert practice.store.consent("5550101", LineId("main")) is (value or Consent.UNKNOWN)
