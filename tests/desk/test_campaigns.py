"""Campaigns at work: steps follow the appointment that they are about, and stop with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest

from frontdesk import desk
from frontdesk.desk import Act, Extras, campaigns
from frontdesk.desk.following import happen
from frontdesk.events import StatusEntered
from frontdesk.hookspecs import Refused
from frontdesk.names import AppointmentState, MessageState, OutcomeId, State, StepId
from frontdesk.records import DueKind
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, read_ruleset


def test_reminders_move_with_the_appointment_and_vanish_with_it() -> None:
    practice = a_practice("aesthetics")
    contact = a_contact(practice, "lead/scheduled")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=5))
    (before,) = [due for due in practice.store.scheduled(contact) if due.kind == "step"]
    desk.reschedule(an_act(practice, timedelta(hours=1)), contact, MONDAY + timedelta(days=6))
    (after,) = [due for due in practice.store.scheduled(contact) if due.kind == "step"]
    assert after.at - before.at == timedelta(days=1)
    desk.become(an_act(practice, timedelta(hours=2)), contact, AppointmentState.CANCELLED)
    assert practice.store.scheduled(contact) == []


def test_a_visit_that_is_moved_is_reminded_of_again() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=3))
    play(practice, carrier, MONDAY + timedelta(days=2, hours=12))
    assert len(carrier.carried) == 1
    desk.reschedule(an_act(practice, timedelta(days=2, hours=13)), ana, MONDAY + timedelta(days=10))
    play(practice, carrier, MONDAY + timedelta(days=9, hours=12))
    assert len(carrier.carried) == 2
    assert "March 12" in carrier.carried[1].body


def test_a_reminder_that_comes_after_the_appointment_is_not_sent() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    ana = a_contact(practice, "client/waiting")
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=2))
    work(practice, carrier, MONDAY + timedelta(days=2, minutes=1))
    left_out = [entry.data["step"] for entry in practice.store.journal(contact=ana) if entry.kind == "step left out"]
    assert (left_out, carrier.carried) == (["before"], [])


def test_a_campaign_starts_over_at_the_same_hour_of_the_contacts_clock_whatever_the_clock_did_since() -> None:
    """In Lisbon the clock is put back on 25 October 2026, and on 31 October 2027."""
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "client/visiting")
    desk.note_facts(an_act(practice), ana, {"vaccination_due": date(2026, 11, 9)})
    play(practice, Carrier(), datetime(2026, 10, 27, tzinfo=UTC))
    (again,) = [due.at for due in practice.store.scheduled(ana) if due.kind == "step"]
    assert again == datetime(2027, 10, 25, 7, 30, tzinfo=practice.ruleset.zone)


def test_rules_judge_by_what_has_settled_while_a_choice_can_be_corrected() -> None:
    practice = a_practice("aesthetics")
    ana = a_contact(practice, "lead/dead")
    desk.set_status(an_act(practice), ana, State("lead/contacted"), Extras(note="She called back."))
    desk.book(an_act(practice), ana, MONDAY + timedelta(days=10))
    assert practice.store.enrolments(ana) == []
    desk.undo(an_act(practice), ana)
    assert practice.store.contact(ana).state == "lead/dead"


_MAIL = "{purpose: treatment, content: {email: {subject: %s, body: '{practice}, {appointment_date|}'}}}"
_MESSAGES = ("hello", "week", "far", "near", "thanks", "news")
SMALL = {
    "ruleset": "name: small\nextends: default\ntime_zone: America/New_York\n",
    "messages": "messages:\n" + "".join(f"  {name}: {_MAIL % name}\n" for name in _MESSAGES),
    "windows": "overlay: replace\nsending:\n  otherwise: {then: send, because: At any hour.}\n",
}
WHOLE = """
campaigns:
  reminders:
    start: [{id: booked, on: appointment_booked}]
    steps:
      - {id: hello, send: hello, after_start: 0 minutes}
      - {id: near, send: near, before_appointment: 2 hours}
      - {id: week, send: week, before_appointment: 1 week}
      - {id: far, send: far, before_appointment: 2 days}
      - {id: thanks, send: thanks, after_appointment: 1 day}
"""
DAY = timedelta(days=1)
FIRST, SECOND = MONDAY + 10 * DAY, MONDAY + 14 * DAY


class Clinic:
    """A small practice with one patient; instants are told in days after Monday 10:00."""

    def __init__(self, folder: Path, campaigns: str = WHOLE, **files: str) -> None:
        folder.mkdir(exist_ok=True)
        for topic, text in {**SMALL, "campaigns": campaigns, **files}.items():
            (folder / f"{topic}.yaml").write_text(text, encoding="utf-8")
        self.practice, self.carrier = a_practice(read_ruleset(folder)), Carrier()
        self.ana = a_contact(self.practice, self.practice.ruleset.initial)

    def act(self, days: float = 0) -> Act:
        return an_act(self.practice, days * DAY)

    def book(self, at: datetime, days: float = 0) -> int:
        return desk.book(self.act(days), self.ana, at).number or 0

    def until(self, days: float) -> None:
        """Let the time pass, with a worker at every instant at which something is due."""
        play(self.practice, self.carrier, MONDAY + days * DAY)

    @property
    def sent(self) -> list[tuple[str, int]]:
        """Every message that left, in order, and the visit that it is about."""
        messages = [one for one in self.practice.store.messages() if one.state is MessageState.SENT]
        in_order = sorted(messages, key=lambda one: (one.ended_at or MONDAY, one.id))
        return [(str(one.message), one.appointment or 0) for one in in_order]

    @property
    def running(self) -> list[tuple[str, int | None]]:
        return [(str(one.campaign), one.appointment) for one in self.practice.store.enrolments(self.ana)]


@pytest.fixture
def clinic(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path)


def test_each_of_two_visits_has_its_own_run_and_every_step_is_taken_once_for_each(clinic: Clinic) -> None:
    one, two = clinic.book(FIRST), clinic.book(SECOND)
    clinic.until(30)
    assert clinic.sent == [
        ("hello", one), ("hello", two), ("week", one), ("week", two), ("far", one), ("near", one),
        ("thanks", one), ("far", two), ("near", two), ("thanks", two),
    ]  # fmt: skip


def test_the_text_of_a_step_tells_its_own_visit(clinic: Clinic) -> None:
    clinic.book(FIRST)
    clinic.book(SECOND)
    clinic.until(30)
    told = [one.body.partition(", ")[2] for one in clinic.carrier.carried if one.subject in ("far", "near")]
    assert told == ["Thursday, March 12", "Thursday, March 12", "Monday, March 16", "Monday, March 16"]


@pytest.mark.parametrize("order", list(permutations(("near", "far", "week"))))
def test_reminders_are_sent_in_order_of_time_however_they_are_listed(order: tuple[str, ...], tmp_path: Path) -> None:
    lengths = {"near": "2 hours", "far": "2 days", "week": "1 week"}
    steps = "".join(f"      - {{id: {name}, send: {name}, before_appointment: {lengths[name]}}}\n" for name in order)
    listed = f"campaigns:\n  reminders:\n    start: [{{id: booked, on: appointment_booked}}]\n    steps:\n{steps}"
    clinic = Clinic(tmp_path, listed)
    clinic.book(FIRST)
    clinic.until(30)
    assert [name for name, _ in clinic.sent] == ["week", "far", "near"]


def test_a_visit_that_moves_is_reminded_of_anew_beside_steps_that_count_from_the_start(clinic: Clinic) -> None:
    visit = clinic.book(FIRST)
    clinic.until(4)
    assert [name for name, _ in clinic.sent] == ["hello", "week"]
    desk.reschedule(clinic.act(4), clinic.ana, MONDAY + 24 * DAY, visit)
    clinic.until(40)
    assert [name for name, _ in clinic.sent] == ["hello", "week", "week", "far", "near", "thanks"]


@pytest.mark.parametrize(
    ("to", "sent"),
    [
        # to the day after tomorrow: of the new time, the week and the two days before have passed
        (6, ["near", "thanks"]),
        # and to a day in the same week: the week before was for the old time, and would be past
        (9, ["far", "near", "thanks"]),
    ],
)
def test_what_has_passed_for_the_new_time_of_a_visit_is_not_sent(clinic: Clinic, to: int, sent: list[str]) -> None:
    visit = clinic.book(FIRST)
    clinic.until(4.5)
    desk.reschedule(clinic.act(4.5), clinic.ana, MONDAY + to * DAY, visit)
    clinic.until(40)
    assert [name for name, _ in clinic.sent] == ["hello", "week", *sent]


def test_a_visit_that_moves_there_and_back_is_reminded_of_once_for_each_time(clinic: Clinic) -> None:
    visit = clinic.book(FIRST)
    clinic.until(4)
    desk.reschedule(clinic.act(4), clinic.ana, SECOND, visit)
    desk.reschedule(clinic.act(4.1), clinic.ana, FIRST, visit)
    clinic.until(40)
    assert [name for name, _ in clinic.sent] == ["hello", "week", "far", "near", "thanks"]


def test_moving_one_visit_leaves_the_run_of_the_other_alone(clinic: Clinic) -> None:
    one, two = clinic.book(FIRST), clinic.book(SECOND)
    before = [due for due in clinic.practice.store.scheduled(clinic.ana) if due.ref == 2]
    desk.reschedule(clinic.act(0.1), clinic.ana, FIRST + DAY, one)
    assert [due for due in clinic.practice.store.scheduled(clinic.ana) if due.ref == 2] == before
    clinic.until(40)
    assert [name for name, visit in clinic.sent if visit == two] == ["hello", "week", "far", "near", "thanks"]


@pytest.mark.parametrize(
    ("state", "sent"),
    [
        (AppointmentState.CANCELLED, []),
        # what comes after the visit goes on: whether it is for somebody who did not come is for rules to say
        (AppointmentState.KEPT, ["thanks"]),
        (AppointmentState.MISSED, ["thanks"]),
        (AppointmentState.CONFIRMED, ["far", "near", "thanks"]),
    ],
)
def test_what_becomes_of_a_visit_touches_its_own_run(clinic: Clinic, state: AppointmentState, sent: list[str]) -> None:
    one, two = clinic.book(FIRST), clinic.book(SECOND)
    clinic.until(7.9)
    desk.become(clinic.act(7.9), clinic.ana, state, one)
    clinic.until(40)
    assert [name for name, visit in clinic.sent if visit == one] == ["hello", "week", *sent]
    assert [name for name, visit in clinic.sent if visit == two] == ["hello", "week", "far", "near", "thanks"]


def test_a_reminder_that_waits_is_taken_back_when_the_visit_is_over(tmp_path: Path) -> None:
    hours = "overlay: replace\nsending:\n  rows: [{id: day, when: {local_time: '[11:00..19:00)'}, then: send}]\n"
    clinic = Clinic(tmp_path, windows=hours + "  otherwise: {then: move, because: Later.}\n")
    visit = clinic.book(MONDAY + timedelta(hours=2, minutes=30))
    clinic.until(0.03)
    desk.become(clinic.act(0.03), clinic.ana, AppointmentState.KEPT, visit)
    states = {str(one.message): (one.state, one.reason) for one in clinic.practice.store.messages()}
    assert states["near"] == (MessageState.WITHDRAWN, "the appointment is over")
    assert states["hello"][0] is MessageState.WAITING


GROUPS = """
ended_by: [any/invalid, any/lost, any/on_hold]
campaigns:
  before:
    group: visit
    start: [{id: booked, on: appointment_booked}]
    end: [{id: enough, on: appointment_confirmed}]
    steps: [{id: far, send: far, before_appointment: 2 days}]
  late:
    group: visit
    start: [{id: soon, on: appointment_rescheduled}]
    steps: [{id: near, send: near, before_appointment: 2 hours}]
  news:
    group: visit
    start: [{id: new, on: {status_entered: lead/contacted}}]
    steps: [{id: news, send: news, after_start: 3 days}]
"""


@pytest.fixture
def groups(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path, GROUPS)


def test_a_campaign_of_a_group_takes_the_place_of_another_for_the_same_visit_only(groups: Clinic) -> None:
    one, two = groups.book(FIRST), groups.book(SECOND)
    desk.reschedule(groups.act(0.1), groups.ana, FIRST + DAY, one)
    assert groups.running == [("before", two), ("late", one)]


def test_what_the_contact_starts_takes_the_place_of_a_group_for_every_visit(groups: Clinic) -> None:
    groups.book(FIRST), groups.book(SECOND)
    enter(groups, "lead/contacted")
    assert groups.running == [("news", 1)]


def test_a_visit_takes_the_place_of_what_the_contact_started(groups: Clinic) -> None:
    enter(groups, "lead/contacted")
    two = groups.book(SECOND)
    assert groups.running == [("before", two)]


def test_an_end_by_one_visit_is_the_end_of_its_own_run_and_one_by_the_contact_of_all(groups: Clinic) -> None:
    one, two = groups.book(FIRST), groups.book(SECOND)
    desk.become(groups.act(), groups.ana, AppointmentState.CONFIRMED, one)
    assert groups.running == [("before", two)]
    enter(groups, "lead/lost")
    assert groups.running == []


def enter(clinic: Clinic, state: str, days: float = 0) -> None:
    """Let the contact settle in a state, and follow what follows."""
    with clinic.practice.store.transaction():
        contact = clinic.practice.store.contact(clinic.ana)
        clinic.practice.store.save_contact(replace(contact, settled=State(state)))
        happen(clinic.act(days), clinic.ana, StatusEntered(State(state), contact.settled))


AGAIN = """
ended_by: [any/invalid, any/lost, any/on_hold]
campaigns:
  reminders:
    start: [{id: booked, on: appointment_booked}, {id: came, on: {status_entered: lead/contacted}}]
    end: [{id: enough, on: appointment_confirmed}]
    steps:
      - {id: hello, send: hello, after_start: 1 hour}
      - {id: news, send: news, after_start: 2 days}
      - {id: near, send: near, before_appointment: 2 hours}
"""


@pytest.fixture
def twice(tmp_path: Path) -> Clinic:
    return Clinic(tmp_path, AGAIN)


def test_a_run_that_goes_on_is_not_started_again_for_its_visit(twice: Clinic) -> None:
    visit = twice.book(FIRST)
    twice.until(1)
    enter(twice, "lead/contacted")
    assert twice.running == [("reminders", visit)]
    twice.until(40)
    assert [name for name, _ in twice.sent] == ["hello", "news", "near"]


def test_a_run_that_a_rule_ended_does_what_it_has_not_done_when_it_starts_again(twice: Clinic) -> None:
    visit = twice.book(FIRST)
    twice.until(1)
    desk.become(twice.act(1), twice.ana, AppointmentState.CONFIRMED, visit)
    twice.until(8)
    assert [name for name, _ in twice.sent] == ["hello"]
    enter(twice, "lead/contacted")
    (run,) = twice.practice.store.enrolments(twice.ana)
    assert (run.id, run.cycle) == (1, 1)
    twice.until(40)
    assert [name for name, _ in twice.sent] == ["hello", "news", "near"]


def test_a_run_that_has_done_all_is_not_started_again_for_its_visit(twice: Clinic) -> None:
    twice.book(FIRST)
    twice.until(9.95)
    enter(twice, "lead/contacted")
    assert twice.running == []


def test_a_campaign_of_a_visit_starts_for_the_next_visit_ahead_or_not_at_all(twice: Clinic) -> None:
    enter(twice, "lead/contacted")
    assert twice.practice.store.enrolments(twice.ana, running=False) == []
    later, sooner = twice.book(SECOND), twice.book(FIRST)
    enter(twice, "lead/contacted")
    assert twice.running == [("reminders", later), ("reminders", sooner)]


def test_a_finished_run_goes_on_when_its_visit_moves(twice: Clinic) -> None:
    visit = twice.book(FIRST)
    twice.until(9.95)
    assert twice.running == []
    desk.reschedule(twice.act(9.95), twice.ana, SECOND, visit)
    assert twice.running == [("reminders", visit)]
    twice.until(40)
    assert [name for name, _ in twice.sent] == ["hello", "news", "near", "near"]


def test_two_steps_of_one_moment_are_both_done_by_a_worker_that_comes_a_little_late(tmp_path: Path) -> None:
    steps = "[{id: far, send: far, before_appointment: 2 days}, {id: near, send: near, before_appointment: 48 hours}]"
    clinic = Clinic(
        tmp_path, f"campaigns:\n  two:\n    start: [{{id: booked, on: appointment_booked}}]\n    steps: {steps}\n"
    )
    clinic.book(FIRST)
    work(clinic.practice, clinic.carrier, FIRST - 2 * DAY + timedelta(minutes=4))
    assert [name for name, _ in clinic.sent] == ["far", "near"]


def test_after_days_without_a_worker_only_the_last_reminder_that_is_due_goes_out(clinic: Clinic) -> None:
    visit = clinic.book(FIRST)
    work(clinic.practice, clinic.carrier, FIRST - DAY)
    assert [name for name, _ in clinic.sent] == ["hello", "far"]
    left_out = [entry.data for entry in clinic.practice.store.journal() if entry.kind == "step left out"]
    assert [(data["step"], data["appointment"]) for data in left_out] == [("week", visit)]


def test_a_run_of_an_earlier_store_goes_on_where_it_was(clinic: Clinic) -> None:
    visit = clinic.book(FIRST)
    (run,) = clinic.practice.store.enrolments(clinic.ana)
    with clinic.practice.store.transaction():
        numbered = {StepId(str(number)): MONDAY for number in range(3)}
        clinic.practice.store.save_enrolment(replace(run, done=numbered))
    clinic.until(40)
    assert clinic.sent == [("far", visit), ("thanks", visit)]


def test_the_last_message_of_a_run_that_has_no_more_steps_is_withdrawn_when_the_campaign_ends() -> None:
    practice = a_practice(HARBOUR)
    contact = a_contact(practice, "client/moved")
    desk.book(an_act(practice), contact, MONDAY + timedelta(days=3))
    step = practice.store.next_due()
    assert step is not None
    work(practice, Carrier(lambda outgoing: Refused("busy", retry=True)), step.at)
    (run,) = practice.store.enrolments(contact)
    with practice.store.transaction():
        practice.store.save_enrolment(replace(run, ended_at=step.at, ended_because="finished"))
        practice.store.unschedule(DueKind.STEP, contact)
    refused = desk.ContactLog(OutcomeId("refused"), close=True, note="No.")
    desk.log_contact(Act(practice, step.at), contact, refused)
    (message,) = practice.store.messages(contact)
    assert (message.state, message.campaign) == (MessageState.WITHDRAWN, "visit")
    assert [one for one in practice.store.scheduled(contact) if one.kind is DueKind.SEND] == []


def test_what_happens_to_a_visit_is_decided_by_what_is_so_of_that_visit(tmp_path: Path) -> None:
    soon = "reactions:\n  - {id: soon, last: yes, on: appointment_confirmed, when: {days_to_visit: '<= 12'}, "
    clinic = Clinic(tmp_path, reactions=soon + "do: [{note: 'comes on {appointment_date}'}]}\n")
    one, two = clinic.book(FIRST), clinic.book(SECOND)
    for visit in (two, one):
        desk.become(clinic.act(), clinic.ana, AppointmentState.CONFIRMED, visit)
    assert [note.text for note in clinic.practice.store.notes(clinic.ana)] == ["comes on Thursday, March 12"]


def test_a_condition_of_a_step_is_asked_of_its_own_visit(tmp_path: Path) -> None:
    only = "before_appointment: 2 days, when: {appointment_state: confirmed}"
    clinic = Clinic(tmp_path, WHOLE.replace("before_appointment: 2 days", only))
    one, two = clinic.book(FIRST), clinic.book(SECOND)
    desk.become(clinic.act(), clinic.ana, AppointmentState.CONFIRMED, two)
    clinic.until(40)
    assert [visit for name, visit in clinic.sent if name == "far"] == [two]
    assert [visit for name, visit in clinic.sent if name == "near"] == [one, two]


def test_a_line_of_the_agenda_that_rings_too_early_is_only_set_again(clinic: Clinic) -> None:
    clinic.book(FIRST)
    clinic.until(0.1)
    due = clinic.practice.store.scheduled(clinic.ana)
    with clinic.practice.store.transaction():
        clinic.practice.store.schedule(replace(due[0], at=MONDAY + DAY))
    clinic.until(1)
    assert clinic.practice.store.scheduled(clinic.ana) == due
    assert [name for name, _ in clinic.sent] == ["hello"]


NEWS = """
campaigns:
  news:
    again: %s
    repeat: {calendar: days}
    start: [{id: new, on: {status_entered: lead/contacted}}, {id: more, on: {status_entered: lead/scheduled}}]
    end: [{id: left, on: {status_entered: [any/lost, any/on_hold, any/invalid]}}]
    steps: [{id: news, send: news, after_start: 0 days, at: "08:00"}]
"""
DAYS = "calendars: {days: {hours: {}, days: [{id: tuesday, monthly: first tuesday, hours: '08:00..20:00'}]}}\n"


def news(folder: Path, again: str = "continue") -> Clinic:
    """A clinic with a newsletter on each first Tuesday: 3 March, the day after Monday, 7 April and 5 May."""
    mail = "messages: {news: {purpose: treatment, content: {email: {subject: News, body: '{practice}'}}}}\n"
    return Clinic(folder, NEWS % again, calendars=DAYS, messages=mail)


def days_of_the_news(clinic: Clinic) -> list[str]:
    sent = [one for one in clinic.practice.store.messages() if one.state is MessageState.SENT and one.ended_at]
    return [f"{one.ended_at.astimezone(clinic.practice.ruleset.zone):%m-%d %H:%M}" for one in sent if one.ended_at]


@pytest.mark.parametrize("again", ["continue", "restart"])
def test_everybody_gets_a_campaign_on_dates_of_the_practice_on_the_same_day(again: str, tmp_path: Path) -> None:
    clinic = news(tmp_path, again)
    ben = a_contact(clinic.practice, clinic.practice.ruleset.initial, name="Ben Example")
    enter(clinic, "lead/contacted")
    clinic.until(20)
    with clinic.practice.store.transaction():
        happen(clinic.act(20), ben, StatusEntered(State("lead/contacted"), State("lead/new")))
    enter(clinic, "lead/scheduled", 20)
    clinic.until(70)
    assert days_of_the_news(clinic) == ["03-03 08:00", "04-07 08:00", "04-07 08:00", "05-05 08:00", "05-05 08:00"]


def test_after_weeks_in_which_nothing_was_sent_one_round_comes_and_then_the_next_on_its_day(tmp_path: Path) -> None:
    clinic = news(tmp_path)
    enter(clinic, "lead/contacted")
    work(clinic.practice, clinic.carrier, MONDAY + 45 * DAY)
    clinic.until(70)
    assert days_of_the_news(clinic) == ["04-16 11:00", "05-05 08:00"]


def test_two_records_of_one_person_get_it_once_and_each_again_when_they_are_two(tmp_path: Path) -> None:
    clinic = news(tmp_path)
    ben = a_contact(clinic.practice, clinic.practice.ruleset.initial, name="Ben Example")
    enter(clinic, "lead/contacted")
    with clinic.practice.store.transaction():
        happen(clinic.act(), ben, StatusEntered(State("lead/contacted"), State("lead/new")))
    desk.merge(clinic.act(0.1), clinic.ana, ben)
    clinic.until(10)
    desk.unmerge(clinic.act(10), ben)
    clinic.until(40)
    assert days_of_the_news(clinic)[0] == "03-03 08:00"
    assert days_of_the_news(clinic)[-2:] == ["04-07 08:00", "04-07 08:00"]


def test_a_mistake_that_ended_it_is_put_right_as_if_it_had_not_been(tmp_path: Path) -> None:
    clinic = news(tmp_path)
    enter(clinic, "lead/contacted")
    clinic.until(2)
    (run,) = clinic.practice.store.enrolments(clinic.ana)
    with clinic.practice.store.transaction():
        campaigns.end_run(clinic.act(3), run, "by mistake")
    (ended,) = clinic.practice.store.enrolments(clinic.ana, running=False)
    with clinic.practice.store.transaction():
        campaigns.resume(clinic.act(4), ended, ())
    clinic.until(70)
    assert days_of_the_news(clinic) == ["03-03 08:00", "04-07 08:00", "05-05 08:00"]
