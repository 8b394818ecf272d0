"""``frontdesk offers``: one drop-down or all of them."""

from __future__ import annotations

from cli.asking import Run, data


def test_offers_prints_one_drop_down_or_all(run: Run) -> None:
    one = run("offers", "-p", "physical-therapy", "free_screen/scheduled").output
    assert "After Free Screen - Scheduled:" in one
    assert "free_screen/no_show" in one
    assert "| Lead - Workshop" in run("offers", "-p", "physical-therapy").output
    named = data(run("offers", "-p", "physical-therapy", "patient/scheduled_plan_of_care", "--format", "json"))
    assert "graduated/graduated" in [one["state"] for one in named]
