"""Logging a contact: a date or a close, as the rules of the outcome say."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk import ContactLog
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.names import OutcomeId
from support import a_contact, a_practice, an_act


def test_an_outcome_without_a_date_or_a_close_is_refused_with_the_rule() -> None:
    practice = a_practice("dental")
    contact = a_contact(practice, "patient/active")
    with pytest.raises(LogRefusedError, match=r"set a follow-up date.*tasks.yaml"):
        desk.log_contact(an_act(practice), contact, ContactLog(OutcomeId("no_answer")))
    assert practice.store.tasks() == []
