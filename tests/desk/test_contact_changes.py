"""A change of what is known of a contact, whoever says it: what it says, before and after, and what follows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk.desk import NotCorrectedError
from frontdesk.desk.contact_changes import Change, keep_change, read_cells
from frontdesk.journal import ContactCorrected
from frontdesk.names import PhoneKind
from frontdesk.records import Phone
from support import a_contact, a_practice, an_act


def test_a_change_says_which_columns_say_something_else_and_only_those_are_in_the_history() -> None:
    practice = a_practice("dental")
    act, contact = an_act(practice), a_contact(practice, "patient/active", cell="+12025550101")
    before = practice.store.contact(contact)
    after = replace(before, zone="America/Chicago", phones={PhoneKind.HOME: Phone("+12025550102")})
    change = Change(act, before, after)
    assert (sorted(change.columns), change.new_numbers) == (["cell", "home", "zone"], ["+12025550102"])
    with act.deciding():
        keep_change(change)
    assert practice.store.contact(contact) == after
    *_, entry = practice.store.journal(contact=contact)
    assert isinstance(entry.said, ContactCorrected)
    assert (sorted(entry.said.before), sorted(entry.said.after)) == (["cell"], ["home", "zone"])


def test_what_cannot_be_so_changes_nothing() -> None:
    practice = a_practice("dental")
    contact = practice.store.contact(a_contact(practice, "patient/active"))
    with pytest.raises(NotCorrectedError, match="'Atlantis' is not a time zone"):
        read_cells(an_act(practice), contact, {"zone": "Atlantis"})
