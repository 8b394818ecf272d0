"""A message that the tables refuse to everybody is told (C017), and one that somebody could get is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay

STEP = """
campaigns:
  welcome:
    steps:
      - {{replace: again, send: hello, after_previous: 2 days, at: "09:30", {when}}}
"""


def told(folder: Path, when: str = "", **files: str) -> list[str]:
    campaigns = {"campaigns": STEP.format(when=when)} if when else {}
    return causes(overlay(folder, **campaigns, **files), "C017")


@pytest.mark.parametrize(
    ("when", "row"),
    [
        ("when: {do_not_contact: yes}", "'refused'"),
        ("when: {destination: landline, email: missing, reading: strict}", "'refused' or 'otherwise'"),
        ("when: {email: invalid, text_consent: opted_out, reading: strict}", "'refused' or 'otherwise'"),
    ],
)
def test_a_step_that_asks_for_whom_the_delivery_refuses_is_told_with_the_rows(
    tmp_path: Path, when: str, row: str
) -> None:
    by = f"whoever it is for, delivery.yaml answers 'none', by {row}"
    assert told(tmp_path, when) == [f"C017: the step 'again' is never sent: {by}"]


@pytest.mark.parametrize("when", ["when: {do_not_contact: no}", "when: {email: on_file}", "when: {reading: plain}"])
def test_a_step_that_somebody_could_get_is_not_told(tmp_path: Path, when: str) -> None:
    assert told(tmp_path, when) == []


DROPPED = """
sending:
  rows:
    - {id: nothing_sells, first: yes, when: {purpose: marketing}, then: drop, because: We sell nothing.}
"""


def test_what_the_windows_drop_for_every_channel_is_told_wherever_it_would_be_sent(tmp_path: Path) -> None:
    by = "whoever it is for, windows.yaml answers 'drop', by 'nothing_sells'"
    assert told(tmp_path, windows=DROPPED) == [
        f"C017: the step 'after' is never sent: {by}",
        f"C017: the step 'invite' is never sent: {by}",
        f"C017: the message 'thanks' of 'kept' is never sent: {by}",
    ]


def test_what_can_be_is_judged_over_the_tables_that_these_stand_on(tmp_path: Path) -> None:
    tables = """
tables:
  wanted:
    scope: message
    outcome: {kind: yes_no}
    rows: [{id: never, when: {purpose: operations}, then: no}]
    otherwise: yes
"""
    delivery = "channel:\n  rows: [{id: unwanted, first: yes, when: {wanted: no}, then: none, because: Not wanted.}]\n"
    found = told(tmp_path, "when: {email: on_file}", tables=tables, delivery=delivery)
    assert "C017: the step 'hello' is never sent" in found[0]
    assert all("by 'unwanted'" in one for one in found)


def test_a_campaign_that_is_switched_off_is_not_looked_at(tmp_path: Path) -> None:
    off = "campaigns: {welcome: {enabled: no}, visit: {enabled: no}, yearly: {enabled: no}}\n"
    [found] = told(tmp_path, campaigns=off, windows=DROPPED)
    assert "of 'kept'" in found


def test_a_delivery_that_adds_its_rows_up_is_not_said_to_refuse(tmp_path: Path) -> None:
    assert told(tmp_path, delivery="channel: {hit: every}\n") == []
