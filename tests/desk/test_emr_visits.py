"""Visits as the EMR tells of them: they become what it says, once, and what is over when it becomes known is silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desk.emr import Emr, tell, the_visit, visits
from frontdesk import desk
from frontdesk.desk import Practice, open_practice
from frontdesk.events import Event
from frontdesk.hookspecs import Accepted, AppointmentChange, Outgoing, Receipt, Refused
from frontdesk.journal import AppointmentNoted, Happened
from frontdesk.names import AppointmentState, ContactId, MessageState
from frontdesk.worker import play
from support import MONDAY, Carrier, a_contact, a_practice, amount, an_act

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BOOKED, CONFIRMED, CANCELLED, KEPT, MISSED = AppointmentState
ANA, BEN = ContactId(1), ContactId(2)
SOON, LATER = MONDAY + 3 * DAY, MONDAY + 4 * DAY


def dental(file: Path | str = ":memory:") -> Practice:
    """A practice that reminds of visits and follows up what is cancelled or missed; Ana is P-1, Ben P-2."""
    practice = a_practice("dental", file)
    a_contact(practice, "patient/active", reference="P-1")
    a_contact(practice, "patient/active", name="Ben Sample", cell="5550102", email="ben@example.com", reference="P-2")
    return practice


def events(practice: Practice, contact: ContactId = ANA) -> list[str]:
    """What happened to somebody, in order."""
    said = [entry.said for entry in practice.store.journal(contact=contact)]
    happened: Sequence[Event] = [one.event for one in said if isinstance(one, Happened)]
    return [one.kind.value for one in happened if one.kind.value.startswith("appointment")]


def running(practice: Practice, contact: ContactId = ANA) -> list[str]:
    return [one.campaign for one in practice.store.enrolments(contact)]


def test_a_visit_that_the_emr_books_is_reminded_of_by_its_own_words() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", SOON, "Scheduled", type="cleaning", provider="Dr. Example", place="north")
    synced = emr.sync(practice)
    assert (synced.visits, synced.changed) == (1, 1)
    visit = the_visit(practice)
    assert (visit.contact, visit.at, visit.state) == (ANA, SOON, BOOKED)
    assert (visit.type, visit.practitioner, visit.site) == ("cleaning", "Dr. Example", "north")
    assert (events(practice), running(practice)) == (["appointment_booked"], ["appointment_reminders"])


def test_what_a_message_must_not_carry_of_a_visit_is_left_out_and_told() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", SOON, "BOOKED", type="{name}", provider="see evil.example/pay", place="north\x1b[2J")
    told = emr.sync(practice).not_understood
    assert told == (
        "appointment A-1: the type is left out, since it holds '{', which no name has; is it a field that nobody filled"
        " in?",
        "appointment A-1: the provider is left out, since it holds 'evil.example/pay', which a phone makes a link of; a"
        " message would carry it",
        "appointment A-1: the place is left out, since it holds a character that a terminal would obey (U+001B)",
    )
    visit = the_visit(practice)
    assert (visit.type, visit.practitioner, visit.site) == ("", "", "")


def test_a_visit_that_moves_takes_its_reminders_along_and_nobody_gets_one_of_the_old_time() -> None:
    practice, emr, carrier = dental(), Emr(), Carrier()
    emr.visit("A-1", SOON, "BOOKED")
    emr.sync(practice)
    emr.visit("A-1", LATER + 7 * DAY)
    assert emr.sync(practice, HOUR).visits == 1
    assert events(practice) == ["appointment_booked", "appointment_rescheduled"]
    play(practice, carrier, LATER)
    assert carrier.carried == []
    play(practice, carrier, LATER + 8 * DAY)
    assert [one.at > LATER + 4 * DAY for one in carrier.carried] == [True, True]


@pytest.mark.parametrize(("word", "state"), [("CANCELLED", CANCELLED), ("COMPLETED", KEPT), ("NO_SHOW", MISSED)])
def test_what_becomes_of_a_visit_brings_about_what_it_does_by_hand(word: str, state: AppointmentState) -> None:
    by_emr, by_hand, emr = dental(), dental(), Emr()
    for practice in (by_emr, by_hand):
        desk.book(an_act(practice), ANA, SOON, reference="A-1")
    emr.visit("A-1", SOON, word)
    emr.sync(by_emr, 3 * DAY + HOUR)
    desk.become(an_act(by_hand, 3 * DAY + HOUR), ANA, state)
    assert (events(by_emr), running(by_emr)) == (events(by_hand), running(by_hand))
    assert the_visit(by_emr).state is state


@pytest.mark.parametrize("word", ["", "BOOKED", "CONFIRMED", "CANCELLED", "KEPT", "NO_SHOW"])
def test_a_visit_that_is_past_when_it_becomes_known_is_recorded_and_starts_nothing(word: str) -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", MONDAY - 30 * DAY, word)
    assert emr.sync(practice).visits == 1
    assert (events(practice), running(practice), practice.store.messages()) == ([], [], [])


def test_a_visit_that_was_over_when_it_became_known_starts_nothing_when_it_is_corrected() -> None:
    practice, emr = dental(), Emr()
    for word, state in (("KEPT", KEPT), ("MISSED", MISSED), ("BOOKED", BOOKED), ("KEPT", KEPT)):
        emr.visit("A-1", MONDAY - DAY, word)
        emr.sync(practice)
        assert the_visit(practice).state is state
    assert events(practice) == []


def test_what_is_so_already_changes_nothing_however_often_it_is_said() -> None:
    practice, emr = dental(), Emr()
    for word in ("BOOKED", "CONFIRMED"):
        emr.visit("A-1", SOON, word, provider="Dr. Example")
        emr.sync(practice)
        before = {**amount(practice), "entries": 0}
        emr.visit("A-1", SOON, word, provider="Dr. Example")
        synced = emr.sync(practice, HOUR)
        assert (synced.changed, synced.unchanged) == (0, 1)
        assert {**amount(practice), "entries": 0} == before
    assert events(practice) == ["appointment_booked", "appointment_confirmed"]


def test_a_visit_said_twice_in_one_reading_counts_as_it_is_in_the_end() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", SOON, "BOOKED")
    emr.visit("A-1", LATER)
    emr.visit("A-2", SOON, "BOOKED")
    emr.visit("A-2", state="CANCELLED")
    assert emr.sync(practice).visits == 2
    assert visits(practice) == [("A-2", SOON, CANCELLED), ("A-1", LATER, BOOKED)]
    assert events(practice) == ["appointment_booked"]


def test_a_word_that_nobody_listed_changes_no_state_and_books_nothing_and_is_told() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", SOON, "BOOKED")
    emr.sync(practice)
    emr.visit("A-1", LATER, "ARIVED")
    emr.visit("A-2", SOON, "ARIVED")
    synced = emr.sync(practice)
    assert visits(practice) == [("A-1", LATER, BOOKED)]
    assert [words.split(";")[0] for words in synced.not_understood] == [
        "appointment A-1: state 'ARIVED' is not listed under emr in preferences.yaml",
        "appointment A-2: state 'ARIVED' is not listed under emr in preferences.yaml",
    ]
    (notice,) = practice.store.notices()
    assert "2 appointments became 'ARIVED'" in notice.text


@pytest.mark.parametrize(
    ("reference", "patient", "at", "words"),
    [
        ("A-1", "P-1", "next week", "'next week' is no time of an appointment here"),
        ("A-1", "P-1", "2026-03-08 02:30", "'2026-03-08 02:30' is no time of an appointment here"),  # clocks go forward
        ("A-1", " ", "2026-03-09 10:00", "it names no patient"),
        ("", "P-1", "2026-03-09 10:00", "it has no reference"),
    ],
)
def test_a_visit_that_cannot_be_one_is_told_and_not_kept(reference: str, patient: str, at: str, words: str) -> None:
    practice, emr = dental(), Emr()
    emr.visit(reference, at, "BOOKED", patient=patient)
    synced = emr.sync(practice)
    assert words in synced.not_understood[0]
    assert (synced.kept, visits(practice), practice.store.unclaimed(patient)) == ((), [], {})


def test_of_an_hour_that_is_there_twice_the_one_that_is_known_counts() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", "2026-11-01T01:30-05:00", "BOOKED")
    emr.sync(practice)
    emr.visit("A-1", "2026-11-01 01:30", "BOOKED")
    assert emr.sync(practice).unchanged == 1


def test_a_visit_without_a_time_is_kept_until_the_emr_tells_it() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", state="CONFIRMED")
    assert emr.sync(practice).kept == ("P-1 (appointment A-1)",)
    emr.visit("A-1", SOON)
    emr.sync(practice)
    assert visits(practice) == [("A-1", SOON, CONFIRMED)]
    assert practice.store.unclaimed("P-1") == {}


def test_a_visit_booked_here_for_the_same_hour_is_the_same_visit() -> None:
    practice, emr = dental(), Emr()
    desk.book(an_act(practice), ANA, SOON)
    emr.visit("A-1", SOON, "BOOKED", type="cleaning")
    emr.sync(practice)
    assert [(visit.id, visit.type) for visit in practice.store.appointments(ANA)] == [(1, "cleaning")]
    assert the_visit(practice).id == 1
    assert events(practice) == ["appointment_booked"]


def test_a_visit_kept_by_mistake_is_put_right_and_what_came_of_it_taken_back() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", MONDAY + HOUR, "BOOKED")
    emr.sync(practice)
    emr.visit("A-1", state="NO_SHOW")
    emr.sync(practice, 2 * HOUR)
    assert running(practice) == ["canceled_appointment"]
    emr.visit("A-1", state="BOOKED")
    emr.sync(practice, 3 * HOUR)
    assert (the_visit(practice).state, running(practice)) == (BOOKED, [])
    (notice,) = practice.store.notices()
    assert "the EMR put appointment 1 right: the campaign Canceled Appointment Follow-up ended" in notice.text


def test_a_visit_that_was_missed_was_kept_after_all() -> None:
    practice, emr = dental(), Emr()
    for hours, word in enumerate(("BOOKED", "NO_SHOW", "KEPT")):
        emr.visit("A-1", MONDAY + HOUR / 2, word)
        emr.sync(practice, hours * HOUR)
    assert events(practice) == ["appointment_booked", "appointment_missed", "appointment_kept"]
    assert "canceled_appointment" not in running(practice)


@pytest.mark.parametrize("at", [SOON, LATER])
def test_a_cancelled_visit_that_is_booked_again_is_reminded_of_and_followed_up_no_more(at: datetime) -> None:
    practice, emr, carrier = dental(), Emr(), Carrier()
    emr.visit("A-1", SOON, "BOOKED")
    emr.sync(practice)
    emr.visit("A-1", state="CANCELLED")
    emr.sync(practice, HOUR)
    assert running(practice) == ["canceled_appointment"]
    emr.visit("A-1", at, "BOOKED")
    emr.sync(practice, 2 * HOUR)
    assert (visits(practice), running(practice)) == ([("A-1", at, BOOKED)], ["appointment_reminders"])
    assert events(practice)[-2:] == ["appointment_cancelled", "appointment_booked"]
    play(practice, carrier, LATER + DAY)
    assert [one.message for one in practice.store.messages(ANA) if one.state is MessageState.SENT] == [
        "reminder_email",
        "reminder_text",
    ]


def test_a_visit_cancelled_here_is_not_booked_again_by_an_emr_that_has_not_heard_of_it() -> None:
    practice = dental()
    said = [AppointmentChange("A-1", "P-1", SOON.isoformat(), "BOOKED")]
    tell(practice, said)
    desk.become(an_act(practice, HOUR), ANA, CANCELLED)
    synced = tell(practice, said, 2 * HOUR)
    assert (synced.changed, the_visit(practice).state) == (0, CANCELLED)
    assert synced.differing == (
        "A-1: the EMR still has it as booked, and here it is cancelled; put it right there, or here",
    )
    tell(practice, [AppointmentChange("A-1", "P-1", state="CANCELLED")], 3 * HOUR)
    tell(practice, said, 4 * HOUR)
    assert the_visit(practice).state is BOOKED


def test_a_visit_moved_here_is_not_moved_back_by_an_emr_that_has_not_heard_of_it() -> None:
    practice = dental()
    said = [AppointmentChange("A-1", "P-1", SOON.isoformat(), "BOOKED")]
    tell(practice, said)
    desk.reschedule(an_act(practice, HOUR), ANA, LATER)
    synced = tell(practice, said, 2 * HOUR)
    assert (synced.changed, the_visit(practice).at) == (0, LATER)
    assert "the EMR still has it at 2026-03-05 10:00, and here it is at 2026-03-06 10:00" in synced.differing[0]


def test_a_visit_confirmed_by_the_patient_stays_so_for_an_emr_that_knows_only_booked() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", SOON, "BOOKED")
    emr.sync(practice)
    desk.become(an_act(practice), ANA, CONFIRMED)
    emr.visit("A-1", SOON, "BOOKED", provider="Dr. Sample")
    synced = emr.sync(practice)
    assert (synced.differing, the_visit(practice).state) == ((), CONFIRMED)


def test_a_visit_said_to_be_of_another_patient_is_theirs_and_the_first_hears_of_it_no_more() -> None:
    practice, emr, carrier = dental(), Emr(), Carrier()
    emr.visit("A-1", SOON, "BOOKED", type="cleaning")
    emr.sync(practice)
    emr.visit("A-1", patient="P-2")
    emr.sync(practice, HOUR)
    visit = the_visit(practice)
    assert (visit.contact, visit.at, visit.state, visit.type) == (BEN, SOON, BOOKED, "cleaning")
    assert (events(practice), running(practice)) == (["appointment_booked"], [])
    (notice,) = practice.store.notices()
    assert notice.contact == ANA
    assert "(A-1) is not of #1 " in notice.text
    play(practice, carrier, SOON)
    assert {message.contact for message in practice.store.messages()} == {BEN}
    assert carrier.carried


def test_a_visit_of_another_who_is_not_on_file_is_kept_until_they_are() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", SOON, "BOOKED")
    emr.sync(practice)
    emr.visit("A-1", SOON, "BOOKED", patient="P-9")
    assert emr.sync(practice).kept == ("P-9 (appointment A-1)",)
    assert (visits(practice), running(practice)) == ([("", SOON, CANCELLED)], [])
    desk.add_contact(an_act(practice), {"name": "New Patient", "reference": "P-9", "cell": "202-555-0109"})
    assert the_visit(practice).state is BOOKED


def test_the_time_of_a_visit_that_is_over_is_noted_and_moves_nothing() -> None:
    practice, emr = dental(), Emr()
    emr.visit("A-1", MONDAY - DAY, "KEPT")
    emr.sync(practice)
    emr.visit("A-1", MONDAY - DAY + HOUR)
    emr.sync(practice)
    assert visits(practice) == [("A-1", MONDAY - DAY + HOUR, KEPT)]
    assert AppointmentNoted(1, ("at",)) in [entry.said for entry in practice.store.journal(contact=ANA)]


def test_on_a_monday_forty_visits_move_because_a_practitioner_is_ill() -> None:
    practice, emr, carrier = a_practice("dental"), Emr(), Carrier()
    for number in range(40):
        cell = f"20255501{number:02}"
        a_contact(practice, "patient/active", name=f"Patient {number}", cell=cell, reference=f"P-{number}")
        emr.visit(f"A-{number}", SOON + number * HOUR / 4, "BOOKED", patient=f"P-{number}", provider="Dr. Example")
    emr.sync(practice)
    for number in range(40):
        emr.visit(f"A-{number}", SOON + 14 * DAY + number * HOUR / 4, patient=f"P-{number}", provider="Dr. Sample")
    assert emr.sync(practice, HOUR).visits == 40
    play(practice, carrier, SOON + 7 * DAY)
    assert carrier.carried == []
    play(practice, carrier, SOON + 16 * DAY)
    reminded = [message.contact for message in practice.store.messages() if message.message == "reminder_email"]
    assert sorted(reminded) == list(range(1, 41))
    assert all(one.at > SOON + 11 * DAY for one in carrier.carried)


@pytest.mark.parametrize(
    ("receipt", "ends"), [(Accepted("R-1"), MessageState.SENT), (Refused("busy", retry=True), MessageState.WITHDRAWN)]
)
def test_a_visit_cancelled_while_its_reminder_is_with_the_provider_sends_no_other(
    receipt: Receipt, ends: MessageState, tmp_path: Path
) -> None:
    practice, emr = dental(tmp_path / "store.db"), Emr()
    emr.visit("A-1", SOON, "BOOKED")
    emr.sync(practice)

    def cancelled_meanwhile(outgoing: Outgoing) -> Receipt:
        emr.visit("A-1", state="CANCELLED")
        emr.sync(open_practice(practice.ruleset, tmp_path / "store.db"), outgoing.at - MONDAY)
        return receipt

    carrier = Carrier(cancelled_meanwhile)
    play(practice, carrier, SOON - 2 * DAY + HOUR)
    assert len(carrier.carried) == 1
    play(practice, Carrier(), SOON - 2 * DAY + 2 * HOUR)
    assert [str(one.state) for one in practice.store.messages(ANA) if one.message == "reminder_email"] == [ends]
    assert running(practice) == ["canceled_appointment"]
