"""Messages on paper: a line each, and why one is where it is."""

from __future__ import annotations

from frontdesk import views
from frontdesk.rendering.outbox import outbox_text, reason_text
from views.looking import a_played_practice


def test_a_message_is_a_line_with_its_state_its_reason_and_its_rule() -> None:
    played = a_played_practice()
    seen = views.outbox(played.act)
    lines = outbox_text(seen, played.practice.ruleset.zone).splitlines()[-len(seen) :]
    for one, line in zip(seen, lines, strict=True):
        assert line.split()[:2] == [str(one.number), one.message]
        assert one.because in line
        assert line.rstrip().endswith(one.place)


def test_no_message_is_said_in_a_line() -> None:
    assert outbox_text([], a_played_practice().practice.ruleset.zone) == "No message is like that."


def test_a_reason_says_the_row_the_facts_and_what_happened() -> None:
    played = a_played_practice()
    rules = played.practice.ruleset
    for one in views.outbox(played.act):
        told = reason_text(rules, views.reason(played.act, one.number))
        assert told.startswith(f"message {one.number}, {one.message} to {one.name} (contact {one.contact})\n")
        assert f"  state       {one.state}, " in told
        assert "\n  what happened" in told
