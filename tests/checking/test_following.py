"""Promises of what follows an event: for every past, and every time."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.promising import promising
from checking.small import rows

STOPS = "on: {status_entered: client/waiting}, follows: [{end_campaign: welcome}]"


UNLESS = rows("reactions", "on: {status_entered: client/waiting}, when: {has_been: {not: %s}}, do: [{%s}]")


def test_what_ends_everything_ends_each_thing(tmp_path: Path) -> None:
    assert promising(tmp_path, STOPS) == []


def test_what_follows_only_for_some_pasts_does_not_follow(tmp_path: Path) -> None:
    note = "on: {status_entered: client/waiting}, follows: [{open_task: ring}]"
    files = {"reactions": UNLESS % ("client/moved", "open_task: ring")}
    assert promising(tmp_path, note, **files) == [
        "D003: the promise does not hold for state client/waiting, event status_entered, has been client/moved: "
        "no rule makes it follow"
    ]
    files = {"reactions": UNLESS % ("enquiry/wrong", "open_task: ring")}
    assert promising(tmp_path, note, **files) != []


def test_a_campaign_that_is_switched_off_does_not_follow(tmp_path: Path) -> None:
    starts = "on: {status_entered: client/visiting}, follows: [{start_campaign: welcome}]"
    begin = rows("reactions", "on: {status_entered: client/visiting}, do: [{start_campaign: welcome}]")
    off = "campaigns: {welcome: {enabled: no, again: restart}}"
    on = "campaigns: {welcome: {again: restart}}"
    assert promising(tmp_path, starts, reactions=begin, campaigns=on) == []
    unasked = "R002: nothing asks for the fact 'open_house'"  # but the start that is switched off as well
    assert len([one for one in promising(tmp_path, starts, reactions=begin, campaigns=off) if one != unasked]) == 1


def test_a_campaign_that_starts_once_only_does_not_follow_every_time(tmp_path: Path) -> None:
    starts = "on: {status_entered: client/visiting}, follows: [{start_campaign: welcome}]"
    begin = rows("reactions", "on: {status_entered: client/visiting}, do: [{start_campaign: welcome}]")
    told = "D003: the promise does not hold a second time: 'welcome' has again: once"
    assert promising(tmp_path, starts, reactions=begin) == [told]


@pytest.mark.parametrize(
    ("on", "when", "holds"),
    [
        ("{status_entered: client/visiting}", "", False),
        ("{status_entered: client/visiting}", "when: {has_appointment: yes}, ", True),
        ("appointment_confirmed", "", True),
    ],
)
def test_a_campaign_of_a_visit_does_not_follow_where_there_is_none(
    tmp_path: Path, on: str, when: str, holds: bool
) -> None:
    starts = f"on: {on}, {when}follows: [{{start_campaign: visit}}]"
    begin = rows("reactions", f"on: {on}, do: [{{start_campaign: visit}}]")
    told = "D003: the promise does not hold for somebody without a visit ahead: 'visit' runs for a visit"
    assert promising(tmp_path, starts, reactions=begin) == ([] if holds else [told])


def test_a_campaign_whose_place_another_of_its_group_takes_does_not_follow(tmp_path: Path) -> None:
    starts = "on: {status_entered: client/visiting}, follows: [{start_campaign: welcome}]"
    begin = "on: {status_entered: client/visiting}, do: [{start_campaign: welcome}]"
    rival = "on: {status_entered: client/visiting}, do: [{start_campaign: other}]"
    steps = "steps: [{id: one, task: ring, after_start: 1 day}]"
    both = f"campaigns: {{welcome: {{again: restart}}, other: {{group: first, {steps}}}}}"
    (told,) = promising(tmp_path, starts, reactions=rows("reactions", begin, rival), campaigns=both)
    assert told.endswith("'other' of the same group takes its place")
    assert promising(tmp_path, starts, reactions=rows("reactions", rival, begin), campaigns=both) == []
