"""Lengths that a status says of itself, in words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk.model import Lasts, UsualFollowUp

WEEK = timedelta(weeks=1)


@pytest.mark.parametrize(
    ("usual", "words"), [(UsualFollowUp(WEEK), "1 week"), (UsualFollowUp(WEEK, 2 * WEEK), "1 week to 2 weeks")]
)
def test_a_usual_follow_up_is_said_with_the_ends_that_it_has(usual: UsualFollowUp, words: str) -> None:
    assert usual.words == words


@pytest.mark.parametrize(
    ("lasts", "is_chosen"), [(Lasts(), True), (Lasts(WEEK), False), (Lasts(date_fact="recall_due"), False)]
)
def test_what_has_neither_a_length_nor_a_fact_lasts_until_a_date_that_is_chosen(lasts: Lasts, is_chosen: bool) -> None:
    assert lasts.until_a_chosen_date is is_chosen
