"""What changed of a visit is said with what was; what nobody sees is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from desk.emr import Emr, the_visit
from frontdesk import desk
from frontdesk.desk.visit_changes import changes, of_whom_and_when
from frontdesk.names import AppointmentState
from support import MONDAY, a_practice, an_act


def test_each_thing_that_differs_is_said_and_what_an_emr_told_last_is_not() -> None:
    practice, emr = a_practice("dental"), Emr()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": "202-555-0101", "reference": "P-1"})
    emr.visit("A-1", MONDAY + timedelta(days=3), "booked", type="cleaning")
    emr.sync(practice)
    act, before = an_act(practice), the_visit(practice)
    assert of_whom_and_when(act, before) == "#1 Ana Example, 2026-03-05 10:00"
    assert changes(act, before, replace(before, told_at=None)) == ()
    after = replace(
        before,
        at=before.at + timedelta(days=1),
        state=AppointmentState.CONFIRMED,
        type="filling",
        site="north",
        facts={"no_reminder": "yes"},
    )
    assert changes(act, before, after) == (
        "moved to 2026-03-06 10:00",
        "confirmed, was booked",
        "type filling, was cleaning",
        "place north",
        "no_reminder yes",
    )
