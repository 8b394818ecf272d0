"""The visits of a contact."""

from __future__ import annotations

import pytest

from frontdesk import views
from frontdesk.records import NoSuchRecordError
from support import MONDAY
from views.looking import DAY, Played


def test_a_visit_says_when_what_became_of_it_and_what_is_known(played: Played) -> None:
    first, second = views.visits(played.act, played.ana)
    assert (first.number, first.at, first.reference, first.known) == (1, MONDAY + 4 * DAY, "V-1", {"surgery": "yes"})
    assert (second.at, second.state) == (MONDAY + 9 * DAY, "confirmed")
    assert views.visit(played.act, 2) == second
    assert views.visits(played.act, played.ben) == ()


def test_a_visit_that_does_not_exist_is_told(played: Played) -> None:
    with pytest.raises(NoSuchRecordError, match="there is no appointment number 9"):
        views.visit(played.act, 9)
