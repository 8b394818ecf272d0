"""Entries of the journal in words."""

from __future__ import annotations

from frontdesk import views
from frontdesk.rendering.journal import audit_text, entry_line, entry_text
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
