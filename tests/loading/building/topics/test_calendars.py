"""Calendars that never open are told, each with what it lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from frontdesk.loading import check_ruleset

_LACKS = "its week has no hours, and no hours: stand at {} of its days, so they close too: write them"


@pytest.mark.parametrize(
    ("calendar", "hint"),
    [
        ("hours: {}, days: [{id: news, monthly: first tuesday}]", _LACKS.format("'news'")),
        ("hours: {}, days: [{id: a, monthly: 1}, {id: b, monthly: 15}]", _LACKS.format("'a' or 'b'")),
        (
            "hours: {monday..friday: '08:00..18:00'}, days: [{id: always, dates: 01-01..12-31}]",
            "give it hours on some weekday that no row of its days closes in every year",
        ),
    ],
)
def test_a_calendar_that_never_opens_is_told_what_it_lacks(tmp_path: Path, calendar: str, hint: str) -> None:
    (tmp_path / "ruleset.yaml").write_text("name: ours\nextends: default\n", encoding="utf-8")
    (tmp_path / "calendars.yaml").write_text(f"calendars: {{news: {{{calendar}}}}}\n", encoding="utf-8")
    assert [(one.code, one.hint) for one in check_ruleset(tmp_path).problems] == [("R013", hint)]
