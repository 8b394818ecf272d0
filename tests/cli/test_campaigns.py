"""``frontdesk campaigns``: what they are, what one says, who is in it and what came of it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from cli.asking import Run
from frontdesk.cli.campaigns import command, known_campaigns
from support import HARBOUR

AT = ("--now", "2026-03-03 10:01")


def test_the_campaigns_are_listed_with_what_was_sent(reminded: Path, run: Run) -> None:
    lines = run("campaigns", "-p", reminded, *AT).output.splitlines()
    assert [line.split()[:3] for line in lines[1:]] == [
        ["welcome", "Welcome", "yes"],
        ["visit", "Visit", "yes"],
        ["yearly", "Yearly", "yes"],
        ["old", "Old", "no"],
    ]
    listed = json.loads(run("campaigns", "--format", "json", "-p", reminded, *AT).output)
    (visit,) = (one for one in listed if one["sent"])
    assert (visit["campaign"], visit["sent"], visit["not_sent"]) == ("visit", 1, 1)


def test_one_campaign_is_shown_with_its_texts_its_people_and_its_log(reminded: Path, run: Run) -> None:
    told = run("campaigns", "visit", "--for", "ana", "-p", reminded, *AT).output
    assert told.startswith("Visit (visit, ")
    assert "steps, as Ana Example would get them" in told
    assert "2026-03-03 10:00  1        Ana Example  before  1        sent" in told
    page = json.loads(run("campaigns", "visit", "--most", "1", "--format", "json", "-p", reminded, *AT).output)
    assert (len(page["done"]), page["more_done"]) == (1, 1)


def test_rules_that_are_not_taken_over_yet_are_said_to_be_so(reminded: Path, run: Run) -> None:
    told = "The rules have changed and are not taken over yet"
    assert told not in run("campaigns", "-p", reminded, *AT).stderr
    store = reminded / "frontdesk.db"
    assert told in run("campaigns", "-p", "dental", "--store", store, *AT).stderr


def test_a_campaign_can_be_looked_at_before_anything_is_kept(run: Run) -> None:
    assert "nobody is in it" in run("campaigns", "payment_follow_up", "-p", "dental").output


def test_what_is_not_there_is_said(reminded: Path, run: Run, tmp_path: Path) -> None:
    unknown = run("campaigns", "visits", "-p", reminded, code=1).stderr
    assert "no campaign is called 'visits'; did you mean 'visit'?" in unknown
    assert "is in nobody's name" in run("campaigns", "visit", "--for", "zoe", "-p", reminded, code=1).stderr
    assert "name it" in run("campaigns", "--for", "ana", "-p", reminded, code=2).stderr
    gone = tmp_path / "gone.db"
    assert f"there is no store at {gone}" in run("campaigns", "--store", gone, "-p", reminded, code=1).stderr
    assert not gone.exists()


def test_a_shell_completes_the_names_of_campaigns_and_is_silent_where_rules_are_wrong(tmp_path: Path) -> None:
    def completed(practice: str, begun: str) -> list[str]:
        context = click.Context(command)
        context.params = {"practice": practice}
        return [one.value for one in known_campaigns(context, command.params[0], begun)]

    assert completed(str(HARBOUR), "v") == ["visit"]
    assert completed(str(tmp_path), "") == []
