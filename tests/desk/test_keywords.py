"""The answer to a keyword: one for each change, on the line that it came in on, in place of what still waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desk.reacting import BACK, on, reacting
from frontdesk import desk
from frontdesk.desk import Practice
from frontdesk.effects import AnswerReply
from frontdesk.hookspecs import Accepted, Outgoing, Receipt, Refused, Uncertain
from frontdesk.names import Consent, ContactId, Keyword, LineId, MessageId, MessageState
from frontdesk.worker import play, work
from support import HARBOUR, MONDAY, Carrier, a_contact, a_practice, an_act, consent_of, staff_record

DESK, SURGERY = LineId("desk"), LineId("surgery")
NUMBER = "5550101"
MINUTE = timedelta(minutes=1)
ANSWERS = {"stopped": "No more texts", "started": "Texts from Harbour", "helping": "call "}
"""How the answers of Harbour begin, or what is in them."""


def replied(*words: str, line: LineId = DESK, each: timedelta = MINUTE) -> tuple[Practice, list[str]]:
    """What somebody is answered who texts these words one after the other, the worker coming after each."""
    practice, carrier = a_practice(HARBOUR), Carrier()
    a_contact(practice, "client/waiting")
    for number, word in enumerate(words):
        desk.receive(an_act(practice, number * each), NUMBER, word, line)
        work(practice, carrier, MONDAY + number * each)
    play(practice, carrier, MONDAY + len(words) * each + timedelta(days=2))
    return practice, told(carrier)


def told(carrier: Carrier) -> list[str]:
    """Which answers a carrier was given, by the names of their messages."""
    texts = [one.body for one in carrier.carried if one.channel == "text"]
    return [name for text in texts for name, words in ANSWERS.items() if words in text]


def test_a_keyword_is_answered_from_the_line_that_it_came_in_on() -> None:
    practice, carrier = a_practice("health-system"), Carrier()
    contact = a_contact(practice, "patient/active")
    other = list(practice.ruleset.lines)[-1]
    assert len(practice.ruleset.lines) > 1
    desk.receive(an_act(practice), "5550101", "STOP", other)
    work(practice, carrier, MONDAY)
    assert [one.sender for one in carrier.carried] == [practice.ruleset.lines[other].number]
    assert practice.store.messages(contact)[-1].line == other


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (["STOP"], ["stopped"]),
        (["STOP", "stop!", "parar"], ["stopped"]),
        (["START", "start"], ["started"]),
        (["STOP", "START"], ["stopped", "started"]),
        (["STOP", "START", "STOP", "STOP"], ["stopped", "started", "stopped"]),
        (["STOP", "thank you", "STOP"], ["stopped"]),
        (["HELP", "HELP", "ajuda"], ["helping", "helping", "helping"]),
        (["STOP", "HELP", "HELP", "HELP"], ["stopped", "helping"]),
        (["HELP", "STOP", "HELP"], ["helping", "stopped"]),
        (["STOP", "HELP", "START", "HELP"], ["stopped", "helping", "started", "helping"]),
        (["thank you"], []),
    ],
    ids=" ".join,
)
def test_there_is_one_answer_for_each_change_and_help_goes_once_a_day_to_who_opted_out(
    words: list[str], answers: list[str]
) -> None:
    assert replied(*words)[1] == answers


def test_who_opted_out_is_helped_again_the_day_after() -> None:
    assert replied("STOP", "HELP", "HELP", each=timedelta(hours=25))[1] == ["stopped", "helping", "helping"]


def test_each_line_is_answered_for_itself() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    a_contact(practice, "client/waiting")
    for line in (DESK, SURGERY, DESK, SURGERY):
        desk.receive(an_act(practice), NUMBER, "STOP", line)
    work(practice, carrier, MONDAY)
    assert [one.sender for one in carrier.carried] == [practice.ruleset.lines[one].number for one in (DESK, SURGERY)]


@pytest.mark.parametrize("word", ["HELP", "STOP START"])
def test_two_machines_that_answer_each_other_end_and_the_staff_hear_of_it_once(word: str) -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    a_contact(practice, "client/waiting")
    words, said = word.split(), 0

    while said == len(carrier.carried) and said < 50:
        desk.receive(an_act(practice, said * MINUTE), NUMBER, words[said % len(words)], DESK)
        work(practice, carrier, MONDAY + said * MINUTE)
        said += 1
    assert len(carrier.carried) == 5
    assert [one.text for one in practice.store.notices() if "machine" in one.text] == [
        "keywords from one number were answered 5 times in a day; more are kept and not answered: does a machine write?"
    ]
    desk.receive(an_act(practice, timedelta(hours=25)), NUMBER, "HELP", DESK)
    work(practice, carrier, MONDAY + timedelta(hours=25))
    assert len(carrier.carried) == 6, "a person who asks the next day is answered"


def test_a_refusal_counts_though_so_many_keywords_came_that_it_is_not_answered() -> None:
    practice, answers = replied(*["START", "STOP"] * 3)
    assert answers == ["started", "stopped", "started", "stopped", "started"]
    assert consent_of(practice, NUMBER, DESK) is Consent.OPTED_OUT


def staff_say(value: Consent) -> Callable[[Practice], None]:
    def say(practice: Practice) -> None:
        staff_record(an_act(practice, MINUTE), ContactId(1), value)

    return say


def they_say(word: str) -> Callable[[Practice], None]:
    def say(practice: Practice) -> None:
        desk.receive(an_act(practice, MINUTE), NUMBER, word, DESK)

    return say


OPPOSITES = {
    "STOP, then START": ("STOP", they_say("START"), ["started"]),
    "START, then STOP": ("START", they_say("STOP"), ["stopped"]),
    "START, then the staff": ("START", staff_say(Consent.OPTED_OUT), []),
}
ENDS: dict[str, Receipt] = {"put off": Refused("busy", retry=True), "in doubt": Uncertain("time-out")}


@pytest.mark.parametrize(("first", "opposite", "answers"), OPPOSITES.values(), ids=OPPOSITES)
def test_an_answer_that_waits_never_leaves_after_the_opposite(
    first: str, opposite: Callable[[Practice], None], answers: list[str]
) -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/waiting")
    carrier = Carrier(lambda outgoing: Refused("busy", retry=True))
    desk.receive(an_act(practice), NUMBER, first, DESK)
    work(practice, carrier, MONDAY)
    assert len(carrier.carried) == 1
    opposite(practice)
    later = Carrier()
    play(practice, later, MONDAY + timedelta(days=2))
    assert told(later) == answers
    assert practice.store.message(1).state is MessageState.WITHDRAWN


def test_a_start_that_has_no_answer_of_its_own_takes_back_what_waits_all_the_same() -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/waiting")
    consent = practice.ruleset.consent
    only_stop = {Keyword.OUT: consent.confirmations[Keyword.OUT]}
    rules = replace(practice.ruleset, consent=replace(consent, confirmations=only_stop))
    quiet = Practice(rules, practice.store)
    desk.receive(an_act(quiet), NUMBER, "STOP", DESK)
    desk.receive(an_act(quiet, MINUTE), NUMBER, "START", DESK)
    carrier = Carrier()
    play(quiet, carrier, MONDAY + timedelta(days=2))
    assert (told(carrier), quiet.store.message(1).state) == ([], MessageState.WITHDRAWN)


@pytest.mark.parametrize("answer", ENDS.values(), ids=ENDS)
@pytest.mark.parametrize(("first", "opposite", "answers"), OPPOSITES.values(), ids=OPPOSITES)
def test_an_answer_that_is_with_its_channel_never_comes_back_after_the_opposite(
    first: str, opposite: Callable[[Practice], None], answers: list[str], answer: Receipt
) -> None:
    practice = a_practice(HARBOUR)
    a_contact(practice, "client/waiting")
    desk.receive(an_act(practice), NUMBER, first, DESK)
    carried = list[str]()

    def meanwhile(outgoing: Outgoing) -> Receipt:
        carried.append(outgoing.message_id)
        return answer if len(carried) == 1 else Accepted("taken")

    carrier = Carrier(meanwhile, look_up=lambda outgoing: None)
    work(practice, carrier, MONDAY)
    opposite(practice)
    carrier.look_up = lambda outgoing: Refused("it never came", retry=True)
    play(practice, carrier, MONDAY + timedelta(days=2))
    assert told(carrier)[1:] == answers
    assert practice.store.message(1).state is MessageState.WITHDRAWN


def answering(*words: str, each: timedelta = MINUTE, line: LineId = DESK) -> tuple[Practice, Carrier]:
    """What a practice whose rules answer whatever comes says to these words, the worker coming after each."""
    practice, carrier = reacting(on("event", "message_received", AnswerReply(MessageId("hello")))), Carrier()
    a_contact(practice, BACK)
    for number, word in enumerate(words):
        desk.receive(an_act(practice, number * each), NUMBER, word, line)
        work(practice, carrier, MONDAY + number * each)
    return practice, carrier


def test_a_rule_answers_at_the_number_and_from_the_line_that_it_came_in_on() -> None:
    practice, carrier = answering("Are you there?", line=SURGERY)
    surgery = practice.ruleset.lines[SURGERY].number
    assert [(one.to, one.sender, one.channel) for one in carrier.carried] == [(NUMBER, surgery, "text")]


def test_a_text_of_several_who_share_a_phone_is_answered_once() -> None:
    practice, carrier = reacting(on("event", "message_received", AnswerReply(MessageId("hello")))), Carrier()
    for name in ("Ana Example", "Ben Example", "Cleo Example"):
        a_contact(practice, BACK, name=name)
    desk.receive(an_act(practice), NUMBER, "Are you there?", DESK)
    work(practice, carrier, MONDAY)
    assert len(carrier.carried) == 1


def test_whoever_refused_texts_on_that_line_is_not_answered_by_a_rule() -> None:
    practice, carrier = answering("parar", "Are you there?")
    assert told(carrier) == ["stopped"]
    assert len(carrier.carried) == 1
    withdrawn = practice.store.messages(states=[MessageState.WITHDRAWN])
    assert {one.reason for one in withdrawn} == {"the number is opted out by now"}


def test_a_machine_that_answers_is_answered_five_times_a_day_and_the_staff_are_told_once() -> None:
    practice, carrier = answering(*["We are closed."] * 9)
    assert len(carrier.carried) == 5
    (notice,) = practice.store.notices()
    assert notice.text.startswith("replies from one number were answered 5 times in a day")


def test_what_rules_answered_takes_nothing_from_the_answers_to_keywords() -> None:
    practice, carrier = a_practice(HARBOUR), Carrier()
    a_contact(practice, "client/waiting")
    answer = on("keyword", "other", AnswerReply(MessageId("hello")))
    rules = replace(practice.ruleset.consequences, rows=(answer,))
    practice = Practice(replace(practice.ruleset, consequences=rules), practice.store)
    for number, word in enumerate(["We are closed."] * 5 + ["parar"]):
        desk.receive(an_act(practice, number * MINUTE), NUMBER, word, DESK)
        work(practice, carrier, MONDAY + number * MINUTE)
    assert told(carrier) == ["stopped"]
    assert len(carrier.carried) == 6
