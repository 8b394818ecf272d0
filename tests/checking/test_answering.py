"""What answers people who write can go back to them, and somebody says when a line is open that a row asks about."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import overlay
from support import check_ruleset

ANSWER = "reactions:\n  - {first: yes, id: closed, on: {message_received: other}, do: [{answer: closed}]}\n"
BY_TEXT = "messages:\n  closed: {purpose: operations, content: {text: We are closed.}}\n"
BY_LETTER = "messages:\n  closed: {purpose: operations, content: {postcard: We are closed.}}\n"
ASKS = "when: {message: bulk, line_open_now: no}, then: move, because: Nobody is there."
WINDOWS = f"sending:\n  rows:\n    - {{first: yes, id: nobody, {ASKS}}}\n"


def found(folder: Path, **files: str) -> list[str]:
    """The causes of R017 and R018 in a practice over Harbour with these files."""
    return [one.cause for one in check_ruleset(overlay(folder, **files)).problems if one.code in ("R017", "R018")]


def test_an_answer_that_is_written_for_texts_goes_back(tmp_path: Path) -> None:
    assert found(tmp_path, messages=BY_TEXT, reactions=ANSWER) == []


def test_one_that_is_written_for_another_channel_reaches_nobody(tmp_path: Path) -> None:
    says = "'closed' says nothing by the channel that people write by, so nobody gets it"
    assert found(tmp_path, messages=BY_LETTER, reactions=ANSWER) == [says]


def test_where_nobody_wrote_nobody_can_be_answered(tmp_path: Path) -> None:
    (cause,) = found(
        tmp_path, messages=BY_TEXT, reactions=ANSWER.replace("{message_received: other}", "preferences_changed")
    )
    assert cause.startswith("nobody wrote where")


@pytest.mark.parametrize(
    ("calendars", "unsaid"),
    [
        ("remove: calendars.practice\n", "desk or surgery"),
        ("remove: calendars.practice\ncalendars: {front: {line: desk}}\n", "surgery"),
    ],
)
def test_a_line_without_hours_is_told_where_a_row_asks_for_them(tmp_path: Path, calendars: str, unsaid: str) -> None:
    (cause,) = found(tmp_path, calendars=calendars, windows=WINDOWS)
    assert cause.replace("'", "") == f"no calendar says when {unsaid} is open, and line_open_now asks for it"


def test_where_no_row_asks_a_line_may_be_without_hours(tmp_path: Path) -> None:
    assert found(tmp_path, calendars="remove: calendars.practice\n") == []


def test_the_calendar_of_the_practice_speaks_for_every_line(tmp_path: Path) -> None:
    assert found(tmp_path, windows=WINDOWS) == []
