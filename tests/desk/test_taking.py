"""What becomes of a row: which rows are set aside, and which are no news when they come again."""

from __future__ import annotations

import pytest

from frontdesk.desk.taking import NOT_IN, Taken
from frontdesk.names import RowOutcome


@pytest.mark.parametrize("outcome", RowOutcome)
def test_a_row_is_settled_where_it_is_in_the_practice_and_nothing_of_it_is_left(outcome: RowOutcome) -> None:
    assert Taken(outcome).settled is (outcome not in NOT_IN)
    assert not Taken(outcome, remarks=("what staff corrected",)).settled


def test_what_differs_is_asked_or_refused_is_not_in_the_practice() -> None:
    assert {RowOutcome.DIFFERS, RowOutcome.ASKED, RowOutcome.REFUSED} == NOT_IN
