"""What can change between two versions, as values."""

from __future__ import annotations

from dataclasses import replace

from frontdesk.comparing import AnswerChange, Comparison, PartChange, TableChange

NOTHING = Comparison("a", "b", 10, (), (), (), (), ())
TABLE = TableChange("t", 10, (AnswerChange("p", "q", 3, "", None, None), AnswerChange("p", "r", 2, "", None, None)))


def test_a_table_changes_for_as_many_as_its_answers_together() -> None:
    assert TABLE.changed == 5
    assert replace(NOTHING, tables=(TABLE, TABLE)).changed == 10


def test_rules_are_the_same_only_where_nothing_changes_and_everything_was_compared() -> None:
    assert NOTHING.same
    assert not replace(NOTHING, tables=(TABLE,)).same
    assert not replace(NOTHING, parts=(PartChange("label", "", "", "a", "b"),)).same
    assert not replace(NOTHING, not_compared=("the table 't': too large",)).same
