"""What files said before: rows set aside are known again once they were mended, and never taken for one another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from frontdesk.desk import Practice
from frontdesk.desk.row_memory import RowMemory, StandingRow
from frontdesk.names import ContactId
from frontdesk.records import Telling
from support import a_practice, an_act

BEN = StandingRow("reference P-1", "Ben,1")
OTHER = StandingRow("reference P-1", "Ben,2")


@pytest.fixture
def practice() -> Iterator[Practice]:
    practice = a_practice()
    with practice.store.transaction():
        yield practice


def a_memory(practice: Practice, *, mends: bool = False, meaning: str = "name") -> RowMemory:
    """The memory of another import of the same mapping."""
    return RowMemory(an_act(practice), "import contacts", (meaning,), mends=mends)


def mended(practice: Practice, *rows: StandingRow, meaning: str = "name") -> list[ContactId | None]:
    """Who is known again of rows of one file; the others are set aside."""
    return asked(a_memory(practice, meaning=meaning), *rows)


def asked(memory: RowMemory, *rows: StandingRow) -> list[ContactId | None]:
    found = [*memory.mended_before(rows)]
    memory.were_set_aside([row for row, one in zip(rows, found, strict=True) if one is None])
    return found


def mend(practice: Practice) -> None:
    a_memory(practice, mends=True).came_in({BEN.key: ContactId(1)})


def test_a_row_is_known_again_that_stands_as_it_stood_and_was_mended(practice: Practice) -> None:
    assert mended(practice, BEN) == [None]
    assert mended(practice, BEN) == [None]
    mend(practice)
    assert mended(practice, BEN) == [1]
    assert mended(practice, BEN) == [1]


def test_what_stands_otherwise_or_means_something_else_waits_to_be_mended_too(practice: Practice) -> None:
    mended(practice, BEN)
    mend(practice)
    assert mended(practice, BEN, meaning="home") == [None]
    mend(practice)
    assert mended(practice, OTHER) == [None]
    assert mended(practice, OTHER) == [None]


def test_a_row_that_was_never_set_aside_is_mended_by_nobody(practice: Practice) -> None:
    mend(practice)
    assert mended(practice, BEN) == [None]


def test_an_import_of_other_rows_mends_none(practice: Practice) -> None:
    mended(practice, BEN)
    a_memory(practice).came_in({BEN.key: ContactId(1)})
    assert mended(practice, BEN) == [None]


@pytest.mark.parametrize("batches", [[[BEN, OTHER]], [[BEN], [OTHER]]])
def test_two_rows_of_one_key_in_one_file_are_never_taken_for_one_another(
    practice: Practice, batches: list[list[StandingRow]]
) -> None:
    memory = a_memory(practice)
    for batch in batches:
        asked(memory, *batch)
    mend(practice)
    assert mended(practice, BEN) == [None]
    mend(practice)
    assert mended(practice, BEN) == [1]


@pytest.mark.parametrize("mended_first", [True, False])
def test_a_file_in_which_one_was_mended_and_another_of_its_key_was_not_says_nothing(
    practice: Practice, mended_first: bool
) -> None:
    mended(practice, BEN)
    memory = a_memory(practice, mends=True)
    steps: list[Callable[[], object]] = [
        lambda: memory.came_in({BEN.key: ContactId(1)}),
        lambda: memory.were_set_aside([OTHER]),
    ]
    for step in steps if mended_first else reversed(steps):
        step()
    assert mended(practice, BEN) == [None]


@pytest.mark.parametrize("batches", [[[BEN, OTHER]], [[OTHER, BEN]], [[BEN], [OTHER]], [[OTHER], [BEN]]])
def test_of_one_that_was_mended_and_another_of_its_key_the_other_is_not_taken_for_mended(
    practice: Practice, batches: list[list[StandingRow]]
) -> None:
    mended(practice, BEN)
    mend(practice)
    memory = a_memory(practice)
    for batch in batches:
        found = dict(zip(batch, asked(memory, *batch), strict=True))
        assert found.get(OTHER) is None
    assert mended(practice, OTHER) == [None]


def test_the_same_row_twice_in_one_file_is_one(practice: Practice) -> None:
    mended(practice, BEN, BEN)
    mend(practice)
    assert mended(practice, BEN, BEN) == [1, 1]


def test_rows_that_came_in_are_no_news_in_the_same_words(practice: Practice) -> None:
    memory = a_memory(practice)
    memory.remember(iter(()))
    memory.remember([Telling(BEN.key, "Ben", ContactId(1))])
    assert dict(a_memory(practice).told_before({BEN.key: "Ben"})) == {BEN.key: 1}
    assert dict(a_memory(practice).told_before({BEN.key: "Ben Example"})) == {}


def test_an_answer_is_known_again_of_a_row_that_stands_the_same_and_is_not_in_for_that(practice: Practice) -> None:
    mended(practice, BEN)
    a_memory(practice, mends=True).were_answered({BEN.key: ContactId(1)})
    assert [*a_memory(practice).answered_before([BEN, OTHER])] == [1, None]
    assert [*a_memory(practice).mended_before([BEN])] == [None]
    mend(practice)
    assert [*a_memory(practice).answered_before([BEN])] == [None]
    assert [*a_memory(practice).mended_before([BEN])] == [1]
