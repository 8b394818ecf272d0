"""What a table can answer when only some facts are known: never less than it may, nor more than it can."""

from __future__ import annotations

import pytest

from frontdesk.tables import UNKNOWN, YES_NO, Condition, HitPolicy, Row, Table
from frontdesk.tables.partial import possible

KNOWN = Condition("known", frozenset({"yes"}), "yes")
OPEN = Condition("open", frozenset({"yes"}), "yes")


def a_table(hit: HitPolicy) -> Table[str]:
    """A row that surely fits, and after it one that may and is more important."""
    rows = (Row("sure", (KNOWN,), "low", priority=1), Row("may_be", (OPEN,), "high", priority=2))
    return Table("asked", {"known": YES_NO, "open": YES_NO}, rows, Row("otherwise", (), "none"), hit=hit)


@pytest.mark.parametrize(
    ("hit", "known", "answers"),
    [
        (HitPolicy.FIRST, "yes", {"asked": {"low"}}),
        (HitPolicy.FIRST, "no", {"asked": {"high", "none"}}),
        (HitPolicy.PRIORITY, "yes", {"asked": {"low", "high"}}),
        (HitPolicy.PRIORITY, "no", {"asked": {"high", "none"}}),
        (HitPolicy.EVERY, "yes", {}),
    ],
)
def test_a_row_that_may_still_outrank_the_sure_one_counts(
    hit: HitPolicy, known: str, answers: dict[str, set[str]]
) -> None:
    assert possible(a_table(hit), {"known": known}) == answers


def test_a_sure_row_that_is_more_important_leaves_no_other() -> None:
    rows = (Row("may_be", (OPEN,), "low", priority=1), Row("sure", (KNOWN,), "high", priority=2))
    table = Table("asked", {"known": YES_NO, "open": YES_NO}, rows, hit=HitPolicy.PRIORITY)
    assert possible(table, {"known": "yes"}) == {"asked": {"high"}}


def test_a_table_that_no_row_need_answer_may_be_unknown_in_each_of_its_parts() -> None:
    rows = (Row("may_be", (OPEN,), {"who": "staff", "when": "now"}),)
    table = Table("asked", {"open": YES_NO}, rows)
    assert possible(table, {}) == {"asked.who": {"staff", UNKNOWN}, "asked.when": {"now", UNKNOWN}}
    assert possible(table, {"open": "yes"}) == {"asked.who": {"staff"}, "asked.when": {"now"}}
