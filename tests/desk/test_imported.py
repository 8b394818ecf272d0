"""What an import did is counted, and told to staff in one notice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from frontdesk.desk.imported import MOST_LISTED, MOST_WORDS, Imported, look_alike, notice_of
from frontdesk.desk.taking import EXAMPLES, MOST_TOLD, Taken
from frontdesk.file_words import RowOutcome


@pytest.mark.parametrize(
    ("outcome", "listed"),
    [
        (RowOutcome.REFUSED, MOST_LISTED),
        (RowOutcome.CHANGED, MOST_TOLD),
        (RowOutcome.KEPT, MOST_TOLD),
        (RowOutcome.MENDED, EXAMPLES),
        (RowOutcome.UNCHANGED, 0),
    ],
)
def test_rows_are_counted_and_so_many_of_them_are_kept_to_be_shown(outcome: RowOutcome, listed: int) -> None:
    told = Imported()
    for line in range(MOST_LISTED + 1):
        told.tell(line, Taken(outcome, ("said",)))
    assert (told.counts[outcome], len(told.rows)) == (MOST_LISTED + 1, listed)


def test_a_row_that_was_mended_before_is_not_set_aside() -> None:
    told = Imported()
    told.tell(2, Taken(RowOutcome.MENDED))
    assert (told.set_aside, told.is_whole) == (0, True)


def test_a_notice_says_all_that_staff_are_to_look_at() -> None:
    told = Imported(aside_in=Path("a.rejected.csv"), read_as_refusals=Counter({"a word": 2}), resembling=2)
    for outcome in (RowOutcome.NEW, RowOutcome.REFUSED, RowOutcome.ASKED, RowOutcome.MENDED):
        told.tell(2, Taken(outcome))
    assert notice_of("a.csv", told) == (
        "a.csv was imported: 1 new, 0 changed; 2 rows set aside (1 refused, 1 to be asked) in a.rejected.csv; "
        "2 look like somebody on file: 'frontdesk contact duplicates' lists them; "
        "a word in 2 rows, which counts as a refusal until somebody looks"
    )


def test_of_many_words_that_nobody_understood_the_rest_are_counted() -> None:
    told = Imported(read_as_refusals=Counter({f"word {number}": 1 for number in range(MOST_WORDS + 2)}))
    assert notice_of("a.csv", told).endswith("and 2 more words: is that a column of consent?")


def test_one_looks_like_somebody_and_several_look_so() -> None:
    assert look_alike(1).startswith("1 looks like somebody on file")
    assert look_alike(1_200).startswith("1,200 look like somebody on file")
