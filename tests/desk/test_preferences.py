"""Preferences set at the desk: kept, and the rules hear of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import desk
from frontdesk.desk import NotByHandError, NotCorrectedError
from frontdesk.model import UnknownNameError
from frontdesk.records import Preference
from support import HARBOUR, a_contact, a_practice, an_act


def test_preferences_are_kept_and_rules_hear_of_it() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "enquiry/new")
    desk.set_preferences(an_act(practice), contact, number="home", do_not_contact=True)
    sheet = practice.store.contact(contact).facesheet
    assert (sheet.number, sheet.method, sheet.do_not_contact) == ("home", "not_sent", True)
    assert [entry.kind for entry in practice.store.journal()] == ["preferences set", "event"]
    with pytest.raises(UnknownNameError, match="did you mean 'postcard'"):
        desk.set_preferences(an_act(practice), contact, method="postcards")


@pytest.mark.parametrize(
    ("method", "ruleset"), [("email", "health-system"), ("call", "health-system"), ("text", "default")]
)
def test_a_method_that_would_count_for_nothing_is_refused_with_the_reason_and_nothing_is_noted(
    method: str, ruleset: str
) -> None:
    practice = a_practice(ruleset)
    contact = a_contact(practice, "patient/active")
    before = practice.store.contact(contact)
    with pytest.raises(
        NotByHandError, match=f"the method '{method}' cannot be preferred by hand: .*; no method can be"
    ):
        desk.set_preferences(an_act(practice), contact, number="cell", method=method)
    with pytest.raises(NotCorrectedError, match=f"preferred_method: the method '{method}' cannot be preferred by hand"):
        desk.edit(an_act(practice), contact, {"preferred_method": method})
    assert practice.store.contact(contact) == before


def test_a_method_that_is_named_as_the_number_is_told_from_one_with_the_reason_why_it_does_not_count() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "patient/active")
    before = practice.store.contact(contact)
    with pytest.raises(NotByHandError, match=r"'email' is no number but a method: .*e-mail is no preferred contact"):
        desk.set_preferences(an_act(practice), contact, number="email")
    with pytest.raises(UnknownNameError, match="no number is called 'pager'"):
        desk.set_preferences(an_act(practice), contact, number="pager")
    assert practice.store.contact(contact) == before


def test_a_method_that_was_noted_when_it_still_counted_stands_in_no_one_s_way() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "patient/active")
    with practice.store.transaction():
        practice.store.save_contact(replace(practice.store.contact(contact), facesheet=Preference("home", "email")))
    desk.edit(an_act(practice), contact, {"email": "new@example.com"})
    assert practice.store.contact(contact).facesheet == Preference("home", "email")
    desk.set_preferences(an_act(practice), contact, method="not_sent")
    assert practice.store.contact(contact).facesheet == Preference("home")
