"""Preferences set at the desk: kept, and the rules hear of it."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.model import UnknownNameError
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
