"""Campaigns on paper: a line each, and one with its texts, its people and what came of it."""

from __future__ import annotations

from dataclasses import replace

from frontdesk import views
from frontdesk.rendering.campaigns import campaign_text, campaigns_text
from views.looking import a_played_practice


def test_each_campaign_is_a_line_that_says_whether_it_is_on() -> None:
    played = a_played_practice()
    lines = campaigns_text(views.campaigns(played.act), played.practice.ruleset.zone).splitlines()
    assert lines[0].split("  ")[0] == "campaign"
    assert [line.split()[:3] for line in lines[1:]] == [
        ["welcome", "Welcome", "yes"],
        ["visit", "Visit", "yes"],
        ["yearly", "Yearly", "yes"],
        ["old", "Old", "no"],
    ]
    assert campaigns_text([], played.practice.ruleset.zone) == "The rules have no campaign."


def test_a_campaign_says_when_its_steps_come_and_what_they_say() -> None:
    played = a_played_practice()
    told = campaign_text(played.practice.ruleset, views.campaign(played.act, "visit", played.ana))
    assert "  before: 1 day before the visit, at 10:00, sends reminder\n    goes by " in told
    assert "\n    text: See you on " in told
    assert "  starts      appointment booked (" in told
    assert "steps, as Ana Example would get them" in told


def test_no_time_at_all_is_said_as_people_say_it() -> None:
    played = a_played_practice()
    rules = played.practice.ruleset
    page = views.campaign(played.act, "yearly")
    assert "  invite: at the start, sends thanks" in campaign_text(rules, page)
    (step,) = page.steps
    at_eight = replace(page, steps=(replace(step, at="08:00"),))
    assert "  invite: on the day of the start, at 08:00, sends thanks" in campaign_text(rules, at_eight)
    assert "\n  starts over after 52 weeks\n" in campaign_text(rules, page)


def test_nobody_and_nothing_are_said_in_a_line_and_a_switch_says_how_it_is_turned() -> None:
    played = a_played_practice()
    told = campaign_text(played.practice.ruleset, views.campaign(played.act, "old"))
    assert "  switched    off: nobody new; who is in it goes on to its end. enabled: yes in campaigns" in told
    assert told.endswith("nobody is in it\nnothing has come of it yet")


def test_what_is_not_shown_is_counted() -> None:
    played = a_played_practice()
    told = campaign_text(played.practice.ruleset, views.campaign(played.act, "visit", most=1))
    assert " more; say --most" in told


def test_the_list_says_of_a_campaign_that_is_off_and_has_somebody_in_it_that_nobody_new_comes_in() -> None:
    played = a_played_practice()
    visit = next(one for one in views.campaigns(played.act) if one.campaign == "visit")
    for on, enrolled, told in ((True, 1, "yes"), (False, 1, "off: nobody new"), (False, 0, "no")):
        seen = replace(visit, enabled=on, enrolled=enrolled)
        _, line = campaigns_text([seen], played.practice.ruleset.zone).splitlines()
        assert f"  {told}  " in line
