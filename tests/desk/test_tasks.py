"""Tasks at the desk: the right one is logged, and a closed one stays closed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import ContactLog
from frontdesk.interpreter.tasks import LogRefusedError
from frontdesk.names import OutcomeId
from support import MONDAY, a_contact, a_practice, an_act


def test_the_task_of_somebody_else_is_not_logged() -> None:
    practice = a_practice()
    ana, ben = a_contact(practice), a_contact(practice, name="Ben Example", cell="5550102")
    theirs = desk.log_contact(an_act(practice), ben, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    with pytest.raises(LogRefusedError, match=f"task {theirs.number} is of contact {ben}"):
        desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), close=True, task=theirs.number))


def test_a_task_that_is_closed_is_not_logged_again() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    first = desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("no_answer"), MONDAY + timedelta(days=1)))
    desk.log_contact(an_act(practice), ana, ContactLog(OutcomeId("did_not_schedule"), close=True, task=first.number))
    with pytest.raises(LogRefusedError, match="is closed"):
        desk.log_contact(
            an_act(practice), ana, ContactLog(OutcomeId("did_not_schedule"), close=True, task=first.number)
        )
