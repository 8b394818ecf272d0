"""Statuses that last a while: their pages in docs/problems state M011 to M013; here is what is no problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay, rows

TOLD = "on: {status_expired: any}, do: [{notify_staff: Look}]"


@pytest.mark.parametrize(
    ("lasts", "reactions"),
    [
        ("until: date, then: previous", []),
        ("until: vaccination_due, then: enquiry/new", []),
        ("for: 30 days, then: enquiry/new", []),
        ("for: 30 days", [TOLD]),
        ("until: date", [TOLD]),
    ],
)
def test_an_end_that_is_known_and_followed_is_no_problem(tmp_path: Path, lasts: str, reactions: list[str]) -> None:
    statuses = f"statuses:\n  wrong: {{lasts: {{{lasts}}}}}\n"
    folder = overlay(tmp_path, statuses=statuses, reactions=rows("reactions", *reactions))
    assert causes(folder, "M011", "M012", "M013") == []


def test_a_rule_that_leads_back_into_a_status_until_a_chosen_date_is_noticed(tmp_path: Path) -> None:
    until, back = "lasts: {until: date, then: ./moved}", "lasts: {for: 9 days, then: previous}"
    told = causes(overlay(tmp_path, statuses=f"statuses:\n  waiting: {{{until}}}\n  moved: {{{back}}}\n"), "M012")
    assert any("'enquiry/waiting', which lasts until a date" in one for one in told)
