"""Entries of the journal in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import views
from frontdesk.effects import SetStatus
from frontdesk.events import MessageReceived
from frontdesk.journal import (
    ConsentRecorded,
    Entry,
    Followed,
    Happened,
    KeywordAnswered,
    MessageQueued,
    ReplyReceived,
    TaskClosed,
)
from frontdesk.journal.said import Said
from frontdesk.names import (
    Consent,
    ConsentSource,
    Keyword,
    LineId,
    MessageId,
    Progress,
    Question,
    ReplyAnswer,
    State,
    TaskId,
)
from frontdesk.rendering.journal import audit_text, entry_line, entry_text, happened_words, who_did
from support import MONDAY
from views.looking import a_played_practice


def test_every_entry_is_one_line_with_its_number_its_author_and_words() -> None:
    played = a_played_practice()
    rules = played.practice.ruleset
    for entry in views.journal(played.act):
        line = entry_line(rules, entry)
        assert "\n" not in line
        assert line.split()[0].strip(":.") == str(entry.seq)
        assert entry_text(rules, entry)
        assert entry.by in line


def test_a_whole_chain_is_said_to_be_whole() -> None:
    assert "the chain is whole" in audit_text(views.audit(a_played_practice().act)).lower()


STOP = ReplyReceived("5550101", "stop", Keyword.OUT, LineId("main"), " STOP\x1b[2J\n")
YES = ReplyReceived("5550101", "yes", Keyword.OTHER, LineId("main"), "Yes 👍")
REPLIES = [
    (STOP, "wrote 'STOP [2J', keyword out"),
    (replace(STOP, outdated=True), "wrote 'STOP [2J', keyword out, older than what is recorded"),
    (YES, "wrote 'Yes 👍'"),
    (
        replace(YES, question=Question.CONFIRMATION, answer=ReplyAnswer.YES, appointment=3),
        "wrote 'Yes 👍', answers yes to visit 3",
    ),
    (replace(YES, text=""), "wrote 'yes'"),
    (replace(YES, text="", received=""), "wrote what is erased, or nothing"),
]


@pytest.mark.parametrize(("said", "line"), REPLIES, ids=[line for _, line in REPLIES])
def test_a_reply_is_shown_as_it_was_written_and_a_terminal_obeys_none_of_it(said: ReplyReceived, line: str) -> None:
    entry = Entry(1, MONDAY, "staff", None, said, "rules", "", "")
    assert entry_text(a_played_practice().practice.ruleset, entry) == line


STOPPED = MessageReceived("stop", Keyword.OUT, "main", "5550101", reply_length=4, entry=13)


def test_what_follows_a_reply_is_told_by_the_label_of_the_status_and_without_the_numbers_of_the_event() -> None:
    rules = a_played_practice().practice.ruleset
    (state, label), *_ = ((one, rules.status_label(one)) for one in rules.states)
    said = Happened(STOPPED, {}, (Followed(SetStatus(State(state)), "stopped", "reactions.yaml:3"),))
    entry = Entry(1, MONDAY, "staff", None, said, "rules", "", "")
    assert entry_text(rules, entry) == f"message received; so: set status {label} (reactions.yaml:3)"
    assert happened_words(rules, STOPPED) == "message received 'stop'"
    assert happened_words(rules, replace(STOPPED, received="")) == "message received"


def _consent(source: ConsentSource) -> ConsentRecorded:
    return ConsentRecorded((LineId("main"),), Consent.OPTED_OUT, source)


def _closed(because: str) -> TaskClosed:
    return TaskClosed(1, TaskId("ring"), Progress.CANCELLED, because)


WHO: list[tuple[Said, str]] = [
    (STOP, "contact"),
    (_consent(ConsentSource.REPLY), "contact"),
    (_consent(ConsentSource.STAFF), "staff"),
    (Happened(STOPPED, {}, ()), "rules"),
    (KeywordAnswered("stop", MessageId("stopped")), "rules"),
    (MessageQueued(MessageId("hello"), "welcome (campaigns.yaml:3)"), "rules"),
    (MessageQueued(MessageId("hello"), "", "manual"), "staff"),
    (_closed("ring.closes.booked (tasks.yaml:3)"), "rules"),
    (_closed("by hand"), "staff"),
]


@pytest.mark.parametrize(("said", "who"), WHO, ids=[f"{one.wire.kind}, {who}" for one, who in WHO])
def test_a_history_says_who_did_it_and_not_who_took_it_in(said: Said, who: str) -> None:
    assert who_did(Entry(1, MONDAY, "staff", None, said, "rules", "", "")) == who
