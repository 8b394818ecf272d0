"""A journal played against other rules: where somebody stood then is what settled then, whoever or whatever set it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from frontdesk import desk
from frontdesk.journal import ContactImported
from frontdesk.names import AppointmentState, State
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act


def test_a_status_that_a_rule_set_is_where_the_next_choice_is_judged_from() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    with practice.store.transaction():
        an_act(practice).record(ana, ContactImported(State("enquiry/new")))
    desk.book(an_act(practice), ana, MONDAY + timedelta(hours=1))
    desk.become(an_act(practice, timedelta(hours=2)), ana, AppointmentState.KEPT)
    assert practice.store.contact(ana).settled == "client/waiting"
    desk.book(an_act(practice, timedelta(hours=3)), ana, MONDAY + timedelta(days=2))
    desk.set_status(an_act(practice, timedelta(hours=3)), ana, State("client/visiting"))
    offers = practice.ruleset.offers
    stricter = replace(offers, rows=tuple(row for row in offers.rows if row.id != "return"))
    entries = list(practice.store.journal())
    assert desk.replay(entries, practice.ruleset).differences == []
    (difference,) = desk.replay(entries, replace(practice.ruleset, offers=stricter)).differences
    assert difference.happened == "status client/visiting chosen"
