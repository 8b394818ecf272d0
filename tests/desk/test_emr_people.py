"""Patients as the EMR tells of them: each thing for itself, and what the practice corrected is not turned back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desk.emr import Emr, tell
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import PatientChange
from frontdesk.journal import ContactCorrected
from frontdesk.names import ContactId, LineType, PhoneKind
from frontdesk.records import Contact
from support import MONDAY, a_contact, a_practice, amount, an_act

HOUR = timedelta(hours=1)
ANA = ContactId(1)


def practice_of_ana() -> Practice:
    """A practice that has Ana on file, whom the EMR calls P-1."""
    practice = a_practice("dental")
    a_contact(practice, "patient/active", cell="+12025550101", reference="P-1")
    return practice


def ana(practice: Practice) -> Contact:
    return practice.store.contact(ANA)


def test_what_the_emr_says_anew_is_corrected_and_what_was_before_is_in_the_history() -> None:
    practice, emr = practice_of_ana(), Emr()
    emr.patient("P-1", "Ana Sample", "(202) 555-0177", "Ana.Sample@example.com", "America/Chicago")
    synced = emr.sync(practice)
    assert (synced.people, synced.added, synced.changed) == (1, 0, 1)
    contact = ana(practice)
    assert (contact.name, contact.zone) == ("Ana Sample", "America/Chicago")
    assert contact.phones[PhoneKind.CELL].number == "+12025550177"
    (entry,) = [one for one in practice.store.journal(contact=ANA) if isinstance(one.said, ContactCorrected)]
    assert isinstance(entry.said, ContactCorrected)
    assert (entry.by, entry.said.before["name"]) == ("calendar", "Ana Example")


def test_what_is_not_sent_stays_and_what_is_empty_is_taken_away() -> None:
    practice, emr = practice_of_ana(), Emr()
    emr.patient("P-1", cell="")
    emr.sync(practice)
    assert (ana(practice).name, ana(practice).phones, ana(practice).email) == ("Ana Example", {}, "ana@example.com")


@pytest.mark.parametrize(
    ("column", "said", "words"),
    [
        ("cell", "12", "cell '12'"),
        ("email", "ana at example", "email 'ana at example'"),
        ("zone", "Atlantis", "'Atlantis' is not a time zone"),
        ("name", "", "the name is missing"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_rest_taken_over(column: str, said: str, words: str) -> None:
    practice = practice_of_ana()
    before = ana(practice)
    synced = tell(practice, [PatientChange("P-1", **{"home": "202-555-0178", column: said})])  # type: ignore[arg-type]
    assert words in synced.not_understood[0]
    assert ana(practice).phones[PhoneKind.HOME].number == "+12025550178"
    assert (ana(practice).name, ana(practice).email, ana(practice).zone) == (before.name, before.email, before.zone)
    assert ana(practice).phones[PhoneKind.CELL] == before.phones[PhoneKind.CELL]


def test_what_is_so_already_changes_nothing_nor_makes_an_invalid_number_valid() -> None:
    practice, emr = practice_of_ana(), Emr()
    with practice.store.transaction():
        practice.store.set_line_type("+12025550101", LineType.INVALID)
    before = {**amount(practice), "entries": 0}
    emr.patient("P-1", "Ana Example", "202.555.0101", "ana@example.com", active=True)
    synced = emr.sync(practice)
    assert (synced.changed, synced.unchanged) == (0, 1)
    assert {**amount(practice), "entries": 0} == before
    assert ana(practice).phones[PhoneKind.CELL].line_type is LineType.INVALID


@pytest.mark.parametrize(("column", "wrong", "right"), [
    ("cell", "202-555-0177", "202-555-0188"),
    ("email", "anna@example.com", "ana.e@example.com"),
    ("name", "Ana Exampel", "Ana Example-Sample"),
])  # fmt: skip
def test_what_was_corrected_here_is_not_turned_back_by_what_the_emr_still_says(
    column: str, wrong: str, right: str
) -> None:
    practice = practice_of_ana()
    said = [PatientChange("P-1", **{column: wrong})]  # type: ignore[arg-type]
    tell(practice, said)
    desk.edit(an_act(practice, HOUR), ANA, {column: right})
    before = ana(practice)
    synced = tell(practice, said, 2 * HOUR)
    assert (synced.changed, ana(practice)) == (0, before)
    assert synced.differing == (
        f"P-1: the EMR still has the {column} that was corrected here; put it right there, or here",
    )
    newest = {"cell": "202-555-0199", "email": "new@example.com", "name": "Ana Newest"}[column]
    assert tell(practice, [PatientChange("P-1", **{column: newest})], 3 * HOUR).people == 1  # type: ignore[arg-type]


def test_who_is_not_active_any_more_is_left_alone_until_the_emr_says_otherwise() -> None:
    practice, emr = practice_of_ana(), Emr()
    emr.patient("P-1", active=False)
    assert emr.sync(practice).people == 1
    assert ana(practice).emr.refuses
    emr.patient("P-1", "Ana Sample")
    emr.prefers("P-1", do_not_contact="N")
    emr.sync(practice)
    assert ana(practice).emr.refuses
    emr.patient("P-1", active=True)
    emr.sync(practice)
    assert not ana(practice).emr.refuses


def test_being_active_again_lifts_no_other_refusal() -> None:
    practice, emr = practice_of_ana(), Emr()
    emr.prefers("P-1", do_not_contact="Y")
    emr.patient("P-1", active=False)
    emr.sync(practice)
    emr.patient("P-1", active=True)
    emr.sync(practice)
    assert ana(practice).emr.refuses
    desk.set_preferences(an_act(practice), ANA, do_not_contact=True)
    emr.prefers("P-1", do_not_contact="N")
    emr.sync(practice)
    assert ana(practice).facesheet.refuses


def test_what_the_emr_says_of_whom_was_merged_into_another_is_left_and_told() -> None:
    practice = practice_of_ana()
    a_contact(practice, "patient/active", name="Anna Example", cell="+12025550101", reference="P-2")
    desk.merge(an_act(practice), ANA, ContactId(2))
    synced = tell(practice, [PatientChange("P-2", name="Anna Exampel", active=False)])
    assert (ana(practice).name, ana(practice).emr.refuses) == ("Ana Example", False)
    assert synced.not_understood == ("patient P-2: is contact 1 here, with P-1: what the EMR says of it is left",)


def test_a_zone_that_the_emr_corrects_moves_what_waits_for_an_hour() -> None:
    practice, emr = practice_of_ana(), Emr()
    desk.book(an_act(practice), ANA, MONDAY + timedelta(days=3))
    emr.patient("P-1", zone="America/Los_Angeles")
    emr.sync(practice)
    assert ana(practice).zone == "America/Los_Angeles"
