"""A contact on paper, and the list of contacts."""

from __future__ import annotations

from frontdesk import views
from frontdesk.rendering.contact import contact_text, contacts_text
from support import HARBOUR, a_practice, an_act
from views.looking import a_played_practice


def test_everything_that_is_seen_of_a_contact_stands_on_a_line_of_its_own() -> None:
    played = a_played_practice()
    rules = played.practice.ruleset
    text = contact_text(rules, views.contact(played.act, played.ana))
    assert text.startswith("Ana Example (contact 1, reference P-1)\n  status      ")
    assert "  cell        5550101, text enabled\n              opted out of text on desk (reply, " in text
    assert "  e-mail      ana@example.com\n" in text
    assert "  known       weight 8\n" in text
    assert "\n  what happened\n    2026-03-0" in text


def test_the_list_is_a_line_each_and_says_how_to_begin_where_nobody_is() -> None:
    played = a_played_practice()
    lines = contacts_text(views.contacts(played.act)).splitlines()
    assert [line.split()[0] for line in lines[-2:]] == ["1", "2"]
    nobody = contacts_text(views.contacts(an_act(a_practice(HARBOUR))))
    assert nobody == "There is no contact yet; try 'frontdesk import FILE'."
