"""A contact as the front desk sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk, views
from frontdesk.desk import Act, ContactLog
from frontdesk.names import (
    Consent,
    ConsentSource,
    ContactId,
    Covers,
    LineType,
    MessageState,
    OutcomeId,
    PhoneKind,
    Source,
    State,
)
from frontdesk.records import DueKind, NoSuchContactError
from support import MONDAY, STAYS, a_contact, a_practice, an_act
from views.looking import DAY, Played, added


def test_it_says_who_somebody_is_where_they_are_and_what_is_known(played: Played) -> None:
    ana = views.contact(played.act, played.ana)
    assert (ana.number, ana.name, ana.reference) == (played.ana, "Ana Example", "P-1")
    assert (ana.status, ana.label, ana.since) == ("enquiry/new", "Enquiry - New", MONDAY)
    assert (ana.attempts, ana.last_outcome, ana.known) == (1, "not_reached", {"weight": "8"})


def test_it_says_how_somebody_can_be_reached_and_what_they_agreed_to(played: Played) -> None:
    ana = views.contact(played.act, played.ana)
    cell = ana.phones[PhoneKind.CELL]
    assert (cell.number, cell.line_type) == ("+351555010101", LineType.TEXT_ENABLED)
    (said,) = cell.consent
    assert (said.channel, said.line, said.covers, said.consent) == ("text", "desk", Covers.ALL, Consent.OPTED_OUT)
    assert (said.source, said.words, said.until) == (ConsentSource.REPLY, "STOP", None)
    assert (ana.email, ana.email_valid, ana.do_not_contact) == ("ana@example.com", True, False)
    assert ana.preferences[Source.FACESHEET].number == "cell"


def test_it_says_which_state_and_which_clock_count_for_what_is_sent() -> None:
    practice = a_practice("dental")
    pam = added(an_act(practice), name="Pam Example", cell="202-555-0105", region="florida", zone="America/Chicago")
    joe = added(an_act(practice), name="Joe Example", cell="202-555-0106")
    seen = views.contact(an_act(practice), pam)
    assert (seen.region, seen.zone) == ("FL", "America/Chicago")
    nowhere = views.contact(an_act(practice), joe)
    assert (nowhere.region, nowhere.zone) == ("", "")


def test_it_says_what_runs_what_waits_and_what_is_to_do(played: Played) -> None:
    ana = views.contact(played.act, played.ana)
    assert [(one.campaign, one.label, one.appointment) for one in ana.campaigns] == [("visit", "Visit", 2)]
    assert [one.message for one in ana.messages] == ["thanks", "reminder", "thanks", "stopped"]
    assert [(one.message, one.state) for one in ana.waiting] == [("stopped", MessageState.WAITING)]
    kinds = [DueKind.SEND, DueKind.FOLLOW_UP, DueKind.TASK_WAITS, DueKind.STEP, DueKind.EXPIRY]
    assert [one.kind for one in ana.due] == kinds
    assert [(one.task, one.name) for one in ana.tasks] == [("follow_up", "Ana Example"), ("ring", "Ana Example")]
    assert [one.text for one in ana.notes] == ["No answer.", "Ana said: stop"]


def test_a_choice_whose_window_has_passed_is_shown_as_settled(played: Played) -> None:
    ben = views.contact(played.act, played.ben)
    assert (ben.status, ben.settled, ben.correctable_until) == (played.chosen, played.chosen, None)


def test_a_choice_that_can_be_corrected_is_shown_with_the_last_moment(played: Played) -> None:
    made = played.act.now - timedelta(minutes=10)
    ben = views.contact(Act(played.practice, made + timedelta(minutes=1)), played.ben)
    assert (ben.status, ben.settled) == (played.chosen, "enquiry/new")
    assert ben.correctable_until is not None
    assert ben.correctable_until.replace(microsecond=0) == made + timedelta(minutes=2)


def test_what_is_offered_has_its_label_and_the_row_that_offers_it(played: Played) -> None:
    offers = views.contact(played.act, played.ana).offered
    assert [(one.state, one.label, one.row) for one in offers] == [
        ("client/visiting", "Client - Visiting", "enquiries"),
        ("enquiry/moved", "Enquiry - Moved away", "enquiries"),
        ("enquiry/wrong", "Enquiry - Wrong number", "enquiries"),
        ("enquiry/waiting", "Enquiry - Waiting", "pause"),
    ]
    assert all("statuses.yaml:" in one.place for one in offers)


def test_the_status_that_the_attempt_limit_suggests_comes_with_the_reason_and_why() -> None:
    practice = a_practice("aesthetics")
    dora = a_contact(practice, practice.ruleset.initial)
    for day in range(3):
        desk.log_contact(an_act(practice, day * DAY), dora, ContactLog(OutcomeId("no_answer"), close=True))
    suggested = views.contact(an_act(practice, 3 * DAY), dora).suggested
    assert suggested is not None
    assert (suggested.state, suggested.label) == (State("lead/dead"), "Lead - Dead")
    assert suggested.reason == "no_contact_after_max_attempts"
    assert "three attempts" in suggested.because


def test_somebody_who_is_not_there_is_told(played: Played) -> None:
    with pytest.raises(NoSuchContactError, match="no contact has the number 99"):
        views.contact(played.act, ContactId(99))


def test_it_says_until_when_a_status_lasts_also_while_the_choice_of_it_can_be_corrected() -> None:
    practice = a_practice(STAYS)
    act, until = an_act(practice), MONDAY + timedelta(days=9)
    ana, ben = a_contact(practice, "lead/contacted"), a_contact(practice, "lead/referred", name="Ben Example")
    assert views.contact(act, ana).lasts_until is None
    desk.set_status(act, ana, State("lead/paused"), desk.Extras(follow_up_at=until))
    assert views.contact(act, ana).lasts_until == until
    assert views.contact(act, ben).lasts_until == MONDAY + timedelta(days=14)
