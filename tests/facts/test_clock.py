"""The contact's clock: what it shows, and that every rule about somebody may ask for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from frontdesk.facts import CLOCK, contact_facts
from frontdesk.model import OverTime, Scope
from frontdesk.names import ContactId
from frontdesk.records import Contact
from support import HARBOUR, MONDAY, load_ruleset

RULES = replace(load_ruleset(HARBOUR), holidays={date(2026, 3, 3): "Founders"})
IN_HONOLULU = Contact(ContactId(1), "Ana Example", RULES.initial, MONDAY, zone="Pacific/Honolulu")


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (datetime(2026, 3, 3, 9, 59, 40, tzinfo=UTC), (time(23, 59), "monday", "no")),
        (datetime(2026, 3, 3, 10, 0, tzinfo=UTC), (time(0, 0), "tuesday", "yes")),
    ],
)
def test_hour_and_day_are_those_where_the_contact_is(now: datetime, shown: tuple[object, ...]) -> None:
    known = contact_facts(RULES, IN_HONOLULU, now)
    assert (known["local_time"], known["weekday"], known["holiday"]) == shown


@pytest.mark.parametrize("scope", [Scope.CONTACT, Scope.TASK, Scope.MESSAGE, Scope.SENDING, Scope.EVENT])
def test_every_rule_about_somebody_may_ask_for_it_and_it_comes_again(scope: Scope) -> None:
    for name, _ in CLOCK:
        assert name in RULES.scopes[scope]
        assert RULES.facts[name].over_time is OverTime.RETURNS
