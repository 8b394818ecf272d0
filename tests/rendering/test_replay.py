"""A replay in words."""

from __future__ import annotations

from frontdesk import desk
from frontdesk.rendering.replay import replay_data, replay_markdown, replay_text
from views.looking import a_played_practice


def test_under_the_same_rules_every_form_says_that_all_is_the_same() -> None:
    practice = a_played_practice().practice
    again = desk.replay(practice.store.journal(), practice.ruleset)
    assert replay_text(practice.ruleset, again).rstrip().endswith("all the same.")
    assert "all the same" in replay_markdown(practice.ruleset, again)
    assert replay_data(practice.ruleset, again)["differences"] == []
