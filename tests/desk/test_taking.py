"""What becomes of a row: which rows are set aside, and which are no news when they come again."""

from __future__ import annotations

import pytest

from frontdesk.desk.of_fields import OfField
from frontdesk.desk.taking import NOT_IN, Taken
from frontdesk.file_words import RowOutcome


@pytest.mark.parametrize("outcome", RowOutcome)
def test_a_row_is_settled_where_it_is_in_the_practice_and_nothing_of_it_is_left(outcome: RowOutcome) -> None:
    assert Taken(outcome).settled is (outcome not in NOT_IN)
    assert not Taken(outcome, remarks=("what staff corrected",)).settled


def test_what_differs_is_asked_or_refused_is_not_in_the_practice() -> None:
    assert {RowOutcome.DIFFERS, RowOutcome.ASKED, RowOutcome.REFUSED} == NOT_IN


def test_what_is_said_of_a_row_is_told_with_the_headings_of_its_file() -> None:
    taken = Taken(RowOutcome.DIFFERS, (OfField("cell", "is another here"),), (OfField("email", "stays"), "and more"))
    told = taken.under({"cell": "Mobil", "email": "Post"})
    assert (told.said, told.remarks) == (("Mobil is another here",), ("Post stays", "and more"))
    assert (told.outcome, Taken(RowOutcome.NEW, ("Ana",)).under({"cell": "Mobil"}).said) == (taken.outcome, ("Ana",))
