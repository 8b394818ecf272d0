"""Whom other rules would touch today, and how: decided with both versions, and nothing is changed."""

from __future__ import annotations

from dataclasses import replace

from frontdesk import desk
from frontdesk.desk import touched
from frontdesk.model import Ruleset
from frontdesk.names import State
from support import HARBOUR, MONDAY, a_contact, a_practice, amount, an_act, load_ruleset

NEW = State("enquiry/new")


def without(ruleset: Ruleset, row: str) -> Ruleset:
    """The same rules without one row of the offers."""
    rows = tuple(one for one in ruleset.offers.rows if one.id != row)
    return replace(ruleset, offers=replace(ruleset.offers, rows=rows))


def test_the_same_rules_touch_nobody() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, NEW)
    assert list(touched(practice.store, MONDAY, practice.ruleset, practice.ruleset)) == []


def test_who_would_be_offered_something_else_is_touched_and_nobody_else() -> None:
    practice = a_practice(HARBOUR)
    ana, _ = a_contact(practice, NEW), a_contact(practice, "client/waiting")
    other = without(practice.ruleset, "enquiries")
    assert [one.contact for one in touched(practice.store, MONDAY, practice.ruleset, other)] == [ana]


def test_whose_status_is_gone_is_told_so() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, NEW)
    (told,) = touched(practice.store, MONDAY, practice.ruleset, load_ruleset("dental"))
    assert (told.contact, told.how) == (ana, ("is in 'enquiry/new', which is gone",))


def test_looking_changes_nothing() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY)
    before = amount(practice)
    list(touched(practice.store, MONDAY, practice.ruleset, load_ruleset("dental")))
    assert amount(practice) == before
