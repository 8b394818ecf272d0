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
BESIDE_WHAT_CHANGES_NOTHING = {
    "stop please": "stop",
    "please stop": "stop",
    "STOP 8": "stop",
    "8 stop": "stop",
    "STOP #8": "stop",
    "STOP8": "stop",
    "STOP (no. 8)": "stop",
    "stop number 8": "stop",
    "st0p 8": "st0p",
    "stop it": "stop",
    "Please STOP it now!": "stop",
    "Please stop texting me": "stop",
    "STOP STOP STOP": "stop",
    "Stop texting, wrong number": "stop",
    "Wrong number. Stop": "stop",
    "Stop. Thank you": "stop",
    "stop\nSent from my iPhone": "stop",
    "\n STOP! \r\n\r\n-- \nRay Example": "stop",
    "Opt-out\nRay": "opt-out",
    "please stop\nSent from my iPhone": "stop",
    "please opt out": "opt out",
    "unsubscribe me": "unsubscribe",
    "Cancel 8": "cancel",
    "Arrêt, s'il vous plaît": "arrêt",
    "Basta ya, por favor": "basta",
    "ｓｔｏｐ ｐｌｅａｓｅ": "stop",
}
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
    "no more texts",
    "ST0P",
    *BESIDE_WHAT_CHANGES_NOTHING,
]
SENTENCES = [
    "Please stop by at ten",
    "stop yes",
    "yes, stop",
    "\x1b[2J\nstop\x07",
    "I can not stop",
    "no stop",
    "YES but STOP 1",
    "don't stop",
    "please don't stop",
    "stop by tomorrow at 3",
    "can I stop by",
    "non-stop",
    "stop the appointment reminders for Tim only",
    "Thanks\nstop by at 3",
    "STOP 7 and 8",
    "stop 7 8",
    "cancel 10:30",
    "cancel 3pm",
    "end it all",
    "stop texting Tim",
    "please",
    "please 8",
    "please start",
    "help me",
    "start 8",
    "help 8",
    "start\nSent from my iPhone",
    "yes\nSent from my iPhone",
    "yes please",
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


@pytest.mark.parametrize(("text", "word"), BESIDE_WHAT_CHANGES_NOTHING.items(), ids=ascii)
def test_beside_what_changes_nothing_a_refusal_is_what_rules_see(text: str, word: str) -> None:
    assert read_reply(RULES, text) == Reply(word, Keyword.OUT)


def test_a_ruleset_without_fillers_hears_a_refusal_beside_a_number_or_above_a_signature_alone() -> None:
    rules = replace(RULES, fillers=frozenset())
    told = {text: read_reply(rules, text).keyword for text in ("stop 8", "stop\nRay", "please stop")}
    assert told == {"stop 8": Keyword.OUT, "stop\nRay": Keyword.OUT, "please stop": Keyword.OTHER}


def test_a_long_reply_of_fillers_is_read_to_its_end() -> None:
    assert read_reply(RULES, "please " * 5000 + "stop").keyword is Keyword.OUT
    assert read_reply(RULES, "please " * 5000 + "call").keyword is Keyword.OTHER


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
        ("Yes, 8", ReplyAnswer.YES, 8),
        ("Yes #8", ReplyAnswer.YES, 8),
        ("Yes 8!", ReplyAnswer.YES, 8),
        ("YES (no. 8)", ReplyAnswer.YES, 8),
        ("YES no. 8", ReplyAnswer.YES, 8),
        ("yes, no.8", ReplyAnswer.YES, 8),
        ("yes number 8", ReplyAnswer.YES, 8),
        ("(no. 8) yes", ReplyAnswer.YES, 8),
        ("No (no. 8)", ReplyAnswer.NO, 8),
        ("no. 8", ReplyAnswer.NO, 8),
        ("yes no 8", None, None),
        ("Yes. No. 8", None, None),
        ("YES 7 and 8", None, None),
        ("YES (no. 7) and (no. 8)", None, None),
        ("yes both", None, None),
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
