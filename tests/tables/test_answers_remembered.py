"""What a table remembers never changes an answer: held against rows read one by one, under every hit policy."""

from __future__ import annotations

from random import Random

import pytest

from frontdesk.problems import ConflictError, FactError
from frontdesk.tables import NUMBER, UNKNOWN, Condition, HitPolicy, Listed, Row, Table, Value

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
    assert max(len(known) for known in table._living.values()) <= 4_096
