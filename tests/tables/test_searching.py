"""Search says of every row what counting says, and answers where counting gives up."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from frontdesk.tables import NUMBER, Condition, HitPolicy, Listed, Row, Table, Total
from frontdesk.tables.classes import TooLargeError
from frontdesk.tables.diagrams import Diagram
from frontdesk.tables.linked import Linked
from frontdesk.tables.searching import Search
from tables.trying import DOMAINS, a_table

WORDS = ("a", "b", "c")


def a_sparse_table(facts: int, rows: int, dice: random.Random) -> Table[str]:
    """Rows that ask for three facts each of very many: few hard questions, and far too much to count."""
    inputs = {f"fact {number}": Listed(WORDS) for number in range(facts)}
    return Table(
        "sparse",
        inputs,
        tuple(
            Row(f"row {number}", tuple(_one(fact, dice) for fact in dice.sample(list(inputs), 3)), dice.choice("pq"))
            for number in range(rows)
        ),
        Row("otherwise", (), "none"),
    )


def _one(fact: str, dice: random.Random) -> Condition:
    word = dice.choice(WORDS)
    return Condition(fact, frozenset({word}), word)


@pytest.mark.parametrize("seed", range(40))
def test_somebody_is_found_where_and_only_where_counting_finds_one(seed: int) -> None:
    dice = random.Random(seed)
    table = a_table(dice, HitPolicy.FIRST, dice.sample(sorted(DOMAINS), 4))
    linked = Linked((table,))
    counted = linked.outcomes()
    for bits in (0, *(1 << number for number in range(len(table.rows)))):
        found = linked.somebody((bits,).__eq__)
        assert (found is not None) == ((bits,) in counted), bits
        if found is not None:
            named = tuple(Condition(name, frozenset({one.sample}), one.words) for name, one in found.facts.items())
            assert set(Linked((table,), named, table.inputs).outcomes()) == {(bits,)}, found.words


@pytest.mark.parametrize("seed", range(40))
def test_tables_that_read_each_other_are_searched_as_they_are_counted(seed: int) -> None:
    dice = random.Random(seed)
    below = replace(a_table(dice, HitPolicy.FIRST, ("colour", "ready")), name="own", otherwise=Row("else", (), "r"))
    own = Condition("own", frozenset(dice.sample("pqr", 2)), "")
    above = a_table(dice, HitPolicy.FIRST, ("colour", "been"))
    rows = tuple(replace(row, when=(*row.when, own)) if number % 2 else row for number, row in enumerate(above.rows))
    domains = {**above.inputs, "own": Listed(tuple("pqr"))}
    linked = Linked((replace(above, rows=rows, inputs=domains, upstream=(below,)),))
    counted = linked.outcomes()
    for bits in (0, *(1 << number for number in range(len(rows)))):
        assert (linked.somebody((bits,).__eq__) is not None) == ((bits,) in counted), bits


def test_a_table_below_whose_rows_add_up_is_counted() -> None:
    colours = {"colour": Listed(WORDS)}
    below = Table("sum", colours, (Row("a", (), 1), Row("b", (), 1)), hit=HitPolicy.EVERY, total=Total.SUM)
    two = Condition("sum", frozenset({2}), "2")
    above = Table("t", {"sum": NUMBER}, (Row("two", (two,), "p"),), Row("otherwise", (), "q"), upstream=(below,))
    assert Linked((above,)).smallest((1,).__eq__) is not None
    assert Linked((above,)).smallest((0,).__eq__) is None


def test_a_sparse_table_that_is_too_wide_to_count_is_searched() -> None:
    table = a_sparse_table(60, 40, random.Random(1))
    linked = Linked((table,), budget=2_000)
    with pytest.raises(TooLargeError):
        linked.outcomes()
    deciding = [number for number in range(len(table.rows)) if linked.smallest((1 << number,).__eq__)]
    assert len(deciding) == len(table.rows)
    doubled = replace(table, rows=(*table.rows, table.rows[7]))
    assert Linked((doubled,), budget=2_000).smallest((1 << len(table.rows),).__eq__) is None


def test_what_cannot_be_answered_in_so_many_tries_is_not_claimed() -> None:
    table = a_sparse_table(8, 40, random.Random(3))
    search = Search(Diagram((table,)), tries=0)
    with pytest.raises(TooLargeError):
        search.somebody(search.everybody, (), range(len(table.rows)))


def test_who_fits_an_excluded_row_is_nobody() -> None:
    colours = {"colour": Listed(WORDS), "other": Listed(WORDS)}
    first = tuple(Condition(name, frozenset({"a"}), "a") for name in colours)
    table = Table("t", colours, (Row("both", first, "p"),), Row("otherwise", (), "q"))
    excluded = Table("never", colours, (Row("both", first, True),), hit=HitPolicy.EVERY)
    linked = Linked((table,), excluded=excluded)
    assert linked.outcomes() == {(0,): 8}
    assert linked.size == 8
    assert linked.smallest((1,).__eq__) is None
    assert linked.somebody((1,).__eq__) is None
