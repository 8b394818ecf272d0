"""Campaigns: whether one runs for the contact or for each of their visits follows from its steps."""

from __future__ import annotations

from datetime import timedelta

import pytest

from frontdesk.model import Again, Base, Campaign, CampaignStep, Delay
from frontdesk.names import CampaignId, StepId

START, ON = Base.START, Base.PREVIOUS
BEFORE, AFTER = Base.BEFORE_APPOINTMENT, Base.AFTER_APPOINTMENT
WEEK = timedelta(weeks=1)


def a_campaign(*bases: Base, again: Again = Again.RESTART) -> Campaign:
    """A campaign that would start over; its steps are called by their numbers from 1."""
    steps = (CampaignStep(StepId(f"{number}"), Delay(base, WEEK)) for number, base in enumerate(bases, 1))
    return Campaign(CampaignId("c"), "C", tuple(steps), again=again, repeat=WEEK)


@pytest.mark.parametrize(
    ("bases", "of_the_visit"),
    [
        ((), ""),
        ((START, ON), ""),
        ((BEFORE,), "1"),
        ((START, AFTER), "2"),
        # what counts from a step that counts on a visit falls by its time as well
        ((ON, BEFORE, ON, ON, START, ON, AFTER), "2347"),
    ],
)
def test_it_is_of_a_visit_where_a_step_counts_on_one(bases: tuple[Base, ...], of_the_visit: str) -> None:
    campaign = a_campaign(*bases)
    assert campaign.of_a_visit is bool(of_the_visit)
    assert campaign.steps_of_the_visit == {StepId(number) for number in of_the_visit}


def test_one_of_a_visit_starts_once_for_each_and_never_over_whatever_is_written() -> None:
    assert (a_campaign(START, BEFORE).starts_once, a_campaign(START, BEFORE).starts_over) == (True, None)


@pytest.mark.parametrize(("again", "once"), [(Again.RESTART, False), (Again.CONTINUE, False), (Again.ONCE, True)])
def test_one_of_the_contact_starts_as_often_as_is_written(again: Again, once: bool) -> None:
    campaign = a_campaign(START, again=again)
    assert (campaign.starts_once, campaign.starts_over) == (once, WEEK)
