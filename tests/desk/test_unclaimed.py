"""What was said of nobody on file is kept as it was said, without growing for what is said again."""

from __future__ import annotations

from frontdesk.desk import unclaimed
from frontdesk.desk.unclaimed import PersonSaid
from frontdesk.hookspecs import AppointmentChange, PatientChange, PreferenceChange
from support import a_practice, an_act

VISIT = AppointmentChange("A-1", "P-7", at="2026-03-05 10:00")


def test_each_kind_is_kept_and_let_go_of_for_itself() -> None:
    act = an_act(a_practice("dental"))
    wish, patient = PreferenceChange("P-7", appointment="A-1", method="DNC"), PatientChange("P-7", active=False)
    with act.deciding():
        unclaimed.keep(act, "P-7", "A-1", wish)
        unclaimed.keep(act, "P-7", "A-1", VISIT)
        unclaimed.keep(act, "P-7", "", patient)
        unclaimed.claim(act, "P-7", "A-1", AppointmentChange)
    assert unclaimed.unclaimed(act, "P-7", AppointmentChange) == {}
    assert unclaimed.unclaimed(act, "P-7", PreferenceChange) == {"A-1": [wish]}
    assert unclaimed.unclaimed(act, "P-7", PatientChange) == {"": [patient]}


def test_of_a_patient_and_of_a_visit_there_is_one_change_that_says_all() -> None:
    act = an_act(a_practice("dental"))
    with act.deciding():
        for change in (VISIT, AppointmentChange("A-1", "P-7", state="KEPT"), AppointmentChange("A-1", "P-7", type="x")):
            unclaimed.keep(act, "P-7", "A-1", change)
        for patient in (PatientChange("P-7", "Ana", cell="1"), PatientChange("P-7", cell="", active=True)):
            unclaimed.keep(act, "P-7", "", patient)
    assert unclaimed.unclaimed(act, "P-7", AppointmentChange) == {
        "A-1": [AppointmentChange("A-1", "P-7", "2026-03-05 10:00", "KEPT", "x")]
    }
    assert unclaimed.unclaimed(act, "P-7", PatientChange) == {"": [PatientChange("P-7", "Ana", cell="", active=True)]}


def test_wishes_are_kept_one_behind_the_other_and_each_once() -> None:
    act = an_act(a_practice("dental"))
    first, second = PreferenceChange("P-7", method="DNC"), PreferenceChange("P-7", number="HOME")
    with act.deciding():
        for change in (first, second, first):
            unclaimed.keep(act, "P-7", "", change)
    assert unclaimed.unclaimed(act, "P-7", PreferenceChange) == {"": [second, first]}


def test_whom_a_row_names_is_kept_by_the_last_word_and_goes_with_what_it_was_said_of() -> None:
    act = an_act(a_practice("dental"))
    ben, eve = PersonSaid("Ben Lake", "1975-11-03"), PersonSaid(name="Eve Reed", email="eve@example.com")
    assert eve.said == {"name": "Eve Reed", "email": "eve@example.com"}
    with act.deciding():
        for one in (VISIT, ben, eve, PreferenceChange("P-7", appointment="A-1", method="DNC")):
            unclaimed.keep(act, "P-7", "A-1", one)
        assert unclaimed.unclaimed(act, "P-7", PersonSaid) == {"A-1": [eve]}
        unclaimed.claim(act, "P-7", "A-1", AppointmentChange)
        assert unclaimed.unclaimed(act, "P-7", PersonSaid) == {"A-1": [eve]}
        unclaimed.claim(act, "P-7", "A-1", PreferenceChange)
    assert act.store.unclaimed("P-7") == {}


def test_what_was_kept_before_patients_and_visits_were_is_read_as_a_wish() -> None:
    act = an_act(a_practice("dental"))
    with act.deciding():
        act.store.keep_unclaimed("P-7", "", '[{"reference": "P-7", "method": "DNC"}]')
    assert unclaimed.unclaimed(act, "P-7", PreferenceChange) == {"": [PreferenceChange("P-7", method="DNC")]}
