"""Lengths of time that could be read in two ways."""

from __future__ import annotations

import pytest

from frontdesk.loading.text.lengths import ambiguous_length


@pytest.mark.parametrize(
    ("text", "cause", "hint"),
    [
        ("5:00", "'5:00' could be 5 minutes, 5 hours or a time of day", "write '5 minutes' or '5 hours'"),
        ("30", "'30' does not say of what", "write '30 minutes', '30 hours' or '30 days'"),
    ],
)
def test_a_length_without_a_word_is_told_with_what_it_could_mean(text: str, cause: str, hint: str) -> None:
    assert ambiguous_length(text) == (cause, hint)


@pytest.mark.parametrize("text", ["5 minutes", "soon", ""])
def test_what_can_be_read_one_way_or_none_is_not_told(text: str) -> None:
    assert ambiguous_length(text) is None
