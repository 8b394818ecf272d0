"""Whoever gets a reference gets all that the EMR said of them before: who they are, how to reach them, their visits."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.emr import Emr, the_visit
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.desk.claiming import claim_each
from frontdesk.names import AppointmentState, ContactId, PhoneKind
from frontdesk.records import Appointment
from support import MONDAY, a_contact, a_practice, an_act

SOON = MONDAY + timedelta(days=3)


def added(practice: Practice) -> ContactId:
    number = desk.add_contact(an_act(practice), {"name": "New Patient", "reference": "P-7"}).number
    return ContactId(number or 0)


def edited(practice: Practice) -> ContactId:
    contact = a_contact(practice, "patient/active", name="New Patient", cell="")
    desk.edit(an_act(practice), contact, {"reference": "P-7"})
    return contact


@pytest.mark.parametrize("on_file", [added, edited])
def test_all_that_was_said_before_counts_from_then_on(on_file: type) -> None:
    practice, emr = a_practice("dental"), Emr()
    emr.visit("A-1", SOON, "BOOKED", patient="P-7")
    emr.prefers("P-7", appointment="A-1", method="DNC")
    emr.patient("P-7", cell="202-555-0177")
    emr.patient("P-7", email="new@example.com", active=False)
    assert emr.sync(practice).kept == ("P-7", "P-7 (appointment A-1)")
    contact = practice.store.contact(on_file(practice))
    assert contact.phones[PhoneKind.CELL].number == "+12025550177"
    assert (contact.email, contact.emr.refuses) == ("new@example.com", True)
    visit = the_visit(practice)
    assert (visit.contact, visit.state, visit.preference.refuses) == (contact.id, AppointmentState.BOOKED, True)
    assert practice.store.unclaimed("P-7") == {}


def test_what_was_unclear_of_it_is_told_to_the_staff() -> None:
    practice, emr = a_practice("dental"), Emr()
    emr.visit("A-1", SOON, "ARIVED", patient="P-7")
    emr.patient("P-7", cell="12")
    emr.sync(practice)
    contact = added(practice)
    told = [(one.contact, one.text.split(";")[0]) for one in practice.store.notices()]
    assert (contact, "appointment A-1: state 'ARIVED' is not listed under emr in preferences.yaml") in told
    assert any(text.startswith("patient P-7: cell '12'") for _, text in told)


def test_a_visit_that_is_anothers_since_stays_theirs() -> None:
    practice, emr = a_practice("dental"), Emr()
    a_contact(practice, "patient/active", reference="P-1")
    emr.visit("A-1", SOON, "BOOKED", patient="P-7")
    emr.sync(practice)
    emr.visit("A-1", SOON, "BOOKED", patient="P-1")
    emr.sync(practice)
    added(practice)
    assert the_visit(practice).contact == ContactId(1)


def test_of_many_who_come_on_file_those_get_it_of_whom_something_was_said() -> None:
    practice, emr = a_practice("dental"), Emr()
    emr.patient("P-7", cell="202-555-0177")
    emr.sync(practice)
    one, other, third = (a_contact(practice, "patient/active", cell="") for _ in range(3))
    with practice.store.transaction():
        assert claim_each(an_act(practice), {one: "P-8", third: ""}) is False
        practice.store.save_contact(replace(practice.store.contact(other), reference="P-7"))
        assert claim_each(an_act(practice), {one: "P-8", other: "P-7", third: ""}) is True
    phones = [[*practice.store.contact(contact).phones.values()] for contact in (one, other, third)]
    assert [[phone.number for phone in some] for some in phones] == [[], ["+12025550177"], []]


def test_of_two_patients_not_on_file_who_were_told_of_one_visit_the_later_gets_it() -> None:
    practice, emr = a_practice("dental"), Emr()
    emr.visit("A-1", SOON, "BOOKED", patient="P-6", type="cleaning")
    emr.sync(practice)
    emr.visit("A-1", SOON + timedelta(hours=1), patient="P-7")
    emr.sync(practice)
    assert practice.store.unclaimed("P-6") == {}
    desk.add_contact(an_act(practice), {"name": "Earlier Patient", "reference": "P-6"})
    contact = added(practice)
    visit = the_visit(practice)
    assert (visit.contact, visit.at, visit.type) == (contact, SOON + timedelta(hours=1), "cleaning")


def test_a_visit_that_was_kept_and_is_anothers_here_is_told_to_the_staff() -> None:
    practice, emr = a_practice("dental"), Emr()
    other = a_contact(practice, "patient/active", name="Ada Fern")
    emr.visit("A-1", "2026-03-05 10:00", "BOOKED", patient="P-7")
    emr.sync(practice)
    with practice.store.transaction():
        practice.store.add_appointment(Appointment(0, other, SOON, AppointmentState.BOOKED, reference="A-1"))
    contact = added(practice)
    assert the_visit(practice).contact == other
    assert [(one.contact, one.text) for one in practice.store.notices()] == [
        (
            contact,
            "appointment A-1: it is of #1 Ada Fern here, so the visit of 2026-03-05 10:00 that was kept for "
            "#2 New Patient is not booked; ask them, and book it by hand if it is theirs",
        )
    ]
