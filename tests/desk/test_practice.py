"""A practice and an act in it: a request is done once."""

from __future__ import annotations

import pytest

from frontdesk import desk
from frontdesk.desk import Act, RequestReusedError
from frontdesk.strangers import OddTextError
from support import MONDAY, a_contact, a_practice, an_act


def test_a_request_id_that_was_used_for_something_else_is_refused() -> None:
    practice = a_practice()
    ana, ben = a_contact(practice), a_contact(practice, name="Ben Example", cell="5550102")
    desk.set_preferences(an_act(practice, request="r-1"), ana, number="cell")
    again = desk.set_preferences(an_act(practice, request="r-1"), ana, number="cell")
    assert again.contact == ana
    with pytest.raises(RequestReusedError, match="'r-1' was used before"):
        desk.set_preferences(an_act(practice, request="r-1"), ben, number="cell")
    with pytest.raises(RequestReusedError):
        desk.set_preferences(an_act(practice, request="r-1"), ana, number="home")
    assert practice.store.contact(ben).facesheet.number == "not_sent"


@pytest.mark.parametrize("who", ["Ana\x1b[2J", "Ana\nBen", "caf\udce9", "Ana\u202e", "A" * 5_000])
def test_nobody_acts_under_a_name_that_a_terminal_would_obey(who: str) -> None:
    practice = a_practice()
    with pytest.raises(OddTextError, match="say it plainly with --by"):
        Act(practice, MONDAY, who)


def test_anybody_acts_under_a_name_of_their_own() -> None:
    assert Act(a_practice(), MONDAY, "Zoë Ünal (王芳)").by == "Zoë Ünal (王芳)"
