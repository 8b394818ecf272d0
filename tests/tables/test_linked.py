"""Tables that read each other: what a table below answers is decided, never tried value by value."""

from __future__ import annotations

from frontdesk.tables import Condition, Listed, Row, Table
from frontdesk.tables.linked import Linked, answered, standing_on

YES, NO = (Condition("own", frozenset({word}), word) for word in ("yes", "no"))
BELOW = Table(
    "own",
    {"a": Listed(("x", "y", "z"))},
    (Row("x", (Condition("a", frozenset({"x"}), "x"),), "yes"),),
    Row("otherwise", (), "no"),
)
ABOVE = Table(
    "t", {"own": Listed(("yes", "no"))}, (Row("is", (YES,), "p"),), Row("otherwise", (), "q"), upstream=(BELOW,)
)


def test_a_table_stands_on_those_that_it_reads_and_comes_last() -> None:
    assert standing_on(ABOVE) == (BELOW, ABOVE)
    assert answered((BELOW,), (YES, Condition("a", frozenset({"x"}), "x"))) == {"own"}


def test_people_are_counted_by_what_is_true_of_them_and_not_by_what_a_table_answers() -> None:
    linked = Linked((ABOVE,))
    outcomes = {linked.decisions(alive)[0].outcome: count for alive, count in linked.outcomes().items()}
    assert outcomes == {"p": 1, "q": 2}
    assert linked.size == 3


def test_the_smallest_person_is_told_by_the_facts_below() -> None:
    linked = Linked((ABOVE,))
    person = linked.smallest(lambda alive: linked.decisions(alive)[0].outcome == "p")
    assert person is not None
    assert person.words == "a x"


def test_a_condition_on_an_answer_leaves_out_whom_the_table_below_answers_otherwise() -> None:
    linked = Linked((ABOVE,), (NO,))
    assert {linked.decisions(alive)[0].outcome for alive in linked.outcomes()} == {"q"}
