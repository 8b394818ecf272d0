"""Visits from a file: taken over as an EMR tells them, and nothing that was said here is turned back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desk.emr import the_visit, visits
from desk.rows import take
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.desk.import_visits import VisitTaker
from frontdesk.desk.taking import SaidLine
from frontdesk.file_words import RowOutcome
from frontdesk.mapping import SaidRow
from frontdesk.names import AppointmentState, ContactId
from support import MONDAY, a_practice, an_act

ANA = ContactId(1)
ROW = {"patient": "P-1", "reference": "A-1", "at": "2026-03-05 14:30", "state": "booked", "type": "cleaning"}


@pytest.fixture
def practice() -> Practice:
    """A practice that has Ana on file."""
    practice = a_practice("dental")
    desk.add_contact(an_act(practice), {"name": "Ana Example", "cell": "202-555-0101", "reference": "P-1"})
    return practice


def outcomes(practice: Practice, *rows: dict[str, str]) -> list[RowOutcome]:
    return [one.outcome for one in take(practice, VisitTaker, *rows)]


def test_a_row_books_a_visit_moves_it_and_says_what_became_of_it(practice: Practice) -> None:
    at = {"at": "2026-03-06 09:00"}
    assert outcomes(practice, ROW) == [RowOutcome.NEW]
    assert outcomes(practice, ROW) == [RowOutcome.UNCHANGED]
    assert outcomes(practice, {**ROW, **at}) == [RowOutcome.CHANGED]
    assert outcomes(practice, {**ROW, **at, "state": "cancelled"}) == [RowOutcome.CHANGED]
    ((reference, when, state),) = visits(practice)
    assert (reference, state) == ("A-1", AppointmentState.CANCELLED)
    assert when.astimezone(practice.ruleset.zone).isoformat(sep=" ")[:16] == "2026-03-06 09:00"
    assert the_visit(practice).type == "cleaning"


def test_a_visit_without_a_reference_is_known_again_by_its_hour(practice: Practice) -> None:
    row = {"name": "Ana Example", "cell": "202-555-0101", "at": "2026-03-05 14:30"}
    assert outcomes(practice, row, row) == [RowOutcome.NEW, RowOutcome.UNCHANGED]
    desk.become(an_act(practice), ANA, AppointmentState.CANCELLED)
    assert outcomes(practice, row) == [RowOutcome.UNCHANGED]
    assert [state for *_, state in visits(practice)] == [AppointmentState.CANCELLED]


def test_what_was_said_here_since_stays_and_is_told(practice: Practice) -> None:
    take(practice, VisitTaker, ROW)
    desk.become(an_act(practice), ANA, AppointmentState.CANCELLED)
    (taken,) = take(practice, VisitTaker, ROW)
    assert taken.outcome is RowOutcome.UNCHANGED
    assert "the EMR still has it as booked, and here it is cancelled" in taken.remarks[0]
    assert the_visit(practice).state is AppointmentState.CANCELLED


def test_an_export_that_comes_back_is_no_word_of_the_emr_which_has_not_heard_yet_that_a_visit_is_cancelled(
    practice: Practice,
) -> None:
    take(practice, VisitTaker, ROW)
    desk.become(an_act(practice), ANA, AppointmentState.CANCELLED)
    exported = {**ROW, "contact": "1", "name": "Ana Example", "state": "cancelled"}
    assert outcomes(practice, exported) == [RowOutcome.UNCHANGED]
    take(practice, VisitTaker, ROW)
    assert the_visit(practice).state is AppointmentState.CANCELLED
    moved = {**exported, "state": "booked", "at": "2026-03-06 09:00"}
    assert outcomes(practice, moved) == [RowOutcome.CHANGED]


def test_the_visit_of_a_patient_not_on_file_is_kept_until_they_are(practice: Practice) -> None:
    row = {**ROW, "patient": "P-9", "reference": "A-9"}
    assert outcomes(practice, row, row) == [RowOutcome.KEPT, RowOutcome.KEPT]
    desk.add_contact(an_act(practice), {"name": "Cleo Example", "reference": "P-9"})
    assert [reference for reference, *_ in visits(practice)] == ["A-9"]
    assert outcomes(practice, row) == [RowOutcome.UNCHANGED]


def test_a_visit_kept_for_a_patient_is_kept_for_another_of_whom_a_later_file_says_it_is(practice: Practice) -> None:
    outcomes(practice, {**ROW, "patient": "P-8"})
    (kept,) = take(practice, VisitTaker, {**ROW, "patient": "P-9"})
    assert (kept.outcome, kept.said[1:]) == (RowOutcome.KEPT, ("it was kept for patient P-8 until now",))
    (booked,) = take(practice, VisitTaker, ROW)
    assert (booked.outcome, booked.said) == (RowOutcome.CHANGED, ("it was kept for patient P-9 until now",))
    for patient in ("P-8", "P-9"):
        desk.add_contact(an_act(practice), {"name": f"Patient {patient}", "reference": patient})
    assert [one.contact for one in practice.store.appointments_between(None, None)] == [ContactId(1)]


def test_a_visit_of_two_patients_whose_rows_stand_far_apart_is_kept_for_neither_as_well(practice: Practice) -> None:
    act = an_act(practice)
    with act.deciding():
        taker = VisitTaker(act)
        rows = [SaidLine(line, SaidRow({**ROW, "patient": patient})) for line, patient in ((2, "P-8"), (900, "P-9"))]
        outcomes = [taker.take([row])[0].outcome for row in rows]
    assert outcomes == [RowOutcome.KEPT, RowOutcome.REFUSED]
    assert practice.store.unclaimed_about(ROW["reference"]) == frozenset()


BEN = {"name": "Ben Lake", "born": "1975-11-03"}


@pytest.mark.parametrize(
    ("comes", "is_booked"),
    [
        ({"name": "Ben Lake", "born": "1975-11-03"}, True),
        ({"name": "Benjamin Lake", "born": "1975-11-03"}, True),
        ({"name": "Ben Lake"}, True),
        ({"name": "Eve Reed", "born": "1999-06-30"}, False),
        ({"name": "Eve Reed"}, False),
    ],
    ids=str,
)
def test_a_kept_visit_that_names_somebody_is_booked_for_them_and_nobody_else(
    practice: Practice, comes: dict[str, str], is_booked: bool
) -> None:
    assert outcomes(practice, {**ROW, **BEN, "patient": "P-9"}) == [RowOutcome.KEPT]
    desk.add_contact(an_act(practice), {**comes, "reference": "P-9"})
    assert len(visits(practice)) == is_booked
    told = (
        "appointment A-1: the visit of 2026-03-05 14:30 that was kept for reference 'P-9' names "
        f"'Ben Lake, 1975-11-03', and #2 {comes['name']} has it: it is not booked; ask whose it is, and book it by hand"
    )
    assert [(one.contact, one.text) for one in practice.store.notices()] == ([] if is_booked else [(2, told)])
    assert practice.store.unclaimed("P-9") == {}


def test_a_kept_visit_is_of_whom_the_last_row_names(practice: Practice) -> None:
    row = {**ROW, "patient": "P-9"}
    rows = [{**row, **BEN}, {**row, "first name": "Eve", "last name": "Reed"}, row]
    assert outcomes(practice, *rows) == [RowOutcome.KEPT] * 3
    desk.add_contact(an_act(practice), {"name": "Eve Reed", "born": "1999-06-30", "reference": "P-9"})
    assert [reference for reference, *_ in visits(practice)] == ["A-1"]


def test_a_visit_of_two_patients_of_one_file_is_booked_for_neither_however_often_it_comes(practice: Practice) -> None:
    desk.add_contact(an_act(practice), {"name": "Ben Example", "reference": "P-2"})
    rows = {**ROW, "reference": "V-77"}, {**ROW, "reference": "V-77", "patient": "P-2"}
    cause = f"reference 'V-77' is in the file twice, for two patients: {ROW['patient']} and P-2"
    for _ in range(2):
        assert [one.said for one in take(practice, VisitTaker, *rows)] == [(cause,), (cause,)]
    assert practice.store.appointments_with_reference("V-77") == []


def test_a_visit_of_two_patients_of_one_file_who_are_not_on_file_is_kept_for_neither(practice: Practice) -> None:
    rows = {**ROW, "patient": "P-8"}, {**ROW, "patient": "P-9"}
    outcomes(practice, rows[0])
    cause = f"reference '{ROW['reference']}' is in the file twice, for two patients: P-8 and P-9"
    assert [(one.outcome, one.said) for one in take(practice, VisitTaker, *rows)] == [
        (RowOutcome.REFUSED, (cause,)),
        (RowOutcome.REFUSED, (cause,)),
    ]
    assert practice.store.unclaimed_about(ROW["reference"]) == frozenset()


@pytest.mark.parametrize(
    ("row", "cause"),
    [
        ({**ROW, "patient": ""}, "nobody is named"),
        ({**ROW, "patient": "P-9", "reference": ""}, "patient P-9 is not on file; import them as a contact"),
        ({**ROW, "at": "2026-02-30 10:00"}, "is no time of an appointment here"),
        ({**ROW, "at": "", "patient": "", "contact": "#1"}, "it is not on file, and its day and hour are not said"),
        ({**ROW, "at": "2090-04-05 14:30"}, "is more than two years away; is the year right?"),
        ({**ROW, "at": "2090-04-05 14:30", "patient": "P-9"}, "is more than two years away; is the year right?"),
        ({**ROW, "state": "ARRANGED"}, "state 'ARRANGED' is not listed"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_a_row_that_cannot_be_taken_in_says_why(practice: Practice, row: dict[str, str], cause: str) -> None:
    (taken,) = take(practice, VisitTaker, row)
    assert taken.outcome is RowOutcome.REFUSED
    assert cause in "; ".join(taken.said)
    assert visits(practice) == []


def test_a_word_of_a_state_that_nobody_listed_is_told_to_the_staff_once(practice: Practice) -> None:
    rows = [{**ROW, "reference": f"A-{number}", "state": "ARRANGED"} for number in range(3)]
    take(practice, VisitTaker, *rows)
    take(practice, VisitTaker, *rows)
    (notice,) = practice.store.notices()
    assert "3 appointments became 'ARRANGED'" in notice.text


def test_what_the_mapping_did_not_understand_refuses_the_row(practice: Practice) -> None:
    (taken,) = take(practice, VisitTaker, SaidRow(ROW, faults=("at: '5th of May' is no day",)))
    assert (taken.outcome, taken.said) == (RowOutcome.REFUSED, ("at: '5th of May' is no day",))


def test_the_practices_own_facts_of_a_visit_are_taken_over(practice: Practice) -> None:
    assert outcomes(practice, {**ROW, "no_reminder": "yes"}) == [RowOutcome.NEW]
    assert the_visit(practice).facts == {"no_reminder": "yes"}
    assert outcomes(practice, {**ROW, "no_reminder": "no"}) == [RowOutcome.CHANGED]
    assert the_visit(practice).facts == {"no_reminder": "no"}
    (taken,) = take(practice, VisitTaker, {**ROW, "no_reminder": "sometimes"})
    assert taken.outcome is RowOutcome.REFUSED
    assert "no_reminder: " in taken.said[0]


def test_a_visit_in_the_past_starts_nothing(practice: Practice) -> None:
    past = (MONDAY - timedelta(days=3)).isoformat()
    assert outcomes(practice, {**ROW, "at": past, "state": "kept"}) == [RowOutcome.NEW]
    assert practice.store.messages() == []


def test_a_visit_far_ahead_that_was_booked_by_hand_is_no_doubt(practice: Practice) -> None:
    act = replace(an_act(practice), anyway=True)
    desk.book(act, ANA, MONDAY + timedelta(days=900), reference="A-1")
    at = (MONDAY + timedelta(days=900)).isoformat()
    assert outcomes(practice, {**ROW, "at": at, "type": ""}) == [RowOutcome.UNCHANGED]


def test_the_visit_of_a_reference_beside_another_name_is_booked_for_nobody(practice: Practice) -> None:
    (taken,) = take(practice, VisitTaker, {**ROW, "name": "Somebody Else", "born": "1950-01-01"})
    assert taken.outcome is RowOutcome.ASKED
    assert "has the reference of '#1 Ana Example" in taken.said[0]
    assert visits(practice) == []
    answered = {**ROW, "name": "Somebody Else", "born": "1950-01-01", "contact": "#1"}
    assert outcomes(practice, answered) == [RowOutcome.NEW]


@pytest.mark.parametrize(
    ("row", "changed"),
    [
        ({"at": "2026-03-06 09:00"}, "moved to 2026-03-06 09:00"),
        ({"state": "cancelled"}, "cancelled, was booked"),
        ({"type": "filling"}, "type filling, was cleaning"),
        ({"provider": "Dr. Example", "place": "north"}, "provider Dr. Example; place north"),
        ({"no_reminder": "yes"}, "no_reminder yes"),
        ({"at": "2026-03-06 09:00", "state": "confirmed"}, "moved to 2026-03-06 09:00; confirmed, was booked"),
    ],
    ids=str,
)
def test_a_row_that_changes_a_visit_says_whose_which_and_what(
    practice: Practice, row: dict[str, str], changed: str
) -> None:
    (booked,) = take(practice, VisitTaker, ROW)
    assert (booked.outcome, booked.who) == (RowOutcome.NEW, "#1 Ana Example, 2026-03-05 14:30")
    (taken,) = take(practice, VisitTaker, {**ROW, **row})
    assert (taken.outcome, taken.who) == (RowOutcome.CHANGED, "#1 Ana Example, 2026-03-05 14:30")
    assert "; ".join(taken.said) == changed


def test_whoever_loses_a_visit_to_another_is_named_and_staff_are_told(practice: Practice) -> None:
    desk.add_contact(an_act(practice), {"name": "Ben Sample", "cell": "202-555-0102", "reference": "P-2"})
    take(practice, VisitTaker, ROW)
    (taken,) = take(practice, VisitTaker, {**ROW, "patient": "P-2"})
    assert (taken.outcome, taken.who) == (RowOutcome.CHANGED, "#2 Ben Sample, 2026-03-05 14:30")
    assert taken.said == ("it was of #1 Ana Example until now",)
    (kept,) = take(practice, VisitTaker, {**ROW, "patient": "P-9"})
    assert kept.outcome is RowOutcome.KEPT
    assert kept.said[1:] == ("it was of #2 Ben Sample until now",)
    assert [(notice.contact, notice.text) for notice in practice.store.notices()] == [
        (
            1,
            "the EMR says that the visit of 2026-03-05 14:30 (A-1) is not of #1 Ana Example but of #2 Ben Sample: "
            "for Ana Example it is cancelled, and nobody has told them",
        ),
        (
            2,
            "the EMR says that the visit of 2026-03-05 14:30 (A-1) is not of #2 Ben Sample but of patient P-9, who is "
            "not on file: for Ben Sample it is cancelled, and nobody has told them",
        ),
    ]
