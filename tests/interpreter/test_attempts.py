"""The attempt limit: what counts towards it, and what it suggests."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk
from frontdesk.desk import ContactLog
from frontdesk.names import OutcomeId
from frontdesk.views import options
from support import MONDAY, a_contact, a_practice, an_act


def test_a_call_that_is_an_attempt_counts_and_the_third_suggests() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/created")
    for number in range(3):
        assert options(an_act(practice), contact).suggested is None
        log = ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=9))
        desk.log_contact(an_act(practice, timedelta(days=number)), contact, log)
    suggested = options(an_act(practice, timedelta(days=3)), contact).suggested
    assert suggested is not None
    assert suggested.state == "lead/dead"
    assert practice.store.contact(contact).settled == "lead/created"
