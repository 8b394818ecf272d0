"""Choosing a status at the desk: what is usual is told, and what has settled is not outrun."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk import desk
from frontdesk.desk import Extras
from frontdesk.names import State, status_of
from frontdesk.strangers import OddTextError
from support import MONDAY, a_contact, a_practice, an_act


def test_a_usual_follow_up_is_told_where_none_is_set() -> None:
    practice = a_practice()
    ana, paused = a_contact(practice), State("free_screen/pending")
    assert practice.ruleset.statuses[status_of(paused)].suggests_follow_up == timedelta(weeks=1)
    extras = Extras(follow_up_at=MONDAY + timedelta(days=9))
    assert desk.set_status(an_act(practice), ana, paused).said.endswith("; a follow-up in 1 week is usual")
    desk.undo(an_act(practice), ana)
    assert "usual" not in desk.set_status(an_act(practice), ana, paused, extras).said


def test_no_command_outruns_a_choice_whose_window_has_passed() -> None:
    practice = a_practice()
    ana = a_contact(practice)
    desk.set_status(an_act(practice), ana, State("free_screen/no_show"))
    desk.set_preferences(an_act(practice, timedelta(hours=2)), ana, method="text")
    assert practice.store.contact(ana).settled == "free_screen/no_show"


def test_a_note_is_tidied_and_one_that_a_terminal_would_obey_is_refused() -> None:
    practice = a_practice()
    contact = a_contact(practice)
    with pytest.raises(OddTextError, match="the note holds a character that a terminal would obey"):
        desk.set_status(an_act(practice), contact, State("free_screen/no_show"), desk.Extras("\x1b[2J"))
    assert practice.store.contact(contact).choice is None
    desk.set_status(an_act(practice), contact, State("free_screen/no_show"), desk.Extras("first\nsecond"))
    choice = practice.store.contact(contact).choice
    assert choice is not None
    assert choice.note == "first second"
