"""How deep brackets are nested, found out without a parser."""

from __future__ import annotations

import pytest

from frontdesk.loading.text.brackets import first_too_deep


def test_the_first_bracket_below_too_many_is_told_by_its_place() -> None:
    assert first_too_deep(["a: 1", "b: [[{", "c: ["], 2) == (2, 6)


@pytest.mark.parametrize(
    "lines",
    [
        ["a: '[[[['", 'b: "{{{{"'],
        ["a: 1 # [[[["],
        ["a: |", "  [[[[", "b: 1"],
        ["a: [1]", "b: [2]", "c: [3]"],
    ],
    ids=["quotes", "a comment", "a block", "closed again"],
)
def test_brackets_that_nest_nothing_do_not_count(lines: list[str]) -> None:
    assert first_too_deep(lines, 1) is None
