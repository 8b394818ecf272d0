"""What was asked on a number and from which line; a yes confirms what was asked, and opts in only where that was."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.desk.questions import open_on, visits_asked
from frontdesk.journal import MessageEnded, ReplyReceived
from frontdesk.names import (
    AppointmentState,
    ChannelId,
    Consent,
    ContactId,
    Keyword,
    LineId,
    MessageId,
    MessageKind,
    MessageState,
    OpenQuestions,
    Question,
    Timing,
)
from frontdesk.records import Message
from support import MONDAY, a_contact, a_practice, an_act, consent_of

MAIN, OTHER = LineId("main"), LineId("front_desk")
REMINDER, OFFER = MessageId("visit_reminder"), MessageId("news")
IN_A_WEEK = MONDAY + timedelta(days=7)


def house() -> Practice:
    """The health system, whose news ask whether they are welcome."""
    practice = a_practice("health-system")
    rules = practice.ruleset
    offer = replace(rules.messages[OFFER], asks=Question.OPT_IN)
    return Practice(replace(rules, messages={**rules.messages, OFFER: offer}), practice.store)


def asked(
    practice: Practice, contact: ContactId, message: MessageId, visit: int | None, address: str = "5550101"
) -> None:
    """A message that left by text to *address* on the main line, about *visit* if about one."""
    sent = Message(0, contact, message, f"run {visit} {address}", MessageKind.AUTOMATION, Timing.INSTANT, MONDAY)
    left = replace(sent, state=MessageState.SENT, channel=ChannelId("text"), address=address, line=MAIN)
    with practice.store.transaction():
        number = practice.store.add_message(replace(left, appointment=visit))
        assert number is not None
        practice.store.record(MONDAY, "worker", contact, MessageEnded(number, message, MessageState.SENT), "rules")


def booked(practice: Practice, contact: ContactId, days: int = 7) -> int:
    number = desk.book(an_act(practice), contact, MONDAY + timedelta(days=days)).number
    assert number is not None
    return number


def state(practice: Practice, visit: int) -> AppointmentState:
    return practice.store.appointment(visit).state


def the_reply(practice: Practice) -> ReplyReceived:
    return next(one.said for one in practice.store.journal() if isinstance(one.said, ReplyReceived))


def test_a_yes_confirms_the_visit_of_the_one_question_and_says_so_in_the_journal() -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    visit = booked(practice, ana)
    asked(practice, ana, REMINDER, visit)
    desk.receive(an_act(practice), "555-0101", "Yes", MAIN)
    assert state(practice, visit) is AppointmentState.CONFIRMED
    said = the_reply(practice)
    assert (said.question, said.answer, said.appointment) == (Question.CONFIRMATION, "yes", visit)
    assert open_on(an_act(practice), "5550101", MAIN) == ()


def test_two_visits_of_one_person_are_two_questions_and_a_number_says_which() -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    first, second = booked(practice, ana, 7), booked(practice, ana, 9)
    for visit in (first, second):
        asked(practice, ana, REMINDER, visit)
    desk.receive(an_act(practice), "5550101", "yes", MAIN)
    assert (state(practice, first), state(practice, second)) == (AppointmentState.BOOKED, AppointmentState.BOOKED)
    assert the_reply(practice).open_questions is OpenQuestions.SEVERAL
    both = "Ana Example on Monday, March 9 at 08:00 (visit 1); Ana Example on Wednesday, March 11 at 08:00 (visit 2)"
    assert both in practice.store.notices()[-1].text
    desk.receive(an_act(practice), "5550101", f"YES {second}", MAIN)
    assert (state(practice, first), state(practice, second)) == (AppointmentState.BOOKED, AppointmentState.CONFIRMED)


NOT_ASKED: dict[str, tuple[str, MessageId, bool, str, LineId]] = {
    "another number": ("5550102", REMINDER, True, "5550101", MAIN),
    "another line": ("5550101", REMINDER, True, "5550101", OTHER),
    "a message that asks nothing": ("5550101", MessageId("visit_booked"), True, "5550101", MAIN),
    "a message about no visit": ("5550101", REMINDER, False, "5550101", MAIN),
    "a message that the rules do not have any more": ("5550101", MessageId("gone"), True, "5550101", MAIN),
}


@pytest.mark.parametrize(("address", "message", "about", "number", "line"), NOT_ASKED.values(), ids=NOT_ASKED)
def test_what_was_not_asked_there_is_not_answered_there(
    address: str, message: MessageId, about: bool, number: str, line: LineId
) -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    visit = booked(practice, ana)
    asked(practice, ana, message, visit if about else None, address)
    assert open_on(an_act(practice), number, line) == ()
    desk.receive(an_act(practice), number, "yes", line)
    assert state(practice, visit) is AppointmentState.BOOKED
    assert "replied 'yes': please read it" in practice.store.notices()[-1].text


@pytest.mark.parametrize("became", [one for one in AppointmentState if one is not AppointmentState.BOOKED])
def test_nobody_is_asked_about_a_visit_that_is_confirmed_or_over(became: AppointmentState) -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    visit = booked(practice, ana)
    asked(practice, ana, REMINDER, visit)
    desk.become(an_act(practice), ana, became)
    assert open_on(an_act(practice), "5550101", MAIN) == ()


def test_the_hour_of_the_visit_ends_the_question() -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    asked(practice, ana, REMINDER, booked(practice, ana))
    assert len(open_on(an_act(practice, timedelta(days=6)), "5550101", MAIN)) == 1
    assert open_on(an_act(practice, timedelta(days=7)), "5550101", MAIN) == ()


def test_a_yes_opts_in_where_that_was_asked_and_is_confirmed_as_start_is() -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    asked(practice, ana, OFFER, None)
    told = desk.receive(an_act(practice), "5550101", "YES", MAIN).said
    assert "the number is opted in on Main line now" in told
    assert consent_of(practice, "5550101", MAIN) is Consent.OPTED_IN
    assert {one.source for one in practice.store.consents("5550101")} == {"reply"}
    assert (the_reply(practice).keyword, the_reply(practice).question) == (Keyword.IN, Question.OPT_IN)
    assert [one.message for one in practice.store.messages(ana, states=(MessageState.WAITING,))] == [
        MessageId("opted_in_confirmation")
    ]


@pytest.mark.parametrize("text", ["no", "yes please", "ok, but only news", "NO 1"])
def test_anything_else_opts_in_nowhere(text: str) -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    asked(practice, ana, OFFER, None)
    desk.receive(an_act(practice), "5550101", text, MAIN)
    assert consent_of(practice, "5550101", MAIN) is Consent.UNKNOWN
    assert f"replied '{text}': please read it" in practice.store.notices()[-1].text


def test_a_yes_that_came_to_none_of_the_practices_numbers_confirms_and_never_opts_in() -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    visit = booked(practice, ana)
    asked(practice, ana, REMINDER, visit)
    desk.receive(an_act(practice), "5550101", "yes", anywhere=True)
    assert state(practice, visit) is AppointmentState.CONFIRMED
    asked(practice, ana, OFFER, None)
    desk.receive(an_act(practice), "5550101", "yes", anywhere=True)
    assert consent_of(practice, "5550101", MAIN) is Consent.UNKNOWN


def test_a_stop_with_a_question_open_refuses_and_leaves_the_visit() -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    visit = booked(practice, ana)
    asked(practice, ana, REMINDER, visit)
    desk.receive(an_act(practice), "5550101", "Cancel", MAIN)
    assert consent_of(practice, "5550101", MAIN) is Consent.OPTED_OUT
    assert state(practice, visit) is AppointmentState.BOOKED


@pytest.mark.parametrize(
    ("text", "visits", "taken_for"),
    [
        ("YES", 1, "yes to visit 1"),
        ("NO", 1, "no to visit 1"),
        ("YES 2", 2, "yes to visit 2"),
        ("YES", 2, "several questions are open, and it does not say which it answers, so a person should read it"),
        ("which door?", 1, "it answers nothing that was asked, so a person should read it"),
        ("HELP", 1, "it asks for help"),
    ],
)
def test_the_answer_says_what_a_reply_was_taken_for(text: str, visits: int, taken_for: str) -> None:
    practice = house()
    ana = a_contact(practice, "lead/new")
    for days in range(visits):
        asked(practice, ana, REMINDER, booked(practice, ana, 7 + days))
    said = desk.receive(an_act(practice), "5550101", text, MAIN).said
    assert said == f"reply from 1 contact on 5550101 taken in: {taken_for}"


def test_the_visits_asked_about_are_told_by_when_and_those_of_others_without_their_name() -> None:
    practice = house()
    ana, ben = a_contact(practice, "lead/new"), a_contact(practice, "lead/new", name="Ben Example")
    asked(practice, ana, REMINDER, booked(practice, ana))
    asked(practice, ana, OFFER, None)
    asked(practice, ben, REMINDER, booked(practice, ben, 8))
    act = an_act(practice)
    anas, bens = "on Monday, March 9 at 08:00 (visit 1", "on Tuesday, March 10 at 08:00 (visit 2"
    open_now = open_on(act, "5550101", MAIN)
    assert visits_asked(act, open_now, ana) == f"Ana Example {anas}); a visit {bens} of contact 2)"
    assert visits_asked(act, open_now, ben) == f"a visit {anas} of contact 1); Ben Example {bens})"
