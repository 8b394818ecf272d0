"""Lines of a text, however it ends them."""

from __future__ import annotations

import io

import pytest

from frontdesk.files import FileError
from frontdesk.files.lines import LETTERS_AT_ONCE, MOST_IN_A_LINE, Lines


def lines(text: str) -> Lines:
    return Lines("people.csv", io.StringIO(text, newline=""))


def all_of(one: Lines) -> list[str]:
    found = []
    while (line := one.at(0)) is not None:
        found.append(line)
        one.advance(1)
    return found


@pytest.mark.parametrize("ends", [("\n",), ("\r\n",), ("\r",), ("\n", "\r\n", "\r")])
def test_a_line_ends_with_whatever_its_system_writes_also_where_one_is_read_in_two_halves(
    ends: tuple[str, ...],
) -> None:
    text = "".join(f"{'x' * (index % 7)}{ends[index % len(ends)]}" for index in range(LETTERS_AT_ONCE)) + "last"
    assert all_of(lines(text)) == io.StringIO(text, newline="").readlines()


def test_letters_that_only_look_like_line_ends_end_no_line() -> None:
    assert all_of(lines("a\x0bb\x0cc\x85d\u2028e\n")) == ["a\x0bb\x0cc\x85d\u2028e\n"]


def test_lines_are_counted_and_those_ahead_are_seen_before_they_are_taken() -> None:
    one = lines("a\nb\nc\n")
    assert (one.number, one.at(0), one.at(2), one.at(3)) == (1, "a\n", "c\n", None)
    one.advance(2)
    assert (one.number, one.at(0), one.block(9)) == (3, "c\n", ["c\n"])
    one.advance(1)
    assert (one.at(0), one.block(9)) == (None, [])


def test_a_text_without_line_ends_is_refused_before_it_fills_the_memory() -> None:
    with pytest.raises(FileError, match=r"people\.csv has more than 1,048,576 letters without a line end"):
        lines("x" * (2 * MOST_IN_A_LINE)).at(0)
