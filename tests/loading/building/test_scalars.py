"""Single values: read into what they stand for, or noted once and nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time, timedelta

import pytest

from frontdesk.loading.building import scalars
from frontdesk.loading.building.diagnostics import Diagnostics
from frontdesk.loading.tree.nodes import Items, Node, Scalar
from frontdesk.problems import Location

WHERE = Location("x.yaml", 3, 5)
Reading = Callable[[Node, str, Diagnostics], object]


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (scalars.read_yes_no, "yes", True),
        (scalars.read_duration, "2 hours", timedelta(hours=2)),
        (scalars.read_clock, "08:30", time(8, 30)),
        (scalars.read_count, "3", 3),
        (scalars.read_whole, "-3", -3),
    ],
)
def test_a_value_in_order_is_read_and_nothing_is_noted(read: Reading, text: str, value: object) -> None:
    diagnostics = Diagnostics()
    assert read(Scalar(text, WHERE), "'key'", diagnostics) == value
    assert diagnostics.problems == []


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (scalars.read_yes_no, "maybe", "Y011"),
        (scalars.read_duration, "5:00", "Y001"),
        (scalars.read_duration, "soon", "Y011"),
        (scalars.read_clock, "25:00", "Y011"),
        (scalars.read_count, "0", "Y011"),
        (scalars.read_count, "1.5", "Y011"),
    ],
)
def test_a_value_that_is_none_is_noted_once_at_its_place(read: Reading, text: str, code: str) -> None:
    diagnostics = Diagnostics()
    assert read(Scalar(text, WHERE), "'key'", diagnostics) is None
    assert [(one.code, one.where) for one in diagnostics.problems] == [(code, WHERE)]


def test_a_list_is_no_single_value() -> None:
    diagnostics = Diagnostics()
    assert scalars.read_text(Items((), WHERE), "'key'", diagnostics) is None
    assert [one.cause for one in diagnostics.problems] == ["'key' should be one value, not a list"]


def test_a_word_that_is_not_on_the_list_suggests_one() -> None:
    diagnostics = Diagnostics()
    assert scalars.read_word(Scalar("opne", WHERE), "'kind'", ("open", "won"), diagnostics) is None
    assert [one.hint for one in diagnostics.problems] == ["did you mean 'open'?"]
