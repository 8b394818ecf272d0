"""A rule on a date that writes to people however late the date becomes known is noted."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import overlay
from support import check_ruleset

FACTS = "facts:\n  born: {label: Birthday, means: Born., of: contact, kind: date}\n"


def noted(folder: Path, on: str, do: str) -> list[str]:
    reactions = f"reactions:\n  - {{id: one, last: yes, on: {{date_reached: {{date: born{on}}}}}, do: [{do}]}}\n"
    ours = overlay(folder, facts=FACTS, reactions=reactions)
    return [f"{one.where.line}: {one.cause}" for one in check_ruleset(ours, notes=True).problems if one.code == "C009"]


@pytest.mark.parametrize("do", ["{send: thanks}", "{start_campaign: yearly}"])
@pytest.mark.parametrize("on", [", at_most_late: always", ", before: 2 weeks, at_most_late: always"])
def test_a_rule_on_or_before_a_date_that_writes_is_noted(tmp_path: Path, on: str, do: str) -> None:
    assert noted(tmp_path, on, do) == ["2: whoever comes with a 'Birthday' that is long past is written to at once"]


@pytest.mark.parametrize(
    ("on", "do"),
    [
        ("", "{send: thanks}"),
        (", at_most_late: 1 day", "{send: thanks}"),
        (", after: 1 day, at_most_late: always", "{send: thanks}"),
        (", at_most_late: always", "{note: Born}"),
        (", at_most_late: always", "{open_task: ring}"),
        (", at_most_late: always", "{start_campaign: old}"),
    ],
)
def test_one_that_is_not_late_that_comes_after_or_that_writes_to_nobody_is_not(
    tmp_path: Path, on: str, do: str
) -> None:
    assert noted(tmp_path, on, do) == []
