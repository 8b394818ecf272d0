"""An address is replaced: what staff noted of the person goes along, what came from the address stays and is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.hookspecs import Changes, PatientChange, PreferenceSource
from frontdesk.names import Consent, ConsentSource, ContactId, Covers, LineId, MessageId, MessageState
from frontdesk.worker import work
from support import MONDAY, Carrier, a_contact, a_practice, an_act, consent_of, staff_record

MAIN = LineId("main")
OLD, NEW = "+12025550111", "+12025550112"
HOUR = timedelta(hours=1)


@pytest.fixture
def practice() -> Practice:
    """A dental practice with one patient."""
    practice = a_practice("dental")
    a_contact(practice, "patient/active", cell=OLD, email="old@example.com")
    return practice


ANA = ContactId(1)


def test_what_the_person_refused_goes_along_in_their_words_for_numbers_and_mailboxes_alike(practice: Practice) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN, words="no more texts")
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN, "email", covers=Covers.MARKETING)
    said = desk.edit(an_act(practice, HOUR), ANA, {"cell": NEW, "email": "new@example.com"}).said
    assert (
        "text on main was refused at +1 202-555-0111 (staff heard from them 'no more texts', 2026-03-02), "
        "and that counts for +1 202-555-0112 now; "
        "marketing by email on main was refused at old@example.com (staff recorded, 2026-03-02), "
        "and that counts for new@example.com now; +1 202-555-0112 is opted out on main (text)"
    ) in said
    (kept,) = practice.store.consents(NEW)
    assert (kept.source, kept.words, kept.at) == (ConsentSource.HEARD, "no more texts", MONDAY)
    assert consent_of(practice, "new@example.com", MAIN, "email", Covers.MARKETING) is Consent.OPTED_OUT
    assert consent_of(practice, "new@example.com", MAIN, "email") is Consent.UNKNOWN
    assert consent_of(practice, OLD, MAIN) is Consent.OPTED_OUT


def test_what_the_old_number_itself_sent_stays_with_it_and_is_told(practice: Practice) -> None:
    desk.receive(an_act(practice), OLD, "STOP", MAIN)
    said = desk.edit(an_act(practice, HOUR), ANA, {"cell": NEW}).said
    assert "refused at +1 202-555-0111 (they replied 'STOP', 2026-03-02), and that stays there, for it may have" in said
    assert "it is not recorded for +1 202-555-0112; record it with 'frontdesk contact consent ... opted_out'" in said
    assert practice.store.consents(NEW) == []


def test_nothing_takes_the_place_of_an_address_that_is_taken_away(practice: Practice) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN)
    said = desk.edit(an_act(practice), ANA, {"cell": ""}).said
    assert "was refused at +1 202-555-0111 (staff recorded, 2026-03-02), and that stays with it" in said


@pytest.mark.parametrize(
    "cells", [{"cell": OLD, "email": "OLD@example.com"}, {"cell": NEW, "home": OLD}, {"name": "Ana New"}]
)
def test_an_address_that_is_still_theirs_keeps_its_refusal_and_nothing_is_said(
    cells: dict[str, str], practice: Practice
) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN)
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN, "email")
    assert "refused" not in desk.edit(an_act(practice), ANA, cells).said
    assert practice.store.consents(NEW) == []


def test_agreeing_never_goes_along(practice: Practice) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_IN, MAIN)
    assert "no consent is recorded for +1 202-555-0112" in desk.edit(an_act(practice), ANA, {"cell": NEW}).said
    assert consent_of(practice, NEW, MAIN) is Consent.UNKNOWN


@pytest.mark.parametrize(
    ("agreed", "left"), [(-HOUR, Consent.OPTED_OUT), (HOUR, Consent.OPTED_IN)], ids=["older", "newer"]
)
def test_a_refusal_ends_what_was_agreed_before_it_and_nothing_newer(
    agreed: timedelta, left: Consent, practice: Practice
) -> None:
    staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN)
    desk.receive(an_act(practice, agreed), NEW, "START", MAIN)
    desk.edit(an_act(practice, 2 * HOUR), ANA, {"cell": NEW})
    assert consent_of(practice, NEW, MAIN) is left


def test_where_the_emr_corrects_a_number_the_staff_are_told(practice: Practice) -> None:
    ben = a_contact(practice, "patient/active", name="Ben Example", cell="+12025550113", email="", reference="P-9")
    staff_record(an_act(practice), ben, Consent.OPTED_OUT, MAIN)
    change = Changes((PatientChange("P-9", cell="202-555-0114"),), "1")
    desk.sync(an_act(practice), PreferenceSource("emr_csv", lambda settings, since: change))
    (notice,) = practice.store.notices()
    assert notice.text.startswith("the EMR corrected Ben Example: text on main was refused at +1 202-555-0113 (staff")
    assert consent_of(practice, "+12025550114", MAIN) is Consent.OPTED_OUT


@pytest.mark.parametrize("reply", [True, False], ids=["STOP", "staff"])
def test_what_was_withheld_because_somebody_refused_did_not_fail_to_arrive(reply: bool, practice: Practice) -> None:
    desk.edit(an_act(practice), ANA, {"email": ""})
    if reply:
        desk.receive(an_act(practice), OLD, "STOP", MAIN)
    else:
        staff_record(an_act(practice), ANA, Consent.OPTED_OUT, MAIN)
    desk.send(an_act(practice), ANA, MessageId(next(iter(practice.ruleset.messages))))
    work(practice, Carrier(), MONDAY)
    (*_, message) = practice.store.messages(ANA)
    assert message.state is MessageState.SKIPPED
    said = desk.edit(an_act(practice, HOUR), ANA, {"cell": NEW, "cell_type": "text_enabled"}).said
    assert "did not arrive" not in said
