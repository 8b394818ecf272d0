"""One cell for what is kept in several places: the strictest of wishes and consents, all notes, what is next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import ContactLog, Practice, summaries
from frontdesk.file_words import PARTLY_OPTED_OUT
from frontdesk.model import PracticeChannel
from frontdesk.names import PLAIN_FOLLOW_UP, ChannelId, Consent, ContactId, Covers, LineId, OutcomeId
from frontdesk.records import Preference
from frontdesk.strangers import MOST_IN_A_NOTE
from support import HARBOUR, MONDAY, a_contact, a_practice, an_act, staff_record
from views.looking import added

DAY = timedelta(days=1)
CELL, HOME = "+351 555 010 101", "+351 555 010 102"


def ana(practice: Practice) -> ContactId:
    """Ana, with two numbers, in a practice with two lines."""
    return added(an_act(practice), name="Ana Example", cell=CELL, home=HOME, status="enquiry/new")


def of_texts(practice: Practice) -> PracticeChannel:
    return practice.ruleset.channels[ChannelId("text")]


def whole(practice: Practice, contact: ContactId, covers: Covers = Covers.ALL, after: timedelta = DAY) -> str:
    act, one = an_act(practice, after), practice.store.contact(contact)
    said = summaries.consent(act, one, of_texts(practice), covers)
    assert summaries.refuses_somewhere(act, one, of_texts(practice), covers) == said.endswith("opted_out")
    return said


def test_agreement_and_refusal_are_of_every_number_on_every_line_and_a_refusal_of_one_has_a_word() -> None:
    practice = a_practice(HARBOUR)
    contact, act = ana(practice), an_act(practice)
    assert whole(practice, contact) == ""
    staff_record(act, contact, Consent.OPTED_IN, LineId("desk"))
    assert whole(practice, contact) == ""
    staff_record(act, contact, Consent.OPTED_IN)
    assert whole(practice, contact) == "opted_in"
    desk.receive(an_act(practice, DAY), HOME, "STOP")
    assert whole(practice, contact) == PARTLY_OPTED_OUT
    staff_record(an_act(practice, DAY), contact, Consent.OPTED_OUT)
    assert whole(practice, contact) == "opted_out"


def test_what_sells_is_told_apart_and_what_has_run_out_says_nothing() -> None:
    practice = a_practice(HARBOUR)
    contact, act = ana(practice), an_act(practice)
    staff_record(act, contact, Consent.OPTED_OUT, covers=Covers.MARKETING, until=MONDAY + 2 * DAY)
    assert whole(practice, contact) == ""
    assert whole(practice, contact, Covers.MARKETING) == "opted_out"
    assert whole(practice, contact, Covers.MARKETING, after=3 * DAY) == ""


def test_who_agreed_to_what_sells_and_refuses_everything_did_not_agree() -> None:
    practice = a_practice(HARBOUR)
    contact = ana(practice)
    staff_record(an_act(practice), contact, Consent.OPTED_IN, covers=Covers.MARKETING)
    assert whole(practice, contact, Covers.MARKETING) == "opted_in"
    staff_record(an_act(practice), contact, Consent.OPTED_OUT)
    assert (whole(practice, contact), whole(practice, contact, Covers.MARKETING)) == ("opted_out", "")


def test_who_has_no_number_agreed_to_nothing() -> None:
    practice = a_practice(HARBOUR)
    assert whole(practice, a_contact(practice, "enquiry/new", cell="")) == ""


@pytest.mark.parametrize("emr", [Preference(do_not_contact=True), Preference(inactive=True)])
def test_who_is_left_alone_for_the_emr_is_left_alone(emr: Preference) -> None:
    practice = a_practice(HARBOUR)
    contact = practice.store.contact(ana(practice))
    assert not summaries.is_left_alone(contact)
    assert summaries.is_left_alone(replace(contact, emr=emr))
    assert summaries.is_left_alone(replace(contact, facesheet=Preference(do_not_contact=True)))


def test_notes_stand_one_after_the_other_those_of_who_was_merged_among_them() -> None:
    practice = a_practice(HARBOUR)
    first, second = ana(practice), a_contact(practice, "enquiry/new", name="Ana B Example")
    with practice.store.transaction():
        for days, contact, note in ((1, first, "called"), (2, second, "called again"), (3, first, "came")):
            practice.store.add_note(contact, MONDAY + days * DAY, "staff", note)
    desk.merge(an_act(practice, 4 * DAY), first, second)
    assert summaries.notes(an_act(practice, 4 * DAY), first) == "called / called again / came"


def test_of_more_notes_than_one_holds_the_newest_stand_there_and_how_many_do_not() -> None:
    practice = a_practice(HARBOUR)
    contact = ana(practice)
    with practice.store.transaction():
        for number in range(100):
            practice.store.add_note(contact, MONDAY + number * DAY, "staff", f"{number:>1000}")
    told = summaries.notes(an_act(practice), contact)
    older, *newest = told.split(" / ")
    assert len(told) <= MOST_IN_A_NOTE
    assert [int(one) for one in newest] == list(range(100 - len(newest), 100))
    assert older == f"[older notes: {100 - len(newest)}]"


def test_the_follow_up_that_somebody_asked_for_is_told_until_it_is_done() -> None:
    practice = a_practice(HARBOUR)
    contact, act = ana(practice), an_act(practice)
    assert summaries.follow_up(act, contact) is None
    desk.log_contact(act, contact, ContactLog(OutcomeId("not_reached"), MONDAY + 2 * DAY))
    assert summaries.follow_up(act, contact) == MONDAY + 2 * DAY
    (task,) = (one.id for one in practice.store.tasks(contact) if one.task == PLAIN_FOLLOW_UP)
    desk.log_contact(
        an_act(practice, DAY), contact, ContactLog(OutcomeId("not_reached"), close=True, note="Gave up.", task=task)
    )
    assert summaries.follow_up(act, contact) is None
