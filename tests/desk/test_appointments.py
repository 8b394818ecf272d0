"""Appointments: booked, moved and ended, each once; what is past when it becomes known starts nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Act, AppointmentError, DoubtfulError
from frontdesk.events import AppointmentRescheduled
from frontdesk.interpreter.statuses import NotOfferedError
from frontdesk.journal import Happened
from frontdesk.model import UnknownNameError
from frontdesk.names import AppointmentState, State
from frontdesk.records import Appointment
from frontdesk.strangers import OddTextError
from support import HARBOUR, MONDAY, a_contact, a_practice, amount, an_act

DAY = timedelta(days=1)


def test_nothing_can_be_said_of_an_appointment_that_is_not_there() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/scheduled")
    with pytest.raises(desk.AppointmentError, match="book one first"):
        desk.become(an_act(practice), contact, AppointmentState.KEPT)


def test_an_appointment_that_is_over_stays_so() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    visit = desk.book(an_act(practice), ana, MONDAY + timedelta(hours=1)).number
    assert visit is not None
    desk.become(an_act(practice), ana, AppointmentState.CANCELLED, visit)
    with pytest.raises(AppointmentError, match="is cancelled already"):
        desk.become(an_act(practice), ana, AppointmentState.KEPT, visit)
    with pytest.raises(AppointmentError, match="does not become booked"):
        desk.become(an_act(practice), ana, AppointmentState.BOOKED)


def test_a_second_visit_at_the_same_minute_is_asked_about() -> None:
    practice = a_practice(HARBOUR)
    ana, ben = a_contact(practice, "enquiry/new"), a_contact(practice, "enquiry/new", cell="5550102")
    act, at = an_act(practice), MONDAY + DAY
    desk.book(act, ana, at)
    desk.book(act, ben, at)
    with pytest.raises(DoubtfulError, match=r"there is a visit at that minute already \(1: 2026-03-03 15:00\)"):
        desk.book(act, ana, at + timedelta(seconds=59))
    desk.book(act, ana, at + timedelta(minutes=1))
    with pytest.raises(DoubtfulError, match="at that minute already"):
        desk.reschedule(act, ana, at, 3)
    desk.become(act, ana, AppointmentState.CANCELLED, 1)
    assert desk.reschedule(act, ana, at, 3).said == "appointment 3 moved to 2026-03-03 15:00"


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_visit_of_yesterday_is_recorded_and_starts_nothing(by_hand: bool) -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    act = replace(an_act(practice), anyway=True)
    if by_hand:
        desk.book(act, ana, MONDAY - DAY)
    else:
        desk.take_over(an_act(practice), Appointment(0, ana, MONDAY - DAY, reference="V-1"))
    assert [one.state for one in practice.store.appointments(ana)] == [AppointmentState.BOOKED]
    assert practice.store.enrolments(ana) == []
    assert not any(isinstance(entry.said, Happened) for entry in practice.store.journal())


def test_what_another_system_tells_is_not_asked_about_and_what_is_ahead_is_booked() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    told = Appointment(0, ana, MONDAY + 1000 * DAY, reference="V-1", practitioner="Dr. Example", site="elsewhere")
    said = desk.take_over(an_act(practice), told).said
    assert said == "appointment 1 of Ana Example is recorded: booked"
    assert practice.store.appointment(1) == replace(told, id=1)
    assert [one.campaign for one in practice.store.enrolments(ana)] == ["visit"]
    cancelled = Appointment(0, ana, MONDAY + 9 * DAY, AppointmentState.CANCELLED)
    before = amount(practice)["enrolments"]
    desk.take_over(an_act(practice), cancelled)
    assert amount(practice)["enrolments"] == before


def test_a_visit_that_is_moved_into_the_past_reminds_of_nothing_more() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + 3 * DAY)
    desk.reschedule(replace(an_act(practice), anyway=True), ana, MONDAY - DAY)
    assert practice.store.enrolments(ana) == []
    assert practice.store.notices() == [], "no rule on a visit that is moved is asked"


def test_a_reference_names_one_visit_of_a_contact() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + DAY, reference="V-1")
    with pytest.raises(AppointmentError, match="the reference 'V-1' is that of appointment 1; move that one"):
        desk.book(an_act(practice), ana, MONDAY + 2 * DAY, reference="V-1")
    with pytest.raises(AppointmentError, match="is that of appointment 1"):
        desk.take_over(an_act(practice), Appointment(0, ana, MONDAY + 2 * DAY, reference="V-1"))


def test_a_visit_keeps_who_sees_the_contact_where_and_what_for_and_a_site_must_be_known() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    desk.book(an_act(practice), ana, MONDAY + DAY, details=desk.VisitDetails("Dr. Example", "quay", "check-up"))
    visit = practice.store.appointment(1)
    assert (visit.practitioner, visit.site, visit.type) == ("Dr. Example", "quay", "check-up")
    with pytest.raises(UnknownNameError, match="no site is called 'quai'; did you mean 'quay'"):
        desk.book(an_act(practice), ana, MONDAY + 2 * DAY, details=desk.VisitDetails(site="quai"))


@pytest.mark.parametrize(
    ("details", "reference", "words"),
    [
        (desk.VisitDetails("Dr. Lee\x1b[2J"), "", "the practitioner holds a character that a terminal would obey"),
        (desk.VisitDetails("evil.example/pay"), "", "the practitioner holds 'evil.example/pay', which a phone makes"),
        (desk.VisitDetails(type="{name}"), "", "the type holds '{', which no name has"),
        (desk.VisitDetails(type="x" * 5000), "", "the type has 5,000 letters, and may have 200; nothing was kept"),
        (desk.VisitDetails(site="north\x07"), "", "the site holds a character that a terminal would obey"),
        (desk.VisitDetails(), "A-1\x1b", "the reference holds a character that a terminal would obey"),
    ],
)
def test_what_a_terminal_or_a_message_must_not_carry_is_no_detail_of_a_visit(
    details: desk.VisitDetails, reference: str, words: str
) -> None:
    practice = a_practice()
    ana = a_contact(practice)
    with pytest.raises(OddTextError, match=re.escape(words)):
        desk.book(an_act(practice), ana, MONDAY + DAY, reference=reference, details=details)
    assert practice.store.appointments(ana) == []
    desk.book(an_act(practice), ana, MONDAY + DAY, details=desk.VisitDetails(" Dr.  Lee ", type="90791"))
    (visit,) = practice.store.appointments(ana)
    assert (visit.practitioner, visit.type) == ("Dr. Lee", "90791")


def test_a_visit_is_booked_with_a_status_or_neither_is_kept() -> None:
    practice = a_practice("physical-therapy")
    ana = a_contact(practice, "free_screen/no_show")
    act = Act(practice, MONDAY, request="r1")
    said = desk.book_and_choose(act, ana, MONDAY + DAY, State("free_screen/scheduled"))
    assert said.said.startswith("appointment 1 booked: 2026-03-03 10:00; Ana Example is now Free Screen - ")
    assert desk.book_and_choose(act, ana, MONDAY + DAY, State("free_screen/scheduled")) == said
    before = amount(practice)
    with pytest.raises(NotOfferedError, match="is not offered after"):
        desk.book_and_choose(an_act(practice), ana, MONDAY + 2 * DAY, State("initial_evaluation/canceled"))
    assert amount(practice) == before


def test_a_status_that_a_rule_sets_as_soon_as_the_visit_is_booked_needs_no_choice_beside_it() -> None:
    practice = a_practice("aesthetics")
    ana = a_contact(practice, "lead/contacted")
    extras = desk.Extras("Asked for the morning.", follow_up_at=MONDAY + 2 * DAY)
    said = desk.book_and_choose(an_act(practice), ana, MONDAY + 3 * DAY, State("lead/scheduled"), extras).said
    assert said.endswith("Ana Example is now Lead - Scheduled, by the rules")
    assert practice.store.contact(ana).choice is None
    assert [note.text for note in practice.store.notes(ana)] == ["Asked for the morning."]
    assert MONDAY + 2 * DAY in [task.follow_up_at for task in practice.store.tasks(ana)]


@pytest.mark.parametrize(
    ("notice", "kinds"),
    [(timedelta(hours=24), []), (timedelta(hours=23, minutes=59), ["moved", "cancelled"])],
)
def test_how_short_notice_was_is_asked_of_a_visit_that_is_cancelled_and_of_the_time_that_one_had_that_is_moved(
    tmp_path: Path, notice: timedelta, kinds: list[str]
) -> None:
    rule = "  - {{id: {0}, last: yes, on: appointment_{0}, when: {{hours_to_visit: '< 24'}}, do: [{{note: {1}}}]}}\n"
    rules = "reactions:\n" + rule.format("rescheduled", "moved") + rule.format("cancelled", "cancelled")
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: dental\n", encoding="utf-8")
    (tmp_path / "reactions.yaml").write_text(rules, encoding="utf-8")
    practice = a_practice(tmp_path)
    ana = a_contact(practice, "patient/active")
    desk.book(an_act(practice), ana, MONDAY + 3 * DAY)
    desk.reschedule(an_act(practice, 3 * DAY - notice), ana, MONDAY + 9 * DAY)
    desk.become(an_act(practice, 9 * DAY - notice), ana, AppointmentState.CANCELLED)
    assert [one.text for one in practice.store.notes(ana)] == kinds
    moved = [one.said.event for one in practice.store.journal() if isinstance(one.said, Happened)]
    assert AppointmentRescheduled(1, 24 if not kinds else 23) in moved


def test_a_fact_of_the_practice_that_is_called_like_the_hours_takes_their_place(tmp_path: Path) -> None:
    rule = "{id: ours, last: yes, on: appointment_rescheduled, when: {hours_to_visit: few}, do: [{note: ours}]}"
    fact = "facts: {hours_to_visit: {of: appointment, values: [few, many], default: few}}\n"
    said = {"ruleset": "name: ours\nextends: dental\n", "reactions": f"reactions: [{rule}]\n", "facts": fact}
    for name, text in said.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    practice = a_practice(tmp_path)
    ana = a_contact(practice, "patient/active")
    desk.book(an_act(practice), ana, MONDAY + 3 * DAY)
    desk.reschedule(an_act(practice), ana, MONDAY + 9 * DAY)
    assert [one.text for one in practice.store.notes(ana)] == ["ours"]
