"""What a provider reports of a message that left: what is new counts, once."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.model import UnknownNameError
from frontdesk.names import MessageId, MessageKind
from frontdesk.worker import work
from support import MONDAY, Carrier, a_contact, a_practice, an_act


def test_a_report_that_says_nothing_new_has_no_consequence() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    desk.send(an_act(practice), contact, MessageId("visit_booked"), MessageKind.AUTOMATION)
    work(practice, Carrier(), MONDAY)
    for said in ("sent", "undelivered", "undelivered", "failed"):
        desk.report(an_act(practice), 1, said)
    assert len(practice.store.notices()) == 1
    desk.report(an_act(practice), 1, "delivered")
    answer = desk.report(an_act(practice), 1, "undelivered")
    assert answer.said == "nothing new of message 1: it is delivered"
    assert practice.store.message(1).reported == "delivered"
    assert len(practice.store.notices()) == 1
    with pytest.raises(UnknownNameError, match="report"):
        desk.report(an_act(practice), 1, "read")
