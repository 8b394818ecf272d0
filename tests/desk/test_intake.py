"""What an EMR says of preferences: taken over in its own words, and what is not is named."""

from __future__ import annotations

from datetime import timedelta

from frontdesk import desk
from frontdesk.hookspecs import AppointmentChange, Changes, PatientChange, PreferenceChange, PreferenceSource
from frontdesk.names import Consent, LineId
from support import MONDAY, a_contact, a_practice, an_act


def a_source(*changes: PreferenceChange, cursor: str = "1") -> PreferenceSource:
    return PreferenceSource("emr_csv", lambda settings, since: Changes(changes, cursor))


def test_a_sync_reads_the_emrs_words_and_names_those_that_it_does_not_know() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    synced = desk.sync_preferences(
        an_act(practice),
        a_source(
            PreferenceChange("P-1", number="HOME", method="voice", consent="opted_out"),
            PreferenceChange("P-2", number="CELL"),
            PreferenceChange("P-1", method="PIGEON"),
        ),
        {"file": "x.csv"},
    )
    assert synced.changed == 2
    assert [words.split(":")[0] for words in synced.not_understood] == ["patient P-2", "patient P-1"]
    assert "PIGEON" in synced.not_understood[1]
    assert practice.store.contact(contact).emr.method == "not_sent"
    assert practice.store.consent("5550101", LineId("main")) is Consent.OPTED_OUT


def test_a_sync_says_what_of_an_emr_it_does_not_take_over() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    changes = (
        PatientChange("P-1", name="Ana Changed"),
        AppointmentChange("A-1", "P-1", at="2026-03-05 10:00"),
        PreferenceChange("P-1", method="DNC"),
    )
    source = PreferenceSource("acme", lambda settings, since: Changes(changes, "1"))
    synced = desk.sync_preferences(an_act(practice), source)
    assert synced.changed == 1
    assert synced.not_understood == ("2 changes of patients or appointments: this version takes over preferences only",)
    assert practice.store.contact(contact).name == "Ana Example"


def test_a_preference_for_one_appointment_stays_with_it() -> None:
    practice = a_practice("health-system")
    contact = a_contact(practice, "lead/new", reference="P-1")
    number = desk.book(an_act(practice), contact, MONDAY + timedelta(days=3)).number
    at = (MONDAY + timedelta(days=3)).isoformat()
    desk.sync_preferences(an_act(practice), a_source(PreferenceChange("P-1", at=at, method="DNC")), {"file": "x"})
    assert number is not None
    assert practice.store.appointment(number).preference.do_not_contact
    assert not practice.store.contact(contact).emr.do_not_contact
