"""Which questions are open as a journal tells it, and what a reply answers of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from frontdesk.interpreter.consent import Reply
from frontdesk.interpreter.questions import Answered, Asked, answered, still_open
from frontdesk.journal import (
    AppointmentRescheduled,
    ConsentRecorded,
    Entry,
    KeywordAnswered,
    MessageEnded,
    ReplyReceived,
    Said,
)
from frontdesk.names import (
    Consent,
    ConsentSource,
    ContactId,
    Keyword,
    LineId,
    MessageId,
    MessageState,
    OpenQuestions,
    Question,
    ReplyAnswer,
)
from support import MONDAY

ANA, BEN, LINE = ContactId(1), ContactId(2), LineId("main")
OF_ANA = Asked(ANA, Question.CONFIRMATION, 3)
OF_BEN = Asked(BEN, Question.CONFIRMATION, 4)
TO_OPT_IN = Asked(ANA, Question.OPT_IN)
NUMBERED = (Asked(ANA, Question.CONFIRMATION, 3, True), Asked(BEN, Question.CONFIRMATION, 4, True))
ASKING = {10: OF_ANA, 11: TO_OPT_IN, 12: OF_ANA}
LEFT = MessageEnded(10, MessageId("remind"), MessageState.SENT)
OFFERED = MessageEnded(11, MessageId("offer"), MessageState.SENT)
WEEK = timedelta(days=7)


def told(*said: Said, at: datetime = MONDAY) -> list[Entry]:
    return [Entry(number, at, "staff", ANA, one, "rules", "", "") for number, one in enumerate(said, start=1)]


def a_reply(question: Question | None = None, appointment: int | None = None) -> ReplyReceived:
    return ReplyReceived("5550101", "yes", Keyword.OTHER, LINE, question=question, appointment=appointment)


CLOSED_BY: dict[str, tuple[tuple[Said, ...], tuple[Asked, ...]]] = {
    "nothing": ((LEFT,), (OF_ANA,)),
    "nothing, though it may not have arrived": ((MessageEnded(10, MessageId("x"), MessageState.UNKNOWN),), (OF_ANA,)),
    "that it never left": ((MessageEnded(10, MessageId("remind"), MessageState.FAILED),), ()),
    "that another message left": ((MessageEnded(99, MessageId("remind"), MessageState.SENT),), ()),
    "an answer": ((LEFT, a_reply(Question.CONFIRMATION, 3)), ()),
    "an answer to another": ((LEFT, a_reply(Question.CONFIRMATION, 4)), (OF_ANA,)),
    "words that answer nothing": ((LEFT, a_reply()), (OF_ANA,)),
    "a move": ((LEFT, AppointmentRescheduled(3, MONDAY)), ()),
    "a move before it left": ((AppointmentRescheduled(3, MONDAY), LEFT), (OF_ANA,)),
    "a move of another visit": ((LEFT, AppointmentRescheduled(4, MONDAY)), (OF_ANA,)),
    "an answer, and then asked again": (
        (LEFT, a_reply(Question.CONFIRMATION, 3), MessageEnded(12, MessageId("x"), MessageState.SENT)),
        (OF_ANA,),
    ),
    "nothing, asked twice": ((LEFT, MessageEnded(12, MessageId("x"), MessageState.SENT)), (OF_ANA,)),
    "consent that is recorded, which is about no visit": (
        (LEFT, OFFERED, ConsentRecorded((LINE,), Consent.OPTED_OUT, ConsentSource.STAFF)),
        (OF_ANA,),
    ),
    "an answer about a visit, which is no consent": (
        (LEFT, OFFERED, a_reply(Question.CONFIRMATION, 3)),
        (TO_OPT_IN,),
    ),
    "an answer to what is about no visit": ((OFFERED, a_reply(Question.OPT_IN)), ()),
    "anything else": ((LEFT, KeywordAnswered("help", MessageId("help"))), (OF_ANA,)),
}


@pytest.mark.parametrize(("said", "still"), CLOSED_BY.values(), ids=CLOSED_BY)
def test_a_question_is_open_from_when_it_left_until_something_closes_it(
    said: Sequence[Said], still: tuple[Asked, ...]
) -> None:
    assert still_open(told(*said), ASKING, MONDAY, WEEK) == still


def test_what_is_about_no_visit_is_forgotten_in_time_and_what_is_about_one_waits_for_it() -> None:
    entries = told(LEFT, OFFERED)
    assert still_open(entries, ASKING, MONDAY + WEEK - timedelta(seconds=1), WEEK) == (OF_ANA, TO_OPT_IN)
    assert still_open(entries, ASKING, MONDAY + WEEK, WEEK) == (OF_ANA,)


YES, NO = Reply("yes", Keyword.OTHER, ReplyAnswer.YES), Reply("no", Keyword.OTHER, ReplyAnswer.NO)
ONE, SEVERAL, NONE = OpenQuestions.ONE, OpenQuestions.SEVERAL, OpenQuestions.NONE
ANSWERS: dict[str, tuple[Reply, tuple[Asked, ...], Answered]] = {
    "yes, and nothing was asked": (YES, (), Answered(NONE)),
    "yes to the one": (YES, (OF_ANA,), Answered(ONE, OF_ANA, ReplyAnswer.YES)),
    "no to the one": (NO, (OF_ANA,), Answered(ONE, OF_ANA, ReplyAnswer.NO)),
    "yes to opting in": (YES, (TO_OPT_IN,), Answered(ONE, TO_OPT_IN, ReplyAnswer.YES)),
    "yes, and two were asked": (YES, (OF_ANA, OF_BEN), Answered(SEVERAL)),
    "yes, and a visit and opting in were asked": (YES, (OF_ANA, TO_OPT_IN), Answered(SEVERAL)),
    "words of their own": (Reply("maybe", Keyword.OTHER), (OF_ANA,), Answered(ONE)),
    "a refusal": (Reply("stop", Keyword.OUT), (OF_ANA,), Answered(ONE)),
    "a refusal that a list takes for an answer": (Reply("no", Keyword.OUT, ReplyAnswer.NO), (OF_ANA,), Answered(ONE)),
    "a call for help": (Reply("help", Keyword.HELP, ReplyAnswer.YES), (OF_ANA,), Answered(ONE)),
    "yes, which opts in where nothing is asked": (
        Reply("yes", Keyword.IN, ReplyAnswer.YES),
        (OF_ANA,),
        Answered(ONE, OF_ANA, ReplyAnswer.YES),
    ),
    "yes with a number that was named": (
        Reply("yes 4", Keyword.OTHER, ReplyAnswer.YES, 4),
        NUMBERED,
        Answered(SEVERAL, NUMBERED[1], ReplyAnswer.YES),
    ),
    "yes with a number that nobody was asked about": (
        Reply("yes 5", Keyword.OTHER, ReplyAnswer.YES, 5),
        NUMBERED[:1],
        Answered(ONE),
    ),
    "a number that no text named": (Reply("3", Keyword.OTHER, ReplyAnswer.YES, 3), (OF_ANA,), Answered(ONE)),
}


@pytest.mark.parametrize(("reply", "asked", "found"), ANSWERS.values(), ids=ANSWERS)
def test_a_reply_answers_the_one_question_that_is_meant_and_nothing_by_guess(
    reply: Reply, asked: tuple[Asked, ...], found: Answered
) -> None:
    assert answered(reply, asked) == found
