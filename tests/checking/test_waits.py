"""A message that the windows move leaves some day, or check says that it never does."""

from __future__ import annotations

from pathlib import Path

import pytest

from checking.small import causes, overlay

TABLE = """
tables:
  {name}:
    scope: {scope}
    outcome: {{kind: yes_no}}
    rows:
      - {{id: one, when: {when}, then: yes}}
    otherwise: no
"""


def told(folder: Path, *rows: str, otherwise: str = "send", tables: str = "", facts: str = "") -> list[str]:
    """The causes of R012 for windows of these rows; each is called by its letter."""
    written = "".join(f"    - {{id: {name}, {row}}}\n" for name, row in zip("abcdef", rows, strict=False))
    windows = f"overlay: replace\nsending:\n  rows:\n{written}  otherwise: {otherwise}\n"
    files = {"windows": windows, **({"tables": tables} if tables else {}), **({"facts": facts} if facts else {})}
    return [
        cause.removeprefix("R012: no hour lets a message leave that the row ")
        for cause in causes(overlay(folder, **files), "R012")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        ('when: {local_time: "< 09:00"}, then: move',),
        ("when: {weekday: sunday}, then: move", "when: {holiday: yes}, then: move", "when: {open_now: no}, then: move"),
        ('when: {sent_this_week: ">= 3"}, then: move',),
        ('when: {days_in_status: "< 30"}, then: move',),
        ('when: {days_until_vaccination_due: "> 30"}, then: move',),
        ('when: {age: "< 18"}, then: move',),
        ('when: {days_in_status: ">= 30", local_time: "< 09:00"}, then: move',),
        ('when: {today: "< 2026-06-01"}, then: move',),
        # what is dropped in the end does not wait for ever
        ('when: {days_in_status: "< 30"}, then: move', 'when: {days_in_status: ">= 30"}, then: drop'),
    ],
)
def test_what_waits_for_an_hour_that_comes_is_in_order(rows: tuple[str, ...], tmp_path: Path) -> None:
    assert told(tmp_path, *rows) == []


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        (("when: {channel: postcard}, then: move",), "'a' moves, for channel postcard"),
        (('when: {days_in_status: ">= 30"}, then: move',), "'a' moves, for anybody"),
        (('when: {channel: postcard, sent_today: "< 3"}, then: move',), "'a' moves, for channel postcard"),
        (('when: {days_until_vaccination_due: "< -30"}, then: move',), "'a' moves, for anybody"),
        (('when: {today: ">= 2026-06-01"}, then: move',), "'a' moves, for anybody"),
        (("when: {age: unknown, purpose: marketing}, then: move",), "'a' moves, for purpose marketing"),
        (
            (
                'when: {purpose: marketing, local_time: "< 09:00"}, then: move',
                'when: {purpose: marketing, local_time: ">= 09:00"}, then: move',
            ),
            "'a' moves, for purpose marketing",
        ),
        (
            (
                "when: {weekday: [saturday, sunday]}, then: move",
                "when: {channel: call, weekday: {not: [saturday, sunday]}}, then: move",
            ),
            "'a' moves, for channel call",
        ),
    ],
)
def test_what_no_hour_opens_is_told_with_somebody_for_whom_it_is_so(
    rows: tuple[str, ...], cause: str, tmp_path: Path
) -> None:
    assert told(tmp_path, *rows) == [cause]


def test_each_row_that_moves_for_ever_is_told(tmp_path: Path) -> None:
    rows = ("when: {channel: postcard}, then: move", 'when: {days_in_status: ">= 30", channel: call}, then: move')
    assert told(tmp_path, *rows) == ["'a' moves, for channel postcard", "'b' moves, for channel call"]


def test_what_a_table_of_the_practice_answers_moves_with_the_hours_that_it_reads(tmp_path: Path) -> None:
    quiet = TABLE.format(name="quiet", scope="sending", when='{local_time: "< 09:00"}')
    assert told(tmp_path, "when: {quiet: yes}, then: move", tables=quiet) == []
    loud = "when: {quiet: yes}, then: move", "when: {quiet: no, channel: call}, then: move"
    assert told(tmp_path, *loud, tables=quiet) == ["'a' moves, for channel call"]


def test_what_a_table_answers_of_what_stays_does_not_move(tmp_path: Path) -> None:
    selling = TABLE.format(name="selling", scope="message", when="{purpose: marketing}")
    assert told(
        tmp_path, "when: {selling: yes}, then: move", "when: {weekday: sunday}, then: move", tables=selling
    ) == ["'a' moves, for purpose marketing"]


def test_nobody_is_told_of_who_cannot_be(tmp_path: Path) -> None:
    never = "when: {status: visiting, phase: enquiry, weekday: {not: sunday}}, then: move"
    assert told(tmp_path, "when: {weekday: sunday}, then: move", never) == []


@pytest.mark.parametrize(
    ("count", "asked", "leaves"),
    [
        ("{messages: any, within: 3 months}", '">= 1"', True),
        ("{outcomes: any, within: calendar_week}", '">= 1"', True),
        ("{messages: any, within: today}", "0", False),  # it only falls while a message waits
        ("{visits: any, within: today}", "0", True),  # a visit ahead comes into the day
        ("{messages: any, since: message_received}", '">= 1"', False),
        ("{visits: {state: missed}, in_a_row: yes}", '">= 2"', False),
    ],
)
def test_a_message_that_a_count_moves_leaves_where_time_lets_the_count_change(
    count: str, asked: str, leaves: bool, tmp_path: Path
) -> None:
    rows = told(tmp_path, f"when: {{got: {asked}}}, then: move", facts=f"facts:\n  got: {{count: {count}}}\n")
    assert [one.partition(" moves")[0] for one in rows] == ([] if leaves else ["'a'"])


@pytest.mark.parametrize(
    ("pair", "answer", "leaves"),
    [
        ("[vaccination_due, today]", "after", True),
        ("[vaccination_due, today]", "same", True),
        ("[vaccination_due, today]", "before", False),
        ("[today, vaccination_due]", "before", True),
        ("[today, vaccination_due]", "after", False),
        ("[days_until_vaccination_due, weight]", "more", True),
        ("[days_until_vaccination_due, weight]", "less", False),
    ],
)
def test_a_comparison_with_what_goes_one_way_goes_one_way(pair: str, answer: str, leaves: bool, tmp_path: Path) -> None:
    facts = f"facts:\n  due: {{of: contact, compare: {pair}}}\n"
    found = told(tmp_path, f"when: {{due: {answer}}}, then: move", facts=facts)
    assert found == ([] if leaves else ["'a' moves, for anybody"])
