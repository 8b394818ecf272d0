"""Deciding: hit policies, totals, facts left out, tables that read tables, and explanations."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest

from frontdesk.problems import ConflictError, FactError
from frontdesk.tables import NUMBER, UNKNOWN, YES_NO, Condition, Domain, HitPolicy, Listed, Row, Table, Total, Value

COLOURS = Listed(("red", "green"), may_be_unknown=True)
INPUTS: dict[str, Domain] = {"colour": COLOURS, "count": NUMBER}


def a_row(name: str, then: Any, priority: int = 0, **asked: str) -> Row[Any]:
    conditions = (Condition(fact, INPUTS[fact].condition([text]), text) for fact, text in asked.items())
    return Row(name, tuple(conditions), then, because=f"because of {name}", priority=priority)


def a_table(*rows: Row[Any], otherwise: Any = None, **changes: Any) -> Table[Any]:
    fallback = Row("otherwise", (), otherwise) if otherwise is not None else None
    return Table("paint", INPUTS, rows, fallback, known=frozenset(INPUTS), **changes)


RED = a_row("red", "stop", colour="red")
MANY = a_row("many", "wait", count=">= 3")


def test_the_first_row_that_fits_decides() -> None:
    table = a_table(RED, MANY, otherwise="go")
    assert table.decide({"colour": "red", "count": 5}).outcome == "stop"
    assert table.decide({"colour": "green", "count": 5}).outcome == "wait"


def test_otherwise_decides_when_no_row_fits() -> None:
    decision = a_table(RED, otherwise="go").decide({"colour": "green", "count": 0})
    assert decision.outcome == "go"
    assert decision.row is not None
    assert decision.row.id == "otherwise"


def test_without_a_row_or_otherwise_the_answer_is_unknown() -> None:
    decision = a_table(RED).decide({"colour": "green", "count": 0})
    assert decision.outcome == UNKNOWN
    assert decision.row is None


def test_unique_refuses_two_rows_even_when_they_agree() -> None:
    table = a_table(RED, a_row("red too", "stop", colour="red"), hit=HitPolicy.UNIQUE)
    with pytest.raises(ConflictError, match=r"'red' .* and 'red too'"):
        table.decide({"colour": "red", "count": 0})


def test_any_accepts_rows_that_agree_and_refuses_those_that_do_not() -> None:
    agreeing = a_table(RED, a_row("red too", "stop", colour="red"), hit=HitPolicy.ANY)
    assert agreeing.decide({"colour": "red", "count": 0}).outcome == "stop"
    with pytest.raises(ConflictError):
        a_table(RED, MANY, hit=HitPolicy.ANY).decide({"colour": "red", "count": 3})


def test_priority_takes_the_highest_and_refuses_equals_that_disagree() -> None:
    high = a_row("high", "wait", priority=2, count=">= 3")
    table = a_table(RED, high, hit=HitPolicy.PRIORITY)
    assert table.decide({"colour": "red", "count": 3}).outcome == "wait"
    with pytest.raises(ConflictError):
        a_table(RED, MANY, hit=HitPolicy.PRIORITY).decide({"colour": "red", "count": 3})


@pytest.mark.parametrize(
    ("total", "outcome"), [(Total.LIST, (2, 5)), (Total.SUM, 7), (Total.COUNT, 2), (Total.MIN, 2), (Total.MAX, 5)]
)
def test_every_adds_up_what_all_rows_say_in_order(total: Total, outcome: object) -> None:
    table = a_table(a_row("two", 2, colour="red"), a_row("five", 5, count=">= 3"), hit=HitPolicy.EVERY, total=total)
    assert table.decide({"colour": "red", "count": 3}).outcome == outcome


def test_a_fact_left_out_is_unknown_where_that_is_a_value() -> None:
    assert a_table(RED, otherwise="go").decide({"count": 0}).outcome == "go"


def test_a_fact_left_out_that_must_be_known_is_an_error_that_says_what_it_can_be() -> None:
    with pytest.raises(FactError, match="needs the fact 'count': a number"):
        a_table(MANY).decide({"colour": "red"})


def test_a_misspelt_fact_is_an_error_even_after_the_same_question_was_answered() -> None:
    table = a_table(RED, otherwise="go")
    facts: dict[str, Value] = {"colour": "red", "count": 0}
    table.decide(facts)
    with pytest.raises(FactError, match="did you mean 'colour'"):
        table.decide({**facts, "color": "red"})


def test_a_value_outside_the_list_is_an_error() -> None:
    with pytest.raises(FactError, match="'colour' cannot be 'blue'"):
        a_table(RED).decide({"colour": "blue", "count": 0})


def test_an_outcome_of_one_table_is_a_fact_of_another() -> None:
    upstream = Table("loud", {"colour": COLOURS}, (a_row("red", "yes", colour="red"),), Row("otherwise", (), "no"))
    upstream = Table("loud", upstream.inputs, upstream.rows, upstream.otherwise, known=frozenset({"colour"}))
    loud = Row("loud", (Condition("loud", frozenset({"yes"}), "yes"),), "cover ears")
    table: Table[Any] = Table(
        "advice",
        {"loud": YES_NO},
        (loud,),
        Row("otherwise", (), "listen"),
        known=frozenset({"loud", "colour"}),
        upstream=(upstream,),
    )
    assert table.decide({"colour": "red"}).outcome == "cover ears"
    assert table.decide({"colour": "green"}).outcome == "listen"
    assert table.decide({"loud": "yes"}).outcome == "cover ears"


def test_an_explanation_says_what_each_earlier_row_lacked() -> None:
    explanation = a_table(RED, MANY, otherwise="go").explain({"colour": "green", "count": 4})
    assert [step.row.id for step in explanation.steps] == ["red", "many"]
    assert [str(lack) for lack in explanation.steps[0].lacks] == ["colour: red"]
    assert explanation.steps[1].lacks == ()
    assert explanation.decision.reason == "because of many"


FACTS = {f"fact {number}": Listed(("a", "b", "c")[: 2 + number % 2], may_be_unknown=number == 0) for number in range(4)}


def a_random_table(random: Random, hit: HitPolicy) -> Table[str]:
    rows = []
    for number in range(random.randint(0, 7)):
        asked = random.sample(list(FACTS), random.randint(0, 3))
        values = {name: random.sample(FACTS[name].every_value, random.randint(1, 2)) for name in asked}
        when = tuple(Condition(name, frozenset(some), " or ".join(some)) for name, some in values.items())
        rows.append(Row(f"row {number}", when, random.choice("xyz"), priority=random.randint(0, 2)))
    return Table("random", FACTS, tuple(rows), Row("otherwise", (), "nothing"), hit, known=frozenset(FACTS))


def plainly(table: Table[str], facts: dict[str, Value]) -> object:
    """The outcome by the words of the hit policy alone; ``None`` where rows contradict each other."""
    fitting = [row for row in table.rows if all(facts[test.fact] in test.accepts for test in row.when)]
    if table.hit is HitPolicy.PRIORITY:
        fitting = [row for row in fitting if row.priority == max(one.priority for one in fitting)]
    if table.hit is HitPolicy.EVERY:
        return tuple(row.then for row in fitting) or ("nothing",)
    if not fitting:
        return "nothing"
    if table.hit is not HitPolicy.FIRST and len({row.then for row in fitting}) > 1:
        return None
    return None if table.hit is HitPolicy.UNIQUE and len(fitting) > 1 else fitting[0].then


@pytest.mark.parametrize("hit", HitPolicy)
def test_an_answer_is_the_same_the_first_time_and_every_time_after(hit: HitPolicy) -> None:
    random = Random(7)
    for _ in range(60):
        table = a_random_table(random, hit)
        for _ in range(80):
            facts: dict[str, Value] = {name: random.choice(domain.every_value) for name, domain in FACTS.items()}
            expected = plainly(table, facts)
            for _ in range(2):
                if expected is None:
                    with pytest.raises(ConflictError):
                        table.decide(facts)
                else:
                    assert table.decide(facts).outcome == expected


def test_a_value_that_does_not_exist_is_refused_also_by_a_table_that_has_answered_before() -> None:
    table = a_random_table(Random(3), HitPolicy.FIRST)
    good: dict[str, Value] = dict.fromkeys(FACTS, "a")
    table.decide(good)
    for wrong in ({**good, "fact 1": "purple"}, {**good, "fact 1": UNKNOWN}, {**good, "colour": "a"}):
        with pytest.raises(FactError):
            table.decide(wrong)


def test_numbers_that_never_come_twice_do_not_fill_the_memory() -> None:
    row = Row("many", (Condition("count", NUMBER.condition([">= 3"]), ">= 3"),), "many")
    table = Table("counting", {"count": NUMBER}, (row,), Row("otherwise", (), "few"))
    assert [table.decide({"count": number}).outcome for number in range(10_000)] == ["few"] * 3 + ["many"] * 9_997
    assert table.remembered <= 4_096


@pytest.mark.parametrize("value", [0.4, "0.4", True, Decimal("NaN")])
def test_a_value_that_is_no_number_is_refused_and_told_as_python_writes_it(value: Any) -> None:
    with pytest.raises(FactError) as refused:
        a_table(MANY, otherwise="go").decide({"colour": "red", "count": value})
    assert str(refused.value) == (
        f"table 'paint': 'count' cannot be {value!r}; give an int or a Decimal (a float is not exact)"
    )


def test_every_row_that_made_a_sum_is_named_with_its_reason() -> None:
    rows = (a_row("one", 100, count="> 1"), a_row("two", 100, count="> 2"))
    decision = a_table(*rows, hit=HitPolicy.EVERY, total=Total.SUM).decide({"count": 3})
    assert [(row.id, row.reason) for row in decision.rows] == [("one", "because of one"), ("two", "because of two")]
