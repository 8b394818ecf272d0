"""What a whole reply is by itself: a keyword, a word that may answer, or neither."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import desk
from frontdesk.interpreter.consent import Reply, read_reply
from frontdesk.model import ConsentRules
from frontdesk.names import Consent, Keyword, LineId, ReplyAnswer
from support import SHIPPED, a_contact, a_practice, an_act, consent_of, load_ruleset

RULES = load_ruleset("default").consent
REFUSALS = [
    "STOP",
    "stop!",
    "opt  out",
    "STOP ALL",
    "Opt-out",
    "ＳＴＯＰ",
    "STOP\u200b",
    "STOP 🛑",
    "\x07 stop\x00",
    "Revoke.",
    "ALTO",
    "PARAR",
    "ARRÊT",
    "arret",
    "Arrêter",
    "стоп",
    "退订",
    "수신거부",
    "إيقاف",
]
SENTENCES = [
    "please stop",
    "Please stop by at ten",
    "stop yes",
    "yes, stop",
    "Stop. Thank you",
    "\x1b[2J\nstop\x07",
    "I can not stop",
    "no stop",
    "YES but STOP 1",
]


@pytest.mark.parametrize("text", REFUSALS)
def test_a_refusal_counts_however_it_is_written(text: str) -> None:
    practice = a_practice()
    a_contact(practice)
    desk.receive(an_act(practice), "5550101", text)
    assert consent_of(practice, "5550101", LineId("main")) is Consent.OPTED_OUT


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_is_no_keyword_and_no_answer(text: str) -> None:
    reply = read_reply(RULES, text)
    assert (reply.keyword, reply.answer) == (Keyword.OTHER, None)


def test_what_a_terminal_would_obey_is_no_part_of_what_rules_read() -> None:
    assert read_reply(RULES, "I come\x1b[2J at\u009b5").received == "i come [2j at 5"


@pytest.mark.parametrize(
    ("text", "answer", "number"),
    [
        ("YES", ReplyAnswer.YES, None),
        ("y", ReplyAnswer.YES, None),
        ("C", ReplyAnswer.YES, None),
        ("Sí", ReplyAnswer.YES, None),
        ("👍🏽", ReplyAnswer.YES, None),
        ("No!", ReplyAnswer.NO, None),
        ("R", ReplyAnswer.RESCHEDULE, None),
        ("YES 2", ReplyAnswer.YES, 2),
        ("2 yes", ReplyAnswer.YES, 2),
        ("yes #2.", ReplyAnswer.YES, 2),
        ("2", ReplyAnswer.YES, 2),
        ("Yes2", ReplyAnswer.YES, 2),
        ("no 12", ReplyAnswer.NO, 12),
        ("YES 1 2", None, None),
        ("at 2", None, None),
        ("2:30", None, None),
        ("yes, I'll be there", None, None),
        ("202-555-0188", None, None),
    ],
)
def test_a_whole_reply_may_answer_and_name_a_number(text: str, answer: ReplyAnswer | None, number: int | None) -> None:
    reply = read_reply(RULES, text)
    assert (reply.answer, reply.number, reply.keyword) == (answer, number, Keyword.OTHER)


@pytest.mark.parametrize("name", SHIPPED)
def test_no_shipped_ruleset_takes_a_yes_for_opting_in(name: str) -> None:
    assert read_reply(load_ruleset(name).consent, "YES").keyword is Keyword.OTHER


@pytest.mark.parametrize("name", SHIPPED)
def test_cancel_refuses_and_answers_nothing(name: str) -> None:
    assert read_reply(load_ruleset(name).consent, "cancel") == Reply("cancel", Keyword.OUT)


def test_without_words_nothing_is_a_keyword_and_nothing_answers() -> None:
    assert read_reply(ConsentRules(), "") == Reply("", Keyword.OTHER)
    assert read_reply(replace(RULES, keywords={}, answers={}), "stop") == Reply("stop", Keyword.OTHER)
