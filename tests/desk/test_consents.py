"""Consent, by number and line, with who said so: what people said themselves nobody else takes back."""

from __future__ import annotations

import pytest

from desk.reacting import DESK
from frontdesk import desk
from frontdesk.desk import consents
from frontdesk.journal import ConsentRecorded
from frontdesk.model import UnknownNameError
from frontdesk.names import Consent, ContactId, LineId
from support import HARBOUR, a_contact, a_practice, an_act, consent_of, load_ruleset, staff_record


def test_consent_without_a_line_counts_on_every_line_and_for_everybody_on_the_number() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    a_contact(practice, "enquiry/new", name="Ben Example")
    said = staff_record(an_act(practice), ana, Consent.OPTED_OUT).said
    assert said.endswith("; it counts for 1 more on the same number")
    assert {consent_of(practice, "5550101", line) for line in practice.ruleset.lines} == {Consent.OPTED_OUT}


def test_consent_on_a_line_is_of_that_line() -> None:
    practice = a_practice("health-system")
    ana = a_contact(practice, "lead/new")
    first, second = list(practice.ruleset.lines)[:2]
    assert consents.lines_of(practice.ruleset, first) == (first,)
    staff_record(an_act(practice), ana, Consent.OPTED_IN, first)
    assert consent_of(practice, "5550101", first) is Consent.OPTED_IN
    assert consent_of(practice, "5550101", second) is Consent.UNKNOWN


def test_staff_take_back_what_staff_said_and_not_what_somebody_said_themselves() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    staff_record(an_act(practice), ana, Consent.OPTED_OUT, DESK)
    staff_record(an_act(practice), ana, Consent.OPTED_IN, DESK)
    desk.receive(an_act(practice), "5550101", "STOP", DESK)
    with pytest.raises(desk.RefusalStandsError, match="Ana Example said stop"):
        staff_record(an_act(practice), ana, Consent.OPTED_IN, DESK)
    assert consent_of(practice, "5550101", DESK) is Consent.OPTED_OUT


def test_what_was_so_already_is_not_written_down_again() -> None:
    practice = a_practice(HARBOUR)
    ana = a_contact(practice, "enquiry/new")
    for _ in range(2):
        staff_record(an_act(practice), ana, Consent.OPTED_OUT, DESK)
    assert sum(isinstance(entry.said, ConsentRecorded) for entry in practice.store.journal()) == 1


def test_a_line_that_does_not_exist_suggests_one() -> None:
    assert DESK in load_ruleset(HARBOUR).lines
    with pytest.raises(UnknownNameError, match="did you mean 'desk'"):
        staff_record(an_act(a_practice(HARBOUR)), ContactId(1), Consent.OPTED_IN, LineId("dest"))
