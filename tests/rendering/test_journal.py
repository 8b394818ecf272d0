"""Entries of the journal in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from frontdesk import views
from frontdesk.journal import Entry, ReplyReceived
from frontdesk.names import Keyword, LineId, Question, ReplyAnswer
from frontdesk.rendering.journal import audit_text, entry_line, entry_text
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
