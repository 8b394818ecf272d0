"""Whose a refusal is: of the very person alone only where nobody else has the address, and the journal says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Practice, consents
from frontdesk.desk.others_refusals import bound, is_theirs, not_theirs, others_at, whose
from frontdesk.names import Consent, ContactId
from support import a_practice, an_act, staff_record

ANA, BEN, CELL = ContactId(1), ContactId(2), "+12025550101"


@pytest.fixture
def practice() -> Practice:
    """A practice where staff recorded a refusal of Ana, who has a number of her own."""
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": CELL})
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT)
    return practice


def ben_has_it_too(practice: Practice) -> None:
    desk.add_contact(an_act(practice), {"name": "Ben Example", "cell": CELL})


def test_a_refusal_that_was_recorded_for_somebody_alone_is_theirs(practice: Practice) -> None:
    act = an_act(practice, timedelta(hours=1))
    ana = practice.store.contact(ANA)
    refusals = consents.refusals(act, ana)
    assert refusals
    assert all(is_theirs(act, ANA, one) for one in refusals)
    assert not_theirs(act, ana, ana) == ()
    assert whose(act, ANA, refusals) == "as staff recorded"


def test_nobody_new_has_a_refusal_of_their_own(practice: Practice) -> None:
    act, ana = an_act(practice), practice.store.contact(ANA)
    assert not_theirs(act, ana, None) == consents.refusals(act, ana)


def test_of_a_number_that_two_have_nobody_can_say_whose_refusal_it_is(practice: Practice) -> None:
    ben_has_it_too(practice)
    act = an_act(practice)
    for one in (ANA, BEN):
        person = practice.store.contact(one)
        assert not_theirs(act, person, person) == consents.refusals(act, person) != ()
    assert others_at(act, ANA, [CELL]) == [BEN]
    assert others_at(act, None, [CELL]) == [ANA, BEN]
    assert bound(act, BEN) == "Ben Example (shared with Ana Example)"


def test_whoever_was_merged_is_nobody_else(practice: Practice) -> None:
    ben_has_it_too(practice)
    act = an_act(practice)
    desk.merge(act, BEN, ANA)
    (kept,) = others_at(act, None, [CELL])
    assert all(is_theirs(act, kept, one) for one in consents.refusals(act, practice.store.contact(kept)))


def test_what_came_from_a_number_before_somebody_had_it_is_not_theirs(practice: Practice) -> None:
    desk.edit(an_act(practice), ANA, {"cell": "202-555-0102"})
    ben_has_it_too(practice)
    act = an_act(practice)
    assert not any(is_theirs(act, BEN, one) for one in consents.refusals(act, practice.store.contact(BEN)))
    assert bound(act, BEN) == "Ben Example (refused before the address was known to be theirs)"


def test_of_many_some_are_named(practice: Practice) -> None:
    for name in ("Ben", "Cleo", "Dan", "Eve", "Finn"):
        desk.add_contact(an_act(practice), {"name": f"{name} Example", "cell": CELL})
    act = an_act(practice)
    told = bound(act, ANA)
    assert told == "Ana Example (shared with Ben Example, Cleo Example, Dan Example and 2 others)"


def test_whom_nothing_binds_is_only_named() -> None:
    practice = a_practice()
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": CELL})
    assert bound(an_act(practice), ANA) == "Ana Example"
